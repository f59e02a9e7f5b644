import { expect, test } from 'vitest';
import type { PhoneNumber } from '../../src/domain/phoneNumber.ts';
import { phoneNumberFrom } from '../../src/domain/phoneNumber.ts';
import {
  customerNumber,
  isOwnedCall,
  isOwnedTicket,
  ownNumbers,
  type Person,
} from '../../src/domain/person.ts';
import type { Profile } from '../../src/domain/profile.ts';
import {
  callOf,
  identityId,
  profileOf,
  ticketId,
  ticketOf,
  userId,
} from '../inventory/playedReads.ts';

const ada = userId(7);
const bob = userId(8);
const agent = userId(9);
const own = numberOf('+15550100123');
const other = numberOf('+15550100124');
const line = numberOf('+15550100999');
const on = ticketId(1);

test('a call from the person’s number is theirs, whoever wrote the comment', () => {
  const call = callOf(1, on, { direction: 'inbound', from: own, to: line, authorId: agent });
  expect(isOwnedCall(call, personWith({ phone: own }))).toBe(true);
});

test('a call to the person’s number is theirs', () => {
  const call = callOf(1, on, { direction: 'outbound', from: line, to: own, authorId: agent });
  expect(isOwnedCall(call, personWith({ phone: own }))).toBe(true);
});

test('the line’s side of a call owns nothing', () => {
  const person = personWith({ phone: line });
  expect(isOwnedCall(callOf(1, on, { direction: 'inbound', from: other, to: line }), person)).toBe(
    false,
  );
  expect(isOwnedCall(callOf(1, on, { direction: 'outbound', from: line, to: other }), person)).toBe(
    false,
  );
});

test('a call that one of the profiles wrote is theirs', () => {
  const call = callOf(1, on, { direction: 'inbound', from: other, authorId: ada });
  expect(isOwnedCall(call, personWith({}))).toBe(true);
});

test('a stranger’s call on a ticket with the person in copy is not theirs', () => {
  const call = callOf(1, on, { direction: 'inbound', from: other, authorId: bob });
  expect(isOwnedCall(call, personWith({ phone: own }))).toBe(false);
});

test('a shared number never pulls in a call', () => {
  const call = callOf(1, on, { direction: 'inbound', from: own, authorId: bob });
  expect(isOwnedCall(call, personWith({ phone: own, isPhoneShared: true }))).toBe(false);
  expect(isOwnedCall(call, personWith({ phone: own, isPhoneShared: true }, own))).toBe(false);
});

test('a number that Zendesk does not call unshared proves nothing', () => {
  const call = callOf(1, on, { direction: 'inbound', from: own, authorId: bob });
  expect(isOwnedCall(call, personWith({ phone: own, isPhoneShared: null }))).toBe(false);
});

test('a call of unknown direction is not owned by its numbers', () => {
  const call = callOf(1, on, { direction: 'unknown', from: own, to: own, authorId: bob });
  expect(customerNumber(call)).toBeNull();
  expect(isOwnedCall(call, personWith({ phone: own }))).toBe(false);
});

test('a hidden number belongs to nobody', () => {
  const call = callOf(1, on, { direction: 'inbound', from: null, authorId: null });
  expect(isOwnedCall(call, personWith({ phone: null }))).toBe(false);
});

test('a second number counts, in whatever spelling its identity has', () => {
  const call = callOf(1, on, { direction: 'inbound', from: other });
  expect(isOwnedCall(call, personWith({ phone: own }, '+1 (555) 010-0124'))).toBe(true);
  expect([...ownNumbers(personWith({ phone: own }, '+1 (555) 010-0124'))]).toEqual([own, other]);
});

test('an identity of another kind is no number', () => {
  const person: Person = {
    profiles: [profileOf(ada)],
    identities: new Map([
      [
        ada,
        [
          {
            id: identityId(1),
            type: 'agent_forwarding',
            value: own,
            isPrimary: true,
            updatedAt: null,
          },
        ],
      ],
    ]),
  };
  expect([...ownNumbers(person)]).toEqual([]);
});

test('a ticket is the person’s by its requester alone', () => {
  const person = personWith({});
  expect(isOwnedTicket(ticketOf(1, ada), person)).toBe(true);
  expect(isOwnedTicket(ticketOf(1, bob, { ccIds: [ada], submitterId: ada }), person)).toBe(false);
  expect(isOwnedTicket(ticketOf(1, bob, { requesterId: null }), person)).toBe(false);
});

function personWith(wish: Partial<Profile>, secondNumber?: string): Person {
  const identities =
    secondNumber === undefined
      ? []
      : [
          {
            id: identityId(1),
            type: 'phone_number',
            value: secondNumber,
            isPrimary: false,
            updatedAt: null,
          },
        ];
  return { profiles: [profileOf(ada, wish)], identities: new Map([[ada, identities]]) };
}

function numberOf(text: string): PhoneNumber {
  const number = phoneNumberFrom(text);
  if (number === null) throw new Error(`${text} is no number`);
  return number;
}
