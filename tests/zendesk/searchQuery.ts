import type { UserId } from '../../src/domain/ids.ts';
import type { Account, TicketRecord, TicketStatus, UserRecord } from './account.ts';
import { bodyOf } from './json.ts';
import { sees, type World } from './world.ts';

interface Term {
  readonly key: string | null;
  readonly operator: ':' | '<' | '>' | '<=' | '>=';
  readonly value: string;
  /** In quotes: its words stand one after the other. */
  readonly isPhrase: boolean;
  readonly isNegated: boolean;
}

/** What a search query asks for: a repeated keyword means *or*, different ones and bare words mean *and*. */
export interface Query {
  readonly type: string | null;
  readonly terms: readonly Term[];
}

export function queryFrom(text: string): Query {
  const terms: Term[] = [];
  let type: string | null = null;
  for (const match of text.matchAll(/(-?)(?:([a-z_]+)(:|<=|>=|<|>))?("[^"]*"|[^\s"]+)/gi)) {
    const [, minus, key, operator, raw] = match;
    const value = (raw ?? '').replace(/^"|"$/g, '');
    if (key?.toLowerCase() === 'type') {
      type = value;
      continue;
    }
    terms.push({
      key: key?.toLowerCase() ?? null,
      operator: operatorFrom(operator),
      value,
      isPhrase: raw?.startsWith('"') === true,
      isNegated: minus === '-',
    });
  }
  return { type, terms };
}

/** Users that the index holds and that fit, in the order of their ids. */
export function usersFound(world: World, text: string): UserRecord[] {
  const query = queryFrom(text);
  if (query.type !== null && query.type !== 'user') return [];
  return [...world.account.users.values()].filter(
    (user) => isIndexedUser(world, user) && fits(query.terms, (term) => userFits(user, term)),
  );
}

/** Tickets that the index holds, as it believes them to be, and that the viewer may see. */
export function ticketsFound(world: World, text: string, viewer: UserRecord): TicketRecord[] {
  const query = queryFrom(text);
  if (query.type !== null && query.type !== 'ticket') return [];
  return [...world.account.tickets.values()].filter((ticket) => {
    const believed = world.staleTickets.get(ticket.id);
    const stale = believed !== undefined && believed.until > world.now ? believed : null;
    const isThere = stale === null ? ticket.presence === 'there' : stale.isThere;
    if (!isThere || ticket.indexedFrom > world.now || !sees(viewer, ticket)) return false;
    const status = stale === null ? ticket.status : stale.status;
    return fits(query.terms, (term) => ticketFits(world, ticket, status, viewer, term));
  });
}

const ranks: readonly TicketStatus[] = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

function fits(terms: readonly Term[], one: (term: Term) => boolean): boolean {
  const satisfied = new Map<string, boolean>();
  for (const term of terms) {
    if (term.isNegated || term.key === null) {
      if (one(term) === term.isNegated) return false;
      continue;
    }
    const key = `${term.key}${term.operator}`;
    satisfied.set(key, (satisfied.get(key) ?? false) || one(term));
  }
  return [...satisfied.values()].every(Boolean);
}

function userFits(user: UserRecord, term: Term): boolean {
  switch (term.key) {
    case null:
      return (
        wordsFit(`${user.name} ${user.notes} ${user.details} ${user.alias}`, term, true) ||
        hasAddress(user, term.value) ||
        hasNumber(user, term.value) ||
        (/^\d+$/.test(term.value) && user.id === Number(term.value))
      );
    case 'name':
    case 'user':
      return (
        wordsFit(user.name, term, true) || (term.key === 'user' && hasAddress(user, term.value))
      );
    case 'email':
      return hasAddress(user, term.value);
    case 'phone':
      return hasNumber(user, term.value);
    case 'role':
      return user.role === term.value;
    case 'tags':
      return user.tags.includes(term.value);
    case 'external_id':
      return user.externalId === term.value;
    default:
      // A word with a colon in somebody's text is a keyword nobody has.
      return false;
  }
}

function ticketFits(
  world: World,
  ticket: TicketRecord,
  status: TicketStatus,
  viewer: UserRecord,
  term: Term,
): boolean {
  switch (term.key) {
    case null:
      return wordsFit(textOf(world.account, ticket), term, true);
    case 'requester':
      return isPerson(world, ticket.requesterId, term, viewer);
    case 'submitter':
      return isPerson(world, ticket.submitterId, term, viewer);
    case 'assignee':
      return ticket.assigneeId === null
        ? term.value === 'none'
        : isPerson(world, ticket.assigneeId, term, viewer);
    case 'cc':
      return ticket.ccIds.some((id) => isPerson(world, id, term, viewer));
    case 'commenter':
      return ticket.comments.some((comment) => isPerson(world, comment.authorId, term, viewer));
    case 'via':
      return cameBy(ticket, term.value);
    case 'status':
      return statusFits(status, term);
    case 'tags':
      return ticket.tags.includes(term.value);
    case 'created':
      return timeFits(ticket.createdAt, term);
    case 'updated':
      return timeFits(ticket.updatedAt, term);
    case 'subject':
      return wordsFit(ticket.subject, term, false);
    case 'description':
    case 'comment':
      return wordsFit(textOf(world.account, ticket), term, false);
    default:
      throw new Error(`a keyword that the small Zendesk does not understand: ${term.key}`);
  }
}

