import { failed, ok, type Result } from '../domain/result.ts';
import type { Comment } from '../domain/call.ts';
import type { JobId, TicketId, UserId } from '../domain/ids.ts';
import type { Identity, Profile } from '../domain/profile.ts';
import type { Ticket } from '../domain/ticket.ts';
import { jsonOf } from './answer.ts';
import { decoded, type Decoder } from './decode.ts';
import { decodeComments } from './decodeComments.ts';
import {
  decodeAgentsActivity,
  decodeComplianceStatuses,
  decodeDeletedUser,
  decodeFoundTickets,
  decodeFoundUsers,
  decodeIdentities,
  decodeIsArchived,
  decodeJob,
  decodeLines,
  decodeQueueActivity,
  decodeRelated,
  decodeSettings,
  decodeTicket,
  decodeTickets,
  decodeUser,
  decodeUsers,
  isAnonymous,
} from './decodeRecords.ts';
import type { Paced } from './pace.ts';
import { pagesOf, type PageQuery, type Paging } from './page.ts';
import { askedBy, requestOf, routes, type Places, type Query, type RouteName } from './routes.ts';

/** One page of a list that is read to its end. Iteration stops after a failure, which is its last value. */
export type Pages<Item> = AsyncIterable<Result<readonly Item[]>>;

export interface RelatedCounts {
  readonly requested: number | null;
  readonly ccd: number | null;
  readonly assigned: number | null;
}

export interface Line {
  readonly id: number;
  readonly number: string | null;
  readonly nickname: string | null;
}

export interface ComplianceStatus {
  readonly action: string;
  readonly application: string;
  readonly createdAt: string | null;
}

export interface JobStatus {
  readonly id: JobId;
  /** `queued`, `working`, `failed`, `completed`, or an unknown word, which counts as not finished. */
  readonly status: string;
  /** The one boolean of a permanent ticket deletion; null where the results say nothing of the kind. */
  readonly success: boolean | null;
}

/** Figures of this moment in the account's time zone; null where Zendesk left one out. */
export interface QueueActivity {
  readonly callsWaiting: number | null;
  readonly callbacksWaiting: number | null;
  readonly aiAgentCalls: number | null;
}

export interface AgentActivity {
  readonly agentId: UserId;
  /** `on_call`, `wrap_up`, or null. */
  readonly callStatus: string | null;
}

export interface AccountSettings {
  readonly agentsMayDeleteTickets: boolean | null;
  readonly voiceEnabled: boolean | null;
  readonly recordingsPublic: boolean | null;
}

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** A person's click goes before a scan. Default `scan`. */
  readonly urgency?: 'click' | 'scan';
  /** The instant at which the request leaves: what comes back is at least that young. */
  readonly onSent?: (at: number) => void;
}

/** Every read that the app can send. Each call is one request, `Pages` one request a page. */
export interface Reads {
  /** The signed-in person by the server's word, asked afresh. An anonymous answer is `signedOut`. */
  me(options?: ReadOptions): Promise<Result<Profile>>;
  user(id: UserId, options?: ReadOptions): Promise<Result<Profile>>;
  /** At most 100 ids. */
  users(ids: readonly UserId[], options?: ReadOptions): Promise<Result<readonly Profile[]>>;
  /** Text search over users, first page (100) only; `total` is Zendesk's count. */
  searchUsers(
    query: string,
    options?: ReadOptions,
  ): Promise<Result<{ readonly profiles: readonly Profile[]; readonly total: number | null }>>;
  identities(id: UserId, options?: ReadOptions): Pages<Identity>;
  related(id: UserId, options?: ReadOptions): Promise<Result<RelatedCounts>>;
  requestedTickets(id: UserId, options?: ReadOptions): Pages<Ticket>;
  ccdTickets(id: UserId, options?: ReadOptions): Pages<Ticket>;
  ticket(id: TicketId, options?: ReadOptions): Promise<Result<Ticket>>;
  /** At most 100 ids; deleted ones are missing from the answer. */
  tickets(ids: readonly TicketId[], options?: ReadOptions): Promise<Result<readonly Ticket[]>>;
  comments(id: TicketId, options?: ReadOptions): Pages<Comment>;
  /** Whether the ticket is archived; null where Zendesk did not say. */
  isArchived(id: TicketId, options?: ReadOptions): Promise<Result<boolean | null>>;
  /** Tickets that the person requested and that came over Talk, first page of the search index. */
  talkTicketsByChannel(
    requester: UserId,
    options?: ReadOptions,
  ): Promise<Result<{ readonly tickets: readonly Ticket[]; readonly total: number | null }>>;
  /** Answers only while the user is soft-deleted. */
  deletedUser(id: UserId, options?: ReadOptions): Promise<Result<Profile>>;
  complianceStatuses(id: UserId, options?: ReadOptions): Pages<ComplianceStatus>;
  job(id: JobId, options?: ReadOptions): Promise<Result<JobStatus>>;
  accountSettings(options?: ReadOptions): Promise<Result<AccountSettings>>;
  lines(options?: ReadOptions): Pages<Line>;
  queueActivity(options?: ReadOptions): Promise<Result<QueueActivity>>;
  agentsActivity(options?: ReadOptions): Pages<AgentActivity>;
}

