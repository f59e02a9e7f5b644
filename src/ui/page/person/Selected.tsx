import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { ownedCommentIds } from '../../../inventory/callList.ts';
import { useText } from '../../text.tsx';
import type { CallTableState } from './useCallTable.ts';

interface SelectedProps {
  readonly table: CallTableState;
  readonly onDelete: () => void;
}

/** How many calls are selected, whose they are, and what can be done with them. */
export function Selected({ table, onDelete }: SelectedProps) {
  const { t } = useText();
  const { rows, chosen, hidden, select } = table;
  const owned = ownedCommentIds(rows);
  const others = chosen.filter(({ isOwned }) => !isOwned).length;
  return (
    <div>
      <Row>
        {owned.length > 0 && (
          <Button size="small" onClick={() => select({ kind: 'add', commentIds: owned })}>
            {t('page.person.selectOwned', { n: owned.length })}
          </Button>
        )}
        {chosen.length > 0 && (
          <Button size="small" isBasic onClick={() => select({ kind: 'clear' })}>
            {t('page.person.selectNone')}
          </Button>
        )}
        <span role="status">{t('page.person.selected', { n: chosen.length, hidden })}</span>
        <Button isDanger size="small" disabled={chosen.length === 0} onClick={onDelete}>
          {t('page.person.delete', { n: chosen.length })}
        </Button>
      </Row>
      {others > 0 && <Word>{t('page.person.othersSelected', { n: others })}</Word>}
    </div>
  );
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
`;

const Word = styled.p`
  margin: ${({ theme }) => theme.space.xs} 0 0;
`;
