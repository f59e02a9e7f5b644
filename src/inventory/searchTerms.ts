import type { DeepReads } from '../api/deepReads.ts';
import type { UserId } from '../domain/ids.ts';
import type { PhoneNumber } from '../domain/phoneNumber.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import { ownNumbers, type Person } from '../domain/person.ts';
import type { NumberParts } from './phoneBook.ts';

/** What it takes to search for a person: the deep reads, and how their numbers are written. */
export interface DeepSources {
  readonly reads: DeepReads;
  partsOf(numbers: readonly PhoneNumber[]): Promise<readonly NumberParts[]>;
}

/** One number or address of the person, with the queries that find other people's tickets that say it. */
export interface SearchTerm {
  readonly term: string;
  readonly queries: readonly string[];
}

/** The numbers that tickets are searched for: never a shared one, which would pull in other people's tickets. */
export function searchedNumbers(person: Person): readonly PhoneNumber[] {
  const forwarding = identityValues(person, 'agent_forwarding').flatMap(
    (value) => phoneNumberFrom(value) ?? [],
  );
  return [...new Set([...ownNumbers(person), ...forwarding])];
}

/** At most two requests a number, one an address. Names are not searched: too many people share them. */
export function searchTerms(
  person: Person,
  numbers: readonly NumberParts[],
): readonly SearchTerm[] {
  const profileIds = person.profiles.map(({ id }) => id);
  const termOf = (term: string, spellings: readonly string[]): SearchTerm => ({
    term,
    queries: spellings.map((spelling) => onOthersTickets(spelling, profileIds)),
  });
  return [
    ...numbers.map((parts) => termOf(parts.number, spellingsOf(parts))),
    ...addressesOf(person).map((address) => termOf(address, [quoted(address)])),
  ];
}

/** The tickets that a profile wrote on without having asked for them (support-api 2.5). */
export const commentedBy = (id: UserId, profileIds: readonly UserId[]): string =>
  onOthersTickets(`commenter:${id}`, profileIds);

/** Their own tickets come as a list already; a search that named them all again would cost a page for each hundred. */
const onOthersTickets = (query: string, profileIds: readonly UserId[]): string =>
  [query, ...profileIds.map((id) => `-requester:${id}`)].join(' ');

/** Every address of the person, in lower case. */
export function addressesOf(person: Person): readonly string[] {
  const addresses = [
    ...person.profiles.flatMap(({ email }) => email ?? []),
    ...identityValues(person, 'email'),
  ];
  return [...new Set(addresses.map((address) => address.toLowerCase()))];
}

function identityValues(person: Person, type: string): readonly string[] {
  return person.profiles.flatMap(({ id }) =>
    (person.identities.get(id) ?? []).flatMap((one) => (one.type === type ? one.value : [])),
  );
}

/**
 * The index knows words, not punctuation (support-api 6): `+1 (555) 010-0123` is four words, E.164 is one. Where
 * the local spelling is the tail of the international one, its words find both.
 */
function spellingsOf({ number, international, local }: NumberParts): readonly string[] {
  const [whole, tail] = [wordsOf(international), wordsOf(local)];
  const isTail = tail.length > 0 && whole.endsWith(` ${tail}`);
  return [...new Set([quoted(number), quoted(isTail ? tail : whole)])];
}

const wordsOf = (text: string): string =>
  text
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');

const quoted = (text: string): string => `"${text.replaceAll('"', ' ').trim()}"`;
