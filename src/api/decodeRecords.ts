import * as v from 'valibot';
import type { IdentityId, JobId, TicketId, UserId } from '../domain/ids.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import type { Identity, Profile } from '../domain/profile.ts';
import type { Ticket } from '../domain/ticket.ts';
import {
  by,
  count,
  flag,
  idOrNull,
  perhaps,
  someId,
  text,
  under,
  via,
  type Decoder,
} from './decode.ts';
import type {
  AccountSettings,
  AgentActivity,
  ComplianceStatus,
  JobStatus,
  Line,
  QueueActivity,
  RelatedCounts,
} from './reads.ts';

const ids = v.fallback(v.nullable(v.array(someId<UserId>())), null);
const user = v.pipe(
  v.object({
    id: someId<UserId>(),
    name: v.string(),
    email: text,
    phone: text,
    shared_phone_number: flag,
    role: text,
    role_type: count,
    custom_role_id: idOrNull<number>(),
    active: flag,
    shared: flag,
    shared_agent: flag,
    suspended: flag,
    ticket_restriction: text,
    created_at: text,
    updated_at: text,
    last_login_at: text,
  }),
  v.transform((raw): Profile => ({
    id: raw.id,
    name: raw.name,
    email: raw.email,
    phone: raw.phone,
    number: phoneNumberFrom(raw.phone),
    isPhoneShared: raw.shared_phone_number,
    role: raw.role,
    roleType: raw.role_type,
    customRoleId: raw.custom_role_id,
    isActive: raw.active,
    isShared: raw.shared,
    isSharedAgent: raw.shared_agent,
    isSuspended: raw.suspended,
    ticketRestriction: raw.ticket_restriction,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    lastLoginAt: raw.last_login_at,
  })),
);

const identity = v.pipe(
  v.object({
    id: someId<IdentityId>(),
    type: v.string(),
    value: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
    primary: flag,
    updated_at: text,
  }),
  v.transform((raw): Identity => ({
    id: raw.id,
    type: raw.type,
    value: raw.value,
    isPrimary: raw.primary,
    updatedAt: raw.updated_at,
  })),
);

const ticket = v.pipe(
  v.object({
    id: someId<TicketId>(),
    status: v.pipe(v.string(), v.nonEmpty()),
    subject: text,
    requester_id: idOrNull<UserId>(),
    submitter_id: idOrNull<UserId>(),
    assignee_id: idOrNull<UserId>(),
    // Accounts of the older kind fill only the first of these, followers among them (support-api 2.5).
    collaborator_ids: ids,
    email_cc_ids: ids,
    follower_ids: ids,
    via,
    created_at: text,
    updated_at: text,
  }),
  v.transform((raw): Ticket => ({
    id: raw.id,
    status: raw.status,
    subject: raw.subject,
    requesterId: raw.requester_id,
    submitterId: raw.submitter_id,
    assigneeId: raw.assignee_id,
    ccIds: inCopy(raw),
    channel: raw.via?.channel ?? null,
    channelRel: raw.via?.source?.rel ?? null,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
  })),
);

/** Followers are agents: they are told of everything, but the conversation is not theirs. */
function inCopy(raw: {
  readonly collaborator_ids: readonly UserId[] | null;
  readonly email_cc_ids: readonly UserId[] | null;
  readonly follower_ids: readonly UserId[] | null;
}): readonly UserId[] | null {
  if (raw.collaborator_ids === null && raw.email_cc_ids === null) return null;
  const followers = new Set(raw.follower_ids);
  const others = (raw.collaborator_ids ?? []).filter((id) => !followers.has(id));
  return [...new Set([...(raw.email_cc_ids ?? []), ...others])];
}

export const decodeUser: Decoder<Profile> = under('user', user);
export const decodeDeletedUser: Decoder<Profile> = under('deleted_user', user);
export const decodeUsers: Decoder<readonly Profile[]> = under('users', v.array(user));
export const decodeFoundUsers = by(
  v.pipe(
    v.object({ users: v.array(user), count }),
    v.transform((raw) => ({ profiles: raw.users, total: raw.count })),
  ),
);
export const decodeIdentities: Decoder<readonly Identity[]> = under(
  'identities',
  v.array(identity),
);
export const decodeTicket: Decoder<Ticket> = under('ticket', ticket);
export const decodeTickets: Decoder<readonly Ticket[]> = under('tickets', v.array(ticket));
export const decodeFoundTickets = by(
  v.pipe(
    v.object({ results: v.array(ticket), count }),
    v.transform((raw) => ({ tickets: raw.results, total: raw.count })),
  ),
);

