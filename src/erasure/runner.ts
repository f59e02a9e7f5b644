import type { ActOutcome, Acts } from '../api/acts.ts';
import type { ComplianceStatus, Pages, ReadOptions, Reads } from '../api/reads.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { JobId, UserId } from '../domain/ids.ts';
import type { Identity, Profile } from '../domain/profile.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { isClosed, isDeleted } from '../domain/ticket.ts';
import { callHints, type CallHints } from '../inventory/callHints.ts';
import { sweep, type SweepDeps } from '../inventory/sweep.ts';
import { advance, stateOf } from './advance.ts';
import { freshFor } from './decide.ts';
import { readHistory, type Journal } from './journal.ts';
import { learn } from './learn.ts';
import { after, entryAfter, progressOf, type Progress } from './progress.ts';
import { takeUp, type Command, type Event, type Run } from './run.ts';

export interface RunnerDeps {
  readonly reads: Reads;
  readonly acts: Acts;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly openDeep: SweepDeps['openDeep'];
}

/** What a screen shows of a run. Immutable. */
export interface RunView {
  readonly progress: Progress;
  /** `interrupted`: nobody works on it. `watching`: another window of this browser does. */
  readonly state:
    'acting' | 'doubtful' | 'waiting' | 'stopped' | 'finished' | 'interrupted' | 'watching';
  /** What is being done or waited for right now; null where nobody works. */
  readonly command: Command | null;
  readonly hints: CallHints | null;
  /** Zendesk's own words on its last refusal: shown beside our sentence, never kept. */
  readonly serverText: string | null;
  /** The journal took no more entries: nothing goes on, and nothing was done that is not in it. */
  readonly isWritingRefused: boolean;
  /** The journal in storage is not whole: the run stops here and is never repaired silently. */
  readonly unreadableAt: number | null;
}

/** One case, worked on by at most one frame of this browser. A store of snapshots for `useSyncExternalStore`. */
export interface RunStore {
  snapshot(): RunView;
  subscribe(listener: () => void): () => void;
  /** Takes the case up where its journal ends; resolves when it stands still again. */
  start(): Promise<void>;
  /** Stops after what is under way; a request that was sent is settled first on resume. */
  pause(): void;
  /** Gives the rest of the plan up. What was done stays done. */
  abandon(): Promise<void>;
  /** The admin's word that the person is not on a call; with hints over five minutes old they are read again first. */
  confirmNotOnCall(): void;
  /** Reads the hints afresh while the word is waited for. */
  askHintsAgain(): void;
  /** How far Zendesk's own deletion is; the last reading is kept in an ended case. At least 1 request a profile. */
  readCompliance(): Promise<Result<readonly ComplianceStatus[]>>;
}

