import type { Reads, ReadOptions, RelatedCounts } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import { idFrom, type TicketId, type UserId } from '../domain/ids.ts';
import { phoneNumberFrom, type PhoneNumber } from '../domain/phoneNumber.ts';
import type { Profile } from '../domain/profile.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';

/**
 * What the field read. `needsCountryCode`: the text may be a phone number, but without `+` and country
 * code Zendesk cannot match it, so the screen asks for them.
 */
export type Understood =
  | { readonly kind: 'empty' }
  /** A bare integer: both are asked for. */
  | {
      readonly kind: 'number';
      readonly userId: UserId;
      readonly ticketId: TicketId;
      readonly needsCountryCode: boolean;
    }
  /** `#4242`. */
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'phone'; readonly number: PhoneNumber }
  | { readonly kind: 'text'; readonly text: string; readonly needsCountryCode: boolean };

/**
 * Why a candidate is shown. `userId` and `requester` (of the ticket with that number) are facts, the rest
 * are matches for a person to judge. `sharedPhone`: several people use the number. `elsewhere`: Zendesk's
 * search matched something that the profile does not show, such as a second address.
 */
export type Reason =
  'userId' | 'requester' | 'email' | 'phone' | 'sharedPhone' | 'name' | 'elsewhere';

export interface Candidate {
  readonly profile: Profile;
  /** Never empty. */
  readonly reasons: readonly Reason[];
}

export interface Finding {
  readonly understood: Understood;
  /** Facts first, then in Zendesk's order. Empty means nobody, unless `unread` says otherwise. */
  readonly candidates: readonly Candidate[];
  /** The ticket that the number names; its requester may be gone. */
  readonly ticket: Ticket | null;
  /** Zendesk's own count of the text matches, of which at most 100 are among the candidates. */
  readonly matches: number | null;
  /** One of several reads failed: there may be more candidates than these. */
  readonly unread: Failure | null;
}

/** Candidates whose tickets are counted by themselves; each costs one request. */
export const countedCandidates = 10;

const shortestPhoneNumber = 7;

export function understand(input: string): Understood {
  const text = input.normalize('NFKC').trim();
  if (text === '') return { kind: 'empty' };
  const ticketId = text.startsWith('#') ? idFrom<TicketId>(text.slice(1).trim()) : null;
  if (ticketId !== null) return { kind: 'ticket', ticketId };
  const number = phoneNumberFrom(text);
  if (number !== null) return { kind: 'phone', number };
  const needsCountryCode = looksLikePhone(text);
  const userId = idFrom<UserId>(text);
  const asTicket = idFrom<TicketId>(text);
  if (userId !== null && asTicket !== null)
    return { kind: 'number', userId, ticketId: asTicket, needsCountryCode };
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { kind: 'email', email: text };
  return { kind: 'text', text, needsCountryCode };
}

