import type { TicketId, UserId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trace } from '../domain/trace.ts';
import type { WrittenComment, WrittenTicket } from '../domain/written.ts';
import type { NumberParts } from './phoneBook.ts';
import { identifiersOf, tracesInComments, tracesOnTicket, type Identifiers } from './traces.ts';

/**
 * The traces of a scan. Texts that come before the person is known wait here, and are dropped as soon as they
 * were searched.
 */
export interface Tracing {
  /** The person is known: what waited is searched. */
  settle(person: Person, numbers: readonly NumberParts[]): void;
  onTicket(ticket: WrittenTicket): void;
  /** The comments of a ticket, whole; takes the place of what was found in them before. */
  inComments(ticket: Ticket, comments: readonly WrittenComment[]): void;
  /** What an earlier visit found in the comments. */
  restore(id: TicketId, inComments: readonly Trace[]): void;
  forget(id: TicketId): void;
  /** What was found in the comments of a ticket, for keeping. */
  inCommentsOf(id: TicketId): readonly Trace[];
  all(): readonly Trace[];
}

export function openTracing(profileIds: readonly UserId[]): Tracing {
  const onTickets = new Map<TicketId, readonly Trace[]>();
  const inComments = new Map<TicketId, readonly Trace[]>();
  const waitingTickets = new Map<TicketId, WrittenTicket>();
  const waitingComments = new Map<
    TicketId,
    { readonly ticket: Ticket; readonly comments: readonly WrittenComment[] }
  >();
  let known: Identifiers | null = null;
  let list: readonly Trace[] | null = null;

  function keep(
    place: Map<TicketId, readonly Trace[]>,
    id: TicketId,
    traces: readonly Trace[],
  ): void {
    if (traces.length === 0 && !place.has(id)) return;
    // A scan of 2,000 tickets takes a snapshot after each: what is only added to is not put together anew.
    list = list === null || place.has(id) ? null : [...list, ...traces];
    place.set(id, traces);
  }

  function onTicket(ticket: WrittenTicket): void {
    if (known === null) waitingTickets.set(ticket.id, ticket);
    else keep(onTickets, ticket.id, tracesOnTicket(ticket, known));
  }

  function searchComments(ticket: Ticket, comments: readonly WrittenComment[]): void {
    if (known === null) waitingComments.set(ticket.id, { ticket, comments });
    else keep(inComments, ticket.id, tracesInComments(ticket, comments, known, profileIds));
  }

  return {
    settle(person, numbers) {
      known = identifiersOf(person, numbers);
      for (const ticket of waitingTickets.values()) onTicket(ticket);
      for (const { ticket, comments } of waitingComments.values()) searchComments(ticket, comments);
      waitingTickets.clear();
      waitingComments.clear();
    },
    onTicket,
    inComments: searchComments,
    restore: (id, traces) => keep(inComments, id, traces),
    forget(id) {
      for (const place of [onTickets, inComments, waitingTickets, waitingComments])
        place.delete(id);
      list = null;
    },
    inCommentsOf: (id) => inComments.get(id) ?? [],
    all: () => (list ??= [...onTickets.values(), ...inComments.values()].flat()),
  };
}
