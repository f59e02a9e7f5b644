import { expect, test } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { coverageOf, countsOf } from '../../src/inventory/coverage.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openScan, type Scan } from '../../src/inventory/scan.ts';
import {
  callOf,
  commentOf,
  failure,
  playedReads,
  profileOf,
  rest,
  serverTrouble,
  ticketId,
  ticketOf,
  userId,
  voiceCommentOf,
  type PlayedReads,
} from './playedReads.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const ada = userId(7);
const number = '+15550100123';

test('brings ticket rows with the first answers and call rows with the third request', async () => {
  const account = accountOf(150);
  account.hold();
  const { scan } = started(account);
  await account.rest();
  expect(account.asked).toEqual(['requested 7 1', 'ccd 7 1']);
  await account.answer('requested 7 1');
  expect(scan.snapshot().tickets).toHaveLength(100);
  expect(account.asked[2]).toMatch(/^comments /);
  await account.answer('comments');
  expect(scan.snapshot().calls).toHaveLength(1);
});

test('reads Talk tickets and the newest first, without moving a row', async () => {
  const account = playedReads();
  account.played.profiles.set(ada, profileOf(ada));
  account.played.requested.set(ada, [
    ticketOf(1, ada, { channel: 'voice', updatedAt: '2026-02-01T00:00:00Z' }),
    ticketOf(2, ada, { updatedAt: '2026-03-01T00:00:00Z' }),
    ticketOf(3, ada, { channel: 'voice' }),
    ticketOf(4, ada),
  ]);
  const { scan } = await finished(account);
  expect(account.asked.filter((one) => one.startsWith('comments'))).toEqual(
    [1, 3, 2, 4].map((id) => `comments ${id} 1`),
  );
  expect(ticketIds(scan.snapshot())).toEqual([1, 2, 3, 4]);
});

test('is complete when every source and every ticket was read', async () => {
  const account = accountOf(3);
  const { scan } = await finished(account);
  const inventory = scan.snapshot();
  expect(inventory.phase).toBe('complete');
  expect(inventory.endedAt).toBe(now);
  expect(coverageOf(inventory)).toMatchObject({
    isComplete: true,
    requested: { read: 3, of: 3, isComplete: true },
    comments: { read: 3, of: 3, isComplete: true },
  });
  expect(countsOf(inventory, new Map(), now).calls).toEqual({ value: 3, isAtLeast: false });
});

test('a failing ccd list leaves the scan incomplete and its counts "at least"', async () => {
  const account = accountOf(3);
  account.fail('ccd', serverTrouble);
  const { scan } = await finished(account);
  const inventory = scan.snapshot();
  expect(inventory.phase).toBe('incomplete');
  expect(sourceStates(inventory)).toEqual({ profile: 'read', requested: 'read', ccd: 'failed' });
  expect(countsOf(inventory, new Map(), now)).toMatchObject({
    calls: { value: 3, isAtLeast: true },
    tickets: { value: 3, isAtLeast: true },
  });
  expect(coverageOf(inventory).isComplete).toBe(false);
});

test('a failing ticket leaves the scan incomplete and the other calls known', async () => {
  const account = accountOf(3);
  account.fail('comments 2', serverTrouble);
  const { scan } = await finished(account);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(scan.snapshot().calls).toHaveLength(2);
  expect(coverageOf(scan.snapshot()).comments).toEqual({ read: 2, of: 3, isComplete: false });
});

test('a profile without its identities is not complete', async () => {
  const account = accountOf(1);
  account.fail('identities', serverTrouble);
  const { scan } = await finished(account);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(scan.snapshot().person?.profiles).toHaveLength(1);
});

test('a profile that cannot be read leaves nobody, and nothing complete', async () => {
  const account = accountOf(1);
  account.fail('user', failure('notFound'));
  const { scan } = await finished(account);
  expect(scan.snapshot()).toMatchObject({ phase: 'incomplete', person: null });
  expect(sourceStates(scan.snapshot())).toMatchObject({ profile: 'failed' });
});

test('says nothing of the person before every profile was asked for', async () => {
  const account = accountOf(1);
  const twin = userId(8);
  account.played.profiles.set(twin, profileOf(twin));
  account.hold();
  const scan = openScan({ reads: account.reads, clock: clockAt(() => now), deep: null }, [
    ada,
    twin,
  ]);
  scan.start();
  await account.answer('requested 7');
  await account.answer('ccd 7');
  await account.answer('user 7');
  expect(account.waiting()).toContain('user 8');
  expect(scan.snapshot().person).toBeNull();
  await account.answer('user 8');
  expect(scan.snapshot().person?.profiles).toHaveLength(2);
});

