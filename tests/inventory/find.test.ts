import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reads } from '../../src/api/reads.ts';
import type { Store } from '../../src/domain/effects.ts';
import { idFrom, type UserId } from '../../src/domain/ids.ts';
import { phoneNumberFrom } from '../../src/domain/phoneNumber.ts';
import { find, isHiddenCaller, ticketCounts, type FindDeps } from '../../src/inventory/find.ts';
import { readPhoneNumbers } from '../../src/inventory/phoneBook.ts';
import { openPhoneReader } from '../../src/inventory/phoneReader.ts';
import { openRecentPeople, recentlyViewed } from '../../src/inventory/recentPeople.ts';
import { understand } from '../../src/inventory/understood.ts';
// Fetched for a phone question in the app; here before, so that stepped time does not wait for it.
import '../../src/inventory/findByPhone.ts';
import type { Account } from '../zendesk/account.ts';
import { admin, agent, comment, emptyAccount, endUser, line, ticket } from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import { openDesk, type Desk } from './desk.ts';
import { failure, playedReads, profileOf, serverTrouble, ticketOf, userId } from './playedReads.ts';

const ada = userId(7);
const bob = userId(8);

/** For questions that are no phone number. */
const over = (reads: Reads): FindDeps => ({
  reads,
  openDeep: () => Promise.reject(new Error('not a phone question')),
  phones: openPhoneReader(reads),
});
const at = (desk: Desk): FindDeps => ({ ...desk, phones: openPhoneReader(desk.reads) });

/** Asks once and gives whom it may mean, with the reasons, and what it cost. */
async function asked(desk: Desk, question: string, deps = at(desk)) {
  const found = await desk.clock.run(find(deps, question));
  if (!found.ok) throw new Error(`not found: ${found.failure.kind}`);
  return {
    ...found.value,
    people: found.value.candidates.map(({ profile, reasons }) => [profile.id, reasons]),
    requests: desk
      .requests()
      .map((request) => request.replace(/^GET \/api\/v2\/|\?.*$/g, ''))
      .sort(),
  };
}

const read = (number: string) => ({
  kind: 'phone',
  reading: { number, country: null, extension: null, shown: number, assumed: null },
  others: [],
});

test.each([
  ['', { kind: 'empty' }],
  ['  \t ', { kind: 'empty' }],
  ['4242', { kind: 'number', userId: 4242, ticketId: 4242, readings: [], needsCountryCode: false }],
  ['#4242', { kind: 'ticket', ticketId: 4242 }],
  [
    '5550100123',
    {
      kind: 'number',
      userId: 5550100123,
      ticketId: 5550100123,
      readings: [],
      needsCountryCode: true,
    },
  ],
  ['+1 (555) 010-0123', read('+15550100123')],
  ['＋１５５５０１００１２３', read('+15550100123')],
  ['0555 010-0123', { kind: 'text', text: '0555 010-0123', needsCountryCode: true }],
  ['(555) 010-0123', { kind: 'text', text: '(555) 010-0123', needsCountryCode: true }],
  ['ada@example.com', { kind: 'email', email: 'ada@example.com' }],
  ['Ada Example', { kind: 'text', text: 'Ada Example', needsCountryCode: false }],
  ['0', { kind: 'text', text: '0', needsCountryCode: false }],
  ['9007199254740993', { kind: 'text', text: '9007199254740993', needsCountryCode: true }],
  ['<b>Ada</b>', { kind: 'text', text: '<b>Ada</b>', needsCountryCode: false }],
])('reads %j', (input, understood) => {
  expect(understand(input)).toEqual(understood);
});

test('what the phone book read is a phone number, and the other readings are kept', () => {
  const text = '(555) 010-0123';
  const [first, ...others] = readPhoneNumbers(text, ['US', 'DE']);
  expect(understand(text, [first!, ...others])).toEqual({ kind: 'phone', reading: first, others });
  expect(understand('5550100123', [first!])).toEqual({
    kind: 'number',
    userId: 5550100123,
    ticketId: 5550100123,
    readings: [first],
    needsCountryCode: false,
  });
});

