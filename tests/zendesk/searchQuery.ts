import type { TicketRecord, TicketStatus, UserRecord } from './account.ts';
import { sees, type World } from './world.ts';

interface Term {
  readonly key: string | null;
  readonly operator: ':' | '<' | '>' | '<=' | '>=';
  readonly value: string;
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
        wordsFit(`${user.name} ${user.notes} ${user.details} ${user.alias}`, term.value, true) ||
        hasAddress(user, term.value) ||
        hasNumber(user, term.value) ||
        (/^\d+$/.test(term.value) && user.id === Number(term.value))
      );
    case 'name':
    case 'user':
      return (
        wordsFit(user.name, term.value, true) ||
        (term.key === 'user' && hasAddress(user, term.value))
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
      return wordsFit(textOf(ticket), term.value, true);
    case 'requester':
      return isPerson(world, ticket.requesterId, term.value, viewer);
    case 'submitter':
      return isPerson(world, ticket.submitterId, term.value, viewer);
    case 'assignee':
      return ticket.assigneeId === null
        ? term.value === 'none'
        : isPerson(world, ticket.assigneeId, term.value, viewer);
    case 'cc':
      return ticket.ccIds.some((id) => isPerson(world, id, term.value, viewer));
    case 'commenter':
      return ticket.comments.some((comment) =>
        isPerson(world, comment.authorId, term.value, viewer),
      );
    case 'via':
      return cameBy(ticket, term.value);
    case 'status':
      return statusFits(status, term);
    case 'tags':
      return ticket.tags.includes(term.value);
    case 'subject':
      return wordsFit(ticket.subject, term.value, false);
    case 'description':
    case 'comment':
      return wordsFit(textOf(ticket), term.value, false);
    default:
      throw new Error(`a keyword that the small Zendesk does not understand: ${term.key}`);
  }
}

function isPerson(world: World, id: number, value: string, viewer: UserRecord): boolean {
  if (value === 'me') return id === viewer.id;
  if (/^\d+$/.test(value)) return id === Number(value);
  for (const user of world.account.users.values()) {
    if (user.id !== id) continue;
    return hasAddress(user, value) || hasNumber(user, value) || wordsFit(user.name, value, true);
  }
  return false;
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
  const rank = ranks.indexOf(status);
  const wanted = ranks.findIndex((word) => word === term.value);
  if (wanted < 0) throw new Error(`a status that the small Zendesk does not know: ${term.value}`);
  switch (term.operator) {
    case ':':
      return rank === wanted;
    case '<':
      return rank < wanted;
    case '>':
      return rank > wanted;
    case '<=':
      return rank <= wanted;
    case '>=':
      return rank >= wanted;
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

function textOf(ticket: TicketRecord): string {
  // Zendesk looks into the first 500 comments only.
  const bodies = ticket.comments.slice(0, 500).map((comment) => comment.body);
  return [ticket.subject, ticket.description, ...bodies].join(' ');
}

function wordsFit(text: string, value: string, prefix: boolean): boolean {
  const wanted = wordsOf(value);
  if (wanted.length === 0) return false;
  const words = wordsOf(text);
  return wanted.every((word) =>
    words.some((candidate) => (prefix ? candidate.startsWith(word) : candidate === word)),
  );
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