export function openRun(deps: RunnerDeps, progress: Progress): RunStore {
  const { journal, clock } = deps;
  const listeners = new Set<() => void>();
  const inbox: Event[] = [];
  let wake: AbortController | null = null;
  let isWorking = false;
  let isElsewhere = false;
  let serverText: string | null = null;
  let view: RunView = {
    progress,
    state: progress.ended ? 'finished' : progress.stopped ? 'stopped' : 'interrupted',
    command: null,
    hints: null,
    serverText: null,
    isWritingRefused: false,
    unreadableAt: null,
  };

  const publish = (change: Partial<RunView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };

  const say = (event: Event) => {
    if (!isWorking) return;
    inbox.push(event);
    wake?.abort();
  };

  const reload = async (): Promise<Progress | null> => {
    const raw = await journal.entries(progress.caseId);
    if (raw === null) {
      publish({ isWritingRefused: true, state: 'stopped', command: null });
      return null;
    }
    const history = readHistory(progress.caseId, raw);
    if (history.kind === 'unreadable') {
      publish({ unreadableAt: history.atNumber, state: 'stopped', command: null });
      return null;
    }
    return progressOf(history.entries);
  };

  const work = async (first: Event | null) => {
    const current = await reload();
    if (!current) return;
    let run = takeUp(current);
    let event = first;
    for (;;) {
      const next: { readonly run: Run; readonly command: Command } = advance(
        run,
        event,
        clock.now(),
      );
      run = next.run;
      publish({
        progress: run.progress,
        state: isElsewhere ? 'watching' : stateOf(run, next.command),
        command: next.command,
        hints: run.memory.hints,
        serverText,
      });
      if (next.command.kind === 'rest') return;
      // Whoever wants something of the run is heard between two commands, never between an intent and its act.
      if (inbox.length > 0 && run.memory.armed === null) {
        run = inbox.splice(0).reduce(learn, run);
        event = null;
        continue;
      }
      wake = new AbortController();
      event = await perform(next.command, run, wake.signal);
    }
  };

  const perform = async (
    command: Exclude<Command, { kind: 'rest' }>,
    run: Run,
    signal: AbortSignal,
  ): Promise<Event | null> => {
    switch (command.kind) {
      case 'takeUp':
        return takeUpCase(deps.reads, run.progress);
      case 'write': {
        const entry = entryAfter(run.progress, command.body, clock.now(), run.progress.admin);
        const outcome = await journal.append(entry);
        if (outcome === 'written') return { kind: 'wrote', progress: after(run.progress, entry) };
        // A taken number: somebody else writes this case, so this window only watches.
        if (outcome === 'taken') isElsewhere = true;
        else publish({ isWritingRefused: true });
        return { kind: 'writeRefused' };
      }
      case 'act': {
        const outcome = await ask(deps.acts, command);
        serverText =
          outcome.kind === 'done' || !('serverText' in outcome.failure)
            ? null
            : outcome.failure.serverText;
        return { kind: 'acted', at: clock.now(), planned: command.planned, outcome };
      }
      case 'wait':
        await sleepUntil(clock, command.until, signal);
        return { kind: 'waited' };
      case 'askNotOnCall':
        await new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => resolve(), { once: true }),
        );
        return null;
      default:
        return look(deps, command, run, signal);
    }
  };

  const lead = async (first: Event | null) => {
    if (isWorking) return;
    isWorking = true;
    isElsewhere = false;
    inbox.length = 0;
    const turn = await journal
      .lead(() => work(first))
      .finally(() => {
        isWorking = false;
      });
    if (!turn.held) publish({ state: 'watching', command: null });
  };

  journal.watch((caseId) => {
    if (caseId !== progress.caseId || isWorking) return;
    void reload().then((current) => {
      if (current && !isWorking)
        publish({
          progress: current,
          state: current.ended ? 'finished' : current.stopped ? 'stopped' : 'watching',
        });
    });
  });

  return {
    snapshot: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => lead(null),
    pause: () => say({ kind: 'pauseAsked' }),
    abandon: async () => {
      if (isWorking) say({ kind: 'abandonAsked' });
      else await lead({ kind: 'abandonAsked' });
    },
    confirmNotOnCall: () => {
      const takenAt = view.hints?.takenAt;
      if (view.command?.kind !== 'askNotOnCall' || takenAt === undefined) return;
      say(
        clock.now() - takenAt > freshFor.notOnCall
          ? { kind: 'hintsAsked' }
          : { kind: 'saidNotOnCall', hintsTakenAt: takenAt },
      );
    },
    askHintsAgain: () => {
      if (view.command?.kind === 'askNotOnCall') say({ kind: 'hintsAsked' });
    },
    readCompliance: async () => {
      const statuses: ComplianceStatus[] = [];
      for (const id of progress.plan.profileIds) {
        const read = await all(deps.reads.complianceStatuses(id, { urgency: 'click' }));
        // Zendesk may know nothing of it yet: "no information", not a failure.
        if (!read.ok && read.failure.kind !== 'notFound') return failed(read.failure);
        if (read.ok) statuses.push(...read.value);
      }
      await journal.lead(async () => {
        const current = await reload();
        if (!current?.ended) return;
        const entry = entryAfter(
          current,
          { kind: 'compliance', statuses },
          clock.now(),
          current.admin,
        );
        if ((await journal.append(entry)) === 'written')
          publish({ progress: after(current, entry) });
      });
      return ok(statuses);
    },
  };
}

/** The right fresh from the server, and the profiles by which owned calls are told apart. 1 + 2 requests a profile. */
async function takeUpCase(reads: Reads, progress: Progress): Promise<Event> {
  const me = await reads.me({ urgency: 'click' });
  if (!me.ok) return { kind: 'readFailed', failure: me.failure };
  const profiles: Profile[] = [];
  const identities = new Map<UserId, readonly Identity[]>();
  for (const id of progress.plan.profileIds) {
    const profile = await reads.user(id);
    if (!profile.ok && profile.failure.kind === 'notFound') continue;
    if (!profile.ok) return { kind: 'readFailed', failure: profile.failure };
    profiles.push(profile.value);
    if (profile.value.isActive === false) continue;
    const own = await all(reads.identities(id));
    if (!own.ok) return { kind: 'readFailed', failure: own.failure };
    identities.set(id, own.value);
  }
  return { kind: 'tookUp', me: me.value, person: { profiles, identities } };
}

