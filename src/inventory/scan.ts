import type { DeepReads, ExportedCall, ExportedLeg, ExportPage } from '../api/deepReads.ts';
import type { Pages, ReadOptions, Reads, RelatedCounts } from '../api/reads.ts';
import type { Comment } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { isStaff } from '../domain/person.ts';
import type { Identity } from '../domain/profile.ts';
import type { Result } from '../domain/result.ts';
import { isDeleted, type Ticket } from '../domain/ticket.ts';
import { withoutTexts, type WrittenComment, type WrittenTicket } from '../domain/written.ts';
import { openCommentsFold } from './commentsFold.ts';
import type { DeepReading } from './deepReading.ts';
import { openHoldings } from './holdings.ts';
import type { CheckAdvice, CheckExtent, Inventory, TicketSource } from './inventory.ts';
import { openProfilesRead } from './profilesRead.ts';
import { openRound, type Reading, type Round } from './round.ts';
import { nameOf, openSourcesRead, type SourceName } from './sourcesRead.ts';

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
  /** Reads Talk's exports as a cross-check, beside whatever is under way; needs a deep scan. */
  crossCheck(extent: CheckExtent): void;
  /** What a cross-check would cost. At most three requests. */
  checkAdvice(): Promise<CheckAdvice>;
  /** Reads the comments of some tickets again now, ahead of everything else; resolves when they are in. */
  lookAgain(ticketIds: readonly TicketId[]): Promise<void>;
}

export interface ScanDeps {
  readonly reads: Reads;
  readonly clock: Clock;
  /** Null: only the requested and cc'd tickets are read, and no texts. */
  readonly deep: DeepScan | null;
}

/** What a scan needs to read every source and every text, and to be quick at the second visit. */
export interface DeepScan {
  readonly reads: DeepReads;
  /** Opened once the first rows are there: what it takes weighs as much as the scan itself. */
  openReading(profileIds: readonly UserId[]): Promise<DeepReading>;
}

