import { expect, test } from 'vitest';
import { sweep, type Seen } from '../../src/inventory/sweep.ts';
import {
  callId,
  callOf,
  commentId,
  playedReads,
  profileOf,
  serverTrouble,
  ticketId,
  ticketOf,
  userId,
  voiceCommentOf,
  type PlayedReads,
} from './playedReads.ts';

/** The lists that a plan of the ticket's own reach covers; the deep ones are swept over the small Zendesk. */
const sources = ['requested', 'ccd'] as const;
const openDeep = () => Promise.reject(new Error('not part of these tests'));
const now = Date.parse('2026-06-01T00:00:00Z');
const ada = userId(7);
const clock = { now: () => now, sleep: () => Promise.reject(new Error('a sweep never sleeps')) };

test('finds nothing new where nothing changed, and reads no ticket', async () => {
  const account = accountOf(3);
  const found = await swept(account, seenOf(3));
  expect(found).toEqual({
    startedAt: now,
    endedAt: now,
    failure: null,
    newTickets: [],
    newCalls: [],
    listedAgain: [],
    unclosed: [],
    seen: seenOf(3),
  });
  expect(account.asked).toEqual(['requested 7 1', 'ccd 7 1']);
});

test('finds a new ticket with its calls', async () => {
  const account = accountOf(3);
  const found = await swept(account, seenOf(2));
  expect(found.newTickets).toEqual([3]);
  expect(found.newCalls).toEqual([{ ticketId: 3, commentId: 1003, callId: 9_001_003 }]);
  expect(found.seen).toEqual(seenOf(3));
});

test('reads again what moved, what had a fresh call, and what Zendesk says no time of', async () => {
  const account = accountOf(4);
  const list = account.played.requested.get(ada) ?? [];
  list[0] = ticketOf(1, ada, { status: 'closed', updatedAt: '2026-05-01T00:00:00Z' });
  list[3] = ticketOf(4, ada, { status: 'closed', updatedAt: null });
  const seen = seenOf(4).map((one) => ({
    ...one,
    hadFreshCall: one.ticketId === 2,
    updatedAt: one.ticketId === 4 ? null : one.updatedAt,
  }));
  const found = await swept(account, seen);
  expect(account.asked.slice(2)).toEqual(['comments 1 1', 'comments 2 1', 'comments 4 1']);
  expect(found).toMatchObject({ failure: null, newTickets: [], newCalls: [] });
  expect(found.seen[0]?.updatedAt).toBe('2026-05-01T00:00:00Z');
  expect(found.seen[1]?.hadFreshCall).toBe(false);
});

test('finds a new call on a ticket that was seen', async () => {
  const account = accountOf(1);
  const call = callOf(2000, ticketId(1), { startedAt: new Date(now - 60_000).toISOString() });
  account.played.comments.get(ticketId(1))?.push(voiceCommentOf(call));
  const list = account.played.requested.get(ada) ?? [];
  list[0] = ticketOf(1, ada, { status: 'closed', updatedAt: '2026-05-31T00:00:00Z' });
  const found = await swept(account, seenOf(1));
  expect(found.newCalls).toEqual([{ ticketId: 1, commentId: 2000, callId: 9_002_000 }]);
  expect(found.seen[0]).toMatchObject({ hadFreshCall: true, voiceComments: [1001, 2000] });
});

test('says which deleted recordings are listed again', async () => {
  const account = accountOf(1);
  const seen = seenOf(1).map((one) => ({ ...one, hadFreshCall: true }));
  const order = { profileIds: [ada], sources, seen, deleted: [callId(9_001_001)] };
  const found = await sweep({ reads: account.reads, clock, openDeep }, order);
  expect(found.listedAgain).toEqual([9_001_001]);
});

test('says which requested tickets are not closed, whoever else is in copy', async () => {
  const account = accountOf(1);
  account.played.requested
    .get(ada)
    ?.push(ticketOf(2, ada, { status: 'solved' }), ticketOf(3, ada, { status: 'deleted' }));
  account.played.ccd.set(ada, [ticketOf(4, userId(8), { status: 'open' })]);
  const found = await swept(account, seenOf(1));
  expect(found.unclosed).toEqual([2]);
  expect(found.newTickets).toEqual([2, 4]);
});

test('a ticket that is gone from the lists is neither new nor a failure', async () => {
  const account = accountOf(1);
  const found = await swept(account, seenOf(3));
  expect(found).toMatchObject({ failure: null, newTickets: [], newCalls: [] });
  expect(found.seen).toEqual(seenOf(1));
});

test.each(['requested 7', 'ccd 7', 'comments 3'])(
  'a sweep in which %s fails says so, and is never quiet',
  async (beginning) => {
    const account = accountOf(3);
    account.fail(beginning, serverTrouble);
    const found = await swept(account, seenOf(2));
    expect(found.failure).toEqual(serverTrouble);
    expect(found.seen.map((one) => one.ticketId)).not.toContain(3);
  },
);

test('reads the lists of every profile', async () => {
  const account = accountOf(1);
  const twin = userId(8);
  account.played.requested.set(twin, [ticketOf(20, twin)]);
  const order = { profileIds: [ada, twin], sources, seen: seenOf(1), deleted: [] };
  const found = await sweep({ reads: account.reads, clock, openDeep }, order);
  expect(found.newTickets).toEqual([20]);
  expect(found.unclosed).toEqual([20]);
});

test('an aborted sweep is cancelled', async () => {
  const account = accountOf(1);
  const stopping = new AbortController();
  stopping.abort();
  const order = { profileIds: [ada], sources, seen: [], deleted: [], signal: stopping.signal };
  const found = await sweep({ reads: account.reads, clock, openDeep }, order);
  expect(found.failure?.kind).toBe('cancelled');
});

function accountOf(tickets: number): PlayedReads {
  const account = playedReads();
  account.played.profiles.set(ada, profileOf(ada));
  const list = Array.from({ length: tickets }, (_, index) =>
    ticketOf(index + 1, ada, { status: 'closed' }),
  );
  account.played.requested.set(ada, list);
  for (const { id } of list)
    account.played.comments.set(id, [voiceCommentOf(callOf(1000 + id, id))]);
  return account;
}

function seenOf(tickets: number): readonly Seen[] {
  return Array.from({ length: tickets }, (_, index) => ({
    ticketId: ticketId(index + 1),
    updatedAt: '2026-01-01T00:00:00Z',
    voiceComments: [commentId(1001 + index)],
    hadFreshCall: false,
  }));
}

const swept = (account: PlayedReads, seen: readonly Seen[]) =>
  sweep(
    { reads: account.reads, clock, openDeep },
    { profileIds: [ada], sources, seen, deleted: [] },
  );