test('every text is understood, and only ids and international numbers as such', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (input) => {
      const understood = understand(input);
      if (understood.kind === 'number') expect(idFrom(String(understood.userId))).not.toBeNull();
      if (understood.kind === 'phone')
        expect(phoneNumberFrom(understood.reading.number)).not.toBeNull();
      if (understood.kind === 'text') expect(understood.text.trim()).not.toBe('');
    }),
  );
});

test('a number is the user with that id and the requester of the ticket with that number', async () => {
  const { reads, played } = playedReads();
  played.profiles.set(ada, profileOf(ada));
  played.profiles.set(bob, profileOf(bob));
  played.requested.set(bob, [ticketOf(7, bob)]);
  const found = await find(over(reads), '7');
  expect(found).toMatchObject({ ok: true, value: { ticket: { id: 7 }, unread: null } });
  expect(found.ok && found.value.candidates.map((one) => [one.profile.id, one.reasons])).toEqual([
    [7, ['userId']],
    [8, ['requester']],
  ]);
});

test('a user who is also the requester stands there once, with both reasons', async () => {
  const { reads, played } = playedReads();
  played.profiles.set(ada, profileOf(ada));
  played.requested.set(ada, [ticketOf(7, ada)]);
  const found = await find(over(reads), '7');
  expect(found.ok && found.value.candidates.map((one) => one.reasons)).toEqual([
    ['userId', 'requester'],
  ]);
});

test('an unknown number is nobody, not a failure', async () => {
  const { reads } = playedReads();
  expect(await find(over(reads), '#4242')).toMatchObject({
    ok: true,
    value: { candidates: [], ticket: null, unread: null },
  });
});

test('a ticket whose requester is gone is still shown', async () => {
  const { reads, played } = playedReads();
  played.requested.set(bob, [ticketOf(4242, bob)]);
  expect(await find(over(reads), '#4242')).toMatchObject({
    ok: true,
    value: { candidates: [], ticket: { id: 4242 } },
  });
});

test('an empty field asks nothing', async () => {
  const { reads, asked } = playedReads();
  expect(await find(over(reads), '  ')).toMatchObject({ ok: true, value: { candidates: [] } });
  expect(asked).toEqual([]);
});

test('what is found stands beside a read that failed', async () => {
  const { reads, played, fail } = playedReads();
  played.profiles.set(ada, profileOf(ada));
  fail('ticket', serverTrouble);
  expect(await find(over(reads), '7')).toMatchObject({
    ok: true,
    value: { candidates: [{ profile: { id: 7 } }], unread: serverTrouble },
  });
});

test('a read that failed without anything found is a failure', async () => {
  const { reads, fail } = playedReads();
  fail('search', failure('signedOut'));
  expect(await find(over(reads), 'Ada')).toEqual({ ok: false, failure: failure('signedOut') });
});

test('an aborted search is cancelled', async () => {
  const { reads } = playedReads();
  const stopping = new AbortController();
  stopping.abort();
  const found = await find(over(reads), 'Ada', { signal: stopping.signal });
  expect(found).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
});

test('search syntax in a text is asked for as text', async () => {
  const { reads, asked } = playedReads();
  await find(over(reads), 'role:admin');
  await find(over(reads), '-Ada "x" Example');
  await find(over(reads), 'Anne-Marie O’Neil');
  expect(asked).toEqual([
    'search "role:admin"',
    'search "-Ada  x  Example"',
    'search Anne-Marie O’Neil',
  ]);
});

