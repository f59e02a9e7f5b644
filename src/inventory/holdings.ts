import { isFresh, type Call } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { CommentId, TicketId } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { CommentsReading, TicketReading, TicketSource } from './inventory.ts';

/** The tickets and calls of one person, growing while they are read. Each keeps its first place. */
export interface Holdings {
  tickets(): readonly TicketReading[];
  calls(): readonly Call[];
  of(id: TicketId): TicketReading | null;
  /** Tickets whose comments were read to the end. */
  ticketsRead(): number;
  /** Takes over a listed ticket in round `round`; true when its comments are to be read. */
  list(ticket: Ticket, source: TicketSource, round: number): boolean;
  /** The source was read whole in that round: tickets that it no longer holds leave it. Gives those that no source holds. */
  closeSource(source: TicketSource, round: number): readonly TicketId[];
  /** Takes over what an earlier visit read, for a ticket that has not moved since; false where it came too late. */
  restore(id: TicketId, comments: CommentsReading & { readonly state: 'read' }): boolean;
  /** The ticket is gone since a source named it. */
  drop(id: TicketId): void;
  /** A reading of the ticket's comments begins; null when the ticket is gone or another began it already. */
  take(id: TicketId, round: number): Turn | null;
  /** Asks for a reading that begins after now, whatever is under way. */
  ask(id: TicketId): boolean;
  /** The same for every ticket. */
  askAll(): void;
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
  /** The round in which each source last held the ticket. */
  readonly listed: Map<TicketSource, number>;
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
    of: (id) => held.get(id)?.reading ?? null,
    ticketsRead: () => count(held, (one) => one.reading.comments.state === 'read'),

    list(ticket, source, round) {
      const before = held.get(ticket.id);
      if (before === undefined) {
        held.set(ticket.id, {
          reading: { ticket, foundBy: new Set([source]), comments: { state: 'waiting' } },
          listed: new Map([[source, round]]),
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
      before.listed.set(source, round);
      const { foundBy } = before.reading;
      change(before, {
        ticket: younger(ticket, before.reading.ticket),
        foundBy: foundBy.has(source) ? foundBy : new Set([...foundBy, source]),
      });
      before.isAsked ||= isDue(before, round);
      return before.isAsked;
    },

    closeSource(source, round) {
      const gone: TicketId[] = [];
      for (const [id, one] of held) {
        const { foundBy } = one.reading;
        if (!foundBy.has(source) || one.listed.get(source) === round) continue;
        change(one, { foundBy: new Set([...foundBy].filter((other) => other !== source)) });
        if (one.reading.foundBy.size > 0) continue;
        drop(id, one);
        gone.push(id);
      }
      return gone;
    },

    restore(id, comments) {
      const one = held.get(id);
      if (one === undefined || one.reading.comments.state !== 'waiting' || one.isOpen) return false;
      one.isAsked = false;
      one.readAs = one.reading.ticket.updatedAt;
      keepCalls(one, comments.calls, true);
      change(one, { comments });
      return true;
    },

    drop(id) {
      const one = held.get(id);
      if (one !== undefined) drop(id, one);
    },

    askAll() {
      for (const one of held.values()) one.isAsked = true;
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

/** The search knows a ticket as it was minutes ago; the lists know it as it is. */
function younger(ticket: Ticket, other: Ticket): Ticket {
  return ticket.updatedAt !== null && other.updatedAt !== null && ticket.updatedAt < other.updatedAt
    ? other
    : ticket;
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
