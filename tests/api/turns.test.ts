import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Budget } from '../../src/api/routes.ts';
import {
  advance,
  allowance,
  noTurns,
  usedLastMinute,
  type Lane,
  type PaceEvent,
  type Turns,
} from '../../src/api/turns.ts';

const start = 1_800_000_000_000;

interface Order {
  readonly after: number;
  readonly lane: Lane;
  readonly budget: Budget;
  readonly takes: number;
  readonly reply: 'fine' | 'refused' | 'lost';
  readonly waitMs: number | null;
  readonly notAfter: number | null;
  readonly limits: {
    readonly limit: number;
    readonly remaining: number;
    readonly resetMs: number | null;
  } | null;
}

interface Sent {
  readonly id: number;
  readonly at: number;
  readonly lane: Lane;
  readonly budget: Budget;
}

interface Flight extends Sent {
  readonly until: number;
  readonly order: Order;
}

const limits = fc.option(
  fc.record({
    limit: fc.constantFrom(10, 200, 400, 2500),
    remaining: fc.nat(200),
    resetMs: fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: null }),
  }),
  { nil: null },
);
const order: fc.Arbitrary<Order> = fc.record({
  after: fc.oneof({ weight: 6, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(90_000) }),
  lane: fc.constantFrom('click', 'act', 'scan', 'scan'),
  budget: fc.constantFrom('general', 'general', 'search', 'jobs', 'searchExport', 'exports'),
  takes: fc.integer({ min: 1, max: 3000 }),
  reply: fc.oneof(
    { weight: 60, arbitrary: fc.constant('fine' as const) },
    { weight: 1, arbitrary: fc.constantFrom('refused' as const, 'lost' as const) },
  ),
  waitMs: fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null }),
  notAfter: fc.option(fc.nat(20_000), { nil: null }),
  limits,
});

/** Plays a schedule to its end the way the shell does: an event now, or the alarm, whichever is first. */
function play(orders: readonly Order[], from: Turns = noTurns) {
  let turns = from;
  let now = start;
  let wakeAt: number | null = null;
  const sent: Sent[] = [];
  const tooLate: number[] = [];
  const stops: { readonly at: number; readonly until: number }[] = [];
  const most = { reads: 0, acts: 0 };
  let flying: Flight[] = [];
  const asks: { at: number; id: number; order: Order }[] = [];
  let at = start;
  for (const [id, one] of orders.entries()) {
    at += one.after;
    asks.push({ at, id, order: one });
  }

  const on = (event: PaceEvent) => {
    const step = advance(turns, event, now);
    turns = step.turns;
    wakeAt = step.wakeAt;
    tooLate.push(...step.tooLate);
    for (const id of step.send) {
      const one = orders[id]!;
      const flight = {
        id,
        at: now,
        lane: one.lane,
        budget: one.budget,
        until: now + one.takes,
        order: one,
      };
      sent.push(flight);
      flying.push(flight);
    }
    const acts = flying.filter((flight) => flight.lane === 'act').length;
    most.acts = Math.max(most.acts, acts);
    most.reads = Math.max(most.reads, flying.length - acts);
  };

  for (let rounds = 0; rounds < 20_000; rounds += 1) {
    const landing = [...flying].sort((one, other) => one.until - other.until)[0];
    const instants = [asks[0]?.at, landing?.until, wakeAt ?? undefined].filter(
      (value) => value !== undefined,
    );
    if (instants.length === 0) return { turns, sent, tooLate, stops, most, now };
    now = Math.max(now, Math.ceil(Math.min(...instants)));
    const ask = asks[0];
    if (ask !== undefined && ask.at <= now) {
      asks.shift();
      const { lane, budget, notAfter } = ask.order;
      const last = lane === 'act' && notAfter !== null ? now + notAfter : null;
      on({ kind: 'asked', turn: { id: ask.id, lane, budget, notBefore: 0, notAfter: last } });
    } else if (landing !== undefined && landing.until <= now) {
      flying = flying.filter((flight) => flight !== landing);
      const { reply, waitMs } = landing.order;
      if (reply === 'refused') stops.push({ at: now, until: now + (waitMs ?? 60_000) });
      on({
        kind: 'answered',
        id: landing.id,
        as: reply,
        limits: landing.order.limits,
        waitMs: reply === 'refused' ? waitMs : null,
        jitter: 0,
        againAfter: null,
      });
    } else {
      on({ kind: 'tick' });
    }
  }
  throw new Error('the schedule does not come to rest');
}