test('finds by phone number in any spelling, and says that a number is shared', async () => {
  const account = emptyAccount();
  admin(account);
  const own = endUser(account, { name: 'Ada Example', phone: '+15550100123' });
  const shared = endUser(account, { name: 'Desk', phone: '+15550100123', sharedPhone: true });
  const second = endUser(account, {
    name: 'Bo',
    email: null,
    identities: [{ type: 'phone_number', value: '+15550100123' }],
  });
  const desk = openDesk(account);
  for (const spelling of ['+1 555 010-0123', '(555) 010-0123', '001 555 0100123', '1.555.010.0123'])
    expect((await asked(desk, spelling)).people).toEqual([
      [own.id, ['phone']],
      [shared.id, ['sharedPhone']],
      [second.id, ['elsewhere']],
    ]);
});

test('finds profiles named after the number, however it is grouped, and nobody with other digits', async () => {
  const account = emptyAccount();
  admin(account);
  const named = (name: string) => endUser(account, { name, email: null });
  const alike = [
    'Caller +1 (555) 010-0131',
    'Caller +1 555 0100131',
    'Text user: +15550100131',
    '555-010-0131',
  ].map(named);
  named('Caller +1 (555) 010-01319');
  named('Room 555, door 010, shelf 0131');
  const found = await asked(openDesk(account), '+1 555 010 0131');
  expect(found.people).toEqual(alike.map(({ id }) => [id, ['namedAfter']]));
});

/** Bruno's tickets say Ada's number, and so does a call of somebody who hides theirs. */
function writtenDown(): { account: Account; ids: Record<'ada' | 'bruno' | 'hidden', UserId> } {
  const account = emptyAccount();
  const helper = admin(account);
  const owner = endUser(account, { name: 'Ada Example', phone: '+15550100123' });
  const bruno = endUser(account, { name: 'Bruno Keller' });
  const hidden = endUser(account, { name: 'Caller Anonymous', email: null });
  for (const requester of [bruno, bruno, hidden, owner]) {
    const on = ticket(account, { requester });
    comment(account, on, { author: helper, body: 'Please ring (555) 010-0123 tomorrow.' });
  }
  comment(account, ticket(account, { requester: endUser(account) }), { body: 'Room 5550, 100123' });
  return { account, ids: { ada: owner.id, bruno: bruno.id, hidden: hidden.id } };
}

test('proposes the requesters of tickets that say the number, and names the first of them', async () => {
  const { account, ids } = writtenDown();
  const found = await asked(openDesk(account), '+1 555 010 0123');
  expect(found.people).toEqual([
    [ids.ada, ['phone', 'ticketText']],
    [ids.bruno, ['ticketText']],
    [ids.hidden, ['ticketText']],
  ]);
  const first = [...account.tickets.values()].find(({ requesterId }) => requesterId === ids.bruno);
  expect(found.candidates[1]?.textTicket).toBe(first?.id);
  expect(found).toMatchObject({ matches: 1, isTextCut: false, unread: null });
});

test('a phone question costs four requests, a national spelling one more for the lines, once', async () => {
  const { account } = writtenDown();
  const desk = openDesk(account);
  const deps = at(desk);
  const question = ['search/export', 'users/search', 'users/search', 'users/show_many'];
  expect((await asked(desk, '+1 555 010 0123', deps)).requests).toEqual(question);
  expect((await asked(desk, '(555) 010-0123', deps)).requests).toEqual([
    'channels/voice/phone_numbers',
    ...question,
  ]);
  expect((await asked(desk, '555.010.0123 ext. 7', deps)).requests).toEqual(question);
  expect((await asked(desk, '+1 555 010 0199', deps)).requests).toEqual(question.slice(0, 3));
});

test('reads a national spelling like most of the lines, and offers the other countries', async () => {
  const account = emptyAccount();
  admin(account);
  line(account, { number: '+4955501000997', country: 'DE' });
  line(account, { number: '+4955501000998', country: 'DE' });
  const owner = endUser(account, { phone: '+495550100123' });
  const found = await asked(openDesk(account), '05550 100123');
  expect(found.people).toEqual([[owner.id, ['phone']]]);
  const both = await asked(openDesk(account), '(555) 010-0123');
  expect(both.understood).toMatchObject({
    reading: { number: '+495550100123', assumed: 'firstCountry' },
    others: [{ number: '+15550100123', assumed: 'laterCountry' }],
  });
});