test('a ticket in both lists counts once', async () => {
  const account = accountOf(2);
  account.played.ccd.set(ada, [ticketOf(2, ada), ticketOf(9, userId(8))]);
  const { scan } = await finished(account);
  const { tickets } = scan.snapshot();
  expect(tickets.map(({ ticket, foundBy }) => [ticket.id, ...foundBy])).toEqual([
    [1, 'requested'],
    [2, 'requested', 'ccd'],
    [9, 'ccd'],
  ]);
  expect(account.asked.filter((one) => one === 'comments 2 1')).toHaveLength(1);
});

test('a comment that two pages bring counts once', async () => {
  const account = accountOf(1);
  const call = voiceCommentOf(callOf(500, ticketId(1)));
  account.played.comments.set(ticketId(1), [call, ...Array.from({ length: 99 }, () => call), call]);
  const { scan } = await finished(account);
  expect(scan.snapshot().calls).toHaveLength(1);
  expect(scan.snapshot().tickets[0]?.comments).toMatchObject({ commentIds: [500] });
  expect(account.asked).toContain('comments 1 2');
});

test('names the end users who wrote on a ticket and are not the person', async () => {
  const account = accountOf(1);
  const wrote = (id: number, authorId: UserId | null, authorRole: string | null) =>
    commentOf(id, { authorId, authorRole });
  account.played.comments.set(ticketId(1), [
    wrote(1, ada, 'end-user'),
    wrote(2, userId(8), 'end-user'),
    wrote(3, userId(9), 'agent'),
    wrote(4, userId(10), null),
    wrote(5, null, null),
    wrote(6, userId(8), 'end-user'),
  ]);
  const { scan } = await finished(account);
  expect(scan.snapshot().tickets[0]?.comments).toMatchObject({ otherAuthors: [8, 10] });
});

test('pages that shift while paging lose nothing', async () => {
  const account = playedReads(10);
  account.played.profiles.set(ada, profileOf(ada));
  account.played.ccd.set(
    ada,
    Array.from({ length: 25 }, (_, index) => ticketOf(index + 1, userId(8))),
  );
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  await account.answer('ccd 7 1');
  account.played.related.set(ada, { requested: 0, ccd: 25, assigned: 0 });
  account.played.ccd.get(ada)?.splice(0, 1);
  await account.answer();
  await ended(scan);
  expect(ticketIds(scan.snapshot()).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 25 }, (_, index) => index + 1),
  );
});

test('a ticket put before the page that is being read is found too', async () => {
  const account = playedReads(10);
  account.played.profiles.set(ada, profileOf(ada));
  account.played.ccd.set(
    ada,
    Array.from({ length: 25 }, (_, index) => ticketOf(index + 1, userId(8))),
  );
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  await account.answer('ccd 7 1');
  await account.answer('related');
  account.played.ccd.get(ada)?.unshift(ticketOf(99, userId(8)));
  await account.answer();
  await ended(scan);
  expect(ticketIds(scan.snapshot())).toContain(99);
});

test('pausing stops sending, resuming goes on', async () => {
  const account = accountOf(50);
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  scan.pause();
  const before = account.asked.length;
  await account.answer();
  await account.rest();
  await account.rest();
  expect(account.asked).toHaveLength(before);
  expect(scan.snapshot().phase).toBe('paused');
  expect(scan.snapshot().progress.msLeft).toBeNull();
  scan.resume();
  await ended(scan);
  expect(scan.snapshot().phase).toBe('complete');
});

test('pausing stops between two pages of one ticket', async () => {
  const account = accountOf(1);
  account.played.comments.set(
    ticketId(1),
    Array.from({ length: 101 }, (_, index) => voiceCommentOf(callOf(2000 + index, ticketId(1)))),
  );
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  scan.pause();
  await account.answer();
  await account.rest();
  expect(account.asked).not.toContain('comments 1 2');
  expect(scan.snapshot().calls).toHaveLength(100);
  scan.resume();
  await ended(scan);
  expect(scan.snapshot()).toMatchObject({ phase: 'complete' });
  expect(scan.snapshot().calls).toHaveLength(101);
});

test('stopping keeps what is known and takes in nothing more', async () => {
  const account = accountOf(50);
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  await account.answer('comments');
  const { calls } = scan.snapshot();
  expect(calls.length).toBeGreaterThan(0);
  scan.stop();
  await account.answer();
  const stopped = scan.snapshot();
  expect(stopped.phase).toBe('stopped');
  expect(stopped.calls).toEqual(calls);
  expect(stopped.tickets).toHaveLength(50);
  expect(sourceStates(stopped)).toMatchObject({ profile: 'stopped', ccd: 'stopped' });
  expect(countsOf(stopped, new Map(), now).calls.isAtLeast).toBe(true);
});

