import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/person.ts';
import type { Trace } from '../../src/domain/trace.ts';
import { answering, coverageOf, countsOf } from '../../src/inventory/coverage.ts';
import type {
  Inventory,
  SourceReading,
  TicketReading,
  TicketSource,
} from '../../src/inventory/inventory.ts';
import {
  callId,
  callOf,
  commentId,
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
    traces: { value: 0, isAtLeast: false },
    answered: null,
  });
});

test('two kinds of personal data in one place are one place', () => {
  const traces = [
    traceOf({ kind: 'name' }),
    traceOf({ kind: 'number' }),
    traceOf({ kind: 'name', commentId: commentId(3), place: 'comment' }),
    traceOf({ kind: 'name', place: 'customField', fieldId: 1 }),
    traceOf({ kind: 'name', place: 'customField', fieldId: 2 }),
  ];
  const counts = countsOf(inventoryOf({ traces }), new Map(), now);
  expect(counts.traces).toEqual({ value: 4, isAtLeast: false });
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

describe('an agent', () => {
  const staff: Person = { profiles: [profileOf(ada, { role: 'agent' })], identities: new Map() };
  const answered = callOf(7, ticketId(1), { authorId: bob, answeredById: ada });
  const transferred = callOf(8, ticketId(1), { authorId: bob, answeredById: bob });
  const exported = {
    since: 0,
    until: 1,
    rowsRead: 3,
    calls: [],
    answered: new Set([callId(9_000_008), callId(1)]),
  };

  test('has the calls that they answered, whichever source says so', () => {
    const inventory = inventoryOf({ person: staff, calls: [answered, transferred, ...calls] });
    expect(inventory.calls.filter(answering(inventory))).toEqual([answered]);
    expect(inventory.calls.filter(answering({ ...inventory, exported }))).toEqual([
      answered,
      transferred,
    ]);
  });

  test('has answered "at least" so many until the legs export was read', () => {
    const inventory = inventoryOf({ person: staff, calls: [answered, transferred] });
    expect(countsOf(inventory, new Map(), now).answered).toEqual({ value: 1, isAtLeast: true });
    const read = { ...inventory, exported, sources: [sourceOf('legsExport', {})] };
    expect(countsOf(read, new Map(), now).answered).toEqual({ value: 3, isAtLeast: false });
  });
});

test('coverage says read x of y', () => {
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
  expect(coverageOf(reading)).toMatchObject({
    profiles: { read: 1, of: 1, isComplete: true, state: 'read' },
    requested: { read: 100, of: 250, isComplete: false, state: 'reading' },
    ccd: { read: 0, of: null, isComplete: false, state: 'failed' },
    followed: null,
    search: null,
    comments: { read: 41, of: 100, isComplete: false },
    isComplete: false,
    at: null,
  });
});

test('an export that nobody asked for makes no count "at least"', () => {
  const sources = [
    ...(['profile', 'requested', 'ccd'] as const).map((one) => sourceOf(one, {})),
    sourceOf('callsExport', { state: 'notAsked' }),
  ];
  const inventory = inventoryOf({ sources });
  expect(coverageOf(inventory).comments.isComplete).toBe(true);
  expect(countsOf(inventory, new Map(), now).tickets.isAtLeast).toBe(false);
});

test('searches count each ticket once, and say what nothing else found', () => {
  const search = (term: string, wish: Partial<SourceReading>) =>
    sourceOf('search', { profileId: null, term, ...wish });
  const inventory = inventoryOf({
    sources: [search('+15550100123', { found: 2 }), search('a@b.example', { found: 1 })],
    tickets: [
      foundBy(1, 'requested', 'search'),
      foundBy(2, 'search'),
      foundBy(3, 'ccd'),
      foundBy(4, 'followed'),
    ],
  });
  expect(coverageOf(inventory).search).toEqual({
    read: 2,
    of: 2,
    isComplete: true,
    state: 'read',
    parts: 2,
    partsRead: 2,
    foundAlone: 1,
  });
  expect(coverageOf(inventory).elsewhere).toBe(2);
  const half = inventoryOf({
    sources: [search('+15550100123', { found: 2 }), search('a@b.example', { state: 'reading' })],
  });
  expect(coverageOf(half).search).toMatchObject({ of: null, state: 'reading', partsRead: 1 });
});

test('says how much is kept from an earlier visit, and when it was read', () => {
  const kept = (id: number, at: number): TicketReading => ({
    ...foundBy(id, 'requested'),
    comments: {
      state: 'read',
      at,
      isRestored: true,
      calls: [],
      commentIds: [],
      otherAuthors: [],
    },
  });
  const inventory = inventoryOf({ tickets: [kept(1, 10), foundBy(2, 'requested'), kept(3, 30)] });
  expect(coverageOf(inventory).restored).toEqual({ tickets: 2, at: 30 });
  expect(coverageOf(inventoryOf({})).restored).toBeNull();
});

test('a kind of place leaves the list of what was not searched once it was read', () => {
  const places = (...sources: SourceReading[]) => coverageOf(inventoryOf({ sources })).notSearched;
  const all = places(sourceOf('requested', {}));
  for (const place of ['othersTickets', 'callsExport', 'suspendedTickets', 'chat'] as const)
    expect(all).toContain(place);
  expect(places(sourceOf('search', {}))).not.toContain('othersTickets');
  expect(places(sourceOf('search', {}), sourceOf('search', { state: 'failed' }))).toContain(
    'othersTickets',
  );
  expect(places(sourceOf('suspended', {}))).not.toContain('suspendedTickets');
  expect(places(sourceOf('callsExport', { state: 'notAsked' }))).toContain('callsExport');
  expect(places(sourceOf('callsExport', {}))).not.toContain('callsExport');
  expect(
    places(sourceOf('callsExport', {}), sourceOf('legsExport', { state: 'failed' })),
  ).toContain('legsExport');
});

test('a number that other people share is named as not searched', () => {
  const shared: Person = {
    profiles: [profileOf(ada, { phone: '+15550100123', isPhoneShared: true })],
    identities: new Map(),
  };
  expect(coverageOf(inventoryOf({ person: shared })).notSearched).toContain('sharedNumbers');
  expect(coverageOf(inventoryOf({})).notSearched).not.toContain('sharedNumbers');
});

test('a list that ended shorter than Zendesk announced says so', () => {
  const inventory = inventoryOf({
    sources: [sourceOf('requested', { found: 58, expected: 60 })],
  });
  expect(coverageOf(inventory).requested).toMatchObject({ read: 58, of: 60, isComplete: true });
});

test('an account of several profiles adds them up', () => {
  const inventory = inventoryOf({
    sources: [
      sourceOf('requested', { found: 2, expected: 2 }),
      { ...sourceOf('requested', { found: 3, expected: null }), profileId: bob },
    ],
  });
  expect(coverageOf(inventory).requested).toMatchObject({ read: 5, of: 5, isComplete: true });
});

function sourceOf(source: SourceReading['source'], wish: Partial<SourceReading>): SourceReading {
  return {
    source,
    profileId: ada,
    term: null,
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
    tickets: [foundBy(1, 'requested')],
    calls: [],
    traces: [],
    suspended: [],
    exported: null,
    progress: { ticketsKnown: 1, ticketsRead: 1, requestsSent: 6, msLeft: null },
    endedAt: now,
    ...wish,
  };
}

function foundBy(id: number, ...sources: readonly TicketSource[]): TicketReading {
  return {
    ticket: ticketOf(id, ada),
    foundBy: new Set(sources),
    comments: { state: 'waiting' },
  };
}

function traceOf(wish: Partial<Trace>): Trace {
  return {
    kind: 'name',
    ticketId: ticketId(1),
    commentId: null,
    place: 'subject',
    fieldId: null,
    isPublic: null,
    times: 1,
    excerpt: null,
    ...wish,
  };
}