function isPerson(world: World, id: number, term: Term, viewer: UserRecord): boolean {
  const { value } = term;
  if (value === 'me') return id === viewer.id;
  if (/^\d+$/.test(value)) return id === Number(value);
  const user = world.account.users.get(id as UserId);
  return (
    user !== undefined &&
    (hasAddress(user, value) || hasNumber(user, value) || wordsFit(user.name, term, true))
  );
}

function cameBy(ticket: TicketRecord, value: string): boolean {
  const { channel, rel } = ticket.via;
  switch (value) {
    case 'voicemail':
      return rel === 'voicemail';
    case 'phone_call_inbound':
      return channel === 'voice' && rel === 'inbound';
    case 'phone_call_outbound':
      return channel === 'voice' && rel === 'outbound';
    // Voicemail, CTI or inbound; outbound is not in it.
    case 'phone':
      return channel === 'voice' && rel !== 'outbound';
    case 'mail':
      return channel === 'email';
    case 'sms':
    case 'web':
    case 'api':
      return channel === value;
    default:
      throw new Error(`a via that the small Zendesk does not understand: ${value}`);
  }
}

function statusFits(status: TicketStatus, term: Term): boolean {
  const wanted = ranks.findIndex((word) => word === term.value);
  if (wanted < 0) throw new Error(`a status that the small Zendesk does not know: ${term.value}`);
  return compares(ranks.indexOf(status), term.operator, wanted);
}

/** A day, or an instant. */
function timeFits(ms: number, { operator, value }: Term): boolean {
  const wanted = Date.parse(value);
  if (Number.isNaN(wanted))
    throw new Error(`a time that the small Zendesk does not understand: ${value}`);
  const unit = /^\d{4}-\d{2}-\d{2}$/.test(value) ? 86_400_000 : 1000;
  return compares(Math.floor(ms / unit), operator, Math.floor(wanted / unit));
}

function compares(one: number, operator: Term['operator'], other: number): boolean {
  switch (operator) {
    case ':':
      return one === other;
    case '<':
      return one < other;
    case '>':
      return one > other;
    case '<=':
      return one <= other;
    case '>=':
      return one >= other;
  }
}

function operatorFrom(text: string | undefined): Term['operator'] {
  return text === '<' || text === '>' || text === '<=' || text === '>=' ? text : ':';
}

function isIndexedUser(world: World, user: UserRecord): boolean {
  const until = world.staleUsers.get(user.id) ?? 0;
  return (user.presence === 'there' || until > world.now) && user.indexedFrom <= world.now;
}

function hasAddress(user: UserRecord, value: string): boolean {
  if (!value.includes('@')) return false;
  const wanted = value.toLowerCase();
  return (
    user.email?.toLowerCase().startsWith(wanted) === true ||
    user.identities.some(
      (identity) => identity.type === 'email' && identity.value.toLowerCase().startsWith(wanted),
    )
  );
}

/** By E.164 alone: two spellings of one number are two numbers to Zendesk. */
function hasNumber(user: UserRecord, value: string): boolean {
  if (!value.startsWith('+')) return false;
  return (
    user.phone === value ||
    user.identities.some((identity) => identity.type === 'phone_number' && identity.value === value)
  );
}

function textOf(account: Account, ticket: TicketRecord): string {
  // Zendesk looks into the first 500 comments only. Voice comments are comments; `via` and fields are not.
  const bodies = ticket.comments.slice(0, 500).map((comment) => bodyOf(account, comment));
  return [ticket.subject, ticket.description, ...bodies].join(' \n ');
}

/** Whole words, punctuation ignored. `prefix`: the start of a longer word is enough, of a phrase for its last. */
function wordsFit(text: string, { value, isPhrase }: Term, prefix: boolean): boolean {
  const wanted = wordsOf(value);
  // Cutting texts into words is what a search costs, and most hold nothing of the kind.
  const lower = text.toLowerCase();
  if (wanted.length === 0 || !wanted.every((word) => lower.includes(word))) return false;
  const words = wordsOf(text);
  const meets = (word: string | undefined, candidate: string | undefined): boolean =>
    word !== undefined && (prefix ? candidate?.startsWith(word) === true : candidate === word);
  if (!isPhrase) return wanted.every((word) => words.some((candidate) => meets(word, candidate)));
  return words.some((_, at) =>
    wanted.every((word, index) =>
      index < wanted.length - 1 ? words[at + index] === word : meets(word, words[at + index]),
    ),
  );
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
