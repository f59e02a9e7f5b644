import type { RecordingKind } from '../../src/domain/call.ts';
import type { CallId, CommentId, IdentityId, TicketId, UserId } from '../../src/domain/ids.ts';
import type {
  Account,
  AgentActivityRecord,
  CommentRecord,
  CustomFieldRecord,
  CustomRoleRecord,
  IdentityRecord,
  LineRecord,
  SystemNote,
  TicketRecord,
  TicketStatus,
  UserRecord,
  Via,
} from './account.ts';

const minute = 60_000;
const day = 86_400_000;

/** When an account is made unless told otherwise; a stepped clock that starts here sees no record in its future. */
export const accountMadeAt = Date.UTC(2026, 10, 23, 9, 0, 0);

/** An account without anybody in it, on Suite Growth (400 requests a minute), with one recorded line. */
export function emptyAccount(
  wanted: { subdomain?: string; requestsPerMinute?: number; madeAt?: number } = {},
): Account {
  const madeAt = wanted.madeAt ?? accountMadeAt;
  const account: Account = {
    subdomain: wanted.subdomain ?? 'example',
    plan: { name: 'Suite Growth', requestsPerMinute: wanted.requestsPerMinute ?? 400 },
    settings: {
      agentTicketDeletion: false,
      agentWorkspace: true,
      voiceEnabled: true,
      recordingsPublic: false,
      userTagging: true,
    },
    users: new Map(),
    tickets: new Map(),
    recordings: new Map(),
    jobs: new Map(),
    compliance: new Map(),
    agentsActivity: [],
    queue: {
      agentsOnline: 0,
      callsWaiting: 0,
      callbacksWaiting: 0,
      embeddableCallbacksWaiting: 0,
      aiAgentCalls: 0,
      averageWaitTime: 0,
      longestWaitTime: 0,
    },
    lines: [],
    suspended: [],
    exportedCalls: [],
    customRoles: new Map(),
    signedInId: null,
    madeAt,
    nextIds: {
      user: 700_001,
      identity: 810_001,
      ticket: 4_001,
      comment: 880_001,
      call: 9_300_001,
      line: 36_001,
      job: 1,
      suspended: 950_001,
    },
  };
  line(account, { number: '+15550100999', nickname: 'Support line' });
  return account;
}

export interface UserWish {
  name?: string;
  email?: string | null;
  phone?: string | null;
  /** A shared number is no identity and hangs on several people. */
  sharedPhone?: boolean;
  /** More addresses and numbers; the primary e-mail and an unshared phone become identities by themselves. */
  identities?: { type: IdentityRecord['type']; value: string }[];
  roleType?: number | null;
  customRoleId?: number | null;
  ticketRestriction?: UserRecord['ticketRestriction'];
  groupIds?: number[];
  organizationId?: number | null;
  owner?: boolean;
  shared?: boolean;
  sharedAgent?: boolean;
  suspended?: boolean;
  alias?: string;
  notes?: string;
  details?: string;
  externalId?: string | null;
  tags?: string[];
  createdAt?: number;
  lastLoginAt?: number | null;
}

export function endUser(account: Account, wish: UserWish = {}): UserRecord {
  return user(account, 'end-user', null, 'Caller', wish);
}

export function agent(account: Account, wish: UserWish = {}): UserRecord {
  return user(account, 'agent', wish.customRoleId === undefined ? null : 0, 'Agent', wish);
}

export function lightAgent(account: Account, wish: UserWish = {}): UserRecord {
  return user(account, 'agent', 1, 'Light agent', wish);
}

/** The first admin of an account is signed in. */
export function admin(account: Account, wish: UserWish = {}): UserRecord {
  const record = user(account, 'admin', 4, 'Admin', wish);
  account.signedInId ??= record.id;
  return record;
}

export interface TicketWish {
  requester: UserRecord;
  status?: TicketStatus;
  subject?: string;
  description?: string;
  /** `email` unless told otherwise; a voice channel is written as Talk writes it. */
  via?: 'voicemail' | 'inbound' | 'outbound' | 'email' | 'web' | 'api' | 'sms' | 'messaging';
  /** Numbers in `via` of a voice ticket; the requester's phone and the first line unless told otherwise. */
  callerNumber?: string | null;
  submitter?: UserRecord;
  assignee?: UserRecord | null;
  groupId?: number | null;
  cc?: UserRecord[];
  followers?: UserRecord[];
  tags?: string[];
  customFields?: CustomFieldRecord[];
  archived?: boolean;
  createdAt?: number;
  updatedAt?: number;
}

