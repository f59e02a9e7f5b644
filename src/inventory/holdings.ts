import { isFresh, type Call } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { CommentId, TicketId } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { CommentsReading, TicketReading } from './scan.ts';

export type TicketList = 'requested' | 'ccd';

/** The tickets and calls of one person, growing while they are read. Each keeps its first place. */
export interface Holdings {
  tickets(): readonly TicketReading[];
  calls(): readonly Call[];
  /** Tickets whose comments were read to the end. */
  ticketsRead(): number;
  /** Takes over a listed ticket in round `round`; true when its comments are to be read. */
  list(ticket: Ticket, list: TicketList, round: number): boolean;
  /** The list was read whole in that round: tickets that it no longer holds leave it. */
  closeList(list: TicketList, round: number): void;
  /** A reading of the ticket's comments begins; null when the ticket is gone or another began it already. */
  take(id: TicketId, round: number): Turn | null;
  /** Asks for a reading that begins after now, whatever is under way. */
  ask(id: TicketId): boolean;
  /** Every ticket's comments were read, and none is asked for again. */
  allRead(): boolean;
  /** Tickets whose comments are still to be read, or are being read. */
  toRead(): number;
}

/** One reading of one ticket's comments. An older reading that answers late changes nothing. */
export interface Turn {
  foundSoFar(calls: readonly Call[]): void;
  done(comments: CommentsReading & { readonly state: 'read' }): void;
  failed(failure: Failure): void;
}

interface Held {
  reading: TicketReading;
  /** The round in which each list last held the ticket. */
  readonly listed: Record<TicketList, number>;
  isAsked: boolean;
  /** A reading began and has not ended. */
  isOpen: boolean;
  triedIn: number;
  /** `updatedAt` when the last reading began, and when the last whole one did. */
  triedAs: string | null;
  readAs: string | null;
  turn: number;
  callIds: ReadonlySet<CommentId>;
}

const never = -1;

export function openHoldings(): Holdings {
  const held = new Map<TicketId, Held>();
  const calls = new Map<CommentId, Call>();
  let ticketList: readonly TicketReading[] | null = [];
  let callList: readonly Call[] | null = [];

  function change(one: Held, changes: Partial<TicketReading>): void {
    one.reading = { ...one.reading, ...changes };
    ticketList = null;
  }

  function keepCalls(one: Held, found: readonly Call[], isWhole: boolean): void {
    const ids = new Set(found.map((call) => call.commentId));
    for (const id of one.callIds) {
      if (isWhole && !ids.has(id)) calls.delete(id);
      else ids.add(id);
    }
    one.callIds = ids;
    for (const call of found) calls.set(call.commentId, call);
    callList = null;
  }

  function drop(id: TicketId, one: Held): void {
    keepCalls(one, [], true);
    held.delete(id);
    ticketList = null;
  }

  return {
    tickets: () => (ticketList ??= [...held.values()].map((one) => one.reading)),
    calls: () => (callList ??= [...calls.values()]),
    ticketsRead: () => count(held, (one) => one.reading.comments.state === 'read'),

    list(ticket, list, round) {
      const before = held.get(ticket.id);
      if (before === undefined) {
        held.set(ticket.id, {
          reading: {
            ticket,
            isRequested: list === 'requested',
            isCcd: list === 'ccd',
            comments: { state: 'waiting' },
          },
          listed: { requested: never, ccd: never, [list]: round },
          isAsked: true,
          isOpen: false,
          triedIn: never,
          triedAs: null,
          readAs: null,
          turn: 0,
          callIds: new Set(),
        });
        ticketList = null;
        return true;
      }
      before.listed[list] = round;
      change(before, {
        ticket,
        ...(list === 'requested' ? { isRequested: true } : { isCcd: true }),
      });
      before.isAsked ||= isDue(before, round);
      return before.isAsked;
    },

    closeList(list, round) {
      for (const [id, one] of held) {
        if (one.listed[list] === round) continue;
        if (list === 'requested' && one.reading.isRequested) change(one, { isRequested: false });
        if (list === 'ccd' && one.reading.isCcd) change(one, { isCcd: false });
        if (!one.reading.isRequested && !one.reading.isCcd) drop(id, one);
      }
    },

    ask(id) {
      const one = held.get(id);
      if (one === undefined) return false;
      one.isAsked = true;
      return true;
    },

    take(id, round) {
      const one = held.get(id);
      if (one === undefined || !one.isAsked) return null;
      one.isAsked = false;
      one.triedIn = round;
      one.triedAs = one.reading.ticket.updatedAt;
      one.isOpen = true;
      one.turn += 1;
      const { turn, triedAs } = one;
      const isCurrent = () => one.turn === turn && held.get(id) === one;
      return {
        foundSoFar(found) {
          if (isCurrent()) keepCalls(one, found, false);
        },
        done(comments) {
          if (!isCurrent()) return;
          one.isOpen = false;
          one.readAs = triedAs;
          keepCalls(one, comments.calls, true);
          change(one, { comments });
        },
        failed(failure) {
          if (!isCurrent()) return;
          one.isOpen = false;
          change(one, { comments: { state: 'failed', failure } });
        },
      };
    },

    allRead: () =>
      count(held, (one) => isToRead(one) || one.reading.comments.state === 'failed') === 0,
    toRead: () => count(held, isToRead),
  };
}

const isToRead = (one: Held): boolean =>
  one.isAsked || one.isOpen || one.reading.comments.state === 'waiting';

/** Whether a ticket that is known already is read again: it moved, or was not read, or a recording may have come since. */
function isDue(one: Held, round: number): boolean {
  const { ticket, comments } = one.reading;
  if (one.triedIn === round && one.triedAs === ticket.updatedAt) return false;
  if (one.isOpen || comments.state !== 'read') return true;
  if (ticket.updatedAt === null || ticket.updatedAt !== one.readAs) return true;
  return comments.calls.some((call) => isFresh(call, comments.at));
}

function count(held: ReadonlyMap<TicketId, Held>, isMeant: (one: Held) => boolean): number {
  let found = 0;
  for (const one of held.values()) if (isMeant(one)) found += 1;
  return found;
}
