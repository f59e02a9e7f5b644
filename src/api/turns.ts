import { countSince, firstSince, later, merged, type Ledger } from './ledger.ts';
import type { Budget } from './routes.ts';
import {
  afterAnswer,
  afterRefusal,
  allowanceOf,
  appLimit,
  freshShare,
  type Allowance,
  type Limits,
  type Share,
} from './share.ts';

export type Lane = 'click' | 'act' | 'scan';

/** One request that waits for its turn. Instants are in milliseconds since 1970. */
export interface Turn {
  readonly id: number;
  readonly lane: Lane;
  readonly budget: Budget;
  readonly notBefore: number;
  /** Only acts have one: afterwards the request must not be sent any more. */
  readonly notAfter: number | null;
}

export interface Turns extends Ledger {
  /** In the order asked; a read that is asked again stands in front. */
  readonly waiting: readonly Turn[];
  readonly flying: readonly Turn[];
  readonly sentBy: Readonly<Record<Budget, readonly number[]>>;
  readonly share: Share;
  /** Refusals since the last answer that was none. */
  readonly refusals: number;
}

export type PaceEvent =
  | { readonly kind: 'asked'; readonly turn: Turn }
  | { readonly kind: 'withdrawn'; readonly id: number }
  | {
      readonly kind: 'answered';
      readonly id: number;
      /** `refused`: a 429 for sending too much. `lost`: no answer, or the server's own trouble. */
      readonly as: 'fine' | 'refused' | 'lost';
      readonly limits: Limits | null;
      /** Retry-After, on whatever answer it came. */
      readonly waitMs: number | null;
      /** Between 0 and 1. */
      readonly jitter: number;
      /** Asks the same read again, this long from now at the earliest; null when it is over. */
      readonly againAfter: number | null;
    }
  /** What other frames wrote. */
  | { readonly kind: 'ledger'; readonly ledger: Ledger }
  | { readonly kind: 'tick' };

export interface Step {
  readonly turns: Turns;
  readonly send: readonly number[];
  readonly tooLate: readonly number[];
  /** When to come back at the latest; null when only an event can change anything. */
  readonly wakeAt: number | null;
}

export const noTurns: Turns = {
  sent: [],
  stop: null,
  waiting: [],
  flying: [],
  sentBy: { general: [], search: [], jobs: [], searchExport: [], exports: [] },
  share: freshShare,
  refusals: 0,
};

/** Whose turn it is. Pure: everything that it knows of the world is in its arguments. */
export function advance(before: Turns, event: PaceEvent, now: number): Step {
  let turns = received(settled(before, now), event, now);
  const tooLate = turns.waiting.filter((turn) => turn.notAfter !== null && turn.notAfter < now);
  turns = { ...turns, waiting: turns.waiting.filter((turn) => !tooLate.includes(turn)) };
  const send: number[] = [];
  for (let next = nextOf(turns, now); next !== null; next = nextOf(turns, now)) {
    send.push(next.id);
    turns = sentNow(turns, next, now);
  }
  return { turns, send, tooLate: tooLate.map((turn) => turn.id), wakeAt: wakeOf(turns, now) };
}

/** The pace of this moment, as the screen shows it. */
export function allowance(turns: Turns, now: number): Allowance {
  return allowanceOf(turns.share, (instant) => countSince(turns.sent, instant), now);
}

export function usedLastMinute(turns: Turns, now: number): number {
  return countSince(turns.sent, now - minute + 1);
}

const minute = 60_000;
/** Requests can arrive closer together than they were sent. */
const drift = 1000;
/** The ceiling's window. It keeps the second limit too: 700 in five minutes (support-api 10.1). */
const ceilingWindow = minute + drift;
/**
 * How far a lane may go over the fair pace, what it leaves free under the ceiling, and whether it is
 * spread. An act rests on a read that is seconds old: what had room for the read has room for the
 * act, however slow the pace is, and the reads after it wait the longer.
 */
