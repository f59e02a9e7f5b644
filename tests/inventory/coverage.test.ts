import { expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import { coverageOf, countsOf, filterCalls, unsearched } from '../../src/inventory/coverage.ts';
import type { Inventory, SourceReading } from '../../src/inventory/scan.ts';
import {
  callId,
  callOf,
  profileOf,
  serverTrouble,
  ticketId,
  ticketOf,
  userId,
} from './playedReads.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const ada = userId(7);
const bob = userId(8);
const person: Person = { profiles: [profileOf(ada)], identities: new Map() };
const own = { authorId: ada };
const calls = [
  callOf(1, ticketId(1), { ...own, durationSeconds: 60, hasTranscript: true }),
  callOf(2, ticketId(1), { ...own, kind: 'voicemail', durationSeconds: 40 }),
  callOf(3, ticketId(1), { ...own, hasAddress: false }),
  callOf(4, ticketId(1), { ...own, origin: 'partner', callId: null }),
  callOf(5, ticketId(1), { authorId: bob, durationSeconds: 1000 }),
];

test('counts what is owned, and only listed recordings', () => {
  const counts = countsOf(inventoryOf({ calls }), new Map(), now);
  expect(counts).toEqual({
    calls: { value: 4, isAtLeast: false },
    othersCalls: { value: 1, isAtLeast: false },
    recordings: { value: 2, isAtLeast: false },
    voicemails: { value: 1, isAtLeast: false },
    audioSeconds: { value: 100, isAtLeast: false },
    tickets: { value: 1, isAtLeast: false },
    traces: { value: 1, isAtLeast: false },
  });
});

test('a length that is not known makes the audio "at least"', () => {
  const unknown = callOf(6, ticketId(1), { ...own, durationSeconds: null });
  const counts = countsOf(inventoryOf({ calls: [...calls, unknown] }), new Map(), now);
  expect(counts.audioSeconds).toEqual({ value: 100, isAtLeast: true });
  expect(counts.recordings).toEqual({ value: 3, isAtLeast: false });
});

test('a kind that is not known makes the voicemails "at least"', () => {
  const unknown = callOf(6, ticketId(1), { ...own, kind: 'unknown' });
  const counts = countsOf(inventoryOf({ calls: [...calls, unknown] }), new Map(), now);
  expect(counts.voicemails).toEqual({ value: 1, isAtLeast: true });
});

test.each(['reading', 'paused', 'stopped', 'incomplete'] as const)(
  'counts are "at least" while the scan is %s',
  (phase) => {
    const counts = countsOf(inventoryOf({ calls, phase }), new Map(), now);
    expect(counts.calls).toEqual({ value: 4, isAtLeast: true });
    expect(counts.traces.isAtLeast).toBe(true);
  },
);

test('before the profile is known nothing is owned, and nothing counts as none', () => {
  const counts = countsOf(inventoryOf({ calls, person: null, phase: 'reading' }), new Map(), now);
  expect(counts.calls).toEqual({ value: 0, isAtLeast: true });
});

test('a deletion that Zendesk accepted takes a recording out of what is listed', () => {
  const evidence = new Map([[callId(9_000_001), 'acceptedWhileListed' as const]]);
  expect(countsOf(inventoryOf({ calls }), evidence, now).recordings.value).toBe(1);
});

test('filters by kind, by state and by both', () => {
  const ids = (kind: 'voicemail' | null, state: 'listed' | 'partners' | null) =>
    filterCalls(calls, { kind, state }, new Map(), now).map((call) => call.commentId);
  expect(ids(null, null)).toEqual([1, 2, 3, 4, 5]);
  expect(ids('voicemail', null)).toEqual([2]);
  expect(ids(null, 'partners')).toEqual([4]);
  expect(ids('voicemail', 'partners')).toEqual([]);
});

test('coverage says read x of y, and what was not searched', () => {
  const reading = inventoryOf({
    phase: 'reading',
    endedAt: null,
    sources: [
      sourceOf('profile', { found: 1, expected: 1 }),
      sourceOf('requested', { state: 'reading', found: 100, expected: 250 }),
      sourceOf('ccd', { state: 'failed', found: 0, expected: null, failure: serverTrouble }),
    ],
    progress: { ticketsKnown: 100, ticketsRead: 41, requestsSent: 44, msLeft: null },
  });
  expect(coverageOf(reading)).toEqual({
    profiles: { read: 1, of: 1, isComplete: true },
    requested: { read: 100, of: 250, isComplete: false },
    ccd: { read: 0, of: null, isComplete: false },
    comments: { read: 41, of: 100, isComplete: false },
    notSearched: unsearched,
    isComplete: false,
    at: null,
  });
  expect(unsearched).toContain('othersTickets');
});

test('a list that ended shorter than Zendesk announced says so', () => {
  const inventory = inventoryOf({
    sources: [sourceOf('requested', { found: 58, expected: 60 })],
  });
  expect(coverageOf(inventory).requested).toEqual({ read: 58, of: 60, isComplete: true });
});

test('an account of several profiles adds them up', () => {
  const inventory = inventoryOf({
    sources: [
      sourceOf('requested', { found: 2, expected: 2 }),
      { ...sourceOf('requested', { found: 3, expected: null }), profileId: bob },
    ],
  });
  expect(coverageOf(inventory).requested).toEqual({ read: 5, of: 5, isComplete: true });
});

function sourceOf(source: SourceReading['source'], wish: Partial<SourceReading>): SourceReading {
  return {
    source,
    profileId: ada,
    state: 'read',
    found: 0,
    expected: null,
    failure: null,
    ...wish,
  };
}

function inventoryOf(wish: Partial<Inventory>): Inventory {
  return {
    profileIds: [ada],
    person,
    related: new Map(),
    phase: 'complete',
    sources: [sourceOf('profile', {}), sourceOf('requested', {}), sourceOf('ccd', {})],
    tickets: [
      {
        ticket: ticketOf(1, ada),
        isRequested: true,
        isCcd: false,
        comments: { state: 'waiting' },
      },
    ],
    calls: [],
    progress: { ticketsKnown: 1, ticketsRead: 1, requestsSent: 6, msLeft: null },
    endedAt: now,
    ...wish,
  };
}
