import type { DeepReads } from '../api/deepReads.ts';
import type { ReadOptions, Reads } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Candidate, Reason } from './find.ts';
import type { NumberParts } from './phoneBook.ts';
import { fold, numberFinder, spellingsOf } from './spelling.ts';

export interface PhoneReads {
  readonly reads: Pick<Reads, 'searchUsers' | 'users'>;
  readonly deep: Pick<DeepReads, 'searchTickets'>;
}

export interface FoundByPhone {
  /** Whoever has the number, then whoever is named after it, then requesters of tickets that say it. */
  readonly candidates: readonly Candidate[];
  /** Zendesk's own count of the profiles with the number. */
  readonly matches: number | null;
  /** More tickets say the number than were looked at. */
  readonly isTextCut: boolean;
  readonly failures: readonly Failure[];
}

const pageOfTickets = 100;

/**
 * Whom a number may mean. Four requests: its owners, profiles named after it, tickets with it in their text, and
 * the requesters of these where they are not known by then. What a text says is a proposal only.
 */
export async function findByPhone(
  { reads, deep }: PhoneReads,
  parts: NumberParts,
  options: ReadOptions,
): Promise<FoundByPhone> {
  const phrases = phrasesOf(parts);
  const anyOf = (keyword: string) => phrases.map((words) => `${keyword}:"${words}"`).join(' ');
  const [owners, alike, tickets] = await Promise.all([
    // People are found by `phone:` only with the `+` (support-api 6); the reads encode it.
    reads.searchUsers(`phone:${parts.number}`, options),
    reads.searchUsers(anyOf('name'), options),
    firstTickets(deep, anyOf('description'), options),
  ]);

  const inName = numberFinder(spellingsOf(parts));
  const isNamedAfter = (profile: Profile) => inName(fold(profile.name)).length > 0;
  const owning = owners.ok ? owners.value.profiles : [];
  // The index knows words only: whether they are this number is seen here.
  const named = alike.ok ? alike.value.profiles.filter(isNamedAfter) : [];
  const texts = firstTicketOf(tickets.ok ? tickets.value : []);
  const known = new Set([...owning, ...named].map(({ id }) => id));
  const unknown = [...texts.keys()].filter((id) => !known.has(id));
  const others = unknown.length === 0 ? ok([]) : await reads.users(unknown, options);

  const candidate = (profile: Profile, reasons: readonly Reason[]): Candidate => {
    const textTicket = texts.get(profile.id) ?? null;
    const all = [...reasons, ...(isNamedAfter(profile) ? (['namedAfter'] as const) : [])];
    return {
      profile,
      reasons: textTicket !== null ? [...all, 'ticketText'] : all.length > 0 ? all : ['elsewhere'],
      textTicket,
    };
  };
  const asOwner = (profile: Profile): readonly Reason[] =>
    profile.number !== parts.number ? [] : [profile.isPhoneShared ? 'sharedPhone' : 'phone'];
  return {
    candidates: [
      ...owning.map((profile) => candidate(profile, asOwner(profile))),
      ...named.map((profile) => candidate(profile, [])),
      ...(others.ok ? others.value.map((profile) => candidate(profile, [])) : []),
    ],
    matches: owners.ok ? owners.value.total : null,
    isTextCut: tickets.ok && tickets.value.length >= pageOfTickets,
    failures: [owners, alike, tickets, others].flatMap((read) => (read.ok ? [] : read.failure)),
  };
}

async function firstTickets(
  deep: Pick<DeepReads, 'searchTickets'>,
  query: string,
  options: ReadOptions,
): Promise<Result<readonly Ticket[]>> {
  for await (const page of deep.searchTickets(query, options)) return page;
  return ok([]);
}

/** Of each requester the first ticket that says the number. */
function firstTicketOf(tickets: readonly Ticket[]): ReadonlyMap<UserId, TicketId> {
  const first = new Map<UserId, TicketId>();
  for (const { id, requesterId } of tickets)
    if (requesterId !== null && id < (first.get(requesterId) ?? Infinity))
      first.set(requesterId, id);
  return first;
}

/** Fewer digits are in too many texts. */
const shortestPhrase = 7;

/**
 * The number as words of the index, which drops punctuation (support-api 6): in one piece, in its groups, and
 * with the groups after the first in one piece. `+1 (555) 010-0123` holds the words of `(555) 010-0123`.
 */
function phrasesOf({ number, callingCode, international, local }: NumberParts): readonly string[] {
  const groupings = [international.slice(1 + callingCode.length), local].map(
    (text) => text.match(/\d+/g) ?? [],
  );
  const spelled = groupings.flatMap((groups) => {
    const [first = '', ...rest] = groups;
    return [groups.join(''), groups.join(' '), `${first} ${rest.join('')}`.trim()];
  });
  return [...new Set([number.slice(1), ...spelled])].filter(
    (words) => words.replaceAll(' ', '').length >= shortestPhrase,
  );
}