const lanes: Readonly<
  Record<Lane, { readonly over: number; readonly leaves: number; readonly isSpread: boolean }>
> = {
  click: { over: 10, leaves: 3, isSpread: false },
  act: { over: 13, leaves: 0, isSpread: false },
  scan: { over: 0, leaves: 6, isSpread: true },
};
/** So many may go at once after a rest, fewer at a slow pace; then they are spread. */
const burst = 5;
const longestCredit = 6000;
const readsAtOnce = 4;
const scansAtOnce = 3;
const budgets: Readonly<Record<Budget, { readonly most: number; readonly atOnce: number }>> = {
  general: { most: appLimit, atOnce: readsAtOnce },
  // The number of /search is not published and shared with people at work (support-api 15, row 11).
  search: { most: 50, atOnce: 1 },
  jobs: { most: 20, atOnce: 1 },
  // Half of the account's 100 (support-api 10.1).
  searchExport: { most: 50, atOnce: 1 },
  // The account's 10 for Talk's calls and legs together, less one (talk-api 8).
  exports: { most: 9, atOnce: 1 },
};
/** A minute's limit is over in a minute; a second refusal in a row says that it was not. */
const ownWait = minute;
const longestOwnWait = 5 * minute;
const jitterMs = 2000;
/** While somebody waits the pace is looked at again at least this often: it can rise meanwhile. */
const lookAgain = 5000;

function received(turns: Turns, event: PaceEvent, now: number): Turns {
  switch (event.kind) {
    case 'asked':
      return { ...turns, waiting: [...turns.waiting, event.turn] };
    case 'withdrawn':
      return { ...turns, waiting: turns.waiting.filter((turn) => turn.id !== event.id) };
    case 'ledger':
      return settled(
        {
          ...turns,
          sent: merged(turns.sent, event.ledger.sent),
          stop: later(turns.stop, event.ledger.stop),
        },
        now,
      );
    case 'answered':
      return answered(turns, event, now);
    case 'tick':
      return turns;
  }
}

function answered(
  before: Turns,
  event: Extract<PaceEvent, { readonly kind: 'answered' }>,
  now: number,
): Turns {
  const turn = before.flying.find((candidate) => candidate.id === event.id);
  if (turn === undefined) return before;
  const flying = before.flying.filter((candidate) => candidate !== turn);
  const waiting =
    event.againAfter === null
      ? before.waiting
      : [{ ...turn, notBefore: now + event.againAfter }, ...before.waiting];
  const turns = { ...before, flying, waiting };
  const jitter = event.jitter * jitterMs;

  if (event.as !== 'refused') {
    const stop = event.waitMs === null ? null : { at: now, until: now + event.waitMs + jitter };
    const rested = { ...turns, stop: later(turns.stop, stop) };
    if (event.as === 'lost') return rested;
    // What is still under way may not be in Zendesk's figures yet.
    const counted = (instant: number) => countSince(turns.sent, instant) - flying.length;
    return { ...rested, refusals: 0, share: afterAnswer(turns.share, event.limits, counted, now) };
  }
  const wait = event.waitMs ?? Math.min(longestOwnWait, ownWait * 2 ** turns.refusals);
  const stop = { at: now, until: now + wait + jitter };
  // Refusals of what was already under way when the stop began are the same refusal.
  const isKnown = turns.stop !== null && now < turns.stop.until;
  return {
    ...turns,
    stop: later(turns.stop, stop),
    refusals: isKnown ? turns.refusals : turns.refusals + 1,
    share: isKnown
      ? turns.share
      : afterRefusal(turns.share, allowance(turns, now).perMinute, stop.until),
  };
}

function nextOf(turns: Turns, now: number): Turn | null {
  const at = gates(turns, now);
  for (const lane of ['click', 'act', 'scan'] as const) {
    const next = turns.waiting.find((turn) => turn.lane === lane && at(turn) <= now);
    if (next !== undefined) return next;
  }
  return null;
}