async function look(
  { reads, clock, openDeep }: RunnerDeps,
  command: Exclude<
    Command,
    { kind: 'rest' | 'takeUp' | 'write' | 'act' | 'wait' | 'askNotOnCall' }
  >,
  run: Run,
  signal: AbortSignal,
): Promise<Event | null> {
  const failure = (problem: Failure): Event => ({ kind: 'readFailed', failure: problem });
  let at = clock.now();
  const options: ReadOptions = { onSent: (sentAt) => (at = sentAt) };
  switch (command.kind) {
    case 'readTickets': {
      const read = await reads.tickets(command.ids, options);
      return read.ok
        ? { kind: 'ticketsRead', at, ids: command.ids, tickets: read.value }
        : failure(read.failure);
    }
    case 'readTicket': {
      const read = await reads.ticket(command.id, options);
      if (!read.ok && read.failure.kind !== 'notFound') return failure(read.failure);
      return { kind: 'ticketsRead', at, ids: [command.id], tickets: read.ok ? [read.value] : [] };
    }
    case 'readComments': {
      const read = await all(reads.comments(command.id, options));
      if (!read.ok && read.failure.kind !== 'notFound') return failure(read.failure);
      return { kind: 'commentsRead', at, id: command.id, comments: read.ok ? read.value : null };
    }
    case 'readUser': {
      const read = await reads.user(command.id, options);
      if (!read.ok && read.failure.kind !== 'notFound') return failure(read.failure);
      return { kind: 'userRead', at, id: command.id, profile: read.ok ? read.value : null };
    }
    case 'readDeletedUser': {
      const read = await reads.deletedUser(command.id, options);
      if (!read.ok && read.failure.kind !== 'notFound') return failure(read.failure);
      return { kind: 'deletedUserRead', at, id: command.id, isThere: read.ok };
    }
    case 'readJob': {
      const read = await reads.job(command.id, options);
      const isGone =
        !read.ok && (read.failure.kind === 'notFound' || read.failure.kind === 'noSuchEndpoint');
      if (!read.ok && !isGone) return failure(read.failure);
      return { kind: 'jobRead', at, id: command.id, status: read.ok ? read.value : null };
    }
    case 'readHints':
      return {
        kind: 'hintsRead',
        hints: await callHints({ reads, clock }, run.progress.plan.profileIds, {
          urgency: 'click',
        }),
      };
    case 'listUnclosed': {
      const ids = [];
      for (const profileId of run.progress.plan.profileIds) {
        const tickets = await all(reads.requestedTickets(profileId));
        if (!tickets.ok) return failure(tickets.failure);
        ids.push(
          ...tickets.value
            .filter((ticket) => !isClosed(ticket) && !isDeleted(ticket))
            .map((ticket) => ticket.id),
        );
      }
      return { kind: 'unclosedRead', status: command.status, ids };
    }
    case 'sweep': {
      const swept = await sweep({ reads, clock, openDeep }, { ...command.order, signal });
      return swept.failure?.kind === 'cancelled' ? null : { kind: 'swept', sweep: swept };
    }
  }
}

function ask(
  acts: Acts,
  { planned: { act }, notAfter }: Extract<Command, { kind: 'act' }>,
): Promise<ActOutcome<JobId | null>> {
  switch (act.kind) {
    case 'recording':
      return acts.deleteRecordings(act.callId, act.what, { notAfter });
    case 'close':
      return acts.closeTicket(act.ticketId, { notAfter });
    case 'ticket':
      return acts.deleteTicket(act.ticketId, { notAfter });
    case 'ticketForGood':
      return acts.deleteTicketForGood(act.ticketId, { notAfter });
    case 'user':
      return acts.deleteUser(act.userId, { notAfter });
    case 'userForGood':
      return acts.deleteUserForGood(act.userId, { notAfter });
  }
}

async function all<Item>(pages: Pages<Item>): Promise<Result<readonly Item[]>> {
  const items: Item[] = [];
  for await (const page of pages) {
    if (!page.ok) return failed(page.failure);
    items.push(...page.value);
  }
  return ok(items);
}

/** Sleeps until the instant, or until somebody says something. */
async function sleepUntil(clock: Clock, until: number, signal: AbortSignal): Promise<void> {
  try {
    await clock.sleep(Math.max(until - clock.now(), 0), signal);
  } catch (reason) {
    if (!signal.aborted) throw reason;
  }
}
