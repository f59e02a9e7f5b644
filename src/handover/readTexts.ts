import type { DeepReads } from '../api/deepReads.ts';
import type { Line, ReadOptions, Reads } from '../api/reads.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { WrittenComment, WrittenTicket } from '../domain/written.ts';

/** One ticket with its texts, as far as they were read. A ticket that could not be read stays, with the reason. */
export type TicketTexts = { readonly ticket: Ticket } & (
  | { readonly state: 'waiting' | 'stopped' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'read';
      readonly written: WrittenTicket;
      readonly comments: readonly WrittenComment[];
    }
);

/** An immutable snapshot of the texts of a hand-over. Personal: kept on the page only. */
export interface Texts {
  /** `ended`: every ticket was asked for; some may have failed. `stopped`: by the admin. */
  readonly phase: 'waiting' | 'reading' | 'stopped' | 'ended';
  readonly tickets: readonly TicketTexts[];
  /** People named on the tickets by their ids alone: requesters, people in copy, agents. */
  readonly people: readonly Profile[];
  /** The account's own numbers. */
  readonly lines: readonly Line[];
  /** Why some of the people or lines are not known; they are then not recognised in the texts. */
  readonly unknown: Failure | null;
  readonly progress: {
    readonly ticketsRead: number;
    readonly ticketsOf: number;
    readonly requestsSent: number;
    /** At the pace so far; null before there is one. */
    readonly msLeft: number | null;
  };
}

/** The reading of all texts for one hand-over, as a store for `useSyncExternalStore`. */
export interface TextsReading {
  snapshot(): Texts;
  subscribe(listener: () => void): () => void;
  /** Starts it, or reads again what failed or was not reached; what is known stays. */
  start(): void;
  /** Ends it; what was read stays. */
  cancel(): void;
}

export interface TextsDeps {
  readonly reads: Pick<Reads, 'users' | 'lines'>;
  readonly deepReads: Pick<DeepReads, 'tickets' | 'comments'>;
  readonly clock: Clock;
}

/** At once; the pacing of the reads allows no more. */
const width = 4;
/** Ids in one request (support-api 2.5). */
const mostIds = 100;
/** So many failures in a row mean that the account is in trouble. */
const tooManyFailures = 5;

/**
 * Reads the texts of these tickets afresh: one request a hundred tickets, at least one a ticket for its comments,
 * one a hundred people, and the lines. It sends nothing before `start`.
 */
