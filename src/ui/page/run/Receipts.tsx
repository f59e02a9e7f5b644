import styled from 'styled-components';

import { Table } from '@zendeskgarden/react-tables';

import type { Receipt } from '../../../domain/receipt.ts';
import type { Progress } from '../../../erasure/progress.ts';
import { When } from '../../parts/When.tsx';
import { type Text, useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';
import { itemText, type KnownCalls } from './itemText.ts';

interface ReceiptsProps {
  readonly progress: Progress;
  readonly calls: KnownCalls;
  /** Shows only so many, the newest; all of them where it is left out. */
  readonly atMost?: number;
}

/** The evidence item by item: what Zendesk answered, and what a fresh look found. */
export function Receipts({ progress, calls, atMost }: ReceiptsProps) {
  const text = useText();
  const { t } = text;
  const receipted = progress.items.flatMap(({ planned, phase }) =>
    phase.kind === 'receipted' ? [{ planned, receipt: phase.receipt }] : [],
  );
  if (receipted.length === 0) return <p>{t('erase.receipts.none')}</p>;
  const shown = atMost === undefined ? receipted : receipted.slice(-atMost).reverse();
  return (
    <>
      <Evidence isReadOnly role="table" aria-label={t('erase.receipts.name')}>
        <Table.Head role="rowgroup">
          <Table.HeaderRow role="row">
            {(['item', 'outcome', 'answer', 'looked'] as const).map((column) => (
              <Table.HeaderCell key={column} role="columnheader">
                {t(`erase.receipts.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.HeaderRow>
        </Table.Head>
        <Table.Body role="rowgroup">
          {shown.map(({ planned, receipt }) => (
            <Table.Row key={planned.key} role="row">
              <Table.Cell role="cell">{itemText(planned, calls, text)}</Table.Cell>
              <Table.Cell role="cell">{outcomeText(receipt, text)}</Table.Cell>
              <Table.Cell role="cell">
                {receipt.status === null ? t('erase.receipts.noAnswer') : receipt.status}
              </Table.Cell>
              <Table.Cell role="cell">
                <When at={receipt.lookedAt} />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Evidence>
      {shown.length < receipted.length && (
        <p>{t('erase.receipts.newest', { shown: shown.length, of: receipted.length })}</p>
      )}
    </>
  );
}

/** How an item ended, with what could not be verified about it. */
function outcomeText({ outcome, unverifiable }: Receipt, { t }: Text): string {
  const said = t(`erase.outcome.${outcome}`);
  return unverifiable === null ? said : `${said} ${t(`erase.unverifiable.${unverifiable}`)}`;
}

const Evidence = styled(Table)`
  td {
    overflow-wrap: anywhere;
    vertical-align: top;
  }

  ${narrowScreen} {
    thead {
      position: absolute;
      clip-path: inset(50%);
      width: 0;
      height: 0;
      overflow: hidden;
    }

    tr,
    td {
      display: block;
      height: auto;
    }

    td {
      padding: ${({ theme }) => `${theme.space.xxs} 0`};
    }
  }
`;
