import type { ReactNode } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Decision, Draft, DraftTicket } from '../../../erasure/draft.ts';
import type { CommentId, TicketId } from '../../../domain/ids.ts';
import type { TicketChoice } from '../../../erasure/draft.ts';
import { isClosed } from '../../../domain/ticket.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { Paged } from '../Paged.tsx';
import { StaysAndUnreachable } from './StaysAndUnreachable.tsx';
import { TicketDecision } from './TicketDecision.tsx';

interface DecideProps {
  readonly draft: Draft;
  readonly decision: Decision;
  readonly onDecision: (decision: Decision) => void;
  /** Left out while a ticket has no way out. */
  readonly onNext?: () => void;
}

/** Three heaps: what goes, what stays and on which ground, what cannot be reached and where to go for it. */
export function Decide({ draft, decision, onDecision, onNext }: DecideProps) {
  const { t } = useText();
  const { plan, tickets, cost } = draft;
  const unclosed = new Set(
    draft.blockers.flatMap((blocker) =>
      blocker.kind === 'unclosedTicket' ? [blocker.ticketId] : [],
    ),
  );
  const toLookAt = tickets.filter((ticket) => needsALook(ticket, unclosed));
  const theRest = tickets.filter((ticket) => !needsALook(ticket, unclosed));
  const partners = plan.unreachable.filter(({ kind }) => kind === 'partnerCall').length;

  const choose = (id: TicketId, choice: TicketChoice) =>
    onDecision({ ...decision, tickets: new Map(decision.tickets).set(id, choice) });
  const toggle = (id: CommentId) => {
    const recordings = new Set(decision.recordings);
    if (!recordings.delete(id)) recordings.add(id);
    onDecision({ ...decision, recordings });
  };
  const row = (ticket: DraftTicket) => (
    <TicketDecision
      key={ticket.reading.ticket.id}
      ticket={ticket}
      hasNoWayOut={unclosed.has(ticket.reading.ticket.id)}
      onChoose={choose}
      onToggle={toggle}
    />
  );

  return (
    <>
      <Subheading>{t('erase.steps.decide')}</Subheading>
      <Heaps>
        <Heap name={t('erase.decide.goes')} count={plan.acts.length}>
          {t('erase.decide.goesWhat', { ...cost, partners })}
        </Heap>
        <Heap name={t('erase.decide.stays')} count={plan.stays.length}>
          {t('erase.decide.staysWhat')}
        </Heap>
        <Heap name={t('erase.decide.unreachable')} count={plan.unreachable.length}>
          {t('erase.decide.unreachableWhat')}
        </Heap>
      </Heaps>
      {toLookAt.length > 0 && (
        <>
          <Part>{t('erase.decide.lookAt', { n: toLookAt.length })}</Part>
          <Paged items={toLookAt}>{row}</Paged>
        </>
      )}
      {theRest.length > 0 && (
        <details open={toLookAt.length === 0}>
          <summary>{t('erase.decide.onlyTheirs', { n: theRest.length })}</summary>
          <Paged items={theRest}>{row}</Paged>
        </details>
      )}
      <p>{t('erase.decide.person', { n: plan.profileIds.length })}</p>
      <StaysAndUnreachable plan={plan} />
      <div>
        <Button isPrimary disabled={!onNext} onClick={onNext}>
          {t('erase.decide.next')}
        </Button>
        {!onNext && <Reason>{t('erase.decide.notYet', { n: unclosed.size })}</Reason>}
      </div>
    </>
  );
}

/** Tickets with other people in them, with a choice still to make, or not closed. */
function needsALook(ticket: DraftTicket, unclosed: ReadonlySet<TicketId>): boolean {
  const { reading, reason, calls, choice } = ticket;
  return (
    (reason === 'otherPeople' && choice !== null) ||
    unclosed.has(reading.ticket.id) ||
    calls.some(({ isOptional }) => isOptional) ||
    (choice !== null && !isClosed(reading.ticket))
  );
}

function Heap({
  name,
  count,
  children,
}: {
  readonly name: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const { formats } = useText();
  return (
    <div>
      <dt>
        {name} <strong>{formats.number(count)}</strong>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

const Heaps = styled.dl`
  display: grid;
  grid-template-columns: repeat(
    auto-fit,
    minmax(calc(${({ theme }) => theme.space.xxl} * 3.5), 1fr)
  );
  gap: ${({ theme }) => theme.space.sm};
  margin: 0;

  div {
    padding: ${({ theme }) => theme.space.sm};
    border: ${({ theme }) =>
      `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
    border-radius: ${({ theme }) => theme.borderRadii.md};
  }

  dd {
    margin: 0;
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }
`;

const Part = styled.h3`
  margin: 0;
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
  font-size: ${({ theme }) => theme.fontSizes.md};
`;

const Reason = styled.span`
  margin-inline-start: ${({ theme }) => theme.space.sm};
`;