test('starting after a stop reads what is missing', async () => {
  const account = accountOf(50);
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  await account.answer('comments');
  scan.stop();
  await account.answer();
  scan.start();
  await ended(scan);
  expect(scan.snapshot()).toMatchObject({ phase: 'complete', progress: { ticketsRead: 50 } });
  const comments = account.asked.filter((one) => one.startsWith('comments'));
  expect(comments.length).toBeLessThanOrEqual(50 + 4);
});

test('reading again reads only what failed, moved or had a fresh call', async () => {
  const account = accountOf(6);
  account.fail('comments 2', serverTrouble);
  const fresh = callOf(903, ticketId(3), { startedAt: new Date(now - 60_000).toISOString() });
  account.played.comments.set(ticketId(3), [voiceCommentOf(fresh)]);
  const { scan } = await finished(account);
  account.fail('comments 2', null);
  const requested = account.played.requested.get(ada) ?? [];
  requested[3] = ticketOf(4, ada, { updatedAt: '2026-05-01T00:00:00Z' });
  account.asked.length = 0;
  scan.start();
  await ended(scan);
  expect(account.asked.filter((one) => one.startsWith('comments')).toSorted()).toEqual([
    'comments 2 1',
    'comments 3 1',
    'comments 4 1',
  ]);
  expect(scan.snapshot().phase).toBe('complete');
});

test('a ticket that left every list leaves the inventory with its calls', async () => {
  const account = accountOf(3);
  const { scan } = await finished(account);
  account.played.requested.get(ada)?.splice(1, 1);
  scan.start();
  await ended(scan);
  expect(ticketIds(scan.snapshot())).toEqual([1, 3]);
  expect(scan.snapshot().calls.map((call) => call.ticketId)).not.toContain(2);
});

test('a ticket missing from a list that failed stays', async () => {
  const account = accountOf(3);
  const { scan } = await finished(account);
  account.fail('requested', serverTrouble);
  scan.start();
  await ended(scan);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(ticketIds(scan.snapshot())).toEqual([1, 2, 3]);
});

test('looking again replaces a ticket’s calls in their place, ahead of everything else', async () => {
  const account = accountOf(3);
  const { scan } = await finished(account);
  const order = scan.snapshot().calls.map((call) => call.commentId);
  const gone = callOf(1002, ticketId(2), { authorId: ada, hasAddress: false });
  account.played.comments.set(ticketId(2), [voiceCommentOf(gone)]);
  await scan.lookAgain([ticketId(2)]);
  const { calls, phase } = scan.snapshot();
  expect(calls.map((call) => call.commentId)).toEqual(order);
  expect(calls.find((call) => call.ticketId === 2)?.hasAddress).toBe(false);
  expect(phase).toBe('complete');
});

test('looking again works while the scan is paused', async () => {
  const account = accountOf(1);
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  scan.pause();
  const looked = scan.lookAgain([ticketId(1)]);
  await account.rest();
  expect(account.waiting().filter((one) => one === 'comments 1 1')).toHaveLength(2);
  await account.answer();
  await looked;
  expect(scan.snapshot().tickets[0]?.comments.state).toBe('read');
  scan.resume();
  await ended(scan);
  expect(scan.snapshot()).toMatchObject({ phase: 'complete' });
});

test('an older reading that answers after a look changes nothing', async () => {
  const account = accountOf(1);
  account.hold();
  const { scan } = started(account);
  await account.answer('requested');
  await account.answer('ccd');
  const looked = scan.lookAgain([ticketId(1)]);
  await account.rest();
  await account.answerOne(account.waiting().lastIndexOf('comments 1 1'));
  await looked;
  account.fail('comments 1', serverTrouble);
  await account.answer();
  await ended(scan);
  expect(scan.snapshot()).toMatchObject({ phase: 'complete', progress: { ticketsRead: 1 } });
});

test('a look that fails makes the scan incomplete and keeps the calls', async () => {
  const account = accountOf(2);
  const { scan } = await finished(account);
  account.fail('comments 1', serverTrouble);
  await scan.lookAgain([ticketId(1)]);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(scan.snapshot().calls).toHaveLength(2);
  account.fail('comments 1', null);
  scan.start();
  await ended(scan);
  expect(scan.snapshot().phase).toBe('complete');
});

test('stopping ends a look that waits', async () => {
  const account = accountOf(1);
  const { scan } = await finished(account);
  account.hold();
  const looked = scan.lookAgain([ticketId(1)]);
  await account.rest();
  scan.stop();
  await account.answer();
  await looked;
  expect(scan.snapshot().phase).toBe('incomplete');
  scan.start();
  await ended(scan);
  expect(account.asked.filter((one) => one === 'comments 1 1')).toHaveLength(3);
  expect(scan.snapshot().phase).toBe('complete');
});

