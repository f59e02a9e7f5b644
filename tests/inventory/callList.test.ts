import { describe, expect, test } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  callRows,
  everyCall,
  filterRows,
  ownedCommentIds,
  sortRows,
  withSiblings,
  type CallColumn,
  type CallFilter,
  type CallRow,
} from '../../src/inventory/callList.ts';
import { callsByMonth } from '../../src/inventory/callsByMonth.ts';
import { callId, callOf, profileOf, ticketId, userId } from './playedReads.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const ada = userId(7);
const bob = userId(8);
const omar = userId(9);
const person: Person = { profiles: [profileOf(ada)], identities: new Map() };
const compareText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const own = { authorId: ada };
const calls = [
  callOf(1, ticketId(4), { ...own, startedAt: '2026-03-01T10:00:00Z', hasTranscript: true }),
  callOf(2, ticketId(3), { ...own, kind: 'voicemail', startedAt: '2026-01-31T23:59:59Z' }),
  callOf(3, ticketId(2), { ...own, origin: 'partner', callId: null, startedAt: null }),
  callOf(4, ticketId(1), { authorId: bob, answeredById: omar, lineName: 'Sales' }),
];

function rowsOf(some: readonly Call[]): readonly CallRow[] {
  return callRows(some, {
    person,
    isAnswered: ({ answeredById }) => answeredById === omar,
    evidence: new Map(),
    now,
  });
}

const ids = (rows: readonly CallRow[]) => rows.map(({ call }) => Number(call.commentId));

test('a row tells whose call it is, and whether there is something to delete', () => {
  expect(rowsOf(calls).map(({ isOwned, isAnswered }) => [isOwned, isAnswered])).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [false, true],
  ]);
  expect(rowsOf(calls).map(({ canBeDeleted }) => canBeDeleted)).toEqual([true, true, false, true]);
});

test('nothing is owned before the person is known', () => {
  const about = { person: null, isAnswered: () => false, evidence: new Map(), now };
  expect(callRows(calls, about).some(({ isOwned }) => isOwned)).toBe(false);
});

test.each<[string, Partial<CallFilter>, readonly number[]]>([
  ['nothing', {}, [1, 2, 3, 4]],
  ['kind', { kind: 'voicemail' }, [2]],
  ['state', { state: 'partners' }, [3]],
  ['kind and state', { kind: 'voicemail', state: 'partners' }, []],
  ['own calls', { whose: 'own' }, [1, 2, 3]],
  ['answered calls', { whose: 'answered' }, [4]],
  ['calls of others that the person did not answer', { whose: 'others' }, []],
  ['a transcript', { hasTranscript: true }, [1]],
  ['no transcript', { hasTranscript: false }, [2, 3, 4]],
  ['month', { month: '2026-01' }, [2, 3, 4]],
])('filters by %s', (_name, wish, found) => {
  expect(ids(filterRows(rowsOf(calls), { ...everyCall, ...wish }))).toEqual(found);
});

describe('sorting', () => {
  const sorted = (by: CallColumn, isDescending: boolean, some = calls) =>
    ids(sortRows(rowsOf(some), { by, isDescending }, compareText));

  test('goes by each column either way', () => {
    expect(sorted('ticket', false)).toEqual([4, 3, 2, 1]);
    expect(sorted('ticket', true)).toEqual([1, 2, 3, 4]);
    expect(sorted('time', true)[0]).toBe(1);
    expect(sorted('recording', false)).toEqual([1, 2, 4, 3]);
    expect(sorted('transcript', true)[0]).toBe(1);
  });

  test('leaves what is not known at the end either way, and equal rows as they were found', () => {
    expect(sorted('line', false)).toEqual([4, 1, 2, 3]);
    expect(sorted('line', true)).toEqual([4, 1, 2, 3]);
    expect(sorted('callId', true)).toEqual([4, 2, 1, 3]);
    const timeless = [
      callOf(1, ticketId(1), { startedAt: null, createdAt: null }),
      callOf(2, ticketId(1)),
    ];
    expect(sorted('time', false, timeless)).toEqual([2, 1]);
    expect(sorted('time', true, timeless)).toEqual([2, 1]);
  });
});

test('months without a call stand between those with one', () => {
  const gone = callOf(5, ticketId(1), {
    ...own,
    hasAddress: false,
    startedAt: '2025-11-02T00:00:00Z',
  });
  expect(callsByMonth(rowsOf([calls[1]!, gone]))).toEqual([
    { month: '2025-11', calls: 1, recordings: 0 },
    { month: '2025-12', calls: 0, recordings: 0 },
    { month: '2026-01', calls: 1, recordings: 1 },
  ]);
});

test('a time that cannot be one makes no month', () => {
  const odd = ['0001-01-01T00:00:00Z', '+275760-09-13', 'soon', '2026-13-01'].map((at, index) =>
    callOf(index + 1, ticketId(1), { startedAt: at }),
  );
  expect(callsByMonth(rowsOf(odd))).toEqual([]);
});

test('one click selects own calls with something to delete', () => {
  expect(ownedCommentIds(rowsOf(calls))).toEqual([1, 2]);
});

test('what one call id holds is deleted together', () => {
  const both = [
    callOf(1, ticketId(1), { ...own, callId: callId(5) }),
    callOf(2, ticketId(1), { ...own, callId: callId(5), kind: 'voicemail' }),
    callOf(3, ticketId(1), own),
  ];
  const rows = rowsOf(both);
  expect(ids(withSiblings(rows.slice(0, 1), rows))).toEqual([1, 2]);
});
