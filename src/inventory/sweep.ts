import type { Pages, ReadOptions, Reads } from '../api/reads.ts';
import { isFresh, type Call } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { CallId, CommentId, TicketId, UserId } from '../domain/ids.ts';
import type { Identity, Profile } from '../domain/profile.ts';
import { isClosed, isDeleted, type Ticket } from '../domain/ticket.ts';
import { commentedBy, searchedNumbers, searchTerms, type DeepSources } from './searchTerms.ts';

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
  /** Fetched when a source besides the requested and cc'd tickets is swept. */
  readonly openDeep: () => Promise<DeepSources>;
}

/** The sources of a plan's coverage, in the order in which they are listed. */
export const sweptSources = [
  'requested',
  'ccd',
  'followed',
  'commented',
  'assigned',
  'search',
] as const;
export type SweptSource = (typeof sweptSources)[number];

export interface SweepOrder {
  readonly profileIds: readonly UserId[];
  /** Every one of them is listed again. */
  readonly sources: readonly SweptSource[];
  readonly seen: readonly Seen[];
  /** Call ids whose recordings the plan deleted. */
  readonly deleted: readonly CallId[];
  readonly signal?: AbortSignal;
}

/**
 * Lists every source again and reads again only tickets that are new, moved or had a fresh call. A failure
 * ends it there, as a value: such a sweep is never quiet, and what it found stands beside the failure.
 */
export async function sweep(deps: SweepDeps, order: SweepOrder): Promise<Sweep> {
  const { reads, clock } = deps;
  const startedAt = clock.now();
  const options: ReadOptions = order.signal === undefined ? {} : { signal: order.signal };
  const before = new Map(order.seen.map((seen) => [seen.ticketId, seen]));
  const deleted = new Set(order.deleted);
  const listed = await listAgain(deps, order, options);
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
    // The index still names tickets that are gone; a list of the person does not.
    if (comments.failure?.kind === 'notFound' && listed.hearsay.has(ticket.id)) continue;
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
  /** Found by the search alone. */
  readonly hearsay: ReadonlySet<TicketId>;
  readonly unclosed: readonly TicketId[];
  readonly failure: Failure | null;
}

async function listAgain(
  deps: SweepDeps,
  { profileIds, sources }: SweepOrder,
  options: ReadOptions,
): Promise<Listed> {
  const tickets = new Map<TicketId, Ticket>();
  const hearsay = new Set<TicketId>();
  const unclosed = new Set<TicketId>();
  let failure: Failure | null = null;
  for (const source of sweptSources.filter((one) => sources.includes(one))) {
    if (failure !== null) break;
    const lists = await listsOf(deps, source, profileIds, options);
    failure = lists.failure;
    for (const pages of lists.items) {
      if (failure !== null) break;
      const read = await readToEnd(pages);
      for (const ticket of read.items) {
        if (isDeleted(ticket)) continue;
        if (source === 'search' || source === 'commented') {
          if (tickets.has(ticket.id)) continue;
          hearsay.add(ticket.id);
        }
        tickets.set(ticket.id, ticket);
        if (source === 'requested' && !isClosed(ticket)) unclosed.add(ticket.id);
      }
      failure = read.failure;
    }
  }
  return { tickets, hearsay, unclosed: [...unclosed], failure };
}

/** The lists of one source. For a search the person is read anew: two requests a profile. */
async function listsOf(
  { reads, openDeep }: SweepDeps,
  source: SweptSource,
  profileIds: readonly UserId[],
  options: ReadOptions,
): Promise<ReadToEnd<Pages<Ticket>>> {
  if (source === 'requested')
    return whole(profileIds.map((id) => reads.requestedTickets(id, options)));
  if (source === 'ccd') return whole(profileIds.map((id) => reads.ccdTickets(id, options)));
  const deep = await openDeep();
  if (source === 'followed')
    return whole(profileIds.map((id) => deep.reads.followedTickets(id, options)));
  if (source === 'commented')
    return whole(
      profileIds.map((id) => deep.reads.searchTickets(commentedBy(id, profileIds), options)),
    );
  if (source === 'assigned')
    return whole(profileIds.map((id) => deep.reads.assignedTickets(id, options)));
  const profiles: Profile[] = [];
  const identities = new Map<UserId, readonly Identity[]>();
  for (const id of profileIds) {
    const profile = await reads.user(id, options);
    if (!profile.ok) return { items: [], failure: profile.failure };
    const read = await readToEnd(reads.identities(id, options));
    if (read.failure !== null) return { items: [], failure: read.failure };
    profiles.push(profile.value);
    identities.set(id, read.items);
  }
  const person = { profiles, identities };
  const terms = searchTerms(person, await deep.partsOf(searchedNumbers(person)));
  return whole(
    terms.flatMap(({ queries }) =>
      queries.map((query) => deep.reads.searchTickets(query, options)),
    ),
  );
}

interface ReadToEnd<Item> {
  readonly items: readonly Item[];
  readonly failure: Failure | null;
}

const whole = <Item>(items: readonly Item[]): ReadToEnd<Item> => ({ items, failure: null });

async function readToEnd<Item>(pages: Pages<Item>): Promise<ReadToEnd<Item>> {
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
