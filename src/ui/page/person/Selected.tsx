import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { CommentId } from '../../../domain/ids.ts';
import { useText } from '../../text.tsx';
import type { CallRow, SelectionMove } from './callRow.ts';

interface SelectedProps {
  readonly chosen: readonly CallRow[];
  /** All that one click may select. */
  readonly owned: readonly CommentId[];
  readonly onSelect: (move: SelectionMove) => void;
  readonly onDelete: () => void;
}

/** How many calls are selected, whose they are, and what can be done with them. */
export function Selected({ chosen, owned, onSelect, onDelete }: SelectedProps) {
  const { t } = useText();
  const others = chosen.filter(({ isOwned }) => !isOwned).length;
  return (
    <div>
      <Row>
        {owned.length > 0 && (
          <Button size="small" onClick={() => onSelect({ kind: 'add', commentIds: owned })}>
            {t('page.person.selectOwned', { n: owned.length })}
          </Button>
        )}
        {chosen.length > 0 && (
          <Button size="small" isBasic onClick={() => onSelect({ kind: 'clear' })}>
            {t('page.person.selectNone')}
          </Button>
        )}
        <span role="status">{t('page.person.selected', { n: chosen.length })}</span>
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
