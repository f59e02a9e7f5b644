import { expect, test } from 'vitest';
import { customerNumber, isOwnedCall } from '../../src/domain/person.ts';
import { answeredCalls, compared } from '../../src/inventory/crossCheck.ts';
import type { CheckExtent, Inventory } from '../../src/inventory/inventory.ts';
import { openScan, type Scan } from '../../src/inventory/scan.ts';
import type { Account, UserRecord } from '../zendesk/account.ts';
import {
  admin,
  agent,
  comment,
  emptyAccount,
  endUser,
  ticket,
  voiceComment,
} from '../zendesk/builders.ts';
import { exportedCall, suspendedTicket } from '../zendesk/traceBuilders.ts';
import { largeWorld } from '../zendesk/demoLarge.ts';
import { openDesk, scanned, type Desk } from './desk.ts';

test('a call on another person’s ticket is found by the person’s number, and the ticket stays theirs', async () => {
  const { account, ada, bob } = twoPeople();
  const others = ticket(account, { requester: bob, via: 'web' });
  voiceComment(account, others, { caller: ada, author: bob });
  const { inventory } = await read(account, ada);
  expect(inventory.phase).toBe('complete');
  const [found] = inventory.tickets.filter((one) => one.ticket.id === others.id);
  expect([...(found?.foundBy ?? [])]).toEqual(['search']);
  expect(
    inventory.calls.filter((call) => call.ticketId === others.id && isTheirs(call, inventory)),
  ).toHaveLength(1);
});

test('an address in another person’s ticket is found as a text, never as a call', async () => {
  const { account, ada, bob } = twoPeople();
  const others = ticket(account, { requester: bob });
  comment(account, others, { body: 'Please write to ada@example.com instead.' });
  voiceComment(account, others, {});
  const { inventory } = await read(account, ada);
  expect(inventory.calls.some((call) => call.ticketId === others.id)).toBe(true);
  expect(inventory.calls.filter((call) => isTheirs(call, inventory))).toEqual([]);
  expect(inventory.traces.filter((trace) => trace.ticketId === others.id)).toMatchObject([
    { kind: 'address', place: 'comment', times: 1, excerpt: { match: 'ada@example.com' } },
  ]);
});

test('a number that several people share is not searched for', async () => {
  const account = emptyAccount();
  admin(account);
  const shared = { phone: '+15550100777', sharedPhone: true };
  const ada = endUser(account, { email: 'ada@example.com', ...shared });
  const bob = endUser(account, shared);
  const others = ticket(account, { requester: bob, via: 'inbound' });
  voiceComment(account, others, {});
  const { inventory } = await read(account, ada);
  expect(inventory.tickets).toEqual([]);
  expect(terms(inventory)).toEqual(['ada@example.com']);
});

test('followed tickets are listed; an agent’s assigned ones too', async () => {
  const { account, ada, bob } = twoPeople();
  const omar = agent(account, { phone: null });
  const followed = ticket(account, { requester: bob, followers: [ada] });
  const assigned = ticket(account, { requester: bob, assignee: omar });
  const ofAda = (await read(account, ada)).inventory;
  expect(ofAda.tickets.map((one) => [one.ticket.id, ...one.foundBy])).toEqual([
    [followed.id, 'followed'],
  ]);
  expect(ofAda.sources.some(({ source }) => source === 'assigned')).toBe(false);
  const ofOmar = (await read(account, omar)).inventory;
  expect(ofOmar.tickets.map((one) => [one.ticket.id, ...one.foundBy])).toEqual([
    [assigned.id, 'assigned'],
  ]);
});

test('messages from the person’s addresses that never became tickets are shown', async () => {
  const { account, ada } = twoPeople();
  const theirs = suspendedTicket(account, { email: 'ADA@example.com' });
  suspendedTicket(account, { email: 'somebody@example.net' });
  const { inventory } = await read(account, ada);
  expect(inventory.suspended.map(({ id }) => id)).toEqual([theirs.id]);
});