/** Whether `users/me` names nobody: Zendesk answers so when nobody is signed in (support-api 10.2). */
export const isAnonymous = (json: unknown): boolean =>
  v.is(v.object({ user: v.object({ id: v.null() }) }), json);

export const decodeRelated: Decoder<RelatedCounts> = under(
  'user_related',
  v.pipe(
    v.object({ requested_tickets: count, ccd_tickets: count, assigned_tickets: count }),
    v.transform((raw) => ({
      requested: raw.requested_tickets,
      ccd: raw.ccd_tickets,
      assigned: raw.assigned_tickets,
    })),
  ),
);

/** Published both bare and in a wrapper; null where neither form says it. */
export const decodeIsArchived = by(
  v.pipe(
    v.object({ from_archive: flag, ticket_related: perhaps({ from_archive: flag }) }),
    v.transform((raw) => raw.from_archive ?? raw.ticket_related?.from_archive ?? null),
  ),
);

export const decodeComplianceStatuses: Decoder<readonly ComplianceStatus[]> = under(
  'compliance_deletion_statuses',
  v.array(
    v.pipe(
      v.object({ action: v.string(), application: v.string(), created_at: text }),
      v.transform((raw) => ({
        action: raw.action,
        application: raw.application,
        createdAt: raw.created_at,
      })),
    ),
  ),
);

/** Ids go into paths, so a job's is letters, digits, `-` and `_` only, as all known ones are. */
const jobId = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,128}$/),
  v.custom<JobId>((id) => typeof id === 'string'),
);
export const decodeJobId: Decoder<JobId> = by(
  v.pipe(
    v.object({ job_status: v.object({ id: jobId }) }),
    v.transform((raw) => raw.job_status.id),
  ),
);
export const decodeJob: Decoder<JobStatus> = under(
  'job_status',
  v.pipe(
    v.object({ id: jobId, status: v.string(), results: perhaps({ success: flag }) }),
    v.transform((raw) => ({
      id: raw.id,
      status: raw.status,
      success: raw.results?.success ?? null,
    })),
  ),
);

export const decodeSettings: Decoder<AccountSettings> = under(
  'settings',
  v.pipe(
    v.object({
      tickets: perhaps({ agent_ticket_deletion: flag }),
      voice: perhaps({ enabled: flag, recordings_public: flag }),
      active_features: perhaps({ voice: flag }),
    }),
    v.transform((raw) => ({
      agentsMayDeleteTickets: raw.tickets?.agent_ticket_deletion ?? null,
      voiceEnabled: raw.voice?.enabled ?? raw.active_features?.voice ?? null,
      recordingsPublic: raw.voice?.recordings_public ?? null,
    })),
  ),
);

export const decodeLines: Decoder<readonly Line[]> = under(
  'phone_numbers',
  v.array(
    v.pipe(
      v.object({ id: someId<number>(), number: text, nickname: text, country_code: text }),
      v.transform(({ country_code: country, ...line }) => ({ ...line, country })),
    ),
  ),
);

export const decodeQueueActivity: Decoder<QueueActivity> = under(
  'current_queue_activity',
  v.pipe(
    v.object({ calls_waiting: count, callbacks_waiting: count, ai_agent_calls: count }),
    v.transform((raw) => ({
      callsWaiting: raw.calls_waiting,
      callbacksWaiting: raw.callbacks_waiting,
      aiAgentCalls: raw.ai_agent_calls,
    })),
  ),
);

export const decodeAgentsActivity: Decoder<readonly AgentActivity[]> = under(
  'agents_activity',
  v.array(
    v.pipe(
      v.object({ agent_id: someId<UserId>(), call_status: text }),
      v.transform((raw) => ({ agentId: raw.agent_id, callStatus: raw.call_status })),
    ),
  ),
);
