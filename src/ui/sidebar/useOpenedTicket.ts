import { useCallback, useEffect, useRef, useState } from 'react';

import type { Call } from '../../domain/call.ts';
import type { UserId } from '../../domain/ids.ts';
import type { OpenedTicket } from '../../inventory/openedTicket.ts';
import type { SidebarRooms } from '../rooms.ts';

/** What stands in front of the sidebar. */
export type Front =
  /** Zendesk has not said yet which ticket it is, or the panel is hidden and has asked nothing. */
  | { readonly kind: 'unknown' }
  /** A new ticket that is not saved yet: Zendesk holds nothing for it. */
  | { readonly kind: 'unsaved' }
  | TicketInFront;

export interface TicketInFront {
  readonly kind: 'ticket';
  readonly ticket: OpenedTicket;
  /** As the agent's screen has it; null where the host did not say. */
  readonly requesterId: UserId | null;
  /** More is on its way. */
  readonly isReading: boolean;
  /** When the reading began that gave the calls, in milliseconds since 1970. */
  readonly callsReadAt: number;
}

/**
 * Reads the opened ticket, and reads it again when the host says that it moved. Nothing is asked while
 * the panel is hidden; what moved meanwhile is read when it is seen again. Answers for a ticket or a
 * requester that is no longer in front are dropped however late they come.
 */
export function useOpenedTicket({
  host,
  clock,
  openedTicket,
}: SidebarRooms): readonly [Front, () => void] {
  const [front, setFront] = useState<Front>({ kind: 'unknown' });
  const look = useRef<() => void>(() => undefined);

  useEffect(() => {
    let reading = new AbortController();
    let isStale = true;

    const read = async (signal: AbortSignal) => {
      const opened = await host.openedTicket();
      if (signal.aborted) return;
      if (opened === null) {
        setFront({ kind: 'unsaved' });
        return;
      }
      const { requesterId } = opened;
      const callsReadAt = clock.now();
      for await (const ticket of openedTicket(opened, { signal })) {
        if (signal.aborted) return;
        const next = { kind: 'ticket', ticket, requesterId, isReading: true, callsReadAt } as const;
        setFront((before) => keepKnown(before, next));
      }
      if (signal.aborted) return;
      setFront((before) => (before.kind === 'ticket' ? { ...before, isReading: false } : before));
    };

    look.current = () => {
      isStale = !host.isVisible();
      if (isStale) return;
      reading.abort();
      reading = new AbortController();
      void read(reading.signal);
    };

    const offMoved = host.onTicketMoved(() => look.current());
    const offVisible = host.onVisible(() => {
      if (isStale) look.current();
    });
    look.current();
    return () => {
      offMoved();
      offVisible();
      reading.abort();
    };
  }, [host, clock, openedTicket]);

  return [front, useCallback(() => look.current(), [])];
}

/** While the same ticket is read again, what was known of it stays until the new answer is in. */
function keepKnown(before: Front, next: TicketInFront): Front {
  if (before.kind !== 'ticket' || before.ticket.ticketId !== next.ticket.ticketId) return next;
  const known = before.ticket;
  const isSameRequester = next.requesterId !== null && before.requesterId === next.requesterId;
  const elsewhere =
    next.ticket.elsewhere.state === 'waiting' && isSameRequester
      ? known.elsewhere
      : next.ticket.elsewhere;
  if (next.ticket.state === 'ready') return { ...next, ticket: { ...next.ticket, elsewhere } };
  return {
    ...next,
    callsReadAt: next.ticket.calls === null ? before.callsReadAt : next.callsReadAt,
    ticket: {
      ...next.ticket,
      me: next.ticket.me ?? known.me,
      isAdmin: next.ticket.me ? next.ticket.isAdmin : known.isAdmin,
      requester: next.ticket.requester ?? (isSameRequester ? known.requester : null),
      calls: joined(next.ticket.calls, known.calls),
      elsewhere,
    },
  };
}

/** The calls read now, and those of the last reading whose page has not come yet. */
function joined(
  now: readonly Call[] | null,
  before: readonly Call[] | null,
): readonly Call[] | null {
  if (now === null || before === null) return now ?? before;
  const read = new Set(now.map((call) => call.commentId));
  return [...now, ...before.filter((call) => !read.has(call.commentId))];
}
