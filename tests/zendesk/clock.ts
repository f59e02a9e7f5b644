import type { Clock } from '../../src/domain/effects.ts';

/** Virtual time. Nobody waits: time jumps from one sleeper to the next once everything else has come to rest. */
export interface SteppedClock extends Clock {
  /** Lets `ms` pass, waking everybody whose time comes, in order. */
  advance(ms: number): Promise<void>;
  /** Lets time jump until nobody sleeps any more, or `mostMs` have passed. */
  runUntilIdle(mostMs?: number): Promise<void>;
  /**
   * Lets time jump until the promise settles and gives what it settles to. Throws when everybody is at rest
   * and nobody sleeps, or `mostMs` of virtual time have passed: then it would never settle.
   */
  run<Value>(promise: Promise<Value>, mostMs?: number): Promise<Value>;
  /** How many sleep now. */
  sleepers(): number;
  /** Lets everything that can run without time passing come to rest. */
  settle(): Promise<void>;
}

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/**
 * `turns` is how many turns of the event loop count as rest. One is right where only promises run; code that
 * posts messages or sets immediates of its own (React, fake-indexeddb) needs some more.
 */
export function steppedClock(options: { startsAt?: number; turns?: number } = {}): SteppedClock {
  const turns = options.turns ?? 1;
  let now = options.startsAt ?? Date.UTC(2026, 10, 23, 9, 0, 0);
  let order = 0;
  /** Earliest last, so that waking is a pop. */
  const queue: Sleeper[] = [];

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < turns; turn++) await nextTurn();
  };

  const wakeNext = (): void => {
    const sleeper = queue.pop();
    if (!sleeper) return;
    now = Math.max(now, sleeper.at);
    sleeper.wake();
  };

  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise<void>((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        const abort = (): void => {
          const index = queue.indexOf(sleeper);
          if (index >= 0) queue.splice(index, 1);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: now + Math.max(0, ms),
          order: order++,
          wake: () => {
            signal?.removeEventListener('abort', abort);
            resolve();
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        insert(queue, sleeper);
      });
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (let next = queue.at(-1); next && next.at <= end; next = queue.at(-1)) {
        wakeNext();
        await settle();
      }
      now = end;
    },
    async runUntilIdle(mostMs = Number.POSITIVE_INFINITY) {
      const end = now + mostMs;
      await settle();
      for (let next = queue.at(-1); next && next.at <= end; next = queue.at(-1)) {
        wakeNext();
        await settle();
      }
    },
    async run(promise, mostMs = Number.POSITIVE_INFINITY) {
      const end = now + mostMs;
      let settled = false;
      const note = (): void => {
        settled = true;
      };
      promise.then(note, note);
      await settle();
      while (!settled) {
        const next = queue.at(-1);
        if (!next) throw new Error('everything is at rest and nobody sleeps: it never settles');
        if (next.at > end) throw new Error(`not settled after ${mostMs} ms of virtual time`);
        wakeNext();
        await settle();
      }
      return promise;
    },
    sleepers: () => queue.length,
    settle,
  };
}

function insert(queue: Sleeper[], sleeper: Sleeper): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = queue[middle];
    if (
      other &&
      (other.at > sleeper.at || (other.at === sleeper.at && other.order > sleeper.order))
    )
      low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, sleeper);
}

// All promise reactions run before the next immediate, so one turn is the end of everything that needs no time.
// The function is taken at load, before any test puts fake timers in its place.
const immediate: ((done: () => void) => unknown) | undefined = globalThis.setImmediate;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (immediate) {
      immediate(resolve);
      return;
    }
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