test('shows the second caller’s calls even when the first answer comes late', async () => {
  const account = accountOf(2);
  const bob = userId(8);
  account.played.profiles.set(bob, profileOf(bob));
  account.played.requested.set(bob, [ticketOf(20, bob)]);
  account.played.comments.set(ticketId(20), [voiceCommentOf(callOf(2000, ticketId(20)))]);
  account.hold();
  const { scan: first } = started(account);
  await account.rest();
  first.stop();
  const second = openScan({ reads: account.reads, clock: clockAt(() => now), deep: null }, [bob]);
  second.start();
  await account.rest();
  await account.answer('requested 8');
  await account.answer('comments 20');
  await account.answer('requested 7');
  await account.answer();
  await ended(second);
  expect(second.snapshot().calls.map((call) => call.ticketId)).toEqual([20]);
  expect(first.snapshot().tickets).toEqual([]);
});

test('reads at most four at once', async () => {
  const account = accountOf(60);
  await finished(account);
  expect(account.busiest()).toBe(4);
});

test('gives up at once when nobody is signed in any more', async () => {
  const account = accountOf(60);
  account.fail('comments', failure('signedOut'));
  const { scan } = await finished(account);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(account.asked.filter((one) => one.startsWith('comments')).length).toBeLessThanOrEqual(4);
});

test('gives up after five failures in a row', async () => {
  const account = accountOf(60);
  account.fail('comments', serverTrouble);
  const { scan } = await finished(account);
  expect(scan.snapshot().phase).toBe('incomplete');
  expect(account.asked.filter((one) => one.startsWith('comments')).length).toBeLessThanOrEqual(12);
});

test('says how long the rest takes at the pace so far', async () => {
  let at = now;
  const account = accountOf(11);
  account.hold();
  const { scan } = started(account, () => at);
  await account.answer('requested');
  at += 3000;
  await account.answer('comments');
  expect(scan.snapshot().progress.msLeft).toBe(30_000);
  scan.pause();
  expect(scan.snapshot().progress.msLeft).toBeNull();
});

test('notifies once or twice for an answer, and snapshots do not change afterwards', async () => {
  const account = accountOf(40);
  const { scan } = started(account);
  const first = scan.snapshot();
  let notices = 0;
  const unsubscribe = scan.subscribe(() => (notices += 1));
  await ended(scan);
  expect(notices).toBeLessThanOrEqual(2 * account.asked.length + 4);
  expect(first.tickets).toEqual([]);
  expect(scan.snapshot()).toBe(scan.snapshot());
  unsubscribe();
  const before = notices;
  scan.start();
  await ended(scan);
  expect(notices).toBe(before);
});

test('joins several profiles into one person', async () => {
  const account = accountOf(2);
  const twin = userId(8);
  account.played.profiles.set(twin, profileOf(twin, { phone: '+15550100777' }));
  account.played.requested.set(twin, [ticketOf(20, twin)]);
  const { scan } = await finished(account, [ada, twin]);
  expect(scan.snapshot().person?.profiles.map((profile) => profile.id)).toEqual([7, 8]);
  expect(ticketIds(scan.snapshot())).toEqual([1, 2, 20]);
});

function accountOf(tickets: number): PlayedReads {
  const account = playedReads();
  account.played.profiles.set(ada, profileOf(ada, { phone: number }));
  const list = Array.from({ length: tickets }, (_, index) => ticketOf(index + 1, ada));
  account.played.requested.set(ada, list);
  for (const { id } of list)
    account.played.comments.set(id, [voiceCommentOf(callOf(1000 + id, id, { authorId: ada }))]);
  return account;
}

function started(account: PlayedReads, time = () => now): { scan: Scan } {
  const scan = openScan({ reads: account.reads, clock: clockAt(time), deep: null }, [ada]);
  scan.start();
  return { scan };
}

async function finished(account: PlayedReads, profileIds = [ada]): Promise<{ scan: Scan }> {
  const scan = openScan(
    { reads: account.reads, clock: clockAt(() => now), deep: null },
    profileIds,
  );
  scan.start();
  await ended(scan);
  return { scan };
}

async function ended(scan: Scan): Promise<void> {
  for (let turn = 0; turn < 10_000 && scan.snapshot().phase === 'reading'; turn += 1) await rest();
}

const clockAt = (time: () => number) => ({
  now: time,
  sleep: () => Promise.reject(new Error('a scan never sleeps')),
});

const ticketIds = (inventory: Inventory): number[] =>
  inventory.tickets.map((reading) => reading.ticket.id);

const sourceStates = (inventory: Inventory): Record<string, string> =>
  Object.fromEntries(inventory.sources.map(({ source, state }) => [source, state]));
