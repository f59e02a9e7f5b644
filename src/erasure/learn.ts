import type { Comment } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId } from '../domain/ids.ts';
import { isOwnedCall } from '../domain/person.ts';
import { isAdmin } from '../domain/profile.ts';
import type { ItemKey } from '../domain/receipt.ts';
import type { Sweep } from '../inventory/sweep.ts';
import type { Difference, EntryBody, StopReason } from './journal.ts';
import type { PlannedAct } from './plan.ts';
import { firstOpen, type Progress } from './progress.ts';
import type { Event, Memory, Run } from './run.ts';
import { commentsDigest } from './seen.ts';

const jobQueueWaitMs = 60_000;
const limitWaitMs = 60_000;

/** The run after an event. Whatever must be remembered for good goes to the outbox, to be written first. */
export function learn(run: Run, event: Event): Run {
  const { memory, progress } = run;
  const remember = (change: Partial<Memory>): Run => ({
    progress,
    memory: { ...memory, ...change },
  });
  switch (event.kind) {
    case 'tookUp':
      return isAdmin(event.me) && event.me.id === progress.admin
        ? toWrite(remember({ person: event.person }), { kind: 'taken' })
        : toWrite(run, { kind: 'stopped', why: { kind: 'notAdmin' } });
    case 'wrote':
      return wrote(run, event.progress);
    case 'writeRefused':
      return remember({ stage: 'resting', outbox: [] });
    case 'ticketsRead': {
      const tickets = new Map(memory.tickets);
      const byId = new Map(event.tickets.map((ticket) => [ticket.id, ticket]));
      for (const id of event.ids) tickets.set(id, { at: event.at, ticket: byId.get(id) ?? null });
      return remember({ tickets, looks: memory.looks + 1 });
    }
    case 'commentsRead':
      return commentsRead(run, event.id, event.at, event.comments);
    case 'userRead': {
      const users = new Map(memory.users).set(event.id, { at: event.at, profile: event.profile });
      return remember({ users, looks: memory.looks + 1 });
    }
    case 'deletedUserRead': {
      const deletedUsers = new Map(memory.deletedUsers).set(event.id, {
        at: event.at,
        isThere: event.isThere,
      });
      return remember({ deletedUsers, looks: memory.looks + 1 });
    }
    case 'jobRead': {
      const polls = memory.job?.id === event.id ? memory.job.polls + 1 : 1;
      return remember({ job: { id: event.id, at: event.at, polls, status: event.status } });
    }
    case 'hintsRead': {
      const isNewlyProbable =
        event.hints.verdict === 'probably' && memory.hints?.verdict !== 'probably';
      // Somebody seems to have begun a call after the admin's word: the word is asked for again.
      const told = isNewlyProbable ? { ...progress, notOnCall: null } : progress;
      return { progress: told, memory: { ...memory, hints: event.hints } };
    }
    case 'unclosedRead':
      return toWrite(run, {
        kind: 'stopped',
        why: { kind: 'personRefused', status: event.status, unclosed: event.ids },
      });
    case 'swept':
      return toWrite(
        remember({ swept: event.sweep.failure ? memory.swept : event.sweep.seen }),
        ...sweptEntries(progress, event.sweep),
      );
    case 'acted':
      return acted(run, event);
    case 'waited':
      return remember({ pauseUntil: null });
    case 'readFailed':
      return toWrite(run, {
        kind: 'stopped',
        why: failureStop(event.failure, firstOpen(progress)?.planned.key ?? null, null),
      });
    case 'pauseAsked':
      // Before the case is taken up there is nothing to write: it stands as it stood.
      return memory.stage === 'taken'
        ? toWrite(run, { kind: 'stopped', why: { kind: 'paused' } })
        : remember({ stage: 'resting', outbox: [] });
    case 'abandonAsked':
      return progress.ended ? run : toWrite(run, { kind: 'abandoned' });
    case 'saidNotOnCall':
      return memory.stage === 'taken'
        ? toWrite(run, { kind: 'notOnCall', hintsTakenAt: event.hintsTakenAt })
        : run;
    case 'hintsAsked':
      return remember({ hints: null });
  }
}

/** The run with entries to be written before anything else. */
export function toWrite(run: Run, ...bodies: readonly EntryBody[]): Run {
  return { ...run, memory: { ...run.memory, outbox: [...run.memory.outbox, ...bodies] } };
}

function wrote(run: Run, progress: Progress): Run {
  const { memory } = run;
  const [body, ...outbox] = memory.outbox;
  switch (body?.kind) {
    case 'stopped':
    case 'abandoned':
    case 'finished':
      return { progress, memory: { ...memory, outbox: [], stage: 'resting', armed: null } };
    case 'taken':
      return { progress, memory: { ...memory, outbox, stage: 'taken' } };
    case 'intent':
      return { progress, memory: { ...memory, outbox, armed: body.item } };
    case 'receipt':
      return { progress, memory: { ...memory, outbox, looks: 0, job: null } };
    default:
      return { progress, memory: { ...memory, outbox } };
  }
}