test('without lines a national spelling stays a text', async () => {
  const account = emptyAccount();
  admin(account);
  const found = await asked(
    openDesk(account, { switches: { phoneNumbers: '403' } }),
    '(555) 010-0123',
  );
  expect(found.understood).toMatchObject({ kind: 'text', needsCountryCode: true });
});

test('bare digits are a phone number only where nobody has that id', async () => {
  const account = emptyAccount();
  admin(account);
  const owner = endUser(account, { phone: '+15550100123' });
  account.nextIds.user = 5550100124;
  const withId = endUser(account);
  const desk = openDesk(account);
  expect(await asked(desk, '5550100123')).toMatchObject({
    understood: { kind: 'phone' },
    people: [[owner.id, ['phone']]],
  });
  expect(await asked(desk, '5550100124')).toMatchObject({
    understood: { kind: 'number', readings: [{ number: '+15550100124' }] },
    people: [[withId.id, ['userId']]],
  });
});

test('an agent is found like anyone', async () => {
  const account = emptyAccount();
  admin(account);
  const omar = agent(account, { name: 'Omar', phone: '+15550100150' });
  expect((await asked(openDesk(account), '+15550100150')).candidates).toMatchObject([
    { profile: { id: omar.id, role: 'agent' }, reasons: ['phone'] },
  ]);
});

test('whoever is found stands there when the texts of tickets cannot be searched', async () => {
  const { account, ids } = writtenDown();
  const fault = { kind: 'refused', status: 403 } as const;
  const pattern = '/api/v2/search/export';
  const found = await asked(
    openDesk(account, { faults: scripted({ pattern, nth: 1, fault }) }),
    '+1 555 010 0123',
  );
  expect(found).toMatchObject({ people: [[ids.ada, ['phone']]], unread: { kind: 'forbidden' } });
});

test('says when more tickets say the number than are looked at', async () => {
  const { account } = writtenDown();
  const requester = endUser(account);
  for (let more = 0; more < 100; more += 1)
    comment(account, ticket(account, { requester }), { body: '+15550100123' });
  expect((await asked(openDesk(account), '+1 555 010 0123')).isTextCut).toBe(true);
});

test('code that does not come is a failure, not a defect', async () => {
  const account = emptyAccount();
  admin(account);
  const desk = openDesk(account);
  const deps: FindDeps = { ...at(desk), openDeep: () => Promise.reject(new Error('offline')) };
  const found = await desk.clock.run(find(deps, '+1 555 010 0123'));
  expect(found).toMatchObject({ ok: false, failure: { kind: 'noAnswer' } });
});

test.each([
  [{ name: 'Caller Anonymous' }, true],
  [{ name: 'Unknown caller' }, true],
  [{ name: 'Caller Anonymous', email: 'ada@example.com' }, false],
  [{ name: 'Caller +1 (555) 010-0123', phone: '+15550100123' }, false],
  [{ name: 'Caller +1 555 0100131' }, false],
  [{ name: 'Ada Example' }, false],
])('whether %j hides a number: %s', (wish, hides) => {
  expect(isHiddenCaller(profileOf(ada, wish))).toBe(hides);
});

test('finds by e-mail and by a second address that the profile does not show', async () => {
  const account = emptyAccount();
  admin(account);
  const ada = endUser(account, {
    email: 'ada@example.com',
    identities: [{ type: 'email', value: 'a.example@example.org' }],
  });
  const desk = openDesk(account);
  const first = await desk.clock.run(find(at(desk), 'Ada@Example.com'));
  const second = await desk.clock.run(find(at(desk), 'a.example@example.org'));
  expect(first.ok && first.value.candidates).toMatchObject([
    { profile: { id: ada.id }, reasons: ['email'] },
  ]);
  expect(second.ok && second.value.candidates).toMatchObject([
    { profile: { id: ada.id }, reasons: ['elsewhere'] },
  ]);
});

