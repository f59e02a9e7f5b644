import type {
  CallId,
  CommentId,
  IdentityId,
  JobId,
  TicketId,
  UserId,
} from '../../src/domain/ids.ts';
import type { RecordingKind } from '../../src/domain/call.ts';

/**
 * `soft`: deleted, still with Zendesk. `hard`: deleted for good. The record stays here in both cases, so that
 * a checker can tell afterwards what it was; the routes show what Zendesk would still show.
 */
export type Presence = 'there' | 'soft' | 'hard';

export interface IdentityRecord {
  id: IdentityId;
  type: 'email' | 'phone_number' | 'agent_forwarding' | 'twitter' | 'messaging' | 'any_channel';
  value: string;
  primary: boolean;
  verified: boolean;
  createdAt: number;
}

/** Which tickets an agent sees; null means all. */
export type TicketRestriction = 'assigned' | 'groups' | 'organization' | 'requested' | null;

export interface UserRecord {
  id: UserId;
  name: string;
  email: string | null;
  phone: string | null;
  sharedPhone: boolean;
  role: 'end-user' | 'agent' | 'admin';
  /** 0 custom agent, 1 light agent, 4 admin, 5 billing admin. */
  roleType: number | null;
  customRoleId: number | null;
  ticketRestriction: TicketRestriction;
  groupIds: number[];
  organizationId: number | null;
  /** The account owner cannot be deleted. */
  owner: boolean;
  /** From a ticket-sharing agreement: cannot be changed. */
  shared: boolean;
  sharedAgent: boolean;
  suspended: boolean;
  alias: string;
  notes: string;
  details: string;
  externalId: string | null;
  tags: string[];
  identities: IdentityRecord[];
  createdAt: number;
  updatedAt: number;
  lastLoginAt: number | null;
  presence: Presence;
  /** From when the search finds this user. */
  indexedFrom: number;
}

export interface ViaSide {
  phone?: string;
  name?: string;
  address?: string;
}

export interface Via {
  /** As the ticket's JSON says it: `voice` for Talk, with the direction in `rel`. */
  channel: 'voice' | 'email' | 'web' | 'api' | 'sms' | 'native_messaging';
  rel: 'voicemail' | 'inbound' | 'outbound' | 'merge' | null;
  from: ViaSide;
  to: ViaSide;
}

/** A Talk call as its comment tells it. What audio is left stands in the account's recordings. */
export interface TalkCall {
  /** Null for a voice comment that some integration wrote through the Tickets API. */
  callId: CallId | null;
  direction: 'inbound' | 'outbound';
  /** E.164; null where the caller hid it. */
  from: string | null;
  to: string | null;
  lineName: string | null;
  startedAt: number;
  durationSeconds: number;
  /** Null for a voicemail. */
  answeredById: UserId | null;
  answeredByName: string | null;
  location: string | null;
  transcript: string | null;
  /** The kinds that this comment's address stands for. Empty: never recorded, never an address. */
  holds: RecordingKind[];
  /** The profile that the call hangs on in Talk's exports. */
  customerId: UserId | null;
  /** Everybody who had a leg of it, the first who answered before the others. */
  legAgentIds: UserId[];
  /** Whether Talk ever made a transcript or summary of it beside the voicemail's own. */
  aiTranscript: boolean;
  aiSummary: boolean;
}

export interface PartnerCall {
  callId: number;
  direction: 'inbound' | 'outbound';
  from: string;
  to: string;
  appName: string;
  startedAt: number;
  durationSeconds: number;
  recordingUrl: string | null;
  transcript: string | null;
}

/** What the author's device told, as `metadata.system` shows it. */
export interface SystemNote {
  ip: string;
  client: string;
  location: string;
}

export type CommentRecord = {
  id: CommentId;
  /** `-1` is Zendesk itself. */
  authorId: UserId;
  body: string;
  public: boolean;
  createdAt: number;
  system?: SystemNote;
  /** File names. */
  attachments?: string[];
} & (
  | { type: 'Comment'; via?: Via; ai?: 'transcript' | 'summary' }
  | { type: 'VoiceComment'; talk: TalkCall }
  | { type: 'TpeVoiceComment'; partner: PartnerCall }
);