/** A ticket without comments. An e-mail ticket's own first text is the caller's to add with `comment`. */
export function ticket(account: Account, wish: TicketWish): TicketRecord {
  const id = account.nextIds.ticket++ as TicketId;
  const channel = wish.via ?? 'email';
  const createdAt = wish.createdAt ?? account.madeAt - 30 * day + (id % 997) * minute;
  const record: TicketRecord = {
    id,
    subject: wish.subject ?? subjectOf(channel, wish.requester.name),
    description: wish.description ?? 'First words of the conversation',
    status: wish.status ?? (wish.archived === true ? 'closed' : 'open'),
    requesterId: wish.requester.id,
    submitterId: (wish.submitter ?? wish.requester).id,
    assigneeId: wish.assignee?.id ?? null,
    groupId: wish.groupId ?? null,
    organizationId: wish.requester.organizationId,
    ccIds: (wish.cc ?? []).map((person) => person.id),
    followerIds: (wish.followers ?? []).map((person) => person.id),
    via: viaOf(account, channel, wish),
    tags: wish.tags ?? [],
    customFields: wish.customFields ?? [],
    comments: [],
    archived: wish.archived ?? false,
    createdAt,
    updatedAt: wish.updatedAt ?? createdAt,
    presence: 'there',
    listedFrom: createdAt,
    indexedFrom: createdAt,
  };
  account.tickets.set(id, record);
  return record;
}

export interface CommentWish {
  author?: UserRecord;
  body?: string;
  public?: boolean;
  createdAt?: number;
  /** Where it came from; like its ticket unless told otherwise. */
  via?: Via;
  system?: SystemNote;
  /** File names. */
  attachments?: string[];
}

/** A written comment, the requester's unless told otherwise. On a ticket of text messages it is one of them. */
export function comment(account: Account, on: TicketRecord, wish: CommentWish = {}): CommentRecord {
  const authorId = wish.author?.id ?? on.requesterId;
  const { from, to } = on.via;
  const textMessage: Via = {
    ...on.via,
    ...(authorId === on.requesterId ? {} : { from: to, to: from }),
  };
  const via = wish.via ?? (on.via.channel === 'sms' ? textMessage : undefined);
  return put(on, {
    id: account.nextIds.comment++ as CommentId,
    type: 'Comment',
    authorId,
    body: wish.body ?? 'A few words',
    public: wish.public ?? true,
    createdAt: wish.createdAt ?? nextTime(on),
    ...(via === undefined ? {} : { via }),
    ...(wish.system === undefined ? {} : { system: wish.system }),
    ...(wish.attachments === undefined ? {} : { attachments: wish.attachments }),
  });
}

export interface VoiceCommentWish {
  /** Who was on the line, where it is not the requester: theirs are the number, the comment and the exported row. */
  caller?: UserRecord;
  author?: UserRecord;
  /** `call` unless told otherwise. A voicemail has nobody who answered. */
  kind?: RecordingKind;
  direction?: 'inbound' | 'outbound';
  /** E.164; the requester's phone and the first line unless told otherwise; null where hidden. */
  from?: string | null;
  to?: string | null;
  /**
   * True: audio of its kind. `both`: a live part and a voicemail under one call id and one address.
   * False: never recorded. `gone`: recorded once, deleted before this account was looked at.
   */
  recorded?: boolean | 'both' | 'gone';
  /** The call id of an earlier comment, for two comments of one call; null for none at all. */
  callId?: CallId | null;
  answeredBy?: UserRecord | null;
  /** Agents who had a leg of it after the first. */
  alsoAnsweredBy?: UserRecord[];
  lineName?: string | null;
  location?: string | null;
  transcript?: string | null;
  startedAt?: number;
  durationSeconds?: number;
  /** When the address appears; at once unless told otherwise. */
  readyAt?: number;
  public?: boolean;
  system?: SystemNote;
}

