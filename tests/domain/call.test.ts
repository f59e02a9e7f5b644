import { expect, test } from 'vitest';
import {
  isFresh,
  recordingState,
  type Call,
  type DeletionEvidence,
  type RecordingState,
} from '../../src/domain/call.ts';
import { callOf, ticketId } from '../inventory/playedReads.ts';

const hour = 3_600_000;
const now = Date.parse('2026-06-01T12:00:00Z');
const at = (ms: number) => new Date(ms).toISOString();

test.each<[string, Partial<Call>, DeletionEvidence | null, RecordingState]>([
  ['an address is listed', { hasAddress: true }, null, 'listed'],
  ['no address is none listed', { hasAddress: false }, null, 'noneListed'],
  [
    'no address on a fresh call may still come',
    { hasAddress: false, startedAt: at(now - 60_000) },
    null,
    'mayStillCome',
  ],
  [
    'an accepted deletion of a listed recording stays so',
    { hasAddress: true },
    'acceptedWhileListed',
    'deletionAccepted',
  ],
  [
    'listed before and not after is seen gone',
    { hasAddress: false },
    'acceptedWhileListed',
    'seenGone',
  ],
  [
    'never listed, and accepted, stays accepted',
    { hasAddress: false },
    'acceptedNoneListed',
    'deletionAccepted',
  ],
  [
    'an address that came after a deletion is listed',
    { hasAddress: true },
    'acceptedNoneListed',
    'listed',
  ],
  ['seen gone stays so', { hasAddress: false }, 'seenGone', 'seenGone'],
  ['an address that is there again is listed', { hasAddress: true }, 'seenGone', 'listed'],
  [
    'an address with nothing behind it cannot be told',
    { hasAddress: true },
    'nothingToDelete',
    'cannotTell',
  ],
  [
    'nothing to delete and none listed is none listed',
    { hasAddress: false },
    'nothingToDelete',
    'noneListed',
  ],
  ['a partner’s call is the partner’s', { origin: 'partner', hasAddress: true }, null, 'partners'],
  [
    'a partner’s call is the partner’s whatever we did',
    { origin: 'partner' },
    'seenGone',
    'partners',
  ],
  [
    'a voice comment without a call id cannot be told',
    { callId: null, hasAddress: true },
    null,
    'cannotTell',
  ],
])('%s', (_, wish, evidence, state) => {
  expect(recordingState(callOf(1, ticketId(1), wish), evidence, now)).toBe(state);
});

test('a call is fresh for an hour after its end', () => {
  const call = { createdAt: null, durationSeconds: 600 };
  const startedAt = at(now);
  expect(isFresh({ ...call, startedAt }, now + 600_000 + hour - 1)).toBe(true);
  expect(isFresh({ ...call, startedAt }, now + 600_000 + hour)).toBe(false);
});

test('a call without a length counts from its start, without a start from its comment', () => {
  expect(
    isFresh({ startedAt: null, createdAt: at(now), durationSeconds: null }, now + hour - 1),
  ).toBe(true);
  expect(isFresh({ startedAt: null, createdAt: at(now), durationSeconds: null }, now + hour)).toBe(
    false,
  );
});

test('a call at no known time is not fresh', () => {
  expect(isFresh({ startedAt: null, createdAt: null, durationSeconds: 60 }, now)).toBe(false);
  expect(isFresh({ startedAt: 'soon', createdAt: null, durationSeconds: 60 }, now)).toBe(false);
});