type ReadName = {
  [Name in RouteName]: (typeof routes)[Name]['kind'] extends 'read' ? Name : never;
}[RouteName];
/** The lists that are read page by page, and how each is paged (support-api 2.5, talk-api 8). */
const paging = {
  identities: 'cursor',
  requestedTickets: 'cursor',
  ccdTickets: 'offset',
  comments: 'cursor',
  complianceStatuses: 'cursor',
  lines: 'linked',
  agentsActivity: 'linked',
} as const satisfies Partial<Record<ReadName, Paging>>;

const mostIds = 100;
const searchPage = '100';

/** The reading side of the account. It has no way to an act. */
export function openReads(paced: Paced): Reads {
  async function json<Name extends ReadName>(
    name: Name,
    places: Places<Name>,
    query: Query<Name>,
    options: ReadOptions = {},
  ): Promise<Result<unknown>> {
    const { urgency = 'scan', signal, onSent } = options;
    const reply = await paced.read(requestOf(name, places, query), {
      urgency,
      budget: routes[name].budget,
      ...(signal === undefined ? {} : { signal }),
      ...(onSent === undefined ? {} : { onSent }),
    });
    return jsonOf(askedBy(name), reply);
  }

  async function one<Name extends ReadName, Value>(
    name: Name,
    places: Places<Name>,
    query: Query<Name>,
    decode: Decoder<Value>,
    options?: ReadOptions,
  ): Promise<Result<Value>> {
    const answer = await json(name, places, query, options);
    return answer.ok ? decoded(askedBy(name), answer.value, decode) : answer;
  }

  async function some<Item>(
    name: 'users' | 'tickets',
    ids: readonly number[],
    decode: Decoder<readonly Item[]>,
    options?: ReadOptions,
  ): Promise<Result<readonly Item[]>> {
    if (ids.length > mostIds) throw new RangeError(`${ids.length} ids in one request`);
    return ids.length === 0 ? ok([]) : one(name, {}, { ids: ids.join(',') }, decode, options);
  }

  function pages<Name extends keyof typeof paging, Item>(
    name: Name,
    ask: (query: PageQuery) => Promise<Result<unknown>>,
    decode: Decoder<readonly Item[]>,
  ): Pages<Item> {
    return pagesOf(askedBy(name), paging[name], ask, decode);
  }

  return {
    async me(options) {
      const answer = await json('me', {}, {}, options);
      if (!answer.ok) return answer;
      if (isAnonymous(answer.value)) return failed({ asked: askedBy('me'), kind: 'signedOut' });
      return decoded(askedBy('me'), answer.value, decodeUser);
    },
    user: (id, options) => one('user', { user_id: id }, {}, decodeUser, options),
    users: (ids, options) => some('users', ids, decodeUsers, options),
    searchUsers: (query, options) =>
      one('searchUsers', {}, { query, per_page: searchPage }, decodeFoundUsers, options),
    identities: (id, options) =>
      pages(
        'identities',
        (query) => json('identities', { user_id: id }, query, options),
        decodeIdentities,
      ),
    related: (id, options) => one('related', { user_id: id }, {}, decodeRelated, options),
    requestedTickets: (id, options) =>
      pages(
        'requestedTickets',
        (query) => json('requestedTickets', { user_id: id }, query, options),
        decodeTickets,
      ),
    ccdTickets: (id, options) =>
      pages(
        'ccdTickets',
        (query) => json('ccdTickets', { user_id: id }, query, options),
        decodeTickets,
      ),
    ticket: (id, options) => one('ticket', { ticket_id: id }, {}, decodeTicket, options),
    tickets: (ids, options) => some('tickets', ids, decodeTickets, options),
    comments: (id, options) =>
      pages(
        'comments',
        (query) => json('comments', { ticket_id: id }, { include: 'users', ...query }, options),
        decodeComments(id),
      ),
    isArchived: (id, options) =>
      one('relatedToTicket', { ticket_id: id }, {}, decodeIsArchived, options),
    talkTicketsByChannel: (requester, options) =>
      one(
        'search',
        {},
        { query: talkTicketsOf(requester), per_page: searchPage },
        decodeFoundTickets,
        options,
      ),
    deletedUser: (id, options) =>
      one('deletedUser', { user_id: id }, {}, decodeDeletedUser, options),
    complianceStatuses: (id, options) =>
      pages(
        'complianceStatuses',
        (query) => json('complianceStatuses', { user_id: id }, query, options),
        decodeComplianceStatuses,
      ),
    job: (id, options) => one('job', { job_id: id }, {}, decodeJob, options),
    accountSettings: (options) => one('accountSettings', {}, {}, decodeSettings, options),
    lines: (options) => pages('lines', (query) => json('lines', {}, query, options), decodeLines),
    queueActivity: (options) => one('queueActivity', {}, {}, decodeQueueActivity, options),
    agentsActivity: (options) =>
      pages(
        'agentsActivity',
        (query) => json('agentsActivity', {}, query, options),
        decodeAgentsActivity,
      ),
  };
}

/** A repeated keyword means "or"; `via:phone` alone would miss outbound calls (talk-api 3.2). */
function talkTicketsOf(requester: UserId): string {
  return `type:ticket requester:${requester} via:voicemail via:phone_call_inbound via:phone_call_outbound`;
}