function sentNow(turns: Turns, turn: Turn, now: number): Turns {
  return {
    ...turns,
    waiting: turns.waiting.filter((candidate) => candidate !== turn),
    flying: [...turns.flying, turn],
    sent: [...turns.sent, now],
    sentBy: { ...turns.sentBy, [turn.budget]: [...turns.sentBy[turn.budget], now] },
  };
}

/** The earliest instant for a turn as things stand; infinite while only an answer can make room. */
function gates(turns: Turns, now: number): (turn: Turn) => number {
  const known = new Map<string, number>();
  return (turn) => {
    const key = `${turn.lane} ${turn.budget}`;
    const gate = known.get(key) ?? gateOf(turns, turn.lane, turn.budget, now);
    known.set(key, gate);
    return Math.max(gate, turn.notBefore);
  };
}

function gateOf(turns: Turns, lane: Lane, budget: Budget, now: number): number {
  const own = budgets[budget];
  const reads = turns.flying.filter((other) => other.lane !== 'act');
  const isFull =
    lane === 'act'
      ? reads.length < turns.flying.length
      : reads.length >= readsAtOnce ||
        reads.filter((other) => other.budget === budget).length >= own.atOnce ||
        (lane === 'scan' && reads.filter((other) => other.lane === lane).length >= scansAtOnce);
  // After a stop one request finds out whether it is over.
  const isTrial = turns.refusals > 0 && turns.flying.length > 0;
  if (isFull || isTrial) return Infinity;
  const fair = allowance(turns, now).perMinute;
  const { over, leaves, isSpread } = lanes[lane];
  const pace = Math.min(fair + over, appLimit - leaves);
  return Math.max(
    turns.stop?.until ?? 0,
    roomAt(turns.sent, appLimit, ceilingWindow),
    roomAt(turns.sent, Math.floor(pace), minute),
    roomAt(turns.sentBy[budget], own.most, ceilingWindow),
    isSpread ? spreadAt(turns.sent, minute / pace, now) : 0,
  );
}

/** When one more leaves at most `most` within `per`. */
function roomAt(sent: readonly number[], most: number, per: number): number {
  const first = sent[sent.length - most];
  return first === undefined ? 0 : first + per;
}

/** When the next is due if they come every `interval`, with a burst after a rest. */
function spreadAt(sent: readonly number[], interval: number, now: number): number {
  let due = 0;
  for (let index = firstSince(sent, now - minute + 1); index < sent.length; index += 1) {
    due = Math.max(due, sent[index] ?? 0) + interval;
  }
  return due - Math.min(burst * interval, longestCredit);
}

function wakeOf(turns: Turns, now: number): number | null {
  const at = gates(turns, now);
  let first = Infinity;
  for (const turn of turns.waiting) {
    first = Math.min(first, at(turn), turn.notAfter === null ? Infinity : turn.notAfter + 1);
  }
  if (first === Infinity) return null;
  const isStopped = turns.stop !== null && now < turns.stop.until;
  return isStopped ? first : Math.min(first, now + lookAgain);
}

/** Without what is over, and without instants in the future: somebody set the clock back. */
function settled(turns: Turns, now: number): Turns {
  const fresh = (sent: readonly number[]) => {
    const isOver = (sent[0] ?? now) <= now - ceilingWindow;
    const isAhead = (sent.at(-1) ?? now) > now;
    if (!isOver && !isAhead) return sent;
    return sent
      .slice(firstSince(sent, now - ceilingWindow + 1))
      .map((instant) => Math.min(instant, now));
  };
  const { stop } = turns;
  return {
    ...turns,
    sent: fresh(turns.sent),
    sentBy: {
      general: fresh(turns.sentBy.general),
      search: fresh(turns.sentBy.search),
      jobs: fresh(turns.sentBy.jobs),
      searchExport: fresh(turns.sentBy.searchExport),
      exports: fresh(turns.sentBy.exports),
    },
    stop: stop === null || stop.at <= now ? stop : { at: now, until: now + (stop.until - stop.at) },
  };
}
