import type { ReadOptions, Reads } from '../api/reads.ts';
import type { Call } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { isAdmin, type Profile } from '../domain/profile.ts';
import { failed, type Result } from '../domain/result.ts';

export type OpenedTicketPart = 'me' | 'comments' | 'requester';

export interface PartFailure {
  readonly part: OpenedTicketPart;
  readonly failure: Failure;
}

/** The requester's other Talk tickets. The search index lags and knows no e-mail tickets: "at least". */
export type Elsewhere =
  | { readonly state: 'waiting' }
  /** No requester is known, or asking would cost the opening more than four requests. */
  | { readonly state: 'notAsked' }
  | { readonly state: 'read'; readonly atLeast: number }
  | { readonly state: 'failed'; readonly failure: Failure };

interface Known {
  readonly ticketId: TicketId;
  readonly me: Profile | null;
  /** By the server's word; false until it has spoken. */
  readonly isAdmin: boolean;
  readonly requester: Profile | null;
  /** This ticket's calls, oldest first; null until a page of comments came. */
  readonly calls: readonly Call[] | null;
  readonly elsewhere: Elsewhere;
}

/** What the sidebar knows of the ticket in front of it. */
export type OpenedTicket =
  | (Known & { readonly state: 'loading' })
  | (Known & { readonly state: 'ready'; readonly me: Profile; readonly calls: readonly Call[] })
  /** Some part could not be read; what is known of the others stays, calls may be incomplete. */
  | (Known & {
      readonly state: 'failed';
      readonly failures: readonly [PartFailure, ...PartFailure[]];
    });

/**
 * Reads the opened ticket in at most four requests (one more per further hundred comments) and yields
 * a snapshot whenever a part came in. The count elsewhere is asked last, after the rest is on the
 * screen. Ends without a word when the signal is aborted.
 */
export async function* readOpenedTicket(
  reads: Reads,
  opened: { readonly ticketId: TicketId; readonly requesterId: UserId | null },
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<OpenedTicket, void, void> {
  const options: ReadOptions = { urgency: 'click', ...(signal && { signal }) };
  const parts: Parts = { me: null, calls: null, requester: null };
  let elsewhere: Elsewhere = { state: 'waiting' };
  const snapshot = (): OpenedTicket => snapshotOf(opened.ticketId, parts, elsewhere);

  yield snapshot();

  const open = new Map<OpenedTicketPart, Promise<OpenedTicketPart>>([
    ['me', reads.me(options).then((me) => ((parts.me = me), 'me'))],
    [
      'comments',
      callsOf(reads, opened.ticketId, options).then((calls) => ((parts.calls = calls), 'comments')),
    ],
    [
      'requester',
      requesterOf(reads, opened, options).then(
        (requester) => ((parts.requester = requester), 'requester'),
      ),
    ],
  ]);
  while (open.size > 0) {
    open.delete(await Promise.race(open.values()));
    if (signal?.aborted) return;
    if (open.size === 0 && (opened.requesterId === null || !parts.requester?.ok))
      elsewhere = { state: 'notAsked' };
    yield snapshot();
  }

  if (elsewhere.state === 'notAsked' || opened.requesterId === null) return;
  const found = await reads.talkTicketsByChannel(opened.requesterId, options);
  if (signal?.aborted) return;
  elsewhere = found.ok
    ? { state: 'read', atLeast: othersAmong(found.value, opened.ticketId) }
    : { state: 'failed', failure: found.failure };
  yield snapshot();
}

interface Parts {
  me: Result<Profile> | null;
  calls: CallsReading | null;
  requester: Result<Profile | null> | null;
}

interface CallsReading {
  readonly calls: readonly Call[] | null;
  readonly failure: Failure | null;
}

function snapshotOf(ticketId: TicketId, parts: Parts, elsewhere: Elsewhere): OpenedTicket {
  const me = parts.me?.ok ? parts.me.value : null;
  const calls = parts.calls?.calls ?? null;
  const known: Known = {
    ticketId,
    me,
    isAdmin: me !== null && isAdmin(me),
    requester: parts.requester?.ok ? parts.requester.value : null,
    calls,
    elsewhere,
  };
  const [first, ...more] = failuresOf(parts);
  if (first) return { ...known, state: 'failed', failures: [first, ...more] };
  if (me === null || calls === null || parts.requester === null)
    return { ...known, state: 'loading' };
  return { ...known, state: 'ready', me, calls };
}

function failuresOf(parts: Parts): readonly PartFailure[] {
  const failures: PartFailure[] = [];
  if (parts.calls?.failure) failures.push({ part: 'comments', failure: parts.calls.failure });
  if (parts.me && !parts.me.ok) failures.push({ part: 'me', failure: parts.me.failure });
  if (parts.requester && !parts.requester.ok)
    failures.push({ part: 'requester', failure: parts.requester.failure });
  return failures;
}

async function callsOf(
  reads: Reads,
  ticketId: TicketId,
  options: ReadOptions,
): Promise<CallsReading> {
  let calls: Call[] | null = null;
  for await (const page of reads.comments(ticketId, options)) {
    if (!page.ok) return { calls, failure: page.failure };
    calls = [...(calls ?? []), ...page.value.flatMap((comment) => comment.call ?? [])];
  }
  return { calls: calls ?? [], failure: null };
}

async function requesterOf(
  reads: Reads,
  opened: { readonly ticketId: TicketId; readonly requesterId: UserId | null },
  options: ReadOptions,
): Promise<Result<Profile | null>> {
  let requesterId = opened.requesterId;
  if (requesterId === null) {
    const ticket = await reads.ticket(opened.ticketId, options);
    if (!ticket.ok) return failed(ticket.failure);
    requesterId = ticket.value.requesterId;
  }
  return requesterId === null ? { ok: true, value: null } : reads.user(requesterId, options);
}

function othersAmong(
  found: { readonly tickets: readonly { readonly id: TicketId }[]; readonly total: number | null },
  ticketId: TicketId,
): number {
  const others = found.tickets.filter((ticket) => ticket.id !== ticketId).length;
  if (found.total === null) return others;
  // Beyond the page this ticket may be among the counted ones.
  const mayHoldThis = others < found.tickets.length || found.total > found.tickets.length;
  return Math.max(others, found.total - (mayHoldThis ? 1 : 0));
}
