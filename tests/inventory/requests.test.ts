import { expect, test } from 'vitest';
import type { UserId } from '../../src/domain/ids.ts';
import { coverageOf, countsOf } from '../../src/inventory/coverage.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openScan } from '../../src/inventory/scan.ts';
import { sweep, type Seen } from '../../src/inventory/sweep.ts';
import {
  admin,
  comment,
  emptyAccount,
  endUser,
  ticket,
  voiceComment,
} from '../zendesk/builders.ts';
import { largeWorld } from '../zendesk/demoLarge.ts';
import { finish, openDesk, scanned, type Desk } from './desk.ts';

test.each([20, 200])(
  'finds every recording of a person with %i tickets within the bar of requests',
  async (tickets) => {
    const large = largeWorld(tickets);
    const desk = openDesk(large.account);
    const scan = await scanned(desk, [large.person.id]);
    const inventory = scan.snapshot();
    expect(inventory.phase).toBe('complete');
    expect(coverageOf(inventory)).toMatchObject({
      requested: { read: tickets, of: tickets },
      comments: { read: tickets, of: tickets },
    });
    expect(countsOf(inventory, new Map(), desk.clock.now()).recordings).toEqual({
      value: large.recordedCalls,
      isAtLeast: false,
    });
    const sent = desk.requests();
    const commentPages = sent.filter((path) => path.includes('/comments')).length;
    expect(sent.length).toBeLessThanOrEqual(
      1.05 * (Math.ceil(tickets / 100) + commentPages) + 5 + 3 + 2 * termsOf(inventory),
    );
    expect(inventory.progress.requestsSent).toBe(sent.length);
  },
);

test('shows ticket rows after two requests and call rows after three', async () => {
  const large = largeWorld(200);
  const desk = openDesk(large.account);
  let answersBeforeRows: number | null = null;
  const scan = openScan(desk, [large.person.id]);
  scan.subscribe(() => {
    const { tickets, progress } = scan.snapshot();
    if (tickets.length > 0) answersBeforeRows ??= progress.requestsSent;
  });
  await finish(desk, scan);
  expect(answersBeforeRows).toBeLessThanOrEqual(2);
  const sent = desk.requests();
  expect(sent.slice(0, 2).every((path) => path.includes('/tickets/'))).toBe(true);
  expect(sent.slice(0, 3).some((path) => path.includes('/comments'))).toBe(true);
});

test('sweeping again asks for the lists and for what changed only', async () => {
  const large = largeWorld(200);
  const desk = openDesk(large.account);
  const scan = await scanned(desk, [large.person.id]);
  const seen = seenIn(scan.snapshot());
  const records = [...desk.zendesk.account.tickets.values()];
  const [moved] = records;
  if (moved === undefined) throw new Error('the account has tickets');
  desk.zendesk.callComes(moved);
  desk.requests();
  const again = await swept(desk, large.person.id, seen);
  expect(again).toMatchObject({ failure: null, newTickets: [] });
  expect(again.newCalls.map((call) => call.ticketId)).toEqual([moved.id]);
  // The lists' own bar, the person read anew, and two requests for each number or address.
  expect(desk.requests().length).toBeLessThanOrEqual(
    Math.ceil(200 / 100) + 1 + 5 + 2 + 2 * termsOf(scan.snapshot()),
  );
});

test('a sweep after a sweep finds nothing new', async () => {
  const large = largeWorld(20);
  const desk = openDesk(large.account);
  const scan = await scanned(desk, [large.person.id]);
  const first = await swept(desk, large.person.id, seenIn(scan.snapshot()));
  const second = await swept(desk, large.person.id, first.seen);
  expect(second).toMatchObject({ failure: null, newTickets: [], newCalls: [], listedAgain: [] });
  expect(second.seen).toEqual(first.seen);
});

test('a person with tickets in both lists and more than one page of comments is read whole', async () => {
  const account = emptyAccount();
  const dana = admin(account);
  const ada = endUser(account, { name: 'Ada', phone: '+15550100123' });
  const bob = endUser(account, { name: 'Bob', phone: '+15550100124' });
  const own = ticket(account, { requester: ada, via: 'email' });
  for (let index = 0; index < 130; index += 1) comment(account, own, { author: dana });
  voiceComment(account, own);
  const copied = ticket(account, { requester: bob, cc: [ada] });
  voiceComment(account, copied);
  const both = ticket(account, { requester: ada, cc: [ada] });
  voiceComment(account, both);
  const desk = openDesk(account);
  const scan = await scanned(desk, [ada.id]);
  const inventory = scan.snapshot();
  expect(inventory.phase).toBe('complete');
  expect(inventory.tickets).toHaveLength(3);
  expect(inventory.calls).toHaveLength(3);
  const counts = countsOf(inventory, new Map(), desk.clock.now());
  expect(counts.calls.value).toBe(2);
  expect(counts.othersCalls.value).toBe(1);
  const reading = inventory.tickets.find((one) => one.ticket.id === copied.id)?.comments;
  expect(reading?.state === 'read' && reading.otherAuthors).toEqual([bob.id]);
});

test('a person who does not exist leaves the scan incomplete', async () => {
  const account = emptyAccount();
  admin(account);
  const ada = endUser(account);
  account.users.delete(ada.id);
  const desk = openDesk(account);
  const scan = await scanned(desk, [ada.id]);
  expect(scan.snapshot()).toMatchObject({ phase: 'incomplete', person: null });
});

test('lost answers and overloads on the way change nothing of what is found', async () => {
  const large = largeWorld(20);
  const desk = openDesk(large.account, {
    faults: ({ number }) =>
      number % 7 === 3
        ? { kind: 'trouble', status: 503, effect: false }
        : number % 11 === 5
          ? { kind: 'lost', effect: true }
          : null,
  });
  const scan = await scanned(desk, [large.person.id]);
  const counts = countsOf(scan.snapshot(), new Map(), desk.clock.now());
  expect(counts.recordings).toEqual({ value: large.recordedCalls, isAtLeast: false });
});

function seenIn(inventory: Inventory): readonly Seen[] {
  return inventory.tickets.map(({ ticket: { id, updatedAt }, comments }) => ({
    ticketId: id,
    updatedAt,
    voiceComments: comments.state === 'read' ? comments.calls.map((call) => call.commentId) : [],
    hadFreshCall: false,
  }));
}

function swept(desk: Desk, profileId: UserId, seen: readonly Seen[]) {
  return desk.clock.run(
    sweep(desk, {
      profileIds: [profileId],
      sources: ['requested', 'ccd', 'followed', 'commented', 'search'],
      seen,
      deleted: [],
    }),
  );
}

/** Numbers and addresses that are searched for. */
const termsOf = ({ sources }: Inventory): number =>
  sources.filter(({ source }) => source === 'search').length;
