import { describe, expect, test } from 'vitest';
import {
  afterAnswer,
  afterRefusal,
  allowanceOf,
  freshShare,
  type Share,
} from '../../src/api/share.ts';

const minute = 60_000;
/** A full minute by the clock. */
const start = Date.UTC(2026, 10, 23, 9, 0, 0);

/** Lets the app use its allowance evenly, and gives the allowance at the end of each quarter of a minute. */
function watched(
  figures: 'anew' | 'rolling',
  limit: number,
  othersAMinute: number,
  { seconds, beginsAt }: { readonly seconds: number; readonly beginsAt: number },
): number[] {
  let share: Share = freshShare;
  const own: number[] = [];
  const allowances: number[] = [];
  const sentSince = (instant: number) => own.filter((at) => at >= instant).length;
  let now = start + beginsAt * 1000;
  for (const end = now + seconds * 1000; now < end;) {
    own.push(now);
    const began = figures === 'anew' ? now - (now % minute) : now - minute;
    const others = Math.floor((othersAMinute * (now - began)) / minute);
    const used = sentSince(began) + others;
    const limits = {
      limit,
      remaining: Math.max(0, limit - used),
      resetMs: Math.ceil((minute - (now % minute)) / 1000) * 1000,
    };
    share = afterAnswer(share, limits, sentSince, now);
    const { perMinute } = allowanceOf(share, sentSince, now);
    const quarter = Math.floor((now - start) / (minute / 4));
    allowances[quarter] = perMinute;
    now += minute / perMinute;
  }
  return allowances.filter((value) => typeof value === 'number');
}

describe.each(['anew', 'rolling'] as const)('figures that count %s', (figures) => {
  test('leave the others their share from the second minute on', () => {
    const allowances = watched(figures, 200, 80, { seconds: 300, beginsAt: 20 }).slice(5);
    // 0.9 × 200 - 1.35 × 80 = 72.
    for (const perMinute of allowances) {
      expect(perMinute).toBeGreaterThanOrEqual(68);
      expect(perMinute).toBeLessThanOrEqual(75);
    }
  });

  test('allow the whole ceiling where nobody else is there', () => {
    for (const perMinute of watched(figures, 400, 0, { seconds: 240, beginsAt: 40 }).slice(5)) {
      expect(perMinute).toBe(100);
    }
  });

  test('leave almost nothing where the others fill the plan', () => {
    for (const perMinute of watched(figures, 200, 190, { seconds: 300, beginsAt: 0 }).slice(4)) {
      expect(perMinute).toBe(6);
    }
  });
});

test('never allows more than half of a plan nor less than six a minute', () => {
  for (const limit of [1, 10, 60, 120, 200, 2500]) {
    for (let remaining = 0; remaining <= limit; remaining += Math.ceil(limit / 7)) {
      const share = afterAnswer(freshShare, { limit, remaining, resetMs: 30_000 }, () => 1, start);
      const { perMinute } = allowanceOf(share, () => 0, start);
      expect(perMinute).toBeGreaterThanOrEqual(6);
      expect(perMinute).toBeLessThanOrEqual(Math.max(6, Math.min(100, limit / 2)));
    }
  }
});

test('a refusal lowers the pace also where the figures would allow more', () => {
  const seen = afterAnswer(
    freshShare,
    { limit: 2500, remaining: 2400, resetMs: 30_000 },
    () => 100,
    start,
  );
  const share = afterRefusal(seen, 100, start + 5000);
  const soon = allowanceOf(share, () => 0, start + 10_000);
  expect(soon.reason).toBe('backingOff');
  expect(soon.perMinute).toBeCloseTo(25, 0);
  const fresh = afterAnswer(
    share,
    { limit: 2500, remaining: 2400, resetMs: 30_000 },
    () => 100,
    start + 5 * minute,
  );
  expect(allowanceOf(fresh, () => 0, start + 5 * minute)).toEqual({
    perMinute: 100,
    reason: 'ceiling',
  });
});