test('a source that is refused makes the scan incomplete and is named', async () => {
  const { account, ada } = twoPeople();
  const desk = openDesk(account, {
    faults: ({ pattern }) =>
      pattern === '/api/v2/suspended_tickets' ? { kind: 'refused', status: 403 } : null,
  });
  const { phase, sources } = (await scanned(desk, [ada.id])).snapshot();
  expect(phase).toBe('incomplete');
  expect(sources.filter(({ state }) => state === 'failed').map(({ source }) => source)).toEqual([
    'suspended',
  ]);
});

test('the second visit reads only what moved, and what it kept holds no person', async () => {
  const large = largeWorld(40);
  const desk = openDesk(large.account);
  const before = (await scanned(desk, [large.person.id])).snapshot();
  const kept = JSON.stringify(await desk.deep.shelf.load(String(large.person.id)));
  for (const personal of ['Vera', 'example.com', '5550100160', 'Support line'])
    expect(kept).not.toContain(personal);
  const [moved] = [...desk.zendesk.account.tickets.values()].reverse();
  if (moved === undefined) throw new Error('the account has tickets');
  desk.zendesk.callComes(moved);
  desk.requests();
  const after = (await scanned(desk, [large.person.id])).snapshot();
  const comments = desk.requests().filter((path) => path.includes('/comments'));
  // The moved one, and the first of all, which brings call rows early.
  expect(comments.length).toBeLessThanOrEqual(2);
  expect(after.phase).toBe('complete');
  expect(after.calls.length).toBe(before.calls.length + 1);
  expect(owned(after)).toBe(owned(before) + 1);
  expect(after.traces.length).toBeGreaterThanOrEqual(before.traces.length);
  expect(
    after.tickets.some((one) => one.comments.state === 'read' && one.comments.isRestored),
  ).toBe(true);
});

test('a restored call names its number only where it is the person’s own', async () => {
  const { account, ada, bob } = twoPeople();
  const theirs = ticket(account, {
    requester: ada,
    via: 'inbound',
    createdAt: account.madeAt - 9e9,
  });
  voiceComment(account, theirs, {});
  voiceComment(account, theirs, { caller: bob });
  // The youngest call's ticket is read whatever was kept.
  voiceComment(account, ticket(account, { requester: ada, via: 'inbound' }), {});
  const desk = openDesk(account);
  await scanned(desk, [ada.id]);
  const again = (await scanned(desk, [ada.id])).snapshot();
  const restored = again.calls.filter((call) => call.ticketId === theirs.id);
  expect(restored.map(customerNumber)).toEqual(['+15550100123', null]);
});

test('a profile that changed since the last visit voids what it kept', async () => {
  const { account, ada } = twoPeople();
  for (let index = 0; index < 5; index++) ticket(account, { requester: ada });
  const desk = openDesk(account);
  await scanned(desk, [ada.id]);
  const record = desk.zendesk.account.users.get(ada.id);
  if (record) record.updatedAt += 60_000;
  desk.requests();
  await scanned(desk, [ada.id]);
  expect(commentReads(desk)).toHaveLength(5);
});

test('a scan that was stopped goes on from where it was at the next visit', async () => {
  const large = largeWorld(120);
  const desk = openDesk(large.account);
  const first = openScan(desk, [large.person.id]);
  await startedUntil(desk, first, ({ progress }) => progress.ticketsRead === 60);
  first.stop();
  desk.requests();
  const second = (await scanned(desk, [large.person.id])).snapshot();
  expect(second.phase).toBe('complete');
  expect(commentReads(desk).length).toBeLessThanOrEqual(61);
});

test('a visit that ends early keeps what the one before knew', async () => {
  const large = largeWorld(120);
  const desk = openDesk(large.account);
  await scanned(desk, [large.person.id]);
  const early = openScan(desk, [large.person.id]);
  await startedUntil(desk, early, ({ person }) => person !== null);
  early.stop();
  desk.requests();
  await scanned(desk, [large.person.id]);
  expect(commentReads(desk).length).toBeLessThanOrEqual(2);
});

