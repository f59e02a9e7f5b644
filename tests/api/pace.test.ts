import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPace, type Paced } from '../../src/api/pace.ts';
import type { Send, WireReply, WireRequest } from '../../src/api/send.ts';
import type { Store } from '../../src/domain/effects.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import { answer, memoryStore, noStore, played } from './played.ts';

const get = (path: string): WireRequest => ({ method: 'GET', path });
const remove = (path: string): WireRequest => ({ method: 'DELETE', path });
const scan = { urgency: 'scan', budget: 'general' } as const;
const click = { urgency: 'click', budget: 'general' } as const;
const fine = answer(200, {});

function openAt(send: Send, clock: SteppedClock, store: Store = memoryStore()): Paced {
  return openPace(send, { clock, store, key: 'acme/7', random: () => 0.5 });
}

/** Answers after a while, and notes when each request was sent. */
function slow(
  clock: SteppedClock,
  ms: number,
  reply: (request: WireRequest, nth: number) => WireReply = () => fine,
) {
  const sentAt: number[] = [];
  const timeouts: number[] = [];
  const send: Send = async (request, { timeoutMs }) => {
    sentAt.push(clock.now());
    timeouts.push(timeoutMs);
    const nth = sentAt.length;
    await clock.sleep(ms);
    return reply(request, nth);
  };
  return { send, sentAt, timeouts };
}

describe('a paced read', () => {
  test('is sent at once after a rest, with a deadline of 30 s', async () => {
    const clock = steppedClock();
    const wire = slow(clock, 100);
    const from = clock.now();
    expect(await clock.run(openAt(wire.send, clock).read(get('/a'), scan))).toEqual(fine);
    expect(wire.sentAt).toEqual([from]);
    expect(wire.timeouts).toEqual([30_000]);
  });

  test('is asked again after a 429, not before Retry-After is over', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 110 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (seconds, chance) => {
          const clock = steppedClock();
          const wire = slow(clock, 50, (_, nth) =>
            nth === 1 ? answer(429, 'Too many requests', { 'retry-after': String(seconds) }) : fine,
          );
          const paced = openPace(wire.send, {
            clock,
            store: noStore,
            key: 'acme/7',
            random: () => chance,
          });
          expect(await clock.run(paced.read(get('/a'), scan))).toEqual(fine);
          expect(wire.sentAt).toHaveLength(2);
          expect(wire.sentAt[1]! - wire.sentAt[0]! - 50).toBeGreaterThanOrEqual(seconds * 1000);
          expect(wire.sentAt[1]! - wire.sentAt[0]! - 50).toBeLessThanOrEqual(seconds * 1000 + 2001);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('comes back as it is when the wait would be long', async () => {
    const clock = steppedClock();
    const refusal = answer(429, '', { 'retry-after': '600' });
    const paced = openAt(slow(clock, 50, () => refusal).send, clock);
    expect(await clock.run(paced.read(get('/a'), scan), 1000)).toEqual(refusal);
  });

  test.each([
    ['an overload', answer(503, '')],
    ['a lost answer', { kind: 'noAnswer', cause: 'network' } as const],
    ['a refusal', answer(429, '')],
  ])('is sent three times at most after %s', async (_, reply) => {
    const clock = steppedClock();
    const wire = slow(clock, 50, () => reply);
    expect(await clock.run(openAt(wire.send, clock).read(get('/a'), scan))).toEqual(reply);
    expect(wire.sentAt).toHaveLength(3);
  });

  test('is not asked again after an answer that stands', async () => {
    for (const status of [200, 302, 401, 403, 404, 422, 500]) {
      const clock = steppedClock();
      const wire = slow(clock, 50, () => answer(status, {}));
      await clock.run(openAt(wire.send, clock).read(get('/a'), scan));
      expect(wire.sentAt).toHaveLength(1);
    }
  });

  test('is cancelled without being sent when it is aborted before its turn', async () => {
    const clock = steppedClock();
    const wire = slow(clock, 1000);
    const paced = openAt(wire.send, clock);
    const abort = new AbortController();
    const running = Array.from({ length: 4 }, () => paced.read(get('/a'), scan));
    const aborted = paced.read(get('/b'), { ...scan, signal: abort.signal });
    abort.abort();
    expect(await clock.run(aborted)).toEqual({ kind: 'cancelled' });
    expect(await clock.run(paced.read(get('/c'), { ...scan, signal: abort.signal }))).toEqual({
      kind: 'cancelled',
    });
    await clock.run(Promise.all(running));
    expect(wire.sentAt).toHaveLength(4);
  });

  test('is cancelled and not asked again when it is aborted on the way', async () => {
    const clock = steppedClock();
    const wire = slow(clock, 1000, () => ({ kind: 'noAnswer', cause: 'network' }));
    const abort = new AbortController();
    const read = openAt(wire.send, clock).read(get('/a'), { ...scan, signal: abort.signal });
    abort.abort();
    expect(await clock.run(read)).toEqual({ kind: 'cancelled' });
    expect(wire.sentAt).toHaveLength(1);
  });
});

describe('a paced act', () => {
  test('is sent once whatever comes back, with a deadline of 65 s', async () => {
    const replies: readonly WireReply[] = [
      answer(429, '', { 'retry-after': '5' }),
      answer(503, ''),
      { kind: 'noAnswer', cause: 'deadline' },
    ];
    for (const reply of replies) {
      const clock = steppedClock();
      const wire = slow(clock, 50, () => reply);
      const paced = openAt(wire.send, clock);
      expect(await clock.run(paced.act(remove('/a'), { notAfter: Infinity }))).toEqual(reply);
      await clock.runUntilIdle(600_000);
      expect(wire.sentAt).toHaveLength(1);
      expect(wire.timeouts).toEqual([65_000]);
    }
  });

  test('waits for the act before it', async () => {
    const clock = steppedClock();
    const wire = slow(clock, 3000);
    const paced = openAt(wire.send, clock);
    const acts = [1, 2, 3].map((id) => paced.act(remove(`/${id}`), { notAfter: Infinity }));
    await clock.run(Promise.all(acts));
    expect(wire.sentAt.map((at) => at - wire.sentAt[0]!)).toEqual([0, 3000, 6000]);
  });

  test('is not sent when its turn comes too late, and says so then', async () => {
    const clock = steppedClock();
    const wire = slow(clock, 20_000);
    const paced = openAt(wire.send, clock);
    const first = paced.act(remove('/1'), { notAfter: Infinity });
    const late = paced.act(remove('/2'), { notAfter: clock.now() + 5000 });
    const from = clock.now();
    expect(await clock.run(late)).toEqual({ kind: 'tooLate' });
    expect(clock.now() - from).toBe(5001);
    await clock.run(first);
    expect(wire.sentAt).toHaveLength(1);
  });

  test('stops behind a 429 of somebody else in the same browser', async () => {
    const clock = steppedClock();
    const store = memoryStore();
    const refused = slow(clock, 50, () => answer(429, '', { 'retry-after': '30' }));
    const wire = slow(clock, 50);
    await clock.run(openAt(refused.send, clock, store).act(remove('/1'), { notAfter: Infinity }));
    const from = clock.now();
    await clock.run(openAt(wire.send, clock, store).act(remove('/2'), { notAfter: Infinity }));
    expect(wire.sentAt[0]! - from).toBeGreaterThanOrEqual(30_000);
  });
});

describe('the shared ledger', () => {
  test('keeps two frames under one ceiling', async () => {
    const clock = steppedClock();
    const store = memoryStore();
    const frames = [slow(clock, 30), slow(clock, 30)];
    const reads = frames.flatMap((wire) => {
      const paced = openAt(wire.send, clock, store);
      return Array.from({ length: 120 }, () => paced.read(get('/a'), click));
    });
    await clock.run(Promise.all(reads));
    const sentAt = frames.flatMap((wire) => wire.sentAt).sort((one, other) => one - other);
    const most = Math.max(
      ...sentAt.map((at) => sentAt.filter((other) => other >= at && other < at + 60_000).length),
    );
    expect(most).toBeLessThanOrEqual(100);
  });

  test('holds times only, under a key of account and person', async () => {
    const clock = steppedClock();
    const keys = new Map<string, string>();
    const store: Store = { ...memoryStore(), set: (key, value) => void keys.set(key, value) };
    const { send } = played(() => fine);
    await clock.run(
      openAt(send, clock, store).read(get('/api/v2/users/search?query=secret'), scan),
    );
    expect([...keys.keys()]).toEqual(['pace/acme/7']);
    expect(JSON.parse(keys.get('pace/acme/7')!)).toEqual({ sent: [clock.now()], stop: null });
  });

  test('is ignored when something else stands there', async () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"sent":"x","stop":5}',
      '{"sent":[null,"a",{}],"stop":{"at":"b"}}',
      '{"__proto__":{"sent":[1]}}',
    ]) {
      const clock = steppedClock();
      const store: Store = { get: () => text, set: () => undefined, remove: () => undefined };
      const from = clock.now();
      await clock.run(openAt(played(() => fine).send, clock, store).read(get('/a'), scan));
      expect(clock.now()).toBe(from);
    }
  });
});