function commentsRead(
  run: Run,
  id: TicketId,
  at: number,
  comments: readonly Comment[] | null,
): Run {
  const { memory, progress } = run;
  const ticket = memory.tickets.get(id)?.ticket ?? null;
  const differences = new Map(memory.differences);
  for (const { planned } of progress.items) {
    const difference = comments && differenceOn(id, planned, run, comments);
    if (difference) differences.set(planned.key, difference);
  }
  return {
    progress,
    memory: {
      ...memory,
      comments: new Map(memory.comments).set(id, { at, comments }),
      compared: ticket ? new Map(memory.compared).set(id, ticket.updatedAt) : memory.compared,
      differences,
      looks: memory.looks + 1,
    },
  };
}

/** What on this ticket is not as the plan has seen it, for one of its acts. */
function differenceOn(
  id: TicketId,
  planned: PlannedAct,
  run: Run,
  comments: readonly Comment[],
): Difference | null {
  const { act } = planned;
  if (act.kind === 'recording' && 'places' in planned) {
    const places = planned.places.filter((place) => place.ticketId === id);
    for (const place of places) {
      const call = comments.find((comment) => comment.id === place.commentId)?.call ?? null;
      if (call?.callId !== act.callId || call.origin !== 'talk') return 'callGone';
      if (planned.isOwned && run.memory.person && !isOwnedCall(call, run.memory.person))
        return 'callOwner';
    }
    return null;
  }
  if ((act.kind !== 'ticket' && act.kind !== 'close') || act.ticketId !== id) return null;
  const seen = run.progress.plan.seen.find((one) => one.ticketId === id);
  return seen?.comments === commentsDigest(comments.map((comment) => comment.id))
    ? null
    : 'comments';
}

function acted(run: Run, event: Extract<Event, { kind: 'acted' }>): Run {
  const { outcome, planned } = event;
  const failure = outcome.kind === 'done' ? null : outcome.failure;
  const status =
    outcome.kind === 'done' || outcome.kind === 'refused'
      ? outcome.status
      : statusOf(outcome.failure);
  const told = toWrite(forgetReadsOf(run, planned), {
    kind: 'answered',
    item: planned.key,
    outcome: outcome.kind,
    status,
    failure: failure?.kind ?? null,
    job: outcome.kind === 'done' ? outcome.value : null,
  });
  if (outcome.kind === 'notDone')
    return {
      ...told,
      memory: { ...told.memory, pauseUntil: pauseAfter(outcome.failure, event.at) },
    };
  if (outcome.kind !== 'refused' || isSettledByLooking(planned, outcome.failure)) return told;
  return toWrite(told, { kind: 'stopped', why: failureStop(outcome.failure, planned.key, status) });
}

/** A 404 is an outcome of its own; a refused person is explained by listing what blocks the deletion. */
function isSettledByLooking(planned: PlannedAct, failure: Failure): boolean {
  return (
    failure.kind === 'notFound' ||
    failure.kind === 'noSuchEndpoint' ||
    (planned.act.kind === 'user' && failure.kind === 'refused')
  );
}

/** What was read before an act says nothing of the time after it. */
function forgetReadsOf(run: Run, planned: PlannedAct): Run {
  const memory = { ...run.memory, armed: null, looks: 0, job: null };
  const { act } = planned;
  switch (act.kind) {
    case 'recording': {
      const comments = new Map(memory.comments);
      if ('places' in planned) for (const place of planned.places) comments.delete(place.ticketId);
      return { ...run, memory: { ...memory, comments } };
    }
    case 'close':
    case 'ticket':
    case 'ticketForGood': {
      const tickets = new Map(memory.tickets);
      tickets.delete(act.ticketId);
      return { ...run, memory: { ...memory, tickets } };
    }
    case 'user':
    case 'userForGood':
      return { ...run, memory: { ...memory, users: new Map(), deletedUsers: new Map() } };
  }
}

function pauseAfter(failure: Failure, at: number): Memory['pauseUntil'] {
  if (failure.kind === 'tooManyJobs') return { at: at + jobQueueWaitMs, why: 'jobQueue' };
  if (failure.kind === 'limited') return { at: at + (failure.waitMs ?? limitWaitMs), why: 'limit' };
  return null;
}

function statusOf(failure: Failure): number | null {
  return 'status' in failure ? failure.status : null;
}

function failureStop(failure: Failure, item: ItemKey | null, status: number | null): StopReason {
  return {
    kind: 'failure',
    failure: failure.kind,
    asked: failure.asked,
    status: status ?? statusOf(failure),
    item,
  };
}

function sweptEntries(progress: Progress, sweep: Sweep): readonly EntryBody[] {
  const finds =
    sweep.newTickets.length +
    sweep.newCalls.length +
    sweep.listedAgain.length +
    sweep.unclosed.length;
  const isQuiet = sweep.failure === null && finds === 0;
  const entry: EntryBody = {
    kind: 'swept',
    sweep: { startedAt: sweep.startedAt, endedAt: sweep.endedAt, isQuiet },
  };
  if (isQuiet) return [entry];
  if (sweep.failure)
    return [
      entry,
      {
        kind: 'stopped',
        why: failureStop(sweep.failure, firstOpen(progress)?.planned.key ?? null, null),
      },
    ];
  const calls = sweep.newCalls.flatMap((call) => (call.callId === null ? [] : [call.callId]));
  const why: StopReason = {
    kind: 'newFinds',
    tickets: sweep.newTickets,
    calls,
    listedAgain: sweep.listedAgain,
    unclosed: sweep.unclosed,
    partnerOrUnknownCalls: sweep.newCalls.length - calls.length,
  };
  return [entry, { kind: 'stopped', why }];
}
