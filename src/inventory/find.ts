import type { DeepReads } from '../api/deepReads.ts';
import type { Reads, ReadOptions, RelatedCounts } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { PhoneNumber } from '../domain/phoneNumber.ts';
import type { Profile } from '../domain/profile.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { NumberParts } from './phoneBook.ts';
import type { PhoneReader } from './phoneReader.ts';
import { phoneIn, understand, type Understood } from './understood.ts';

/**
 * Why a candidate is shown. `userId` and `requester` (of the ticket with that number) are facts, the rest
 * are matches for a person to judge. `sharedPhone`: several people use the number. `namedAfter`: the name is the
 * number, as Talk names callers that it does not know. `ticketText`: the number stands in the text of a ticket
 * that they requested. `elsewhere`: Zendesk's search matched something that the profile does not show, such as a
 * second address.
 */
export type Reason =
  | 'userId'
  | 'requester'
  | 'email'
  | 'phone'
  | 'sharedPhone'
  | 'namedAfter'
  | 'name'
  | 'ticketText'
  | 'elsewhere';

export interface Candidate {
  readonly profile: Profile;
  /** Never empty. */
  readonly reasons: readonly Reason[];
  /** The first ticket of theirs that says the number. */
  readonly textTicket: TicketId | null;
}

export interface Finding {
  readonly understood: Understood;
  /** Facts first, then in Zendesk's order. Empty means nobody, unless `unread` says otherwise. */
  readonly candidates: readonly Candidate[];
  /** The ticket that the number names; its requester may be gone. */
  readonly ticket: Ticket | null;
  /** Zendesk's own count of the text matches, of which at most 100 are among the candidates. */
  readonly matches: number | null;
  /** More tickets say the number than were looked at. */
  readonly isTextCut: boolean;
  /** One of several reads failed: there may be more candidates than these. */
  readonly unread: Failure | null;
}

export interface FindDeps {
  readonly reads: Reads;
  /** What only phone questions need, fetched with the first of them. */
  openDeep(): Promise<{
    readonly reads: Pick<DeepReads, 'searchTickets'>;
    partsOf(numbers: readonly PhoneNumber[]): Promise<readonly NumberParts[]>;
  }>;
  readonly phones: PhoneReader;
}

/**
 * Named as Talk names a caller without a number, and nothing else is known of them. A hidden number makes a new
 * profile for every call (talk-api 3.5).
 */
export function isHiddenCaller({ name, email, phone }: Profile): boolean {
  const isNamed = /^(caller\b(?!.*\d{3})|(anonymous|unknown|restricted|unavailable)\b)/i.test(name);
  return isNamed && email === null && phone === null;
}

/** Candidates whose tickets are counted by themselves; each costs one request. */
const countedCandidates = 10;

/** Who the text may mean. A record that is not there is nobody, not a failure. */
export async function find(
  rooms: FindDeps,
  input: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Result<Finding>> {
  const { reads, phones } = rooms;
  const click: ReadOptions = { ...options, urgency: 'click' };
  const asked = understand(input, await phones.read(input));
  const [byId, byTicket] = await Promise.all([
    asked.kind === 'number' ? findUser(reads, asked.userId, click) : nobody,
    asked.kind === 'number' || asked.kind === 'ticket'
      ? findRequester(reads, asked.ticketId, click)
      : nobody,
  ]);
  const hasThatId = byId.candidates.length > 0 || byTicket.ticket !== null;
  const understood =
    (asked.kind === 'number' && !hasThatId ? phoneIn(asked.readings) : null) ?? asked;
  const byText = await findMatches(rooms, understood, click);
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
    isTextCut: byText.isTextCut,
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
  readonly isTextCut: boolean;
  readonly failure: Failure | null;
}

const nobody: Part = {
  candidates: [],
  ticket: null,
  matches: null,
  isTextCut: false,
  failure: null,
};

const unlessNotFound = (failure: Failure): Part =>
  failure.kind === 'notFound' ? nobody : { ...nobody, failure };

async function findUser(reads: Reads, id: UserId, options: ReadOptions): Promise<Part> {
  const user = await reads.user(id, options);
  if (!user.ok) return unlessNotFound(user.failure);
  return {
    ...nobody,
    candidates: [{ profile: user.value, reasons: ['userId'], textTicket: null }],
  };
}

async function findRequester(reads: Reads, id: TicketId, options: ReadOptions): Promise<Part> {
  const ticket = await reads.ticket(id, options);
  if (!ticket.ok) return unlessNotFound(ticket.failure);
  const found: Part = { ...nobody, ticket: ticket.value };
  if (ticket.value.requesterId === null) return found;
  const requester = await reads.user(ticket.value.requesterId, options);
  if (!requester.ok) return { ...unlessNotFound(requester.failure), ticket: ticket.value };
  return {
    ...found,
    candidates: [{ profile: requester.value, reasons: ['requester'], textTicket: null }],
  };
}

async function findMatches(
  rooms: FindDeps,
  understood: Understood,
  options: ReadOptions,
): Promise<Part> {
  if (understood.kind === 'phone') return findPhone(rooms, understood.reading.number, options);
  const query = queryFor(understood);
  if (query === null) return nobody;
  const found = await rooms.reads.searchUsers(query, options);
  if (!found.ok) return unlessNotFound(found.failure);
  return {
    ...nobody,
    candidates: found.value.profiles.map((profile) => ({
      profile,
      reasons: reasonsFor(profile, understood),
      textTicket: null,
    })),
    matches: found.value.total,
  };
}

/** The app's own code for it did not come. */
const codeMissing: Failure = {
  asked: { method: 'GET', pattern: 'findByPhone.js' },
  kind: 'noAnswer',
  cause: 'network',
};

async function findPhone(
  { reads, openDeep }: FindDeps,
  number: PhoneNumber,
  options: ReadOptions,
): Promise<Part> {
  const code = await Promise.all([import('./findByPhone.ts'), openDeep()]).catch(() => null);
  const [parts] = code === null ? [] : await code[1].partsOf([number]);
  if (code === null || parts === undefined) return { ...nobody, failure: codeMissing };
  const [{ findByPhone }, deep] = code;
  const { failures, ...found } = await findByPhone({ reads, deep: deep.reads }, parts, options);
  const failure = failures.find(({ kind }) => kind !== 'notFound') ?? null;
  return { ...nobody, ...found, failure };
}

function queryFor(understood: Understood): string | null {
  switch (understood.kind) {
    case 'email':
      return understood.email;
    case 'text':
      return asPlainText(understood.text);
    case 'number':
      return understood.needsCountryCode ? String(understood.userId) : null;
    case 'phone':
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
    case 'phone':
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
    merged.set(candidate.profile.id, {
      ...candidate,
      reasons: [...reasons],
      textTicket: candidate.textTicket ?? before?.textTicket ?? null,
    });
  }
  return [...merged.values()];
}

const digitsOf = (text: string): string => text.replace(/\D/gu, '');

const plain = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en');
