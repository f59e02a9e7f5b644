import type { Pages, ReadOptions, Reads, RelatedCounts } from '../api/reads.ts';
import type { Call, Comment } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { CommentId, TicketId, UserId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Identity } from '../domain/profile.ts';
import type { Ticket } from '../domain/ticket.ts';
import { openCommentsFold } from './commentsFold.ts';
import { openHoldings, type TicketList } from './holdings.ts';
import { openProfilesRead } from './profilesRead.ts';
import { openRound, type Reading, type Round } from './round.ts';
import { openSourcesRead } from './sourcesRead.ts';

/** One list that the scan reads, and how far it is. */
export interface SourceReading {
  readonly source: 'profile' | 'requested' | 'ccd';
  readonly profileId: UserId;
  readonly state: 'waiting' | 'reading' | 'read' | 'failed' | 'stopped';
  readonly found: number;
  /** What Zendesk's own count announced; null where it did not. */
  readonly expected: number | null;
  readonly failure: Failure | null;
}

export type CommentsReading =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'read';
      readonly at: number;
      readonly calls: readonly Call[];
      readonly commentIds: readonly CommentId[];
      /** End users (or authors of unknown role) who wrote here and are not the person. */
      readonly otherAuthors: readonly UserId[];
    };

export interface TicketReading {
  readonly ticket: Ticket;
  readonly isRequested: boolean;
  readonly isCcd: boolean;
  readonly comments: CommentsReading;
}

/** An immutable snapshot of what is known of one person. Counts are "at least" unless `phase` is `complete`. */
export interface Inventory {
  readonly profileIds: readonly UserId[];
  /** Null until the profiles are read. */
  readonly person: Person | null;
  readonly related: ReadonlyMap<UserId, RelatedCounts>;
  /** `complete`: every source and every ticket's comments were read. `incomplete`: ended, but something failed. */
  readonly phase: 'reading' | 'paused' | 'stopped' | 'incomplete' | 'complete';
  readonly sources: readonly SourceReading[];
  /** In the order in which they were found, which never changes. */
  readonly tickets: readonly TicketReading[];
  /** All calls of the tickets read so far, in the order found. */
  readonly calls: readonly Call[];
  readonly progress: {
    readonly ticketsKnown: number;
    readonly ticketsRead: number;
    readonly requestsSent: number;
    /** At the pace so far; null before there is one. */
    readonly msLeft: number | null;
  };
  readonly endedAt: number | null;
}

/** A long reading of one person, as a store of snapshots for `useSyncExternalStore`. */
export interface Scan {
  snapshot(): Inventory;
  subscribe(listener: () => void): () => void;
  /** Starts it, or reads again what failed, moved or is missing; what is known stays. */
  start(): void;
  pause(): void;
  resume(): void;
  /** Ends it; what is known stays, and the counts stay "at least". */
  stop(): void;
  /** Reads the comments of some tickets again now, ahead of everything else; resolves when they are in. */
  lookAgain(ticketIds: readonly TicketId[]): Promise<void>;
}

export interface ScanDeps {
  readonly reads: Reads;
  readonly clock: Clock;
}