/** A scan that has not begun; it sends nothing before `start`. */
export function openScan({ reads, clock, deep }: ScanDeps, profileIds: readonly UserId[]): Scan {
  const holdings = openHoldings();
  const profiles = openProfilesRead(profileIds);
  const sources = openSourcesRead(profileIds, deep !== null);
  const listeners = new Set<() => void>();
  /** What waits until the deep reading is open. */
  const unsearched: ((opened: DeepReading) => void)[] = [];
  let opening: Promise<DeepReading | null> | null = null;
  let more: DeepReading | null = null;
  let related: ReadonlyMap<UserId, RelatedCounts> = new Map();
  let looks = new AbortController();
  let run: Run | null = null;
  let rounds = 0;
  let phase: Inventory['phase'] = 'reading';
  let endedAt: number | null = null;
  let requestsSent = 0;
  let known: Inventory | null = null;
  /** Until then it cannot be told what an earlier visit still knows. */
  let isPersonKnown = false;

  return {
    snapshot: () => (known ??= inventory()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (run !== null) return resume();
      sources.restart();
      begin(readAll);
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
    crossCheck(extent) {
      if (run === null) begin((mine) => readExports(mine, extent));
      else run.jobs.push(readExports(run, extent));
      resume();
    },
    checkAdvice: async () => (await openMore())?.advice(profiles.person()) ?? noAdvice,
    async lookAgain(ticketIds) {
      const { signal } = looks;
      await Promise.all(ticketIds.map((id) => lookAt(id, signal)));
      if (phase === 'complete' || phase === 'incomplete') phase = verdict();
      changed();
    },
  };

  function begin(work: (mine: Run) => Promise<void>): void {
    rounds += 1;
    const round = openRound(rounds, () => clock.now(), heard);
    const mine: Run = { round, waiting: [], parked: [], jobs: [], ticketsTried: 0 };
    run = mine;
    phase = 'reading';
    endedAt = null;
    changed();
    void work(mine).then(async () => {
      await allDone(mine.jobs);
      if (run === mine) end(verdict());
    });
  }

  function resume(): void {
    if (run === null || phase !== 'paused') return;
    phase = 'reading';
    changed();
    run.round.resume();
  }

  /** Null where this is no deep scan, or its code cannot be had: then its sources stay unread. */
  function openMore(): Promise<DeepReading | null> {
    return (opening ??=
      deep === null
        ? Promise.resolve(null)
        : deep.openReading(profileIds).then(
            (opened) => {
              more = opened;
              for (const work of unsearched.splice(0)) work(opened);
              return opened;
            },
            () => (opening = null),
          ));
  }

  function search(work: (opened: DeepReading) => void): void {
    if (more !== null) work(more);
    else if (deep !== null) unsearched.push(work);
  }

  async function readAll(mine: Run): Promise<void> {
    const [first, ...others] = profileIds.map((id) =>
      (['requested', 'ccd'] as const).map((source) => listReading(nameOf(source, id))),
    );
    const followed =
      deep === null ? [] : profileIds.map((id) => listReading(nameOf('followed', id)));
    let rest: Promise<unknown> | null = null;
    const readRest = () =>
      (rest ??= Promise.all([
        Promise.all(profileIds.map((id) => readProfile(mine, id))).then(() => readBeside(mine)),
        ...[...others.flat(), ...followed].map((list) => readList(mine, list)),
      ]));
    // Two lists alone bring the first rows; everything else waits until those are there.
    await Promise.all(first?.map((list) => readList(mine, list, readRest)) ?? []);
    await readRest();
    await Promise.all([first ?? [], ...others, followed].flat().map((list) => steady(mine, list)));
    await allDone(mine.jobs);
    if (run !== mine) return;
    for (const source of ticketLists)
      if (sources.areRead([source]))
        for (const id of holdings.closeSource(source, mine.round.number)) more?.forget(id);
  }

  /** What the person's numbers and addresses lead to, once they are known. */
  async function readBeside(mine: Run): Promise<void> {
    if (deep === null) return;
    // The first rows before the code for everything beside them.
    await mine.jobs[0];
    const person = profiles.person();
    const opened = mine.round.isClosed() ? null : await openMore();
    const settled = person === null ? null : ((await opened?.settle(person)) ?? null);
    if (mine.round.isClosed()) return;
    isPersonKnown = true;
    if (settled?.isOther === true) holdings.askAll();
    readTickets(mine, mine.parked.splice(0))();
    if (opened === null || person === null || settled === null) return;
    const { terms, commentedBy } = settled;
    sources.keepTerms(terms.map(({ term }) => term));
    const staff = isStaff(person) ? profileIds : [];
    for (const { term } of terms) sources.add(nameOf('search', null, term), 'waiting');
    for (const id of staff) sources.add(nameOf('assigned', id), 'waiting');
    if (staff.length > 0) sources.add(nameOf('legsExport'), 'notAsked');
    for (const [id, counts] of related) sources.expect(id, counts);
    changed();
    await Promise.all([
      ...profileIds.map((id) =>
        readList(mine, listReading(nameOf('commented', id), [commentedBy(id)])),
      ),
      ...terms.map(({ term, queries }) =>
        readList(mine, listReading(nameOf('search', null, term), queries)),
      ),
      mine.round.readPages('list', (options) => opened.readSuspended(sources, person, options)),
      ...staff.map(async (id) => {
        const list = listReading(nameOf('assigned', id));
        await readList(mine, list);
        await steady(mine, list);
      }),
    ]);
  }

  async function readList(mine: Run, list: ListReading, rowsCame?: () => unknown): Promise<void> {
    const { name, source, ids } = list;
    const inThisPass = new Set<TicketId>();
    sources.begin(name);
    await mine.round.readPages('list', (options) => ({
      pages: ticketsOf(list, options),
      page(tickets: readonly (Ticket | WrittenTicket)[]) {
        list.pages += 1;
        const due = tickets.filter((ticket) => {
          list.repeats ||= inThisPass.has(ticket.id);
          inThisPass.add(ticket.id);
          ids.add(ticket.id);
          return keep(mine, ticket, source);
        });
        sources.found(name, ids.size);
        const rest = readTickets(mine, due);
        if (ids.size > 0) rowsCame?.();
        rest();
      },
      end: (failure) => sources.end(name, failure),
    }));
  }

  /** True when the ticket's comments are to be read. */
  function keep(mine: Run, ticket: Ticket | WrittenTicket, source: TicketSource): boolean {
    const bare = 'texts' in ticket ? withoutTexts(ticket) : ticket;
    if ('texts' in ticket) search((opened) => opened.onTicket(ticket));
    return !isDeleted(bare) && holdings.list(bare, source, mine.round.number);
  }

  /**
   * Has the comments read of tickets that no earlier visit knows as they are now. The most urgent one goes at
   * once, the others when what is given back is called.
   */
  function readTickets(mine: Run, due: readonly Ticket[]): () => void {
    const urgent = [...due].sort(leastUrgentFirst);
    const mayBeKnown = deep !== null && !isPersonKnown;
    // Whatever an earlier visit knows: call rows come early.
    const [first] = mine.jobs.length === 0 ? urgent.slice(-1) : [];
    if (mayBeKnown) mine.parked.push(...urgent.filter((ticket) => ticket !== first));
    const toRead = mayBeKnown
      ? first === undefined
        ? []
        : [first]
      : urgent.filter((ticket) => !isRestored(ticket));
    mine.waiting.push(...toRead);
    mine.waiting.sort(leastUrgentFirst);
    mine.jobs.push(...toRead.slice(0, 1).map(() => readNextTicket(mine)));
    return () => mine.jobs.push(...toRead.slice(1).map(() => readNextTicket(mine)));
  }

  function isRestored(ticket: Ticket): boolean {
    const earlier = more?.earlierComments(ticket) ?? null;
    return earlier !== null && holdings.restore(ticket.id, earlier);
  }

  function ticketsOf(
    { name: { profileId }, source, queries }: ListReading,
    options: ReadOptions,
  ): Pages<Ticket | WrittenTicket> {
    const lists = deep?.reads ?? reads;
    if (profileId !== null && source === 'requested')
      return lists.requestedTickets(profileId, options);
    if (profileId !== null && source === 'ccd') return lists.ccdTickets(profileId, options);
    if (deep === null) throw new Error(`${source} needs a deep scan`);
    if (profileId !== null && source === 'followed')
      return deep.reads.followedTickets(profileId, options);
    if (profileId !== null && source === 'assigned')
      return deep.reads.assignedTickets(profileId, options);
    return oneAfterTheOther(queries.map((query) => deep.reads.searchTickets(query, options)));
  }

  /**
   * Pages shift when a ticket enters or leaves the list while they are read, and one slips by. A list that shows
   * it is read again; one in offset pages may not show it, and is read until two passes agree.
   */
  async function steady(mine: Run, list: ListReading): Promise<void> {
    for (let passes = 1; passes < mostPasses && list.pages > 1; passes += 1) {
      const { state, expected } = sources.of(list.name);
      const isShort = expected !== null && list.ids.size < expected;
      if (state !== 'read' || !(inOffsetPages.has(list.source) || list.repeats || isShort)) return;
      const before = list.ids.size;
      [list.pages, list.repeats] = [0, false];
      await readList(mine, list);
      if (list.ids.size === before) return;
    }
  }

  function readNextTicket(mine: Run): Promise<void> {
    const rank = mine.jobs.length === 0 ? 'first' : 'ticket';
    return mine.round.readPages(rank, (options) => {
      const next = mine.waiting.pop();
      return next === undefined
        ? null
        : commentsReading(next, options, () => (mine.ticketsTried += 1));
    });
  }

  /** Null when the ticket is gone, or its comments need no reading any more. */
  function commentsReading(
    ticket: Ticket,
    options: ReadOptions,
    ended: () => void,
  ): Reading<readonly Comment[]> | null {
    const turn = holdings.take(ticket.id, rounds);
    if (turn === null) return null;
    const at = clock.now();
    const fold = openCommentsFold(profileIds);
    const written: WrittenComment[] = [];
    return {
      pages: (deep?.reads ?? reads).comments(ticket.id, options),
      page(comments) {
        fold.add(comments);
        for (const comment of comments) if (isWritten(comment)) written.push(comment);
        turn.foundSoFar(fold.calls());
      },
      end(failure) {
        ended();
        if (failure === null) {
          turn.done(fold.reading(at));
          search((opened) => opened.inComments(ticket, written));
          more?.keepNowAndThen(profiles.person(), holdings.tickets);
          return;
        }
        const { foundBy } = holdings.of(ticket.id) ?? { foundBy: new Set<TicketSource>() };
        // The index and the exports still name tickets that are gone; a list of the person does not.
        const isHearsay = [...foundBy].every((one) => hearsay.has(one));
        if (failure.kind === 'notFound' && isHearsay) {
          holdings.drop(ticket.id);
          search((opened) => opened.forget(ticket.id));
        } else turn.failed(failure);
      },
    };
  }

  /** Needs no lane: a click goes before the scan in the pacing of the reads. */
  async function lookAt(id: TicketId, signal: AbortSignal): Promise<void> {
    const options: ReadOptions = { signal, urgency: 'click' };
    const ticket = holdings.of(id)?.ticket ?? null;
    const reading =
      ticket !== null && holdings.ask(id) ? commentsReading(ticket, options, changed) : null;
    if (reading === null) return;
    for await (const page of reading.pages) {
      if (signal.aborted) return;
      requestsSent += 1;
      if (!page.ok) return reading.end(page.failure);
      reading.page(page.value);
    }
    if (!signal.aborted) reading.end(null);
  }

  /**
   * Talk's exports beside the lists: legs first, because only they name every agent of a call. Tickets that they
   * name and nothing else did are read like any other.
   */
  async function readExports(mine: Run, extent: CheckExtent): Promise<void> {
    const [person, opened] = [profiles.person(), await openMore()];
    const since = opened?.beginCheck(extent, person) ?? null;
    if (deep === null || opened === null || since === null) return;
    const { exports } = opened;
    const [legs, calls] = [nameOf('legsExport'), nameOf('callsExport')];
    if (person !== null && isStaff(person)) {
      sources.add(legs, 'waiting');
      sources.begin(legs);
      await mine.round.readPages('list', (options) => ({
        pages: deep.reads.legs(since, options),
        page(page: ExportPage<ExportedLeg>) {
          exports.addLegs(page);
          sources.found(legs, exports.snapshot()?.answered.size ?? 0);
        },
        end: (failure) => sources.end(legs, failure),
      }));
    }
    sources.begin(calls);
    await mine.round.readPages('list', (options) => ({
      pages: deep.reads.calls(since, options),
      page(page: ExportPage<ExportedCall>) {
        exports.addCalls(page);
        sources.found(calls, exports.snapshot()?.calls.length ?? 0);
      },
      end: (failure) => sources.end(calls, failure),
    }));
    const unknown = exports.ticketsOfCustomer().filter((id) => holdings.of(id) === null);
    for (let from = 0; from < unknown.length; from += idsPerRequest)
      await mine.round.readOne(
        (options) => deep.reads.tickets(unknown.slice(from, from + idsPerRequest), options),
        (found) => {
          if (!found.ok) return sources.end(calls, found.failure);
          const due = found.value.filter((ticket) => keep(mine, ticket, 'callsExport'));
          readTickets(mine, due)();
        },
      );
  }

  async function readProfile(mine: Run, id: UserId): Promise<void> {
    const { round } = mine;
    const identities: Identity[] = [];
    const failures: Failure[] = [];
    const name = nameOf('profile', id);
    sources.begin(name);
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
    sources.found(name, profiles.has(id) ? 1 : 0);
    sources.end(name, failures[0] ?? null);
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
    more?.keep(profiles.person(), holdings.tickets(), how === 'complete');
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
      traces: more?.traces() ?? [],
      suspended: more?.suspended() ?? [],
      exported: more?.exports.snapshot() ?? null,
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

/** What one `start` or one cross-check has before it. */
interface Run {
  readonly round: Round;
  /** Tickets whose comments are to be read; the most urgent is the last. */
  readonly waiting: Ticket[];
  /** Tickets that an earlier visit read, until the person is known. */
  readonly parked: Ticket[];
  /** Readings under way that the run waits for; more come while it does. */
  readonly jobs: Promise<void>[];
  ticketsTried: number;
}

interface ListReading {
  readonly name: SourceName;
  readonly source: TicketSource;
  /** Of a search. */
  readonly queries: readonly string[];
  readonly ids: Set<TicketId>;
  pages: number;
  /** A ticket came twice in one pass: something was put before it. */
  repeats: boolean;
}

/** At most so many ids in one request (support-api 2.1). */
const idsPerRequest = 100;

const ticketLists = ['requested', 'ccd', 'followed', 'commented', 'assigned', 'search'] as const;

/** How the lists are paged: support-api 2.5. */
const inOffsetPages: ReadonlySet<TicketSource> = new Set(['ccd', 'assigned']);
/** A list that moves faster than this is as the last pass saw it. */
const mostPasses = 4;

/** The search index and the exports remember what is gone. */
const hearsay: ReadonlySet<TicketSource> = new Set(['commented', 'search', 'callsExport']);

const noAdvice: CheckAdvice = { costs: [], recommended: null, talkTickets: null };

function listReading(
  name: SourceName & { readonly source: TicketSource },
  queries: readonly string[] = [],
): ListReading {
  return { name, source: name.source, queries, ids: new Set(), pages: 0, repeats: false };
}

async function allDone(jobs: readonly Promise<void>[]): Promise<void> {
  for (let done = -1; done !== jobs.length;) {
    done = jobs.length;
    await Promise.all(jobs);
  }
}

async function* oneAfterTheOther<Item>(
  lists: readonly Pages<Item>[],
): AsyncGenerator<Result<readonly Item[]>> {
  for (const list of lists) yield* list;
}

const isWritten = (comment: Comment): comment is WrittenComment => 'texts' in comment;

/** Tickets that came over Talk before others, then the one that moved last. */
function leastUrgentFirst(a: Ticket, b: Ticket): number {
  const byChannel = Number(a.channel === 'voice') - Number(b.channel === 'voice');
  if (byChannel !== 0) return byChannel;
  const [whenA, whenB] = [a.updatedAt ?? '', b.updatedAt ?? ''];
  return whenA === whenB ? a.id - b.id : whenA < whenB ? -1 : 1;
}
