import { type ReactNode, useId } from 'react';
import styled from 'styled-components';
import TranscriptIcon from '@zendeskgarden/svg-icons/src/16/file-document-stroke.svg?react';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Call, RecordingState } from '../../domain/call.ts';
import { Duration } from '../parts/Duration.tsx';
import { KindLine } from '../parts/KindLine.tsx';
import { Mark } from '../parts/Mark.tsx';
import { PersonalText } from '../parts/PersonalText.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { When } from '../parts/When.tsx';
import { useText } from '../text.tsx';

interface CallCardProps {
  readonly call: Call;
  readonly state: RecordingState;
  readonly isSomebodyElses: boolean;
  /** Null where the viewer may not delete it, or there is nothing to delete. */
  readonly onDelete: ((card: HTMLElement | null) => void) | null;
  /** What became of a deletion, in the place of the button. */
  readonly children: ReactNode;
}

/** One call of the ticket with all that is known of its recording. */
export function CallCard({ call, state, isSomebodyElses, onDelete, children }: CallCardProps) {
  const { t } = useText();
  const titleId = useId();
  return (
    <Card tabIndex={-1} aria-labelledby={titleId}>
      <Row id={titleId}>
        <KindLine call={call} />
        <When at={call.startedAt ?? call.createdAt} />
      </Row>
      <Row>
        <Duration seconds={call.durationSeconds} />
        {call.lineName === null ? (
          <span>{t('words.unknownLine')}</span>
        ) : (
          <PersonalText>{call.lineName}</PersonalText>
        )}
      </Row>
      <AnsweredBy call={call} />
      {isSomebodyElses && <Row>{t('sidebar.call.somebodyElses')}</Row>}
      <Row>
        <StateMark state={state} />
        {call.hasTranscript ? (
          <Mark icon={TranscriptIcon} manner="fact">
            {t('words.transcript')}
          </Mark>
        ) : (
          <span>{t('sidebar.call.noTranscript')}</span>
        )}
      </Row>
      {call.origin === 'partner' && <Row>{t('sidebar.call.partner')}</Row>}
      {children}
      {onDelete && (
        <Acts>
          <Button
            size="small"
            isDanger
            aria-describedby={titleId}
            onClick={(event) => onDelete(event.currentTarget.closest('article'))}
          >
            {t('sidebar.call.delete')}
          </Button>
        </Acts>
      )}
    </Card>
  );
}

function AnsweredBy({ call }: { readonly call: Call }) {
  const { t } = useText();
  if (call.answeredByName !== null)
    return (
      <Row>
        <span>{t('sidebar.call.answeredBy')}</span>
        <PersonalText>{call.answeredByName}</PersonalText>
      </Row>
    );
  if (call.answeredById !== null)
    return <Row>{t('sidebar.call.answeredById', { id: String(call.answeredById) })}</Row>;
  // A voicemail is answered by nobody.
  return call.kind === 'voicemail' ? null : <Row>{t('sidebar.call.answeredByUnknown')}</Row>;
}

const Card = styled.article`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xxs};
  padding: ${({ theme }) => theme.space.xs};
  border: ${({ theme }) => theme.borders.sm}
    ${({ theme }) => getColor({ theme, variable: 'border.default' })};
  border-radius: ${({ theme }) => theme.borderRadii.md};
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 0 ${({ theme }) => theme.space.xs};
  min-width: 0;
`;

const Acts = styled.div`
  display: flex;
  justify-content: flex-end;
`;
