import type { Call } from '../domain/call.ts';
import type { CommentId, TicketId, UserId } from '../domain/ids.ts';
import { isOwnedTicket, ownership, type Person } from '../domain/person.ts';
import { phoneNumberFrom, type PhoneNumber } from '../domain/phoneNumber.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Excerpt, Trace, TraceKind } from '../domain/trace.ts';
import type { Written, WrittenComment, WrittenTicket } from '../domain/written.ts';
import type { NumberParts } from './phoneBook.ts';
import {
  addressFinder,
  digitsOf,
  fewestDigits,
  fold,
  inOriginal,
  internationalSpellings,
  isAddress,
  mostDigits,
  nameFinder,
  numberFinder,
  numberInName,
  spellingsOf,
  type Finder,
  type Span,
} from './spelling.ts';

/** What tells one person in a text, compiled once for many texts. */
export interface Identifiers {
  readonly person: Person;
  readonly names: readonly Finder[];
  readonly addresses: readonly Finder[];
  readonly numbers: readonly NumberParts[];
  readonly number: Finder;
}

/**
 * The numbers that are looked for in texts: of the identities, of an agent's forwarding, of the profiles, and in
 * names made of a number. A shared one too: it stands in the text all the same, though it proves nobody.
 */
export function numbersInTexts(person: Person): readonly PhoneNumber[] {
  return [...new Set(spelled(person).flatMap((text) => phoneNumberFrom(text) ?? []))];
}

/** Numbers without their parts are found by their international spellings alone. */
export function identifiersOf(person: Person, numbers: readonly NumberParts[]): Identifiers {
  const { profiles } = person;
  const identities = profiles.flatMap(({ id }) => person.identities.get(id) ?? []);
  const names = new Set(profiles.map(({ name }) => name));
  const addresses = new Set(
    [
      ...profiles.flatMap(({ email }) => email ?? []),
      ...identities.map(({ value }) => value),
      ...names,
    ]
      .map(fold)
      .filter(isAddress),
  );
  const known = new Set(numbers.map(({ number }) => number));
  return {
    person,
    names: [...names]
      .filter((name) => !isAddress(fold(name)) && numberInName(name) === null)
      .flatMap((name) => nameFinder(name) ?? []),
    addresses: [...addresses].map(addressFinder),
    numbers,
    number: numberFinder([
      ...numbers.flatMap(spellingsOf),
      ...spelled(person).flatMap((text) => {
        const number = phoneNumberFrom(text);
        if (number !== null)
          return known.has(number) ? [] : internationalSpellings(number.slice(1));
        const digits = digitsOf(text);
        return digits.length < fewestDigits || digits.length > mostDigits ? [] : [digits];
      }),
    ]),
  };
}

/** Personal data on the ticket itself. */
export function tracesOnTicket(ticket: WrittenTicket, identifiers: Identifiers): readonly Trace[] {
  const found = openFound(ticket.id, null, null);
  for (const written of ticket.texts) found.searched(written, identifiers);
  if (ticket.channel === 'sms' && isOwnedTicket(ticket, identifiers.person)) {
    const message = ticket.texts.find(({ place }) => place === 'description');
    found.whole('textMessage', message ?? { place: 'via', text: '', fieldId: null });
  }
  return found.traces();
}

/** Personal data in the comments of one ticket, all of them at once: a note is known by the call before it. */
export function tracesInComments(
  ticket: Pick<Ticket, 'id' | 'channel'> & Partial<Pick<Ticket, 'requesterId'>>,
  comments: readonly WrittenComment[],
  identifiers: Identifiers,
  profileIds: readonly UserId[],
): readonly Trace[] {
  const { person, number } = identifiers;
  const isOwnedCall = ownership(person);
  const isWriter = ({ authorId }: WrittenComment) =>
    authorId !== null && profileIds.includes(authorId);
  const owned = new Set(comments.filter((one) => one.call !== null && isOwnedCall(one.call)));
  const firstCallAt = Math.min(...[...owned].map(({ call }) => instantOf(call)));
  const isTold = (one: WrittenComment) =>
    isWriter(one) || one.texts.some((text) => text.place === 'via' && isIn(number, text.text));
  const texting = comments.filter(({ channel }) => channel === 'sms');
  const textsThePerson = profileIds.some((id) => id === ticket.requesterId) || texting.some(isTold);

  return comments.flatMap((comment) => {
    const found = openFound(ticket.id, comment.id, comment.isPublic);
    const isOwned = owned.has(comment);
    const isNote =
      owned.size > 0 && !isOwned && looksLikeAiNote(comment, firstCallAt) && !isWriter(comment);
    const isText =
      comment.channel === 'sms' &&
      (isTold(comment) || (textsThePerson && comment.authorRole !== 'end-user'));
    const body = comment.texts.find(({ place }) => place === 'comment') ?? comment.texts[0];
    for (const written of comment.texts) {
      if (written.place === 'transcript' && isOwned) found.whole('voicemailTranscript', written);
      if (written.place === 'location' && (isOwned || isWriter(comment)))
        found.whole('location', written);
      if (written.place === 'system' && isWriter(comment)) found.whole('system', written);
      if (written === body && isNote) found.whole('aiNote', written);
      if (written === body && isText) found.whole('textMessage', written);
      found.searched(written, identifiers);
    }
    return found.traces();
  });
}

