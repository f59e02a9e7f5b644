import styled from 'styled-components';

import LookIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';
import { Checkbox, Field, Select } from '@zendeskgarden/react-forms';
import { getColor } from '@zendeskgarden/react-theming';

import type { CommentId, TicketId } from '../../../domain/ids.ts';
import type { DraftCall, DraftTicket, TicketChoice } from '../../../erasure/draft.ts';
import { Mark } from '../../parts/Mark.tsx';
import { PersonalText } from '../../parts/PersonalText.tsx';
import { When } from '../../parts/When.tsx';
import { type TextKey, useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';

interface TicketDecisionProps {
  readonly ticket: DraftTicket;
  /** Kept as it is, it would keep the person from being deleted. */
  readonly hasNoWayOut: boolean;
  readonly onChoose: (id: TicketId, choice: TicketChoice) => void;
  readonly onToggle: (id: CommentId) => void;
}

/** One ticket: what is on it, what becomes of it, and what that means. */
export function TicketDecision({ ticket, hasNoWayOut, onChoose, onToggle }: TicketDecisionProps) {
  const { t } = useText();
  const { reading, choice, options, reason, otherCalls, otherPeople, calls } = ticket;
  const { id, subject, status } = reading.ticket;
  const number = t('words.ticketNumber', { id: String(id) });
  return (
    <Row>
      <Head>
        <strong>{number}</strong>
        <span>{t(statusKey(status))}</span>
        {subject !== null && <PersonalText>{subject}</PersonalText>}
        <Quiet>
          {t('erase.decide.holds', {
            calls: calls.length,
            transcripts: calls.filter(({ call }) => call.hasTranscript).length,
          })}
        </Quiet>
      </Head>
      {choice === null ? (
        <Whole>
          <Quiet>{t('erase.decide.notTheirTicket')}</Quiet>
        </Whole>
      ) : (
        <Field>
          <Field.Label hidden>{t('erase.decide.choiceFor', { ticket: number })}</Field.Label>
          <Select
            isCompact
            value={choice}
            onChange={({ target }) => {
              const wanted = options.find((option) => option === target.value);
              if (wanted) onChoose(id, wanted);
            }}
          >
            {options.map((option) => (
              <option key={option} value={option}>
                {t(`erase.decide.choice.${option}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {reason === 'otherPeople' && (
        <Whole>
          <Mark icon={LookIcon} manner="look">
            {t('erase.decide.otherPeople', { calls: otherCalls, people: otherPeople })}
          </Mark>
        </Whole>
      )}
      {choice === 'closeThenKeep' && (
        <Whole>
          <Mark icon={LookIcon} manner="look">
            {t('erase.decide.closeWarning')}
          </Mark>
        </Whole>
      )}
      {hasNoWayOut && (
        <Whole>
          <Mark icon={LookIcon} manner="look">
            {t('erase.decide.noWayOut')}
          </Mark>
        </Whole>
      )}
      {calls.some(({ isOptional }) => isOptional) && (
        <Whole>
          {calls
            .filter(({ isOptional }) => isOptional)
            .map((call) => (
              <CallChoice key={call.call.commentId} call={call} onToggle={onToggle} />
            ))}
        </Whole>
      )}
    </Row>
  );
}

function CallChoice({
  call: { call, isOwned, isChosen },
  onToggle,
}: {
  readonly call: DraftCall;
  readonly onToggle: (id: CommentId) => void;
}) {
  const { t } = useText();
  return (
    <Field>
      <Checkbox checked={isChosen} onChange={() => onToggle(call.commentId)}>
        <Field.Label isRegular>
          {t('erase.decide.alsoDelete')}{' '}
          {t('words.callLine', { kind: call.kind, direction: call.direction, origin: call.origin })}
          {' · '}
          <When at={call.startedAt ?? call.createdAt} />
          {' · '}
          {isOwned ? t('erase.decide.ownCall') : t('page.person.notTheirs')}
        </Field.Label>
      </Checkbox>
    </Field>
  );
}

const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed', 'deleted'] as const;

function statusKey(status: string): TextKey {
  const named = statuses.find((one) => one === status);
  return `words.ticketStatus.${named ?? 'unknown'}`;
}

const Row = styled.li`
  display: grid;
  grid-template-columns: minmax(0, 1fr) 11em;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
  padding: ${({ theme }) => theme.space.xs} 0;
  border-bottom: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};

  ${narrowScreen} {
    grid-template-columns: minmax(0, 1fr);
  }
`;

const Head = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `0 ${theme.space.sm}`};
  min-width: 0;
`;

const Whole = styled.div`
  grid-column: 1 / -1;
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
