import type { Pages, ReadOptions, Reads } from '../api/reads.ts';
import { isFresh, type Call } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { CallId, CommentId, TicketId, UserId } from '../domain/ids.ts';
import { isClosed, isDeleted, type Ticket } from '../domain/ticket.ts';

/** What a plan remembers of a ticket it has seen: ids and times only, so that it can lie in the journal. */
export interface Seen {
  readonly ticketId: TicketId;
  readonly updatedAt: string | null;
  /** Voice comments on it, Talk's and partners'. */
  readonly voiceComments: readonly CommentId[];
  /** A call under an hour old was on it: its recording may still come, so it is read again in any case. */
  readonly hadFreshCall: boolean;
}

/** One look over every source of a plan, some time after the last act. */
export interface Sweep {
  readonly startedAt: number;
  readonly endedAt: number;
  /** The first source that could not be read to its end; such a sweep is never quiet. */
  readonly failure: Failure | null;
  readonly newTickets: readonly TicketId[];
  readonly newCalls: readonly {
    readonly ticketId: TicketId;
    readonly commentId: CommentId;
    readonly callId: CallId | null;
  }[];
  /** Recordings that are listed now on call ids of the plan. */
  readonly listedAgain: readonly CallId[];
  /** Requested tickets that are not closed: they would block the deletion of their requester. */
  readonly unclosed: readonly TicketId[];
  readonly seen: readonly Seen[];
}

export interface SweepDeps {
  readonly reads: Reads;
  readonly clock: Clock;
}

export interface SweepOrder {
  readonly profileIds: readonly UserId[];
  readonly seen: readonly Seen[];
  /** Call ids whose recordings the plan deleted. */
  readonly deleted: readonly CallId[];
  readonly signal?: AbortSignal;
}

/**
 * Lists every source again and reads again only tickets that are new, moved or had a fresh call. A failure
 * ends it there, as a value: such a sweep is never quiet, and what it found stands beside the failure.
 */
export async function sweep({ reads, clock }: SweepDeps, order: SweepOrder): Promise<Sweep> {
  const startedAt = clock.now();
  const options: ReadOptions = order.signal === undefined ? {} : { signal: order.signal };
  const before = new Map(order.seen.map((seen) => [seen.ticketId, seen]));
  const deleted = new Set(order.deleted);
  const listed = await listAgain(reads, order.profileIds, options);
  const seen: Seen[] = [];
  const newCalls: NewCall[] = [];
  const listedAgain = new Set<CallId>();
  let failure = listed.failure;

  for (const ticket of listed.tickets.values()) {
    const known = before.get(ticket.id) ?? null;
    if (known !== null && !isDue(known, ticket)) {
      seen.push(known);
      continue;
    }
    if (failure !== null) break;
    const at = clock.now();
    const comments = await readToEnd(reads.comments(ticket.id, options));
    const calls = comments.items.flatMap((comment) => comment.call ?? []);
    for (const { ticketId, commentId, callId, hasAddress } of calls) {
      if (hasAddress && callId !== null && deleted.has(callId)) listedAgain.add(callId);
      if (known?.voiceComments.includes(commentId) !== true)
        newCalls.push({ ticketId, commentId, callId });
    }
    failure = comments.failure;
    if (failure === null) seen.push(seenOf(ticket, calls, at));
  }

  return {
    startedAt,
    endedAt: clock.now(),
    failure,
    newTickets: [...listed.tickets.keys()].filter((id) => !before.has(id)),
    newCalls,
    listedAgain: [...listedAgain],
    unclosed: listed.unclosed,
    seen,
  };
}

type NewCall = Sweep['newCalls'][number];

interface Listed {
  /** Without deleted ones, which may linger in a list. */
  readonly tickets: ReadonlyMap<TicketId, Ticket>;
  readonly unclosed: readonly TicketId[];
  readonly failure: Failure | null;
}

async function listAgain(
  reads: Reads,
  profileIds: readonly UserId[],
  options: ReadOptions,
): Promise<Listed> {
  const tickets = new Map<TicketId, Ticket>();
  const unclosed = new Set<TicketId>();
  let failure: Failure | null = null;
  for (const id of profileIds) {
    for (const list of ['requested', 'ccd'] as const) {
      if (failure !== null) break;
      const read = await readToEnd(
        list === 'requested' ? reads.requestedTickets(id, options) : reads.ccdTickets(id, options),
      );
      for (const ticket of read.items) {
        if (isDeleted(ticket)) continue;
        tickets.set(ticket.id, ticket);
        if (list === 'requested' && !isClosed(ticket)) unclosed.add(ticket.id);
      }
      failure = read.failure;
    }
  }
  return { tickets, unclosed: [...unclosed], failure };
}

async function readToEnd<Item>(
  pages: Pages<Item>,
): Promise<{ readonly items: readonly Item[]; readonly failure: Failure | null }> {
  const items: Item[] = [];
  for await (const page of pages) {
    if (!page.ok) return { items, failure: page.failure };
    items.push(...page.value);
  }
  return { items, failure: null };
}

function isDue(known: Seen, ticket: Ticket): boolean {
  return known.hadFreshCall || ticket.updatedAt === null || ticket.updatedAt !== known.updatedAt;
}

function seenOf(ticket: Ticket, calls: readonly Call[], at: number): Seen {
  return {
    ticketId: ticket.id,
    updatedAt: ticket.updatedAt,
    voiceComments: calls.map((call) => call.commentId),
    hadFreshCall: calls.some((call) => isFresh(call, at)),
  };
}