/** A scan that has not begun; it sends nothing before `start`. */
export function openScan({ reads, clock }: ScanDeps, profileIds: readonly UserId[]): Scan {
  const holdings = openHoldings();
  const profiles = openProfilesRead(profileIds);
  const sources = openSourcesRead(profileIds);
  const listeners = new Set<() => void>();
  let related: ReadonlyMap<UserId, RelatedCounts> = new Map();
  let looks = new AbortController();
  let run: Run | null = null;
  let rounds = 0;
  let phase: Inventory['phase'] = 'reading';
  let endedAt: number | null = null;
  let requestsSent = 0;
  let known: Inventory | null = null;

  return {
    snapshot: () => (known ??= inventory()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (run !== null) return resume();
      rounds += 1;
      const round = openRound(rounds, () => clock.now(), heard);
      run = { round, waiting: [], tickets: [], ticketsTried: 0 };
      sources.restart();
      phase = 'reading';
      endedAt = null;
      changed();
      void readAll(run);
    },
    pause() {
      if (run === null || phase === 'paused') return;
      run.round.pause();
      phase = 'paused';
      changed();
    },
    resume,
    stop() {
      looks.abort();
      looks = new AbortController();
      if (run === null) return;
      run.round.close();
      end('stopped');
    },
    async lookAgain(ticketIds) {
      const { signal } = looks;
      await Promise.all(ticketIds.map((id) => lookAt(id, signal)));
      if (phase === 'complete' || phase === 'incomplete') phase = verdict();
      changed();
    },
  };

  function resume(): void {
    if (run === null || phase !== 'paused') return;
    phase = 'reading';
    changed();
    run.round.resume();
  }

  async function readAll(mine: Run): Promise<void> {
    const [first, ...others] = profileIds.map((id) => listsOf(id));
    let rest: Promise<unknown> | null = null;
    const readRest = () =>
      (rest ??= Promise.all([
        ...profileIds.map((id) => readProfile(mine, id)),
        ...others.flat().map((list) => readList(mine, list)),
      ]));
    // Two lists alone bring the first rows; everything else waits until those are there.
    await Promise.all(first?.map((list) => readList(mine, list, readRest)) ?? []);
    await readRest();
    // Offset pages shift when a ticket enters or leaves the list meanwhile; a second pass finds what slipped.
    const shifted = [first ?? [], ...others].flat().filter(hasShifted);
    await Promise.all(shifted.map((list) => readList(mine, list)));
    await Promise.all(mine.tickets);
    if (run !== mine) return;
    for (const kind of ['requested', 'ccd'] as const)
      if (sources.areRead(kind)) holdings.closeList(kind, mine.round.number);
    end(verdict());
  }

  async function readList(mine: Run, list: ListReading, rowsCame?: () => unknown): Promise<void> {
    const { kind, profileId, ids } = list;
    const inThisPass = new Set<TicketId>();
    sources.begin(kind, profileId);
    await mine.round.readPages('list', (options) => ({
      pages: listOf(kind, profileId, options),
      page(tickets: readonly Ticket[]) {
        list.pages += 1;
        const due = tickets.filter((ticket) => {
          list.repeats ||= inThisPass.has(ticket.id);
          inThisPass.add(ticket.id);
          ids.add(ticket.id);
          return holdings.list(ticket, kind, mine.round.number);
        });
        sources.found(kind, profileId, ids.size);
        mine.waiting.push(...due);
        mine.waiting.sort(leastUrgentFirst);
        // One ticket goes before what the rows call for, the others after it.
        mine.tickets.push(...due.slice(0, 1).map(() => readNextTicket(mine)));
        if (ids.size > 0) rowsCame?.();
        mine.tickets.push(...due.slice(1).map(() => readNextTicket(mine)));
      },
      end: (failure) => sources.end(kind, profileId, failure),
    }));
  }

  function listOf(kind: TicketList, id: UserId, options: ReadOptions): Pages<Ticket> {
    return kind === 'requested'
      ? reads.requestedTickets(id, options)
      : reads.ccdTickets(id, options);
  }

  function hasShifted({ kind, profileId, ids, pages, repeats }: ListReading): boolean {
    const { state, expected } = sources.of(kind, profileId);
    const isShort = expected !== null && ids.size < expected;
    return state === 'read' && pages > 1 && (repeats || isShort);
  }

  function readNextTicket(mine: Run): Promise<void> {
    const rank = mine.tickets.length === 0 ? 'first' : 'ticket';
    return mine.round.readPages(rank, (options) => {
      const next = mine.waiting.pop();
      return next === undefined
        ? null
        : commentsReading(next.id, options, () => (mine.ticketsTried += 1));
    });
  }

  /** Null when the ticket is gone, or its comments need no reading any more. */
  function commentsReading(
    id: TicketId,
    options: ReadOptions,
    ended: () => void,
  ): Reading<Comment> | null {
    const turn = holdings.take(id, rounds);
    if (turn === null) return null;
    const at = clock.now();
    const fold = openCommentsFold(profileIds);
    return {
      pages: reads.comments(id, options),
      page(comments) {
        fold.add(comments);
        turn.foundSoFar(fold.calls());
      },
      end(failure) {
        if (failure === null) turn.done(fold.reading(at));
        else turn.failed(failure);
        ended();
      },
    };
  }

  /** Needs no lane: a click goes before the scan in the pacing of the reads. */
  async function lookAt(id: TicketId, signal: AbortSignal): Promise<void> {
    const options: ReadOptions = { signal, urgency: 'click' };
    const reading = holdings.ask(id) ? commentsReading(id, options, changed) : null;
    if (reading === null) return;
    for await (const page of reading.pages) {
      if (signal.aborted) return;
      requestsSent += 1;
      if (!page.ok) return reading.end(page.failure);
      reading.page(page.value);
    }
    if (!signal.aborted) reading.end(null);
  }

  async function readProfile(mine: Run, id: UserId): Promise<void> {
    const { round } = mine;
    const identities: Identity[] = [];
    const failures: Failure[] = [];
    sources.begin('profile', id);
    await Promise.all([
      round.readOne(
        (options) => reads.user(id, options),
        (user) => {
          if (user.ok) profiles.keepProfile(user.value);
          else failures.push(user.failure);
          profiles.settle(id);
        },
      ),
      round.readOne(
        (options) => reads.related(id, options),
        (counts) => {
          if (!counts.ok) return;
          related = new Map(related).set(id, counts.value);
          sources.expect(id, counts.value);
        },
      ),
      round.readPages('list', (options) => ({
        pages: reads.identities(id, options),
        page(page: readonly Identity[]) {
          identities.push(...page);
          profiles.keepIdentities(id, identities);
        },
        end(failure) {
          if (failure !== null) failures.push(failure);
        },
      })),
    ]);
    if (round.isClosed()) return;
    sources.found('profile', id, profiles.has(id) ? 1 : 0);
    sources.end('profile', id, failures[0] ?? null);
    changed();
  }

  function verdict(): 'complete' | 'incomplete' {
    return sources.areRead() && holdings.allRead() ? 'complete' : 'incomplete';
  }

  function end(how: 'complete' | 'incomplete' | 'stopped'): void {
    run = null;
    phase = how;
    endedAt = clock.now();
    sources.giveUp();
    changed();
  }

  function heard(isAnswer: boolean): void {
    if (isAnswer) requestsSent += 1;
    changed();
  }

  function changed(): void {
    known = null;
    for (const listener of [...listeners]) listener();
  }

  function inventory(): Inventory {
    const tickets = holdings.tickets();
    return {
      profileIds,
      person: profiles.person(),
      related,
      phase,
      sources: sources.all(),
      tickets,
      calls: holdings.calls(),
      progress: {
        ticketsKnown: tickets.length,
        ticketsRead: holdings.ticketsRead(),
        requestsSent,
        msLeft: msLeft(),
      },
      endedAt,
    };
  }

  function msLeft(): number | null {
    if (run === null || phase === 'paused' || run.ticketsTried === 0) return null;
    const perTicket = run.round.spent() / run.ticketsTried;
    return Math.round(perTicket * (holdings.toRead() + sources.toCome()));
  }
}

/** What one `start` has before it. */
interface Run {
  readonly round: Round;
  /** Tickets whose comments are to be read; the most urgent is the last. */
  readonly waiting: Ticket[];
  readonly tickets: Promise<void>[];
  ticketsTried: number;
}

interface ListReading {
  readonly kind: TicketList;
  readonly profileId: UserId;
  readonly ids: Set<TicketId>;
  pages: number;
  /** A ticket came twice in one pass: something was put before it. */
  repeats: boolean;
}

function listsOf(profileId: UserId): readonly ListReading[] {
  return (['requested', 'ccd'] as const).map((kind) => ({
    kind,
    profileId,
    ids: new Set<TicketId>(),
    pages: 0,
    repeats: false,
  }));
}

/** Tickets that came over Talk before others, then the one that moved last. */
function leastUrgentFirst(a: Ticket, b: Ticket): number {
  const byChannel = Number(a.channel === 'voice') - Number(b.channel === 'voice');
  if (byChannel !== 0) return byChannel;
  const [whenA, whenB] = [a.updatedAt ?? '', b.updatedAt ?? ''];
  return whenA === whenB ? a.id - b.id : whenA < whenB ? -1 : 1;
}