test('the cross-check finds a call that no ticket holds, reads the tickets that it names, and keeps its place', async () => {
  const { account, ada, bob } = twoPeople();
  const others = ticket(account, { requester: bob, via: 'web' });
  // The caller hid the number: nothing but the export leads to this ticket.
  voiceComment(account, others, { caller: ada, from: null, author: bob });
  const lost = exportedCall(account, { customer: ada });
  const desk = openDesk(account);
  const scan = await scanned(desk, [ada.id]);
  expect(scan.snapshot().tickets).toEqual([]);
  expect(scan.snapshot().exported).toBeNull();
  const advice = await desk.clock.run(scan.checkAdvice());
  expect(advice.recommended).toBe('everything');
  await checked(desk, scan, 'everything');
  const inventory = scan.snapshot();
  expect(inventory.phase).toBe('complete');
  expect(inventory.tickets.map((one) => [one.ticket.id, ...one.foundBy])).toEqual([
    [others.id, 'callsExport'],
  ]);
  // The export names the person, the call itself does not: it is shown, and not counted as theirs.
  expect(owned(inventory)).toBe(0);
  const { onlyInExport, onlyOnTickets } = compared(inventory, (call) => isTheirs(call, inventory));
  expect(onlyInExport.map(({ id }) => id)).toEqual([lost.id]);
  expect(onlyOnTickets).toEqual([]);
  // Another visit checks on from there: one page of calls, and what repeats of it.
  desk.requests();
  const second = await scanned(desk, [ada.id]);
  expect(second.snapshot().exported?.until).toBe(inventory.exported?.until);
  await checked(desk, second, 'sinceLastCheck');
  const pages = desk.requests().filter((path) => path.includes('/incremental/calls'));
  expect(pages.length).toBeLessThanOrEqual(2);
  expect(pages[0]).toContain(`start_time=${inventory.exported?.until}`);
});

test('an agent’s answered calls come from the legs, whoever took the call first', async () => {
  const { account, ada } = twoPeople();
  const omar = agent(account);
  const ines = agent(account);
  const record = ticket(account, { requester: ada, via: 'inbound' });
  voiceComment(account, record, { answeredBy: ines, alsoAnsweredBy: [omar] });
  voiceComment(account, record, { answeredBy: ines });
  const desk = openDesk(account);
  const scan = await scanned(desk, [omar.id]);
  await checked(desk, scan, 'everything');
  const inventory = scan.snapshot();
  expect(answeredCalls(inventory)).toHaveLength(1);
  expect(owned(inventory)).toBe(0);
});

const ownPhone = '+15550100123';

function twoPeople(): { account: Account; ada: UserRecord; bob: UserRecord } {
  const account = emptyAccount();
  admin(account);
  const ada = endUser(account, { name: 'Ada Example', email: 'ada@example.com', phone: ownPhone });
  const bob = endUser(account, {
    name: 'Bob Other',
    email: 'bob@example.com',
    phone: '+15550100456',
  });
  return { account, ada, bob };
}

async function read(
  account: Account,
  person: UserRecord,
): Promise<{ readonly desk: Desk; readonly inventory: Inventory }> {
  const desk = openDesk(account);
  const scan = await scanned(desk, [person.id]);
  return { desk, inventory: scan.snapshot() };
}

async function startedUntil(
  desk: Desk,
  scan: Scan,
  isSo: (inventory: Inventory) => boolean,
): Promise<void> {
  const reached = new Promise<void>((resolve) => {
    scan.subscribe(() => {
      if (isSo(scan.snapshot())) resolve();
    });
  });
  scan.start();
  await desk.clock.run(reached);
}

const commentReads = (desk: Desk): readonly string[] =>
  desk.requests().filter((path) => path.includes('/comments'));

async function checked(desk: Desk, scan: Scan, extent: CheckExtent): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    const unsubscribe = scan.subscribe(() => {
      if (scan.snapshot().phase === 'reading') return;
      unsubscribe();
      resolve();
    });
  });
  scan.crossCheck(extent);
  await desk.clock.run(ended);
}

const isTheirs = (call: Inventory['calls'][number], { person }: Inventory): boolean =>
  person !== null && isOwnedCall(call, person);

const owned = (inventory: Inventory): number =>
  inventory.calls.filter((call) => isTheirs(call, inventory)).length;

const terms = ({ sources }: Inventory): readonly (string | null)[] =>
  sources.filter(({ source }) => source === 'search').map(({ term }) => term);