/** A Talk call on any ticket, whatever its channel, with its recordings. */
export function voiceComment(
  account: Account,
  on: TicketRecord,
  wish: VoiceCommentWish = {},
): CommentRecord & { type: 'VoiceComment' } {
  const kind = wish.kind ?? 'call';
  const direction = wish.direction ?? 'inbound';
  const caller = wish.caller ?? account.users.get(on.requesterId);
  const customer = caller?.phone ?? null;
  const own = account.lines[0]?.number ?? null;
  const from = wish.from === undefined ? (direction === 'inbound' ? customer : own) : wish.from;
  const to = wish.to === undefined ? (direction === 'inbound' ? own : customer) : wish.to;
  const startedAt = wish.startedAt ?? nextTime(on) - minute;
  const durationSeconds = wish.durationSeconds ?? (kind === 'voicemail' ? 35 : 180);
  const callId = wish.callId === undefined ? (account.nextIds.call++ as CallId) : wish.callId;
  const recorded = wish.recorded ?? true;
  const holds: RecordingKind[] =
    recorded === false ? [] : recorded === 'both' ? ['call', 'voicemail'] : [kind];
  const answering = kind === 'voicemail' ? null : (wish.answeredBy ?? null);
  if (callId !== null && recorded !== 'gone') {
    const recordings = account.recordings.get(callId) ?? {};
    for (const one of holds) {
      recordings[one] = {
        readyAt: wish.readyAt ?? startedAt + durationSeconds * 1000,
        durationSeconds,
      };
    }
    account.recordings.set(callId, recordings);
  }
  const record: CommentRecord & { type: 'VoiceComment' } = {
    id: account.nextIds.comment++ as CommentId,
    type: 'VoiceComment',
    authorId:
      wish.author?.id ??
      (direction === 'outbound' && answering ? answering.id : (caller?.id ?? on.requesterId)),
    body: '',
    public: wish.public ?? false,
    createdAt: startedAt + durationSeconds * 1000,
    ...(wish.system === undefined ? {} : { system: wish.system }),
    talk: {
      callId,
      direction,
      from,
      to,
      lineName: wish.lineName === undefined ? (account.lines[0]?.nickname ?? null) : wish.lineName,
      startedAt,
      durationSeconds,
      answeredById: answering?.id ?? null,
      answeredByName: answering?.name ?? null,
      location: wish.location ?? null,
      transcript: wish.transcript ?? null,
      holds,
      customerId:
        (wish.caller ?? (direction === 'inbound' ? wish.author : undefined))?.id ?? on.requesterId,
      legAgentIds: [answering, ...(wish.alsoAnsweredBy ?? [])].flatMap((one) =>
        one === null ? [] : [one.id],
      ),
      aiTranscript: false,
      aiSummary: false,
    },
  };
  return put(on, record);
}

export interface PartnerCallWish {
  author?: UserRecord;
  direction?: 'inbound' | 'outbound';
  from?: string;
  to?: string;
  recordingUrl?: string | null;
  transcript?: string | null;
  appName?: string;
  startedAt?: number;
  durationSeconds?: number;
  /** The partner's own call id, which may look like one of Talk's. */
  callId?: number;
}

/** A call of partner telephony: its audio lives elsewhere. */
export function partnerCall(
  account: Account,
  on: TicketRecord,
  wish: PartnerCallWish = {},
): CommentRecord & { type: 'TpeVoiceComment' } {
  const startedAt = wish.startedAt ?? nextTime(on) - minute;
  const durationSeconds = wish.durationSeconds ?? 90;
  const record: CommentRecord & { type: 'TpeVoiceComment' } = {
    id: account.nextIds.comment++ as CommentId,
    type: 'TpeVoiceComment',
    authorId: wish.author?.id ?? on.requesterId,
    body: '',
    public: false,
    createdAt: startedAt + durationSeconds * 1000,
    partner: {
      callId: wish.callId ?? account.nextIds.call++,
      direction: wish.direction ?? 'inbound',
      from: wish.from ?? account.users.get(on.requesterId)?.phone ?? 'Unknown',
      to: wish.to ?? '+15550100888',
      appName: wish.appName ?? 'Example telephony',
      startedAt,
      durationSeconds,
      recordingUrl:
        wish.recordingUrl === undefined
          ? 'https://recordings.example.net/partner/1.mp3'
          : wish.recordingUrl,
      transcript: wish.transcript ?? null,
    },
  };
  return put(on, record);
}

export function line(
  account: Account,
  wish: Partial<Omit<LineRecord, 'id'>> & { number: string },
): LineRecord {
  const record: LineRecord = {
    id: account.nextIds.line++,
    nickname: null,
    recorded: true,
    transcription: true,
    consent: 'always',
    country: 'US',
    callRecordingDeleteAfter: 'never',
    voicemailRecordingDeleteAfter: 'never',
    createdAt: account.madeAt - 700 * day,
    ...wish,
  };
  account.lines.push(record);
  return record;
}

/** How an agent stands at Talk right now. */
export function activity(
  account: Account,
  of: UserRecord,
  wish: Partial<Omit<AgentActivityRecord, 'agentId'>> = {},
): AgentActivityRecord {
  const record: AgentActivityRecord = {
    agentId: of.id,
    agentState: 'online',
    callStatus: null,
    via: 'client',
    forwardingNumber: null,
    ...wish,
  };
  account.agentsActivity.push(record);
  return record;
}

