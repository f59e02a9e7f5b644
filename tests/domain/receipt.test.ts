import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idFrom, type CallId, type TicketId, type UserId } from '../../src/domain/ids.ts';
import { keyOf, type Act } from '../../src/domain/receipt.ts';

// Few different ids, so that acts of different kinds on the same number come up often.
const id = <Id extends number>() =>
  fc.integer({ min: 1, max: 3 }).map((number) => {
    const found = idFrom<Id>(number);
    if (found === null) throw new Error(`${number} is no id`);
    return found;
  });

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('recording' as const),
    callId: id<CallId>(),
    what: fc.constantFrom('all' as const, 'call' as const, 'voicemail' as const),
  }),
  fc.record({
    kind: fc.constantFrom('close' as const, 'ticket' as const, 'ticketForGood' as const),
    ticketId: id<TicketId>(),
  }),
  fc.record({
    kind: fc.constantFrom('user' as const, 'userForGood' as const),
    userId: id<UserId>(),
  }),
);

test('two acts have one key only when they are the same act', () => {
  fc.assert(
    fc.property(acts, acts, (one, other) => {
      expect(keyOf(one) === keyOf(other)).toBe(
        JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)),
      );
    }),
    { numRuns: 2000 },
  );
});

test('a key holds a kind and ids, nothing else', () => {
  fc.assert(
    fc.property(acts, (act) => {
      expect(keyOf(act)).toMatch(
        /^(recording:\d+(\/(call|voicemail))?|(close|ticket|ticketForGood|user|userForGood):\d+)$/,
      );
    }),
  );
});

const sorted = (act: Act) => Object.entries(act).toSorted(([a], [b]) => (a < b ? -1 : 1));
