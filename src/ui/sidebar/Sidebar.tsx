import { lazy, Suspense, useEffect, useId, useState } from 'react';
import styled from 'styled-components';

import type { OpenedTicket, OpenedTicketPart } from '../../inventory/openedTicket.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { SidebarRooms } from '../rooms.ts';
import { useText } from '../text.tsx';
import { Calls } from './Calls.tsx';
import { orNotFetched } from './orNotFetched.tsx';
import { Requester } from './Requester.tsx';
import { type TicketInFront, useOpenedTicket } from './useOpenedTicket.ts';

// Fetched after the calls are on the screen, which it must not delay.
const Elsewhere = lazy(() =>
  orNotFetched(import('./Elsewhere.tsx').then((part) => part.Elsewhere)),
);

/** The ticket sidebar: who is calling, this ticket's calls, and what else is held. */
export function Sidebar({ rooms }: { readonly rooms: SidebarRooms }) {
  const { t } = useText();
  const [front, lookAgain] = useOpenedTicket(rooms);
  switch (front.kind) {
    case 'unknown':
      return (
        <Panel>
          <Skeleton label={t('sidebar.reading')} rows={6} />
        </Panel>
      );
    case 'unsaved':
      return (
        <Panel>
          <p>{t('sidebar.unsaved')}</p>
        </Panel>
      );
    case 'ticket':
      // Another ticket in the same frame starts anew: no dialog, count or focus goes over to it.
      return (
        <Opened key={front.ticket.ticketId} rooms={rooms} front={front} onLookAgain={lookAgain} />
      );
  }
}

interface OpenedProps {
  readonly rooms: SidebarRooms;
  readonly front: TicketInFront;
  readonly onLookAgain: () => void;
}

function Opened({ rooms, front, onLookAgain }: OpenedProps) {
  const { t } = useText();
  const { ticket } = front;
  const { requester, elsewhere } = ticket;
  const failureOf = (part: OpenedTicketPart) => failureIn(ticket, part);
  const requesterFailure = failureOf('requester');
  const roleFailure = failureOf('me');
  const elsewhereId = useId();
  const isPastFirstView = useSoonAfter(
    rooms,
    ticket.calls !== null || failureOf('comments') !== null,
  );
  const waiting = <Skeleton label={t('sidebar.elsewhere.waiting')} rows={3} />;

  return (
    <Panel>
      <Requester
        requester={requester}
        isReading={front.isReading && elsewhere.state === 'waiting'}
        hasFailed={requesterFailure !== null}
        onOpenProfile={({ id }) => rooms.host.showUser(id)}
      />
      {requesterFailure && (
        <FailureNote
          failure={requesterFailure}
          about={t('sidebar.requester.failed')}
          onTryAgain={onLookAgain}
        />
      )}
      <CallsOnTicket rooms={rooms} front={front} onLookAgain={onLookAgain} />
      {roleFailure && (
        <FailureNote
          failure={roleFailure}
          about={t('sidebar.calls.roleFailed')}
          means={t('sidebar.calls.roleFailedMeans')}
          onTryAgain={onLookAgain}
        />
      )}
      <Held aria-labelledby={elsewhereId}>
        <h2 id={elsewhereId}>{t('sidebar.elsewhere.heading')}</h2>
        {elsewhere.state === 'waiting' || !isPastFirstView ? (
          waiting
        ) : (
          <Suspense fallback={waiting}>
            <Elsewhere
              rooms={rooms}
              found={elsewhere}
              requester={requester}
              onTryAgain={onLookAgain}
            />
          </Suspense>
        )}
      </Held>
    </Panel>
  );
}

function CallsOnTicket({ rooms, front, onLookAgain }: OpenedProps) {
  const { t, formats } = useText();
  const titleId = useId();
  const { ticket } = front;
  const { calls, elsewhere } = ticket;
  const failure = failureIn(ticket, 'comments');
  const isWhole = failure === null && (ticket.state === 'ready' || !front.isReading);
  // Newest first: the call that is being talked about is most often the last one.
  const newestFirst = calls?.toReversed() ?? [];

  return (
    <Section aria-labelledby={titleId}>
      <Heading>
        <h2 id={titleId}>{t('sidebar.calls.heading')}</h2>
        {newestFirst.length > 0 && (
          <span>
            {isWhole
              ? formats.number(newestFirst.length)
              : t('sidebar.calls.atLeast', { n: newestFirst.length })}
          </span>
        )}
      </Heading>
      {calls === null && !failure && <Skeleton label={t('sidebar.calls.reading')} rows={4} />}
      {calls?.length === 0 && isWhole && (
        <p>
          {elsewhere.state === 'read' && elsewhere.atLeast > 0
            ? t('sidebar.calls.noneElsewhere', { n: elsewhere.atLeast })
            : t('sidebar.calls.none')}
        </p>
      )}
      {calls !== null && (
        <Calls
          rooms={rooms}
          ticket={ticket}
          calls={newestFirst}
          callsReadAt={front.callsReadAt}
          onLookAgain={onLookAgain}
        />
      )}
      {failure && (
        <FailureNote
          failure={failure}
          about={t(newestFirst.length > 0 ? 'sidebar.calls.failedSome' : 'sidebar.calls.failed')}
          onTryAgain={onLookAgain}
        />
      )}
    </Section>
  );
}

/** The calls are painted and answer before the code of what stands below them is fetched. */
const firstViewMs = 100;

function useSoonAfter({ clock }: SidebarRooms, isThere: boolean): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    if (!isThere) return undefined;
    const abort = new AbortController();
    clock.sleep(firstViewMs, abort.signal).then(
      () => setIsPast(true),
      () => undefined,
    );
    return () => abort.abort();
  }, [clock, isThere]);
  return isPast;
}

function failureIn(ticket: OpenedTicket, part: OpenedTicketPart) {
  if (ticket.state !== 'failed') return null;
  return ticket.failures.find((failed) => failed.part === part)?.failure ?? null;
}

const Panel = styled.main`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.md};
  padding: ${({ theme }) => theme.space.xs};
  overflow-wrap: anywhere;

  h2 {
    margin: 0;
    font-size: ${({ theme }) => theme.fontSizes.md};
    font-weight: ${({ theme }) => theme.fontWeights.semibold};
  }

  p {
    margin: 0;
  }
`;

const Section = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
`;

const Held = styled(Section)`
  justify-items: start;

  > [role='status'] {
    justify-self: stretch;
  }
`;

const Heading = styled.div`
  display: flex;
  justify-content: space-between;
  font-variant-numeric: tabular-nums;
`;