function mostWithin(sent: readonly Sent[], ms: number): number {
  return Math.max(
    0,
    ...sent.map((first) => sent.filter(({ at }) => at >= first.at && at < first.at + ms).length),
  );
}

const scan = (after = 0): Order => ({
  after,
  lane: 'scan',
  budget: 'general',
  takes: 200,
  reply: 'fine',
  waitMs: null,
  notAfter: null,
  limits: null,
});
const visible = (limit: number, remaining: number) => ({ limit, remaining, resetMs: 30_000 });

describe('the pace', () => {
  test('never exceeds 100 in 60 s nor 700 in 300 s, over any schedule', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 50, maxLength: 260 }), (orders) => {
        const { sent } = play(orders);
        // Requests can arrive up to a second closer together than they were sent.
        expect(mostWithin(sent, 61_000)).toBeLessThanOrEqual(100);
        expect(mostWithin(sent, 300_000)).toBeLessThanOrEqual(700);
      }),
      { numRuns: 60 },
    );
  });

  test('holds the ceiling against a flood of clicks and acts with all the room there is', () => {
    const flood = Array.from({ length: 400 }, (_, index): Order => ({
      ...scan(),
      lane: index % 3 === 0 ? 'act' : 'click',
      takes: 20,
      limits: { limit: 2500, remaining: 2500, resetMs: 30_000 },
    }));
    const { sent } = play(flood);
    expect(sent).toHaveLength(400);
    expect(mostWithin(sent, 61_000)).toBeLessThanOrEqual(100);
    expect(mostWithin(sent, 61_000)).toBeGreaterThanOrEqual(97);
  });

  test('keeps to what other frames of the browser have sent', () => {
    const sent = Array.from({ length: 99 }, (_, index) => start - 30_000 + index);
    const { turns } = advance(noTurns, { kind: 'ledger', ledger: { sent, stop: null } }, start);
    const played = play(
      Array.from({ length: 10 }, () => ({ ...scan(), lane: 'click' as const })),
      turns,
    );
    expect(played.sent.filter(({ at }) => at < start + 25_000)).toHaveLength(0);
  });

  test('counts an instant once that this frame wrote and reads again', () => {
    const first = advance(noTurns, asked(1, 'click'), start).turns;
    const again = advance(
      first,
      { kind: 'ledger', ledger: { sent: first.sent, stop: null } },
      start,
    ).turns;
    expect(again.sent).toEqual([start]);
    const other = advance(
      again,
      { kind: 'ledger', ledger: { sent: [start, start], stop: null } },
      start,
    ).turns;
    expect(other.sent).toEqual([start, start]);
  });

  test('sends everything that is asked in the end, or says too late', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 80 }), (orders) => {
        const { sent, tooLate, turns } = play(orders);
        expect([...sent.map(({ id }) => id), ...tooLate].sort((a, b) => a - b)).toEqual([
          ...orders.keys(),
        ]);
        expect(turns.waiting).toEqual([]);
        expect(turns.flying).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('has at most four reads and one destructive request on the way', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 120 }), (orders) => {
        const { most } = play(orders);
        expect(most.reads).toBeLessThanOrEqual(4);
        expect(most.acts).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  test('never sends an act after its last instant', () => {
    fc.assert(
      fc.property(fc.array(order, { maxLength: 120 }), (orders) => {
        const { sent } = play(orders);
        const askedAt = orders.map(
          (_, id) => start + orders.slice(0, id + 1).reduce((sum, one) => sum + one.after, 0),
        );
        for (const { id, at, lane } of sent) {
          const last = orders[id]!.notAfter;
          if (lane === 'act' && last !== null) expect(at).toBeLessThanOrEqual(askedAt[id]! + last);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('never under-cuts Retry-After, in any lane', () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 20, maxLength: 120 }), (orders) => {
        const { sent, stops } = play(orders);
        for (const stop of stops) {
          expect(sent.filter(({ at }) => at > stop.at && at < stop.until)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('lets a click overtake a scan that has waited longer', () => {
    const orders = [
      ...Array.from({ length: 60 }, () => scan()),
      { ...scan(5000), lane: 'click' as const },
    ];
    const { sent } = play(orders);
    const click = sent.find(({ lane }) => lane === 'click');
    expect(click?.at).toBeLessThanOrEqual(start + 5500);
    expect(sent.indexOf(click!)).toBeLessThan(20);
  });

  test('has room for an act right after its read, however slow the pace is', () => {
    for (const remaining of [0, 100, 399]) {
      const orders = Array.from({ length: 120 }, (_, index): Order => ({
        ...scan(),
        takes: 100,
        limits: { limit: 400, remaining, resetMs: 30_000 },
        ...(index % 2 === 1 || index === 0 ? {} : { lane: 'act', notAfter: 5000 }),
      }));
      let turns = noTurns;
      let now = start;
      for (const [index, one] of orders.entries()) {
        const last = one.notAfter === null ? null : now + one.notAfter;
        let step = advance(
          turns,
          {
            kind: 'asked',
            turn: { id: index, lane: one.lane, budget: one.budget, notBefore: 0, notAfter: last },
          },
          now,
        );
        while (step.send.length === 0 && step.tooLate.length === 0) {
          now = Math.ceil(step.wakeAt ?? Infinity);
          step = advance(step.turns, { kind: 'tick' }, now);
        }
        expect(step.send).toEqual([index]);
        now += one.takes;
        const { limits } = one;
        turns = advance(
          step.turns,
          {
            kind: 'answered',
            id: index,
            as: 'fine',
            limits,
            waitMs: null,
            jitter: 0,
            againAfter: null,
          },
          now,
        ).turns;
      }
    }
  });

  test('lets a click be the first after a stop', () => {
    const refused = { ...scan(), reply: 'refused' as const, waitMs: 10_000 };
    const { sent } = play([refused, scan(1000), { ...scan(1000), lane: 'click' }]);
    expect(sent.map(({ lane }) => lane)).toEqual(['scan', 'click', 'scan']);
  });

  test.each([
    ['search', 50],
    ['searchExport', 50],
    ['jobs', 20],
    ['exports', 9],
  ] as const)('sends %s one at a time and at most %i within a minute', (budget, most) => {
    const orders = Array.from({ length: 80 }, (): Order => ({
      ...scan(),
      budget,
      takes: 30,
      limits: { limit: 2500, remaining: 2400, resetMs: 30_000 },
    }));
    const { sent } = play(orders);
    // They can arrive up to a second closer together than they were sent.
    expect(mostWithin(sent, 61_000)).toBe(most);
    expect(mostWithin(sent, 30)).toBe(1);
  });

  test('lets other reads pass while an export waits for its minute', () => {
    const orders = Array.from({ length: 60 }, (_, index): Order => ({
      ...scan(),
      budget: index < 30 ? 'exports' : 'general',
      takes: 30,
      limits: { limit: 2500, remaining: 2400, resetMs: 30_000 },
    }));
    const { sent } = play(orders);
    const others = sent.filter(({ budget }) => budget === 'general');
    expect(others.every(({ at }) => at < start + 60_000)).toBe(true);
  });

  test('starts at half where nothing is visible and climbs slowly to three quarters', () => {
    expect(allowance(noTurns, start)).toEqual({ perMinute: 50, reason: 'careful' });
    const { sent, turns, now } = play(Array.from({ length: 1200 }, () => scan()));
    const inFirstMinutes = sent.filter(({ at }) => at < start + 600_000).length / 10;
    expect(inFirstMinutes).toBeGreaterThanOrEqual(45);
    expect(inFirstMinutes).toBeLessThanOrEqual(75);
    expect(allowance(turns, now)).toEqual({ perMinute: 75, reason: 'careful' });
  });

  test('uses at least nine tenths of the limit where the figures show that nobody else is there', () => {
    const orders = Array.from({ length: 400 }, () => scan());
    const { sent } = playAlone(orders, 400);
    expect(
      sent.filter(({ at }) => at >= start + 60_000 && at < start + 180_000).length,
    ).toBeGreaterThanOrEqual(180);
  });

  test('leaves the others 1.35 times what they use, a tenth of the limit and half of the plan', () => {
    const afterOne = (limit: number, remaining: number) => {
      const { turns, now } = play([{ ...scan(), limits: visible(limit, remaining) }]);
      return allowance(turns, now);
    };
    expect(afterOne(400, 399)).toEqual({ perMinute: 100, reason: 'ceiling' });
    expect(afterOne(100, 99)).toEqual({ perMinute: 50, reason: 'fairShare' });
    // 100 of others in half a minute are 200 a minute: 360 - 270.
    expect(afterOne(400, 299).reason).toBe('fairShare');
    expect(afterOne(400, 299).perMinute).toBeCloseTo(90, 0);
    expect(afterOne(400, 10).perMinute).toBe(6);
  });

  test('forgets figures that are old', () => {
    const { turns, now } = play([{ ...scan(), limits: visible(400, 399) }]);
    expect(allowance(turns, now + 100_000).reason).toBe('careful');
  });

  test('goes at half the pace for minutes after a refusal, and lower after another', () => {
    const refused = { ...scan(), reply: 'refused' as const, waitMs: 10_000 };
    const once = play([refused]);
    expect(allowance(once.turns, once.now + 11_000)).toEqual({
      perMinute: 25,
      reason: 'backingOff',
    });
    expect(allowance(once.turns, once.now + 180_000).reason).toBe('backingOff');
    expect(allowance(once.turns, once.now + 200_000)).toEqual({ perMinute: 25, reason: 'careful' });
    const twice = play([refused, { ...refused, after: 20_000 }]);
    expect(allowance(twice.turns, twice.now).perMinute).toBe(12.5);
  });

  test('takes the refusals of what was already on the way for one', () => {
    const refused = { ...scan(), reply: 'refused' as const, waitMs: 10_000 };
    const { turns, now } = play([refused, refused, refused]);
    expect(allowance(turns, now).perMinute).toBe(25);
  });

  test('waits longer each time where a refusal does not say how long', () => {
    const refused = { ...scan(), reply: 'refused' as const };
    const { sent } = play([
      refused,
      { ...refused, after: 1000 },
      { ...refused, after: 1000 },
      scan(1000),
    ]);
    const gaps = sent.slice(1).map(({ at }, index) => Math.round((at - sent[index]!.at) / 60_000));
    expect(gaps).toEqual([1, 2, 4]);
  });

  test('takes over the stop of another frame', () => {
    const stop = { at: start - 1000, until: start + 40_000 };
    const { turns } = advance(noTurns, { kind: 'ledger', ledger: { sent: [], stop } }, start);
    const { sent } = play([{ ...scan(), lane: 'click' }], turns);
    expect(sent[0]?.at).toBe(start + 40_000);
  });

  test('works on after the clock was set back an hour', () => {
    const busy = play(Array.from({ length: 120 }, () => scan()));
    const earlier = busy.now - 3_600_000;
    const step = advance(
      { ...busy.turns, stop: { at: busy.now, until: busy.now + 30_000 } },
      asked(900, 'click'),
      earlier,
    );
    expect(step.wakeAt).toBeLessThanOrEqual(earlier + 61_000);
    expect(usedLastMinute(step.turns, earlier)).toBeGreaterThan(0);
  });

  test('forgets a read that was withdrawn before its turn', () => {
    const stopped = { ...noTurns, stop: { at: start, until: start + 1000 } };
    const waiting = advance(stopped, asked(1, 'scan'), start).turns;
    const step = advance(waiting, { kind: 'withdrawn', id: 1 }, start);
    expect(step.wakeAt).toBeNull();
    expect(advance(step.turns, { kind: 'tick' }, start + 2000).send).toEqual([]);
  });
});

function asked(id: number, lane: Lane): PaceEvent {
  return { kind: 'asked', turn: { id, lane, budget: 'general', notBefore: 0, notAfter: null } };
}

/** The figures that Zendesk would show with nobody else there: minutes by the clock, our own use only. */
function playAlone(orders: readonly Order[], limit: number) {
  const spread = orders.map((one, index): Order => {
    const used = Math.min(limit, (index % 90) + 1);
    return {
      ...one,
      limits: { limit, remaining: limit - used, resetMs: 60_000 - (index % 90) * 650 },
    };
  });
  return play(spread);
}
