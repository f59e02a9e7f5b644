import { useId, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { CallColumn } from '../../../inventory/callList.ts';
import { callsByMonth } from '../../../inventory/callsByMonth.ts';
import { useText } from '../../text.tsx';
import { useIsNarrow } from '../narrow.ts';
import { CallFilters, OneOf } from './CallFilters.tsx';
import { Months } from './Months.tsx';
import { PersonText } from './PersonText.tsx';
import { everyColumn, type CallTableState } from './useCallTable.ts';

interface CallToolsProps {
  readonly table: CallTableState;
  readonly isStaff: boolean;
}

/** The timeline, the filters and the choice of columns: what there is to do with more than one call. */
export function CallTools(props: CallToolsProps) {
  return (
    <PersonText>
      <Tools {...props} />
    </PersonText>
  );
}

function Tools({ table, isStaff }: CallToolsProps) {
  const { t } = useText();
  const isNarrow = useIsNarrow();
  const { filter, setFilter } = table;
  const filters = (
    <CallFilters filter={filter} onFilter={setFilter} isStaff={isStaff}>
      {isNarrow && <SortBy table={table} />}
      <Columns columns={table.columns} onColumns={table.setColumns} />
    </CallFilters>
  );
  return (
    <>
      <Months
        months={callsByMonth(table.all)}
        chosen={filter.month}
        onChoose={(month) => setFilter({ ...filter, month })}
      />
      {isNarrow ? (
        <details>
          <Summary>{t('personPage.tools.name')}</Summary>
          {filters}
        </details>
      ) : (
        filters
      )}
    </>
  );
}

/** Where it is narrow the heads of the columns cannot be seen. */
function SortBy({ table }: Pick<CallToolsProps, 'table'>) {
  const { t } = useText();
  const { order, columns, setOrder } = table;
  const ways = columns.flatMap((by) => [
    [`${by}.up`, t('personPage.sort.up', { column: t(`page.person.table.${by}`) })] as const,
    [`${by}.down`, t('personPage.sort.down', { column: t(`page.person.table.${by}`) })] as const,
  ]);
  return (
    <OneOf
      label={t('personPage.sort.name')}
      every={t('personPage.sort.asFound')}
      options={ways}
      value={order && `${order.by}.${order.isDescending ? 'down' : 'up'}`}
      onChoose={(way) => {
        const by = columns.find((column) => way?.startsWith(`${column}.`));
        setOrder(by === undefined ? null : { by, isDescending: way?.endsWith('.down') === true });
      }}
    />
  );
}

interface ColumnsProps {
  readonly columns: readonly CallColumn[];
  readonly onColumns: (columns: readonly CallColumn[]) => void;
}

/** The choice of columns, on request. Time and kind stay: by them a call is told and opened. */
function Columns({ columns, onColumns }: ColumnsProps) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const choices = everyColumn.filter((name) => name !== 'time' && name !== 'kind');
  return (
    <>
      <Button
        size="small"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {t('personPage.columns.choose')}
      </Button>
      {isOpen && (
        <Choices id={id}>
          <legend>{t('personPage.columns.name')}</legend>
          {choices.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={columns.includes(name)}
                onChange={() =>
                  onColumns(
                    everyColumn.filter((one) =>
                      one === name ? !columns.includes(one) : columns.includes(one),
                    ),
                  )
                }
              />
              {t(`page.person.table.${name}`)}
            </label>
          ))}
        </Choices>
      )}
    </>
  );
}

const Summary = styled.summary`
  cursor: pointer;
`;

const Choices = styled.fieldset`
  display: flex;
  flex-basis: 100%;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.xs} ${theme.space.sm}`};
  min-width: 0;
  margin: 0;
  padding: 0;
  border: none;

  && label {
    display: flex;
    gap: ${({ theme }) => theme.space.xxs};
    align-items: center;
  }
`;