export function customRole(
  account: Account,
  wish: Partial<CustomRoleRecord> = {},
): CustomRoleRecord {
  const record: CustomRoleRecord = {
    id: wish.id ?? 360_001 + account.customRoles.size,
    name: 'Team lead',
    roleType: 0,
    ticketAccess: 'all',
    ticketDeletion: false,
    viewDeletedTickets: false,
    endUserProfileAccess: 'edit',
    lightAgent: false,
    ...wish,
  };
  account.customRoles.set(record.id, record);
  return record;
}

function user(
  account: Account,
  role: UserRecord['role'],
  roleType: number | null,
  word: string,
  wish: UserWish,
): UserRecord {
  const id = account.nextIds.user++ as UserId;
  const createdAt = wish.createdAt ?? account.madeAt - 400 * day + (id % 997) * minute;
  const email = wish.email === undefined ? `person${id}@example.com` : wish.email;
  const phone = wish.phone ?? null;
  const record: UserRecord = {
    id,
    name: wish.name ?? `${word} ${id}`,
    email,
    phone,
    sharedPhone: wish.sharedPhone ?? false,
    role,
    roleType: wish.roleType === undefined ? roleType : wish.roleType,
    customRoleId: wish.customRoleId ?? null,
    ticketRestriction: wish.ticketRestriction ?? null,
    groupIds: wish.groupIds ?? [],
    organizationId: wish.organizationId ?? null,
    owner: wish.owner ?? false,
    shared: wish.shared ?? false,
    sharedAgent: wish.sharedAgent ?? false,
    suspended: wish.suspended ?? false,
    alias: wish.alias ?? '',
    notes: wish.notes ?? '',
    details: wish.details ?? '',
    externalId: wish.externalId ?? null,
    tags: wish.tags ?? [],
    identities: [],
    createdAt,
    updatedAt: createdAt,
    lastLoginAt: wish.lastLoginAt ?? null,
    presence: 'there',
    indexedFrom: createdAt,
  };
  const own: { type: IdentityRecord['type']; value: string }[] = [];
  if (email !== null) own.push({ type: 'email', value: email });
  if (phone !== null && !record.sharedPhone) own.push({ type: 'phone_number', value: phone });
  for (const { type, value } of [...own, ...(wish.identities ?? [])]) {
    record.identities.push({
      id: account.nextIds.identity++ as IdentityId,
      type,
      value,
      primary: !record.identities.some((other) => other.type === type),
      verified: true,
      createdAt,
    });
  }
  account.users.set(id, record);
  return record;
}

function subjectOf(channel: TicketWish['via'], name: string): string {
  switch (channel) {
    case 'voicemail':
      return `Voicemail from: ${name}`;
    case 'inbound':
      return `Call from: ${name}`;
    case 'outbound':
      return `Call to: ${name}`;
    default:
      return `A question of ${name}`;
  }
}

function viaOf(account: Account, channel: NonNullable<TicketWish['via']>, wish: TicketWish): Via {
  const caller: Via['from'] = { name: wish.requester.name };
  const number = wish.callerNumber === undefined ? wish.requester.phone : wish.callerNumber;
  if (number !== null) caller.phone = number;
  const first = account.lines[0];
  const own: Via['to'] = {};
  if (first) own.phone = first.number;
  if (first?.nickname) own.name = first.nickname;
  switch (channel) {
    case 'voicemail':
    case 'inbound':
      return { channel: 'voice', rel: channel, from: caller, to: own };
    case 'outbound':
      return { channel: 'voice', rel: channel, from: own, to: caller };
    case 'sms':
      return { channel: 'sms', rel: null, from: caller, to: own };
    case 'email':
      return {
        channel: 'email',
        rel: null,
        from: {
          name: wish.requester.name,
          ...(wish.requester.email === null ? {} : { address: wish.requester.email }),
        },
        to: { name: 'Support', address: `support@${account.subdomain}.zendesk.com` },
      };
    case 'messaging':
      return { channel: 'native_messaging', rel: null, from: {}, to: {} };
    case 'web':
    case 'api':
      return { channel, rel: null, from: {}, to: {} };
  }
}

/** Comments follow each other a minute apart, from the ticket's first minute on. */
export function nextTime(on: TicketRecord): number {
  const last = on.comments.at(-1);
  return (last === undefined ? on.createdAt : last.createdAt) + minute;
}

export function put<Record extends CommentRecord>(on: TicketRecord, record: Record): Record {
  on.comments.push(record);
  on.updatedAt = Math.max(on.updatedAt, record.createdAt);
  return record;
}
