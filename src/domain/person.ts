import type { Call } from './call.ts';
import type { UserId } from './ids.ts';
import { phoneNumberFrom, type PhoneNumber } from './phoneNumber.ts';
import type { Identity, Profile } from './profile.ts';
import type { Ticket } from './ticket.ts';

/** The data subject: the profiles that the admin has confirmed to be one human, with their identities. */
export interface Person {
  readonly profiles: readonly Profile[];
  readonly identities: ReadonlyMap<UserId, readonly Identity[]>;
}

/** The person's numbers that are theirs alone. A shared number is nobody's proof (product law 8). */
export function ownNumbers(person: Person): ReadonlySet<PhoneNumber> {
  const numbers = new Set<PhoneNumber>();
  for (const profile of person.profiles) {
    const shared = profile.isPhoneShared === true ? profile.number : null;
    if (profile.isPhoneShared === false && profile.number) numbers.add(profile.number);
    for (const identity of person.identities.get(profile.id) ?? []) {
      const number = identity.type === 'phone_number' ? phoneNumberFrom(identity.value) : null;
      if (number && number !== shared) numbers.add(number);
    }
  }
  return numbers;
}

/** The number of the outside party: `from` of an inbound call, `to` of an outbound one, else unknown. */
export function customerNumber(call: Pick<Call, 'direction' | 'from' | 'to'>): PhoneNumber | null {
  if (call.direction === 'inbound') return call.from;
  if (call.direction === 'outbound') return call.to;
  return null;
}

/** Tells the person's calls by product.md's definition; everything else is somebody else's or unknown. */
export function ownership(person: Person): (call: Call) => boolean {
  const ids = new Set(person.profiles.map(({ id }) => id));
  const numbers = ownNumbers(person);
  return (call) => {
    if (call.authorId !== null && ids.has(call.authorId)) return true;
    const number = customerNumber(call);
    return number !== null && numbers.has(number);
  };
}

/** The same for one call; where there are many, ask `ownership` once. */
export function isOwnedCall(call: Call, person: Person): boolean {
  return ownership(person)(call);
}

/** A ticket is the person's when its requester is one of the person's profiles. */
export function isOwnedTicket(ticket: Pick<Ticket, 'requesterId'>, person: Person): boolean {
  return person.profiles.some((profile) => profile.id === ticket.requesterId);
}

/** An agent or admin: calls that they answered are found through Talk's exports alone. */
export function isStaff(person: Person): boolean {
  return person.profiles.some(({ role }) => role === 'agent' || role === 'admin');
}