const talkTypes: readonly string[] = ['VoiceComment', 'TpeVoiceComment'];

/**
 * Talk adds transcript and summary as internal notes after the call, or as a comment of a type that is not known
 * yet (talk-api 9 and 13, row 16). Whoever writes by mail or on the web is somebody, known or not.
 */
function looksLikeAiNote(comment: WrittenComment, firstCallAt: number): boolean {
  const at = Date.parse(comment.createdAt ?? '');
  if (talkTypes.includes(comment.type) || at < firstCallAt) return false;
  if (comment.type !== 'Comment') return true;
  const isUnknown = comment.authorId === null || comment.authorRole === null;
  return (
    isUnknown &&
    comment.isPublic !== true &&
    comment.channel !== 'email' &&
    comment.channel !== 'web'
  );
}

function instantOf(call: Call | null): number {
  const at = Date.parse(call?.startedAt ?? call?.createdAt ?? '');
  return Number.isNaN(at) ? 0 : at;
}

/** Gathers one trace for each kind and place. */
function openFound(ticketId: TicketId, commentId: CommentId | null, isPublic: boolean | null) {
  const traces = new Map<string, Trace>();

  function note(
    kind: TraceKind,
    { place, fieldId }: Written,
    times: number,
    excerpt: () => Excerpt,
  ): void {
    const key = `${kind} ${place} ${fieldId ?? ''}`;
    const before = traces.get(key);
    traces.set(
      key,
      before === undefined
        ? { kind, ticketId, commentId, place, fieldId, isPublic, times, excerpt: excerpt() }
        : { ...before, times: before.times + times },
    );
  }

  return {
    traces: (): readonly Trace[] => [...traces.values()],
    /** The text as a whole is personal. */
    whole(kind: TraceKind, written: Written): void {
      if (written.text.trim() === '' && kind !== 'textMessage') return;
      const match = written.text.slice(0, wholeSigns(written.text, excerptLength * 2));
      note(kind, written, 1, () => ({ before: '', match, after: '' }));
    },
    searched(written: Written, { names, addresses, number }: Identifiers): void {
      const folded = fold(written.text);
      const kinds = [
        ['name', names],
        ['number', [number]],
        ['address', addresses],
      ] as const;
      for (const [kind, finders] of kinds) {
        const spans = apart(finders.flatMap((find) => find(folded)));
        const [first] = spans;
        if (first !== undefined)
          note(kind, written, spans.length, () => excerptOf(written.text, first));
      }
    },
  };
}

/** In their order, each place once: a profile's name may be the beginning of another's. */
function apart(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of [...spans].sort((one, two) => one.start - two.start || two.end - one.end))
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
  return kept;
}

const excerptLength = 40;

function excerptOf(text: string, found: Span): Excerpt {
  const { start, end } = inOriginal(text, [found])[0] ?? found;
  const from = wholeSigns(text, Math.max(0, start - excerptLength));
  return {
    before: text.slice(from, start),
    match: text.slice(start, end),
    after: text.slice(end, wholeSigns(text, end + excerptLength)),
  };
}

/** The index, or the one after it where it stands between the halves of a sign. */
function wholeSigns(text: string, index: number): number {
  const isInside = /^[\ud800-\udbff][\udc00-\udfff]/.test(
    text.slice(Math.max(0, index - 1), index + 1),
  );
  return isInside && index > 0 ? index + 1 : Math.min(index, text.length);
}

const isIn = (find: Finder, text: string): boolean => find(fold(text)).length > 0;
/** The person's numbers as they are written. */
function spelled({ profiles, identities }: Person): readonly string[] {
  return profiles.flatMap((profile) => [
    ...(profile.number === null ? [] : [profile.number]),
    ...(profile.number === null && profile.phone !== null ? [profile.phone] : []),
    ...(identities.get(profile.id) ?? [])
      .filter(({ type }) => type === 'phone_number' || type === 'agent_forwarding')
      .map(({ value }) => value),
    ...(numberInName(profile.name) === null ? [] : [numberInName(profile.name) ?? '']),
  ]);
}
