import type { Clock, Store } from '../../src/domain/effects.ts';

/** A clock that stands still until it is moved, and a storage that holds. */
export interface SteppedWorld {
  readonly clock: Clock;
  readonly store: Store;
  pass(ms: number): void;
}

export function steppedWorld(): SteppedWorld {
  let now = Date.parse('2026-02-03T10:00:00Z');
  const kept = new Map<string, string>();
  return {
    clock: {
      now: () => now,
      sleep: () => Promise.reject(new Error('Nothing in this room sleeps')),
    },
    store: {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => void kept.set(key, value),
      remove: (key) => void kept.delete(key),
    },
    pass: (ms) => {
      now += ms;
    },
  };
}
