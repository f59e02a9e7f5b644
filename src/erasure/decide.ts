import type { CallId, TicketId, UserId } from '../domain/ids.ts';
import type { Receipt, ReceiptOutcome, Unverifiable } from '../domain/receipt.ts';
import { isClosed, isDeleted, type Ticket } from '../domain/ticket.ts';
import type { SweepOrder } from '../inventory/sweep.ts';
import { askedOf } from './asked.ts';
import type { Difference, EntryBody, StopReason } from './journal.ts';
import type { PlannedAct } from './plan.ts';
import { firstOpen, type Item } from './progress.ts';
import { quietTimeMs } from './quietTime.ts';
import type { Command, Run } from './run.ts';

/** How old a read may be when the request that relies on it goes out, in milliseconds. */
export const freshFor = {
  /** A ticket's listing before a recording on it is deleted; one `show_many` covers 100 tickets. */
  recording: 60_000,
  /** A ticket or user before it is closed or deleted itself. */
  record: 5_000,
  /** The admin's word that the person is not on a call. */
  notOnCall: 300_000,
  /** The API's hints at a call, looked at once more just before. */
  hints: 60_000,
  /** The last quiet sweep before the person. */
  sweep: 900_000,
} as const;

const jobTimeoutMs = 300_000;
/** Recordings may be deleted in the background: what is still listed is looked at once more after this. */
const secondLookMs = 3_000;
const looksAtMost = 4;
/** Reads for one act that all came back too old to act on: the way to Zendesk is too slow for a safe deletion. */
const staleReadsAtMost = 30;

/** Entries to be written before the next command: a decision that needs no look outside. */
export interface Note {
  readonly kind: 'note';
  readonly bodies: readonly EntryBody[];
}

/** The one thing to do now. The steps are the plan's list: always the first item without a receipt. */
export function decide(run: Run, now: number): Command | Note {
  const { progress, memory } = run;
  if (memory.stage === 'resting') return { kind: 'rest' };
  const [body] = memory.outbox;
  if (body) return { kind: 'write', body };
  if (progress.ended) return { kind: 'rest' };
  if (memory.stage === 'fresh') return { kind: 'takeUp' };
  if (memory.pauseUntil && memory.pauseUntil.at > now)
    return { kind: 'wait', why: memory.pauseUntil.why, until: memory.pauseUntil.at };
  const item = firstOpen(progress);
  if (!item) return note({ kind: 'finished' });
  if (memory.looks > staleReadsAtMost)
    return stop({
      kind: 'failure',
      failure: 'tooLate',
      asked: askedOf(item.planned.act),
      status: null,
      item: item.planned.key,
    });
  const { act } = item.planned;
  switch (act.kind) {
    case 'recording':
      return decideRecording(run, item, now);
    case 'close':
    case 'ticket':
      return decideTicket(run, item, act.ticketId, now);
    case 'ticketForGood':
      return decideTicketForGood(run, item, act.ticketId, now);
    case 'user':
      return decideUser(run, item, act.userId, now);
    case 'userForGood':
      return decideUserForGood(run, item, act.userId, now);
  }
}

/** Asked, and not known to be done: only a read settles it. */
export function isDoubtful(run: Run, item: Item): boolean {
  return (
    item.phase.kind === 'unknown' ||
    (item.phase.kind === 'intended' && run.memory.armed !== item.planned.key)
  );
}

const note = (...bodies: EntryBody[]): Note => ({ kind: 'note', bodies });
const stop = (why: StopReason): Note => note({ kind: 'stopped', why });
const changed = (item: Item, difference: Difference): Note =>
  stop({ kind: 'changed', item: item.planned.key, difference });

function receipt(
  item: Item,
  outcome: ReceiptOutcome,
  unverifiable: Unverifiable | null,
  lookedAt: number,
): Note {
  const { phase } = item;
  const made: Receipt = {
    item: item.planned.key,
    outcome,
    unverifiable,
    asked: askedOf(item.planned.act),
    status: 'status' in phase ? phase.status : null,
    askedAt: 'at' in phase ? phase.at : lookedAt,
    lookedAt,
  };
  return note({ kind: 'receipt', receipt: made });
}

function act(run: Run, item: Item, notAfter: number): Command | Note {
  return run.memory.armed === item.planned.key
    ? { kind: 'act', planned: item.planned, notAfter }
    : note({ kind: 'intent', item: item.planned.key });
}