export interface CustomFieldRecord {
  id: number;
  value: string | number | boolean | string[] | null;
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

export interface TicketRecord {
  id: TicketId;
  subject: string;
  description: string;
  status: TicketStatus;
  requesterId: UserId;
  submitterId: UserId;
  assigneeId: UserId | null;
  groupId: number | null;
  organizationId: number | null;
  ccIds: UserId[];
  followerIds: UserId[];
  via: Via;
  tags: string[];
  customFields: CustomFieldRecord[];
  comments: CommentRecord[];
  archived: boolean;
  createdAt: number;
  updatedAt: number;
  presence: Presence;
  /** From when the lists of a user's tickets show it. */
  listedFrom: number;
  /** From when the search finds it. */
  indexedFrom: number;
}

export interface Recording {
  /** From when its comment gives an address: audio comes some time after the call. */
  readyAt: number;
  durationSeconds: number;
}

/** What audio Talk holds for one call id. */
export interface Recordings {
  call?: Recording;
  voicemail?: Recording;
}

export interface JobRecord {
  id: JobId;
  type: string;
  ticketIds: TicketId[];
  byUserId: UserId | null;
  createdAt: number;
  workingFrom: number;
  finishedAt: number;
  /** How it ends once `finishedAt` has come; null results leave `results` out of the answer. */
  ending: { status: 'completed' | 'failed'; success: boolean | null };
}

export interface ComplianceEntry {
  action: 'request_deletion' | 'started' | 'complete';
  application: string;
  executerId: UserId | null;
  createdAt: number;
}

export interface AgentActivityRecord {
  agentId: UserId;
  agentState: 'online' | 'offline' | 'away' | 'transfers_only';
  callStatus: 'on_call' | 'wrap_up' | null;
  via: 'client' | 'phone';
  forwardingNumber: string | null;
}

export interface QueueRecord {
  agentsOnline: number;
  callsWaiting: number;
  callbacksWaiting: number;
  embeddableCallbacksWaiting: number;
  aiAgentCalls: number;
  averageWaitTime: number;
  longestWaitTime: number;
}

export interface LineRecord {
  id: number;
  number: string;
  nickname: string | null;
  recorded: boolean;
  transcription: boolean;
  consent: 'always' | 'opt_in' | 'opt_out' | 'never';
  country: string;
  /** `never`, `1.days` to `2.years`; null where the settings have no such key. */
  callRecordingDeleteAfter: string | null;
  voicemailRecordingDeleteAfter: string | null;
  createdAt: number;
}

/** A message that Zendesk held back before it became a ticket. */
export interface SuspendedRecord {
  id: number;
  authorId: UserId | null;
  authorName: string;
  authorEmail: string | null;
  subject: string;
  content: string;
  cause: string;
  createdAt: number;
}

/** A call as Talk's exports know it. Those of voice comments are made from the tickets. */
export interface ExportedCallRecord {
  id: CallId;
  createdAt: number;
  updatedAt: number;
  customerId: UserId | null;
  /** The first who answered. */
  agentId: UserId | null;
  legAgentIds: UserId[];
  ticketId: TicketId | null;
  direction: 'inbound' | 'outbound';
  /** Null while it runs. */
  status: string | null;
  durationSeconds: number;
  recordedSeconds: number;
  isVoicemail: boolean;
  /** Index of the account's lines. */
  line: number;
  aiTranscript: boolean;
  aiSummary: boolean;
}

export interface CustomRoleRecord {
  id: number;
  name: string;
  roleType: number;
  ticketAccess: 'all' | 'assigned-only' | 'within-groups' | 'within-organization';
  ticketDeletion: boolean;
  viewDeletedTickets: boolean;
  endUserProfileAccess: 'readonly' | 'edit-within-org' | 'edit' | 'full';
  lightAgent: boolean;
}

export interface AccountSettingsRecord {
  agentTicketDeletion: boolean;
  agentWorkspace: boolean;
  voiceEnabled: boolean;
  recordingsPublic: boolean;
  userTagging: boolean;
}

/** One Zendesk account as plain data; times in milliseconds since 1970. `copyAccount` gives a twin. */
export interface Account {
  subdomain: string;
  plan: { name: string; requestsPerMinute: number };
  settings: AccountSettingsRecord;
  users: Map<UserId, UserRecord>;
  tickets: Map<TicketId, TicketRecord>;
  recordings: Map<CallId, Recordings>;
  jobs: Map<JobId, JobRecord>;
  compliance: Map<UserId, ComplianceEntry[]>;
  agentsActivity: AgentActivityRecord[];
  queue: QueueRecord;
  lines: LineRecord[];
  suspended: SuspendedRecord[];
  /** Calls of Talk's exports that stand on no ticket of this account. */
  exportedCalls: ExportedCallRecord[];
  customRoles: Map<number, CustomRoleRecord>;
  /** Null: nobody is signed in. */
  signedInId: UserId | null;
  /** The instant at which the account was made; its records are older. */
  madeAt: number;
  nextIds: {
    user: number;
    identity: number;
    ticket: number;
    comment: number;
    call: number;
    line: number;
    job: number;
    suspended: number;
  };
}

export function copyAccount(account: Account): Account {
  return structuredClone(account);
}