export function openTexts(
  { reads, deepReads, clock }: TextsDeps,
  tickets: readonly Ticket[],
): TextsReading {
  const listeners = new Set<() => void>();
  const texts = new Map<TicketId, TicketTexts>(
    tickets.map((ticket) => [ticket.id, { ticket, state: 'waiting' }]),
  );
  const people = new Map<UserId, Profile>();
  let lines: readonly Line[] = [];
  let areLinesRead = false;
  let unknown: Failure | null = null;
  let phase: Texts['phase'] = 'waiting';
  let requestsSent = 0;
  let run: Run | null = null;
  let known: Texts | null = null;

  return {
    snapshot: () => (known ??= snapshot()),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      if (run !== null) return;
      const mine: Run = {
        stopping: new AbortController(),
        startedAt: clock.now(),
        tried: 0,
        failuresInARow: 0,
      };
      run = mine;
      phase = 'reading';
      unknown = null;
      for (const one of texts.values())
        if (one.state !== 'read')
          texts.set(one.ticket.id, { ticket: one.ticket, state: 'waiting' });
      changed();
      void readAll(mine);
    },
    cancel() {
      if (run !== null) end(run, 'stopped');
    },
  };

  async function readAll(mine: Run): Promise<void> {
    const options: ReadOptions = { signal: mine.stopping.signal };
    const waiting = [...texts.values()]
      .filter(({ state }) => state === 'waiting')
      .map(({ ticket }) => ticket);
    const batches = portions(waiting);
    const written = new Map<TicketId, WrittenTicket>();
    for (const batch of batches) {
      if (mine.stopping.signal.aborted) return;
      const ids = batch.map(({ id }) => id);
      const answer = await deepReads.tickets(ids, options);
      if (!heard(mine, answer.ok ? null : answer.failure)) return;
      if (answer.ok) for (const one of answer.value) written.set(one.id, one);
      else
        for (const ticket of batch)
          settle(mine, { ticket, state: 'failed', failure: answer.failure });
      changed();
    }
    const queue = waiting.filter(({ id }) => texts.get(id)?.state === 'waiting');
    const lanes = Array.from({ length: width }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (mine.stopping.signal.aborted) return;
        await readComments(mine, next, written.get(next.id), options);
      }
    });
    await Promise.all(lanes);
    await readPeople(mine, options);
    await readLines(mine, options);
    end(mine, 'ended');
  }

  async function readComments(
    mine: Run,
    ticket: Ticket,
    written: WrittenTicket | undefined,
    options: ReadOptions,
  ): Promise<void> {
    const comments = new Map<number, WrittenComment>();
    for await (const page of deepReads.comments(ticket.id, options)) {
      if (!heard(mine, page.ok ? null : page.failure)) return;
      if (!page.ok) return settle(mine, { ticket, state: 'failed', failure: page.failure });
      for (const comment of page.value) comments.set(comment.id, comment);
    }
    if (mine.stopping.signal.aborted) return;
    settle(mine, {
      ticket,
      state: 'read',
      written: written ?? { ...ticket, texts: subjectOf(ticket) },
      comments: [...comments.values()],
    });
  }

  async function readPeople(mine: Run, options: ReadOptions): Promise<void> {
    const named = new Set<UserId>();
    for (const one of texts.values()) for (const id of namedOn(one)) named.add(id);
    for (const ids of portions([...named].filter((id) => !people.has(id)))) {
      if (mine.stopping.signal.aborted) return;
      const answer = await reads.users(ids, options);
      if (!heard(mine, answer.ok ? null : answer.failure)) return;
      if (answer.ok) for (const profile of answer.value) people.set(profile.id, profile);
      else unknown ??= answer.failure;
      changed();
    }
  }

  async function readLines(mine: Run, options: ReadOptions): Promise<void> {
    if (areLinesRead || mine.stopping.signal.aborted) return;
    const found: Line[] = [];
    for await (const page of reads.lines(options)) {
      if (!heard(mine, page.ok ? null : page.failure)) return;
      if (page.ok) found.push(...page.value);
      else unknown ??= page.failure;
      areLinesRead = page.ok;
    }
    lines = found;
  }

  /** False where the reading is over: it was cancelled, or going on would help nobody. */
  function heard(mine: Run, failure: Failure | null): boolean {
    if (run !== mine) return false;
    requestsSent += 1;
    mine.failuresInARow = failure === null ? 0 : mine.failuresInARow + 1;
    const isHopeless = failure?.kind === 'signedOut' || failure?.kind === 'limited';
    if (!isHopeless && mine.failuresInARow < tooManyFailures) return true;
    for (const { ticket, state } of texts.values())
      if (state === 'waiting' && failure !== null)
        texts.set(ticket.id, { ticket, state: 'failed', failure });
    end(mine, 'ended');
    return false;
  }

  function settle(mine: Run, one: TicketTexts): void {
    if (run !== mine) return;
    mine.tried += 1;
    texts.set(one.ticket.id, one);
    changed();
  }

  function end(mine: Run, how: 'stopped' | 'ended'): void {
    if (run !== mine) return;
    run = null;
    mine.stopping.abort();
    phase = how;
    for (const { ticket, state } of texts.values())
      if (state === 'waiting') texts.set(ticket.id, { ticket, state: 'stopped' });
    changed();
  }

  function changed(): void {
    known = null;
    for (const listener of [...listeners]) listener();
  }

  function snapshot(): Texts {
    const all = [...texts.values()];
    const ticketsRead = all.filter(({ state }) => state === 'read').length;
    const left = all.filter(({ state }) => state === 'waiting').length;
    return {
      phase,
      tickets: all,
      people: [...people.values()],
      lines,
      unknown,
      progress: {
        ticketsRead,
        ticketsOf: all.length,
        requestsSent,
        msLeft:
          run === null || run.tried === 0
            ? null
            : Math.round(((clock.now() - run.startedAt) / run.tried) * left),
      },
    };
  }
}

interface Run {
  readonly stopping: AbortController;
  readonly startedAt: number;
  tried: number;
  failuresInARow: number;
}

function portions<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / mostIds);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * mostIds, (index + 1) * mostIds),
  );
}

/** Those whose names the comments do not bring along. */
function namedOn({ ticket }: TicketTexts): readonly UserId[] {
  const ids = [ticket.requesterId, ticket.submitterId, ticket.assigneeId, ...(ticket.ccIds ?? [])];
  return ids.filter((id) => id !== null);
}

const subjectOf = ({ subject }: Ticket): WrittenTicket['texts'] =>
  subject === null ? [] : [{ place: 'subject', text: subject, fieldId: null }];