describe('the figures', () => {
  test('say the pace, its reason and what was used, and tell when they change', async () => {
    const clock = steppedClock();
    const headers = {
      'ratelimit-limit': '400',
      'ratelimit-remaining': '399',
      'ratelimit-reset': '30',
    };
    const paced = openAt(slow(clock, 10, () => answer(200, {}, headers)).send, clock);
    expect(paced.figures()).toEqual({
      perMinute: 50,
      usedLastMinute: 0,
      reason: 'careful',
      stoppedUntil: null,
    });
    const told: number[] = [];
    const leave = paced.subscribe(() => told.push(paced.figures().usedLastMinute));
    await clock.run(paced.read(get('/a'), scan));
    expect(paced.figures()).toEqual({
      perMinute: 100,
      usedLastMinute: 1,
      reason: 'ceiling',
      stoppedUntil: null,
    });
    expect(paced.figures()).toBe(paced.figures());
    await clock.advance(70_000);
    expect(paced.figures().usedLastMinute).toBe(0);
    expect(told).toContain(1);
    expect(told.at(-1)).toBe(0);
    leave();
    const heard = told.length;
    await clock.run(paced.read(get('/a'), scan));
    expect(told).toHaveLength(heard);
  });

  test('name the instant until which everything waits', async () => {
    const clock = steppedClock();
    const paced = openAt(
      slow(clock, 10, () => answer(429, '', { 'retry-after': '20' })).send,
      clock,
    );
    await clock.run(paced.act(remove('/a'), { notAfter: Infinity }));
    expect(paced.figures()).toMatchObject({
      reason: 'backingOff',
      stoppedUntil: clock.now() + 21_000,
    });
  });

  test('leave no timer behind when nothing waits and nobody looks', async () => {
    const clock = steppedClock();
    const paced = openAt(slow(clock, 10).send, clock);
    await clock.run(Promise.all(Array.from({ length: 30 }, () => paced.read(get('/a'), scan))));
    expect(clock.sleepers()).toBe(0);
  });
});
