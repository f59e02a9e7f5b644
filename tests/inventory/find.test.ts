import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idFrom } from '../../src/domain/ids.ts';
import { phoneNumberFrom } from '../../src/domain/phoneNumber.ts';
import { find, ticketCounts, understand } from '../../src/inventory/find.ts';
import { admin, emptyAccount, endUser, ticket } from '../zendesk/builders.ts';
import { openDesk } from './desk.ts';
import { failure, playedReads, profileOf, serverTrouble, ticketOf, userId } from './playedReads.ts';

const ada = userId(7);
const bob = userId(8);

test.each([
  ['', { kind: 'empty' }],
  ['  \t ', { kind: 'empty' }],
  ['4242', { kind: 'number', userId: 4242, ticketId: 4242, needsCountryCode: false }],
  ['#4242', { kind: 'ticket', ticketId: 4242 }],
  [
    '5550100123',
    { kind: 'number', userId: 5550100123, ticketId: 5550100123, needsCountryCode: true },
  ],
  ['+1 (555) 010-0123', { kind: 'phone', number: '+15550100123' }],
  ['＋１５５５０１００１２３', { kind: 'phone', number: '+15550100123' }],
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

test('every text is understood, and only ids and international numbers as such', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (input) => {
      const understood = understand(input);
      if (understood.kind === 'number') expect(idFrom(String(understood.userId))).not.toBeNull();
      if (understood.kind === 'phone') expect(phoneNumberFrom(understood.number)).not.toBeNull();
      if (understood.kind === 'text') expect(understood.text.trim()).not.toBe('');
    }),
  );
});

test('a number is the user with that id and the requester of the ticket with that number', async () => {
  const { reads, played } = playedReads();
  played.profiles.set(ada, profileOf(ada));
  played.profiles.set(bob, profileOf(bob));
  played.requested.set(bob, [ticketOf(7, bob)]);
  const found = await find(reads, '7');
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
  const found = await find(reads, '7');
  expect(found.ok && found.value.candidates.map((one) => one.reasons)).toEqual([
    ['userId', 'requester'],
  ]);
});

test('an unknown number is nobody, not a failure', async () => {
  const { reads } = playedReads();
  expect(await find(reads, '#4242')).toMatchObject({
    ok: true,
    value: { candidates: [], ticket: null, unread: null },
  });
});

test('a ticket whose requester is gone is still shown', async () => {
  const { reads, played } = playedReads();
  played.requested.set(bob, [ticketOf(4242, bob)]);
  expect(await find(reads, '#4242')).toMatchObject({
    ok: true,
    value: { candidates: [], ticket: { id: 4242 } },
  });
});

test('an empty field asks nothing', async () => {
  const { reads, asked } = playedReads();
  expect(await find(reads, '  ')).toMatchObject({ ok: true, value: { candidates: [] } });
  expect(asked).toEqual([]);
});

test('what is found stands beside a read that failed', async () => {
  const { reads, played, fail } = playedReads();
  played.profiles.set(ada, profileOf(ada));
  fail('ticket', serverTrouble);
  expect(await find(reads, '7')).toMatchObject({
    ok: true,
    value: { candidates: [{ profile: { id: 7 } }], unread: serverTrouble },
  });
});

test('a read that failed without anything found is a failure', async () => {
  const { reads, fail } = playedReads();
  fail('search', failure('signedOut'));
  expect(await find(reads, 'Ada')).toEqual({ ok: false, failure: failure('signedOut') });
});

test('an aborted search is cancelled', async () => {
  const { reads } = playedReads();
  const stopping = new AbortController();
  stopping.abort();
  const found = await find(reads, 'Ada', { signal: stopping.signal });
  expect(found).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
});

test('search syntax in a text is asked for as text', async () => {
  const { reads, asked } = playedReads();
  await find(reads, 'role:admin');
  await find(reads, '-Ada "x" Example');
  await find(reads, 'Anne-Marie O’Neil');
  expect(asked).toEqual([
    'search "role:admin"',
    'search "-Ada  x  Example"',
    'search Anne-Marie O’Neil',
  ]);
});

test('finds by phone number in any international spelling, and says that a number is shared', async () => {
  const account = emptyAccount();
  admin(account);
  const own = endUser(account, { name: 'Ada Example', phone: '+15550100123' });
  const shared = endUser(account, { name: 'Desk', phone: '+15550100123', sharedPhone: true });
  const alike = endUser(account, {
    name: 'Caller +1 (555) 010-0123',
    email: null,
    identities: [{ type: 'phone_number', value: '+15550100123' }],
  });
  const desk = openDesk(account);
  const found = await desk.clock.run(find(desk.reads, '+1 555 010-0123'));
  expect(found.ok && found.value.candidates.map((one) => [one.profile.id, one.reasons])).toEqual([
    [own.id, ['phone']],
    [shared.id, ['sharedPhone']],
    [alike.id, ['name']],
  ]);
  expect(desk.requests()).toHaveLength(1);
});

test('finds by e-mail and by a second address that the profile does not show', async () => {
  const account = emptyAccount();
  admin(account);
  const ada = endUser(account, {
    email: 'ada@example.com',
    identities: [{ type: 'email', value: 'a.example@example.org' }],
  });
  const desk = openDesk(account);
  const first = await desk.clock.run(find(desk.reads, 'Ada@Example.com'));
  const second = await desk.clock.run(find(desk.reads, 'a.example@example.org'));
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
  const byName = await desk.clock.run(find(desk.reads, 'ada'));
  expect(byName.ok && byName.value.candidates.map((one) => one.reasons[0])).toEqual(['name']);
  const byTicket = await desk.clock.run(find(desk.reads, `#${hers.id}`));
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
