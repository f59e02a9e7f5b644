import { describe, expect, test } from 'vitest';
import { openPace } from '../../src/api/pace.ts';
import { openReads } from '../../src/api/reads.ts';
import * as build from '../zendesk/builders.ts';
import { steppedClock } from '../zendesk/clock.ts';
import type { Switches } from '../zendesk/switches.ts';
import { openZendesk } from '../zendesk/zendesk.ts';
import { memoryStore } from './played.ts';

const minute = 60_000;

/** Reads without a pause for some minutes while others use the account too. */
async function busy(wish: {
  readonly headers: Switches['headers'];
  readonly plan: number;
  readonly minutes: number;
  readonly others?: (sinceStart: number) => number;
}) {
  const clock = steppedClock({ startsAt: Date.UTC(2026, 10, 23, 9, 0, 25) });
  const start = clock.now();
  const account = build.emptyAccount({ requestsPerMinute: wish.plan, madeAt: start });
  build.admin(account);
  const caller = build.endUser(account);
  const zendesk = openZendesk(account, {
    clock,
    switches: { headers: wish.headers },
    othersPerMinute: (now) => wish.others?.(now - start) ?? 0,
  });
  const paced = openPace(zendesk.send, {
    clock,
    store: memoryStore(),
    key: 'example/1',
    random: () => 0.5,
  });
  const reads = openReads(paced);
  const lane = async () => {
    while (clock.now() < start + wish.minutes * minute) await reads.user(caller.id);
  };
  await clock.run(Promise.all([lane(), lane(), lane(), lane()]));
  const perMinute = Array.from(
    { length: wish.minutes },
    (_, index) =>
      zendesk.log.filter(({ at }) => Math.floor((at - start) / minute) === index).length,
  );
  return {
    perMinute,
    refused: zendesk.log.filter(({ status }) => status === 429).length,
    figures: paced.figures(),
  };
}

describe('the pace in an account', () => {
  test('is at least nine tenths of the limit where nobody else is there and the figures say so', async () => {
    const { perMinute, refused } = await busy({ headers: 'all', plan: 400, minutes: 5 });
    for (const count of perMinute.slice(1)) expect(count).toBeGreaterThanOrEqual(90);
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(100);
    expect(refused).toBe(0);
  });

  test('is from 45 to 75 where nothing is visible, rising', async () => {
    const { perMinute, refused } = await busy({ headers: 'none', plan: 400, minutes: 6 });
    for (const count of perMinute) {
      expect(count).toBeGreaterThanOrEqual(45);
      expect(count).toBeLessThanOrEqual(76);
    }
    expect(perMinute.at(-1)).toBeGreaterThan(perMinute[0]!);
    expect(refused).toBe(0);
  });

  test('is never more than half of a small plan', async () => {
    const { perMinute } = await busy({ headers: 'all', plan: 100, minutes: 4 });
    expect(Math.max(...perMinute.slice(1))).toBeLessThanOrEqual(50);
    expect(Math.min(...perMinute.slice(1))).toBeGreaterThanOrEqual(45);
  });

  test('leaves room for others who use half of the plan, and more when they need more', async () => {
    const plan = 200;
    const { perMinute, refused } = await busy({
      headers: 'all',
      plan,
      minutes: 10,
      others: (since) => (since < 5 * minute ? 80 : 120),
    });
    // 0.9 × 200 - 1.35 × 80 = 72, then 0.9 × 200 - 1.35 × 120 = 18.
    for (const count of perMinute.slice(2, 5)) expect(count).toBeLessThanOrEqual(73);
    for (const count of perMinute.slice(2, 5)) expect(count).toBeGreaterThanOrEqual(60);
    for (const count of perMinute.slice(7)) expect(count).toBeLessThanOrEqual(20);
    for (const count of perMinute.slice(7)) expect(count).toBeGreaterThanOrEqual(14);
    expect(refused).toBe(0);
  });

  test('backs off for minutes where others fill the plan unseen', async () => {
    const { perMinute, refused } = await busy({
      headers: 'none',
      plan: 200,
      minutes: 12,
      others: (since) => (since > 3 * minute && since < 4 * minute ? 200 : 20),
    });
    expect(refused).toBeGreaterThanOrEqual(1);
    expect(refused).toBeLessThanOrEqual(4);
    for (const count of perMinute.slice(5, 7)) expect(count).toBeLessThanOrEqual(35);
    expect(perMinute.at(-1)).toBeGreaterThan(0);
  });
});