function decideRecording(run: Run, item: Item, now: number): Command | Note {
  const { planned, phase } = item;
  if (planned.act.kind !== 'recording' || !('places' in planned))
    throw new Error('not a recording');
  const tickets = [...new Set(planned.places.map((place) => place.ticketId))];
  if (phase.kind === 'answered') {
    const sibling = nextRecordingOn(run, item, tickets);
    return sibling
      ? decideRecording(run, sibling, now)
      : lookAtRecording(run, item, planned, phase, tickets, now);
  }
  if (isDoubtful(run, item)) {
    const unread = tickets.find((id) => !run.memory.comments.has(id));
    if (unread !== undefined) return { kind: 'readComments', id: unread };
    const seen = listingOf(run, planned, tickets);
    if (!seen) return changed(item, 'gone');
    if (planned.wasListed && !seen.isListed) return receipt(item, 'seenGone', null, seen.at);
    if (item.unanswered >= 2) return stop({ kind: 'noAnswerTwice', item: planned.key });
  }
  return askForRecording(run, item, tickets, now);
}

function askForRecording(
  run: Run,
  item: Item,
  tickets: readonly TicketId[],
  now: number,
): Command | Note {
  let oldest = now;
  for (const id of tickets) {
    const read = run.memory.tickets.get(id);
    if (!read || now - read.at >= freshFor.recording)
      return { kind: 'readTickets', ids: nextRecordingTickets(run, tickets) };
    if (read.ticket === null || isDeleted(read.ticket)) return changed(item, 'gone');
    if (!isCompared(run, read.ticket)) return { kind: 'readComments', id };
    oldest = Math.min(oldest, read.at);
  }
  const difference = run.memory.differences.get(item.planned.key);
  if (difference) return changed(item, difference);
  return act(run, item, oldest + freshFor.recording);
}

function lookAtRecording(
  run: Run,
  item: Item,
  planned: Extract<PlannedAct, { places: unknown }>,
  phase: Extract<Item['phase'], { kind: 'answered' }>,
  tickets: readonly TicketId[],
  now: number,
): Command | Note {
  const unread = tickets.find((id) => !run.memory.comments.has(id));
  if (unread !== undefined) return { kind: 'readComments', id: unread };
  const seen = listingOf(run, planned, tickets);
  if (!seen) return receipt(item, phase.isDone ? 'reported' : 'notConfirmed', 'noWayToLook', now);
  if (planned.wasListed && !seen.isListed) return receipt(item, 'seenGone', null, seen.at);
  const secondLookAt = phase.at + secondLookMs;
  if (phase.isDone && seen.isListed && seen.at < secondLookAt) {
    if (now < secondLookAt) return { kind: 'wait', why: 'look', until: secondLookAt };
    const early = tickets.find((id) => (run.memory.comments.get(id)?.at ?? now) < secondLookAt);
    if (early !== undefined) return { kind: 'readComments', id: early };
  }
  const unverifiable: Unverifiable = !seen.isListed
    ? 'noneListedBefore'
    : planned.act.what !== 'all'
      ? 'otherKindRemains'
      : 'stillListed';
  if (phase.isDone) return receipt(item, 'reported', unverifiable, seen.at);
  if (phase.refusal === 'notFound') return receipt(item, 'nothingToDelete', unverifiable, seen.at);
  // A 404 that does not speak of the record concludes nothing; with an address still listed a human must look.
  return seen.isListed
    ? stop({ kind: 'stillThere', item: planned.key })
    : receipt(item, 'notConfirmed', unverifiable, seen.at);
}

/** Whether an address is listed for the item's call and kind, and when the oldest of the reads was made. */
function listingOf(
  run: Run,
  planned: Extract<PlannedAct, { places: unknown }>,
  tickets: readonly TicketId[],
): { readonly isListed: boolean; readonly at: number } | null {
  let at = Infinity;
  let isListed = false;
  for (const id of tickets) {
    const read = run.memory.comments.get(id);
    if (!read?.comments) return null;
    at = Math.min(at, read.at);
    isListed ||= read.comments.some(
      ({ call }) =>
        call?.callId === planned.act.callId &&
        call.hasAddress &&
        (planned.act.what === 'all' || call.kind === planned.act.what || call.kind === 'unknown'),
    );
  }
  return { isListed, at };
}

/** One look covers all calls of a ticket: the others on it are asked for before it is read. */
function nextRecordingOn(run: Run, item: Item, tickets: readonly TicketId[]): Item | null {
  return (
    run.progress.items.find(
      (other) =>
        other !== item &&
        'places' in other.planned &&
        other.phase.kind !== 'receipted' &&
        other.phase.kind !== 'answered' &&
        other.planned.places.some((place) => tickets.includes(place.ticketId)),
    ) ?? null
  );
}

/** The tickets of this item and of the recordings after it: at most the 100 that one request can show. */
function nextRecordingTickets(run: Run, first: readonly TicketId[]): readonly TicketId[] {
  const ids = new Set(first);
  for (const { planned, phase } of run.progress.items) {
    if (phase.kind === 'receipted' || !('places' in planned)) continue;
    for (const place of planned.places) if (ids.size < 100) ids.add(place.ticketId);
    if (ids.size >= 100) break;
  }
  return [...ids];
}