test('finds by name and by ticket number', async () => {
  const account = emptyAccount();
  admin(account);
  const ada = endUser(account, { name: 'Ada Example' });
  const hers = ticket(account, { requester: ada });
  const desk = openDesk(account);
  const byName = await desk.clock.run(find(at(desk), 'ada'));
  expect(byName.ok && byName.value.candidates.map((one) => one.reasons[0])).toEqual(['name']);
  const byTicket = await desk.clock.run(find(at(desk), `#${hers.id}`));
  expect(byTicket.ok && byTicket.value.candidates).toMatchObject([
    { profile: { id: ada.id }, reasons: ['requester'] },
  ]);
});

test('counts the tickets of the first ten candidates, and says where it cannot', async () => {
  const { reads, played, asked, fail } = playedReads();
  played.requested.set(ada, [ticketOf(1, ada)]);
  fail('related 8', serverTrouble);
  const ids = Array.from({ length: 30 }, (_, index) => userId(index + 1));
  const counts = await ticketCounts(reads, ids);
  expect(asked).toHaveLength(10);
  expect(counts.get(ada)?.requested).toBe(1);
  expect(counts.get(bob)).toBeNull();
  expect(counts.has(userId(11))).toBe(false);
});

const memory = (): Store & { readonly kept: Map<string, string> } => {
  const kept = new Map<string, string>();
  return {
    kept,
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, value),
    remove: (key) => kept.delete(key),
  };
};

test('keeps the last ten people as ids, the last one first', () => {
  const store = memory();
  const recent = openRecentPeople(store, 'acme/1');
  for (let id = 1; id <= 12; id += 1) recent.visited([userId(id)]);
  recent.visited([ada, bob]);
  recent.visited([userId(12)]);
  recent.visited([bob, ada]);
  expect(recent.list()).toEqual([[8, 7], [12], [11], [10], [9], [8], [7], [6], [5], [4]]);
  expect([...store.kept.values()].join()).toMatch(/^[\d, ]+$/);
  expect(openRecentPeople(store, 'acme/2').list()).toEqual([]);
  recent.clear();
  expect([recent.list(), store.kept.size]).toEqual([[], 0]);
});

test('what another version wrote is nobody', () => {
  const store = memory();
  const recent = openRecentPeople(store, 'acme/1');
  recent.visited([ada]);
  for (const key of store.kept.keys()) store.set(key, '{"a":1} x,7 0 ,');
  expect(recent.list()).toEqual([[7]]);
});

test('reads the names of the recent people with one request, and knows who is gone', async () => {
  const account = emptyAccount();
  admin(account);
  const there = endUser(account, { name: 'Ada Example' });
  const desk = openDesk(account);
  const recent = openRecentPeople(memory(), 'acme/1');
  expect(await recentlyViewed(desk.reads, recent)).toEqual({ people: [], unread: null });
  recent.visited([userId(999)]);
  recent.visited([there.id, userId(998)]);
  const viewed = await desk.clock.run(recentlyViewed(desk.reads, recent));
  expect(viewed).toMatchObject({
    people: [
      { userIds: [there.id, 998], profiles: [{ name: 'Ada Example' }] },
      { userIds: [999], profiles: [] },
    ],
    unread: null,
  });
  expect(desk.requests()).toHaveLength(1);
});

test('without an answer the names are unknown, not gone', async () => {
  const recent = openRecentPeople(memory(), 'acme/1');
  recent.visited([ada]);
  const users = async () => ({ ok: false, failure: serverTrouble }) as const;
  expect(await recentlyViewed({ users }, recent)).toEqual({
    people: [{ userIds: [ada], profiles: null }],
    unread: serverTrouble,
  });
});
