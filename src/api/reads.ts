import { failed, type Result } from '../domain/result.ts';
import type { Comment } from '../domain/call.ts';
import type { JobId, TicketId, UserId } from '../domain/ids.ts';
import type { Identity, Profile } from '../domain/profile.ts';
import type { Ticket } from '../domain/ticket.ts';
import { openAsk } from './ask.ts';
import { decoded } from './decode.ts';
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
import { askedOf, routes } from './routes.ts';

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
  /** Two letters, `US`. */
  readonly country: string | null;
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

const searchPage = '100';

/** The reading side of the account. It has no way to an act. How lists are paged: support-api 2.5, talk-api 8. */
export function openReads(paced: Paced): Reads {
  const { json, one, some, pages } = openAsk(paced);
  return {
    async me(options) {
      const answer = await json(routes.me, {}, {}, options);
      if (!answer.ok) return answer;
      const asked = askedOf(routes.me);
      if (isAnonymous(answer.value)) return failed({ asked, kind: 'signedOut' });
      return decoded(asked, answer.value, decodeUser);
    },
    user: (user_id, options) => one(routes.user, { user_id }, {}, decodeUser, options),
    users: (ids, options) => some(routes.users, ids, decodeUsers, options),
    searchUsers: (query, options) =>
      one(routes.searchUsers, {}, { query, per_page: searchPage }, decodeFoundUsers, options),
    identities: (user_id, options) =>
      pages(routes.identities, 'cursor', { user_id }, {}, decodeIdentities, options),
    related: (user_id, options) => one(routes.related, { user_id }, {}, decodeRelated, options),
    requestedTickets: (user_id, options) =>
      pages(routes.requestedTickets, 'cursor', { user_id }, {}, decodeTickets, options),
    ccdTickets: (user_id, options) =>
      pages(routes.ccdTickets, 'offset', { user_id }, {}, decodeTickets, options),
    ticket: (ticket_id, options) => one(routes.ticket, { ticket_id }, {}, decodeTicket, options),
    tickets: (ids, options) => some(routes.tickets, ids, decodeTickets, options),
    comments: (ticket_id, options) =>
      pages(
        routes.comments,
        'cursor',
        { ticket_id },
        { include: 'users' },
        decodeComments(ticket_id),
        options,
      ),
    isArchived: (ticket_id, options) =>
      one(routes.relatedToTicket, { ticket_id }, {}, decodeIsArchived, options),
    talkTicketsByChannel: (requester, options) =>
      one(
        routes.search,
        {},
        { query: talkTicketsOf(requester), per_page: searchPage },
        decodeFoundTickets,
        options,
      ),
    deletedUser: (user_id, options) =>
      one(routes.deletedUser, { user_id }, {}, decodeDeletedUser, options),
    complianceStatuses: (user_id, options) =>
      pages(
        routes.complianceStatuses,
        'cursor',
        { user_id },
        {},
        decodeComplianceStatuses,
        options,
      ),
    job: (job_id, options) => one(routes.job, { job_id }, {}, decodeJob, options),
    accountSettings: (options) => one(routes.accountSettings, {}, {}, decodeSettings, options),
    lines: (options) => pages(routes.lines, 'linked', {}, {}, decodeLines, options),
    queueActivity: (options) => one(routes.queueActivity, {}, {}, decodeQueueActivity, options),
    agentsActivity: (options) =>
      pages(routes.agentsActivity, 'linked', {}, {}, decodeAgentsActivity, options),
  };
}

/** A repeated keyword means "or"; `via:phone` alone would miss outbound calls (talk-api 3.2). */
function talkTicketsOf(requester: UserId): string {
  return `type:ticket requester:${requester} via:voicemail via:phone_call_inbound via:phone_call_outbound`;
}