function isCompared(run: Run, ticket: Ticket): boolean {
  const seen = run.progress.plan.seen.find((one) => one.ticketId === ticket.id);
  const at = run.memory.compared.has(ticket.id)
    ? run.memory.compared.get(ticket.id)
    : seen?.updatedAt;
  return typeof at === 'string' && at === ticket.updatedAt;
}

function decideTicket(run: Run, item: Item, id: TicketId, now: number): Command | Note {
  const { planned, phase } = item;
  const isClose = planned.act.kind === 'close';
  const read = run.memory.tickets.get(id);
  const isReached = (ticket: Ticket | null) =>
    isClose ? ticket !== null && isClosed(ticket) : ticket === null || isDeleted(ticket);

  if (phase.kind === 'answered') {
    if (phase.refusal === null && !phase.isDone) return { kind: 'rest' };
    if (!read) return { kind: 'readTicket', id };
    if (isReached(read.ticket))
      return isClose
        ? receipt(item, 'seenClosed', null, read.at)
        : receipt(item, phase.isDone ? 'seenGone' : 'nothingToDelete', null, read.at);
    return phase.isDone
      ? lookLater(run, item, read.at, now, { kind: 'readTicket', id })
      : stop({ kind: 'stillThere', item: planned.key });
  }
  if (isDoubtful(run, item)) {
    if (!read) return { kind: 'readTicket', id };
    if (isReached(read.ticket))
      return receipt(item, isClose ? 'seenClosed' : 'seenGone', null, read.at);
    if (item.unanswered >= 2) return stop({ kind: 'noAnswerTwice', item: planned.key });
  }
  if (!read || now - read.at >= freshFor.record) return { kind: 'readTicket', id };
  if (read.ticket === null || isDeleted(read.ticket)) return changed(item, 'gone');
  if (isClose && isClosed(read.ticket)) return receipt(item, 'seenClosed', null, read.at);
  if (
    read.ticket.requesterId === null ||
    !run.progress.plan.profileIds.includes(read.ticket.requesterId)
  )
    return changed(item, 'requester');
  if (!isCompared(run, read.ticket)) return { kind: 'readComments', id };
  const difference = run.memory.differences.get(planned.key);
  if (difference) return changed(item, difference);
  return act(run, item, read.at + freshFor.record);
}

function decideTicketForGood(run: Run, item: Item, id: TicketId, now: number): Command | Note {
  const { phase } = item;
  if (phase.kind === 'answered') {
    if (!phase.isDone || phase.job === null)
      return receipt(item, 'notConfirmed', 'noWayToLook', phase.at);
    const job = run.memory.job?.id === phase.job ? run.memory.job : null;
    if (!job)
      return now < phase.at + 1_000
        ? { kind: 'wait', why: 'job', until: phase.at + 1_000 }
        : { kind: 'readJob', id: phase.job };
    if (job.status === null) return receipt(item, 'notConfirmed', 'noWayToLook', job.at);
    if (job.status.status === 'completed' && job.status.success === true)
      return receipt(item, 'reported', 'noWayToLook', job.at);
    const hasEnded = ['completed', 'failed', 'killed'].includes(job.status.status);
    if (hasEnded || now - phase.at > jobTimeoutMs)
      return receipt(item, 'notConfirmed', 'noWayToLook', job.at);
    const until = job.at + Math.min(1_000 * 2 ** job.polls, 15_000);
    return now < until ? { kind: 'wait', why: 'job', until } : { kind: 'readJob', id: phase.job };
  }
  const read = run.memory.tickets.get(id);
  if (!read || now - read.at >= freshFor.record) return { kind: 'readTicket', id };
  if (read.ticket !== null && !isDeleted(read.ticket)) return changed(item, 'restored');
  if (isDoubtful(run, item) && item.unanswered >= 2)
    return receipt(item, 'notConfirmed', 'noWayToLook', read.at);
  return act(run, item, read.at + freshFor.record);
}