/** Who the text may mean. A record that is not there is nobody, not a failure. */
export async function find(
  reads: Reads,
  input: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Result<Finding>> {
  const understood = understand(input);
  const click: ReadOptions = { ...options, urgency: 'click' };
  const [byId, byTicket, byText] = await Promise.all([
    understood.kind === 'number' ? findUser(reads, understood.userId, click) : nobody,
    understood.kind === 'number' || understood.kind === 'ticket'
      ? findRequester(reads, understood.ticketId, click)
      : nobody,
    findMatches(reads, understood, click),
  ]);
  const parts = [byId, byTicket, byText];
  const unread = parts.find((part) => part.failure !== null)?.failure ?? null;
  const candidates = mergeCandidates(parts.flatMap((part) => part.candidates));
  if (unread !== null && (candidates.length === 0 || unread.kind === 'cancelled'))
    return failed(unread);
  return ok({
    understood,
    candidates,
    ticket: byTicket.ticket,
    matches: byText.matches,
    unread,
  });
}

/**
 * The number of tickets of the first candidates, one request each; null where it could not be read.
 * Ids beyond the first ten are missing from the answer.
 */
export async function ticketCounts(
  reads: Reads,
  ids: readonly UserId[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<ReadonlyMap<UserId, RelatedCounts | null>> {
  const counted = await Promise.all(
    ids.slice(0, countedCandidates).map(async (id) => {
      const related = await reads.related(id, { ...options, urgency: 'click' });
      return [id, related.ok ? related.value : null] as const;
    }),
  );
  return new Map(counted);
}

interface Part {
  readonly candidates: readonly Candidate[];
  readonly ticket: Ticket | null;
  readonly matches: number | null;
  readonly failure: Failure | null;
}

const nobody: Part = { candidates: [], ticket: null, matches: null, failure: null };

const unlessNotFound = (failure: Failure): Part =>
  failure.kind === 'notFound' ? nobody : { ...nobody, failure };

async function findUser(reads: Reads, id: UserId, options: ReadOptions): Promise<Part> {
  const user = await reads.user(id, options);
  if (!user.ok) return unlessNotFound(user.failure);
  return { ...nobody, candidates: [{ profile: user.value, reasons: ['userId'] }] };
}

async function findRequester(reads: Reads, id: TicketId, options: ReadOptions): Promise<Part> {
  const ticket = await reads.ticket(id, options);
  if (!ticket.ok) return unlessNotFound(ticket.failure);
  const found: Part = { ...nobody, ticket: ticket.value };
  if (ticket.value.requesterId === null) return found;
  const requester = await reads.user(ticket.value.requesterId, options);
  if (!requester.ok) return { ...unlessNotFound(requester.failure), ticket: ticket.value };
  return { ...found, candidates: [{ profile: requester.value, reasons: ['requester'] }] };
}

async function findMatches(
  reads: Reads,
  understood: Understood,
  options: ReadOptions,
): Promise<Part> {
  const query = queryFor(understood);
  if (query === null) return nobody;
  const found = await reads.searchUsers(query, options);
  if (!found.ok) return unlessNotFound(found.failure);
  return {
    ...nobody,
    candidates: found.value.profiles.map((profile) => ({
      profile,
      reasons: reasonsFor(profile, understood),
    })),
    matches: found.value.total,
  };
}

/** People are found by `phone:` only with the `+` (support-api 6); the reads encode it. */
function queryFor(understood: Understood): string | null {
  switch (understood.kind) {
    case 'phone':
      return `phone:${understood.number}`;
    case 'email':
      return understood.email;
    case 'text':
      return asPlainText(understood.text);
    case 'number':
      return understood.needsCountryCode ? String(understood.userId) : null;
    case 'ticket':
    case 'empty':
      return null;
  }
}

/** A colon, a comparison or a leading minus would be read as search syntax; inside quotes it is text. */
function asPlainText(text: string): string {
  return /[:<>"]|(^|\s)-/u.test(text) ? `"${text.replaceAll('"', ' ').trim()}"` : text;
}

function reasonsFor(profile: Profile, understood: Understood): readonly Reason[] {
  const reasons: Reason[] = [];
  switch (understood.kind) {
    case 'phone':
      if (profile.number === understood.number)
        reasons.push(profile.isPhoneShared === true ? 'sharedPhone' : 'phone');
      if (digitsOf(profile.name).includes(understood.number.slice(1))) reasons.push('name');
      break;
    case 'email':
      if (plain(profile.email ?? '') === plain(understood.email)) reasons.push('email');
      if (plain(profile.name).includes(plain(understood.email))) reasons.push('name');
      break;
    case 'text':
    case 'number': {
      const text = understood.kind === 'text' ? understood.text : String(understood.userId);
      const words = plain(text).split(/\s+/u);
      if (words.every((word) => plain(profile.name).includes(word))) reasons.push('name');
      if (profile.email !== null && words.some((word) => plain(profile.email ?? '').includes(word)))
        reasons.push('email');
      const digits = digitsOf(text);
      if (understood.needsCountryCode && digitsOf(profile.phone ?? '').includes(digits))
        reasons.push(profile.isPhoneShared === true ? 'sharedPhone' : 'phone');
      break;
    }
    case 'ticket':
    case 'empty':
      break;
  }
  return reasons.length === 0 ? ['elsewhere'] : reasons;
}

/** One row a profile, with every reason why it stands there. */
function mergeCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  const merged = new Map<UserId, Candidate>();
  for (const candidate of candidates) {
    const before = merged.get(candidate.profile.id);
    const reasons = new Set([...(before?.reasons ?? []), ...candidate.reasons]);
    merged.set(candidate.profile.id, { profile: candidate.profile, reasons: [...reasons] });
  }
  return [...merged.values()];
}

/** Digits with the usual separators only. A leading zero or a length of seven tells it from a name or a small id. */
function looksLikePhone(text: string): boolean {
  return /^[\d\s().\-/\u2010-\u2015]+$/u.test(text) && digitsOf(text).length >= shortestPhoneNumber;
}

const digitsOf = (text: string): string => text.replace(/\D/gu, '');

const plain = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');