function decideUser(run: Run, item: Item, id: UserId, now: number): Command | Note {
  const { planned, phase } = item;
  const { memory, progress } = run;
  const read = memory.users.get(id);
  const isGone = read && (read.profile === null || read.profile.isActive === false);
  if (phase.kind === 'answered') {
    if (!phase.isDone && phase.refusal === null)
      return { kind: 'listUnclosed', status: phase.status ?? 422 };
    if (!read) return { kind: 'readUser', id };
    if (isGone) return receipt(item, phase.isDone ? 'seenGone' : 'nothingToDelete', null, read.at);
    return phase.isDone
      ? lookLater(run, item, read.at, now, { kind: 'readUser', id })
      : stop({ kind: 'stillThere', item: planned.key });
  }
  if (isDoubtful(run, item)) {
    if (!read) return { kind: 'readUser', id };
    if (isGone) return receipt(item, 'seenGone', null, read.at);
    if (item.unanswered >= 2) return stop({ kind: 'noAnswerTwice', item: planned.key });
  }
  const before = beforePerson(run, now);
  if (before) return before;
  if (!read || now - read.at >= freshFor.record) return { kind: 'readUser', id };
  if (isGone || read.profile === null) return changed(item, 'profileGone');
  if (read.profile.isShared === true || read.profile.isSharedAgent === true)
    return changed(item, 'sharedProfile');
  if (read.profile.role !== 'end-user' || id === progress.admin) return changed(item, 'role');
  const word = progress.notOnCall?.at ?? now;
  return act(run, item, Math.min(read.at + freshFor.record, word + freshFor.notOnCall));
}

/** What still has to happen before the person may be deleted: two quiet sweeps, then a fresh word that there is no call. */
function beforePerson(run: Run, now: number): Command | Note | null {
  const { memory, progress } = run;
  const lastLoud = progress.sweeps.findLastIndex((sweep) => !sweep.isQuiet);
  const quiet = progress.sweeps.slice(lastLoud + 1);
  const [first] = quiet;
  const last = quiet.at(-1);
  if (!first || !last) return { kind: 'sweep', order: sweepOrder(run) };
  const isPair = last.startedAt - first.endedAt >= quietTimeMs;
  if (!isPair && now < first.endedAt + quietTimeMs)
    return { kind: 'wait', why: 'quiet', until: first.endedAt + quietTimeMs };
  if (!isPair || now - last.endedAt > freshFor.sweep)
    return { kind: 'sweep', order: sweepOrder(run) };
  const word = progress.notOnCall;
  const isFreshWord =
    word !== null &&
    now - word.at < freshFor.notOnCall &&
    word.at - word.hintsTakenAt <= freshFor.notOnCall;
  if (memory.hints === null) return { kind: 'readHints' };
  if (!isFreshWord) return { kind: 'askNotOnCall' };
  return now - memory.hints.takenAt >= freshFor.hints ? { kind: 'readHints' } : null;
}

function sweepOrder(run: Run): SweepOrder {
  const { plan, items } = run.progress;
  const deleted: CallId[] = [];
  for (const { planned, phase } of items) {
    if (planned.act.kind !== 'recording' || phase.kind !== 'receipted') continue;
    const { unverifiable } = phase.receipt;
    // What Zendesk went on listing is said in its receipt; anything else that is listed now has come since.
    if (unverifiable !== 'stillListed' && unverifiable !== 'otherKindRemains')
      deleted.push(planned.act.callId);
  }
  return {
    profileIds: plan.profileIds,
    sources: plan.coverage.sources,
    seen: run.memory.swept ?? plan.seen,
    deleted,
  };
}

function decideUserForGood(run: Run, item: Item, id: UserId, now: number): Command | Note {
  const { phase, planned } = item;
  const read = run.memory.deletedUsers.get(id);
  const again: Command = { kind: 'readDeletedUser', id };
  if (phase.kind === 'answered') {
    if (phase.refusal === 'noSuchEndpoint')
      return receipt(item, 'notConfirmed', 'noWayToLook', phase.at);
    if (!phase.isDone && phase.refusal === null) return { kind: 'rest' };
    if (!read) return again;
    if (!read.isThere)
      return receipt(item, phase.isDone ? 'seenGone' : 'nothingToDelete', null, read.at);
    if (!phase.isDone) return stop({ kind: 'stillThere', item: planned.key });
    // The permanent deletion is queued at Zendesk and can take a while.
    return run.memory.looks < looksAtMost
      ? lookLater(run, item, read.at, now, again)
      : receipt(item, 'reported', 'stillListed', read.at);
  }
  if (!read || now - read.at >= freshFor.record) return again;
  if (isDoubtful(run, item)) {
    if (!read.isThere) return receipt(item, 'seenGone', null, read.at);
    if (item.unanswered >= 2) return receipt(item, 'notConfirmed', 'stillListed', read.at);
  }
  if (!read.isThere)
    return run.memory.looks < looksAtMost
      ? lookLater(run, item, read.at, now, again)
      : receipt(item, 'nothingToDelete', null, read.at);
  return act(run, item, read.at + freshFor.record);
}

/** Looks a few times, each time later, before a human is asked. */
function lookLater(
  run: Run,
  item: Item,
  lookedAt: number,
  now: number,
  again: Command,
): Command | Note {
  if (run.memory.looks >= looksAtMost) return stop({ kind: 'stillThere', item: item.planned.key });
  const until = lookedAt + 1_000 * 2 ** run.memory.looks;
  return now < until ? { kind: 'wait', why: 'look', until } : again;
}
