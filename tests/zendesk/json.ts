import type {
  Account,
  CommentRecord,
  IdentityRecord,
  JobRecord,
  LineRecord,
  PartnerCall,
  TalkCall,
  TicketRecord,
  SuspendedRecord,
  UserRecord,
  Via,
  ViaSide,
} from './account.ts';
import { recordingIsThere, type World } from './world.ts';

type Json = Record<string, unknown>;

/** Zendesk's times have no milliseconds. */
export function timeOf(ms: number): string {
  const known = times.get(ms);
  if (known !== undefined) return known;
  // Writing times is a good part of an answer's cost, and the same ones come again and again.
  if (times.size > 20_000) times.clear();
  const text = `${new Date(ms).toISOString().slice(0, 19)}Z`;
  times.set(ms, text);
  return text;
}

const times = new Map<number, string>();

function urlOf(world: World, path: string): string {
  return `https://${world.account.subdomain}.zendesk.com/api/v2/${path}.json`;
}

/** A user as agents see it, deleted ones included. */
export function userJson(world: World, user: UserRecord): Json {
  const gone = user.presence === 'hard';
  const dropped = gone || (user.presence === 'soft' && world.switches.softDeletionDrops === 'yes');
  const phone = dropped ? null : user.phone;
  return {
    id: user.id,
    url: urlOf(world, `users/${user.id}`),
    name: gone ? 'Permanently Deleted User' : user.name,
    email: dropped ? null : user.email,
    created_at: timeOf(user.createdAt),
    updated_at: timeOf(user.updatedAt),
    time_zone: 'Madrid',
    iana_time_zone: 'Europe/Madrid',
    phone,
    shared_phone_number: phone === null ? null : user.sharedPhone,
    photo: null,
    locale_id: 1,
    locale: 'en-US',
    organization_id: user.organizationId,
    role: user.role,
    verified: true,
    external_id: gone ? null : user.externalId,
    tags: user.tags,
    alias: gone ? '' : user.alias,
    active: user.presence === 'there',
    shared: user.shared,
    shared_agent: user.sharedAgent,
    last_login_at: user.lastLoginAt === null ? null : timeOf(user.lastLoginAt),
    two_factor_auth_enabled: null,
    signature: null,
    details: gone ? '' : user.details,
    notes: gone ? '' : user.notes,
    role_type: user.roleType,
    custom_role_id: user.customRoleId,
    moderator: user.role !== 'end-user',
    ticket_restriction: user.role === 'end-user' ? 'requested' : user.ticketRestriction,
    only_private_comments: user.roleType === 1,
    restricted_agent: user.role === 'end-user' || user.ticketRestriction !== null,
    suspended: user.suspended,
    default_group_id: user.groupIds[0] ?? null,
    report_csv: false,
    user_fields: {},
  };
}

/** A deleted user as `deleted_users` shows it. */
export function deletedUserJson(world: World, user: UserRecord): Json {
  const {
    id,
    url,
    name,
    email,
    created_at,
    updated_at,
    time_zone,
    phone,
    photo,
    locale_id,
    locale,
    organization_id,
    role,
    active,
  } = userJson(world, user);
  const shared_phone_number = null;
  return {
    id,
    url,
    name,
    email,
    created_at,
    updated_at,
    time_zone,
    phone,
    shared_phone_number,
    photo,
    locale_id,
    locale,
    organization_id,
    role,
    active,
  };
}

export function identityJson(world: World, user: UserRecord, identity: IdentityRecord): Json {
  return {
    url: urlOf(world, `users/${user.id}/identities/${identity.id}`),
    id: identity.id,
    user_id: user.id,
    type: identity.type,
    value: identity.value,
    verified: identity.verified,
    primary: identity.primary,
    created_at: timeOf(identity.createdAt),
    updated_at: timeOf(identity.createdAt),
    verification_method: 'none',
    ...(identity.type === 'email'
      ? { undeliverable_count: 0, deliverable_state: 'deliverable' }
      : {}),
  };
}

/** A ticket; deleted ones with the status `deleted`, permanently deleted ones without their words. */
export function ticketJson(world: World, ticket: TicketRecord): Json {
  const gone = ticket.presence === 'hard';
  const subject = gone ? 'SCRUBBED' : ticket.subject;
  return {
    url: urlOf(world, `tickets/${ticket.id}`),
    id: ticket.id,
    external_id: null,
    via: gone
      ? { channel: ticket.via.channel, source: { from: {}, to: {}, rel: null } }
      : viaJson(ticket.via),
    created_at: timeOf(ticket.createdAt),
    updated_at: timeOf(ticket.updatedAt),
    generated_timestamp: Math.floor(ticket.updatedAt / 1000),
    type: null,
    subject,
    raw_subject: subject,
    description: gone ? 'SCRUBBED' : ticket.description,
    priority: null,
    status: ticket.presence === 'there' ? ticket.status : 'deleted',
    recipient: null,
    requester_id: ticket.requesterId,
    submitter_id: ticket.submitterId,
    assignee_id: ticket.assigneeId,
    organization_id: ticket.organizationId,
    group_id: ticket.groupId,
    collaborator_ids: gone ? [] : [...ticket.ccIds, ...ticket.followerIds],
    follower_ids: gone ? [] : ticket.followerIds,
    email_cc_ids: gone ? [] : ticket.ccIds,
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    is_public: ticket.comments.some((comment) => comment.public),
    due_at: null,
    tags: gone ? [] : ticket.tags,
    custom_fields: gone ? [] : ticket.customFields,
    satisfaction_rating: null,
    sharing_agreement_ids: [],
    custom_status_id: null,
    fields: gone ? [] : ticket.customFields,
    followup_ids: [],
    ticket_form_id: null,
    brand_id: 42,
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: ticket.via.channel === 'native_messaging',
  };
}

export function commentJson(world: World, ticket: TicketRecord, comment: CommentRecord): Json {
  const common = {
    id: comment.id,
    type: comment.type,
    author_id: comment.authorId,
    public: comment.public,
    attachments: (comment.attachments ?? []).map((name, index) =>
      attachmentJson(world, comment.id * 100 + index, name),
    ),
    audit_id: comment.id + 1_000_000,
    created_at: timeOf(comment.createdAt),
    metadata: { system: systemJson(comment), custom: {} },
  };
  switch (comment.type) {
    case 'Comment':
      return {
        ...common,
        ...(comment.ai !== undefined && world.switches.aiComment === 'otherType'
          ? { type: 'VoiceAiNote' }
          : {}),
        ...bodyJson(comment.body),
        via: comment.via
          ? viaJson(comment.via)
          : {
              channel: ticket.via.channel === 'voice' ? 'web' : ticket.via.channel,
              source: { from: {}, to: {}, rel: null },
            },
      };
    case 'VoiceComment': {
      const { talk } = comment;
      const rel = talk.holds[0] === 'voicemail' ? 'voicemail' : talk.direction;
      return {
        ...common,
        data: talkJson(world, comment.authorId, talk, comment.public),
        formatted_from: displayed(talk.from),
        formatted_to: displayed(talk.to),
        transcription_visible: talk.transcript !== null,
        trusted: true,
        ...bodyJson(bodyOf(world.account, comment)),
        via: {
          channel: 'voice',
          source: {
            rel,
            from: sideJson(
              callSide(talk.from, talk.direction === 'outbound' ? talk.lineName : null),
            ),
            to: sideJson(callSide(talk.to, talk.direction === 'inbound' ? talk.lineName : null)),
          },
        },
      };
    }
    case 'TpeVoiceComment':
      return {
        ...common,
        data: partnerJson(comment.partner),
        formatted_from: displayed(comment.partner.from),
        formatted_to: displayed(comment.partner.to),
        transcription_visible: false,
        trusted: true,
        title: `Call by ${comment.partner.appName}`,
        ...bodyJson(bodyOf(world.account, comment)),
        via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
      };
  }
}

function systemJson({ system }: CommentRecord): Json {
  return system === undefined
    ? { client: '', ip_address: '198.51.100.7', location: '' }
    : { client: system.client, ip_address: system.ip, location: system.location };
}

function attachmentJson(world: World, id: number, name: string): Json {
  return {
    url: urlOf(world, `attachments/${id}`),
    id,
    file_name: name,
    content_url: `https://${world.account.subdomain}.zendesk.com/attachments/token/a1b2c3/?name=${encodeURIComponent(name)}`,
    content_type: 'application/octet-stream',
    size: 20_480,
    inline: false,
    deleted: false,
    thumbnails: [],
  };
}

export function suspendedJson(world: World, record: SuspendedRecord): Json {
  return {
    url: urlOf(world, `suspended_tickets/${record.id}`),
    id: record.id,
    author: { id: record.authorId, name: record.authorName, email: record.authorEmail },
    subject: record.subject,
    content: record.content,
    cause: record.cause,
    cause_id: 0,
    error_messages: null,
    message_id: `<${record.id}@mail.example.net>`,
    ticket_id: null,
    recipient: `support@${world.account.subdomain}.zendesk.com`,
    brand_id: 42,
    attachments: [],
    created_at: timeOf(record.createdAt),
    updated_at: timeOf(record.createdAt),
    via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
  };
}

/** A job as it stands now. */
export function jobJson(world: World, job: JobRecord): Json {
  const ended = world.now >= job.finishedAt;
  const working = world.now >= job.workingFrom;
  const unnamed = world.switches.jobWords === 'unknownWord' ? 'finalizing' : 'working';
  return {
    id: job.id,
    job_type: job.type,
    url: urlOf(world, `job_statuses/${job.id}`),
    total: null,
    progress: null,
    status: ended ? job.ending.status : working ? unnamed : 'queued',
    message: ended ? `Completed at ${timeOf(job.finishedAt)}` : null,
    results: ended && job.ending.success !== null ? { success: job.ending.success } : null,
  };
}

export function lineJson(line: LineRecord, minimal: boolean): Json {
  const least = {
    id: line.id,
    country_code: line.country,
    external: false,
    nickname: line.nickname,
    priority: 0,
    brand_id: null,
    line_type: 'phone',
  };
  if (minimal) return least;
  return {
    ...least,
    created_at: timeOf(line.createdAt),
    number: line.number,
    name: displayed(line.number),
    display_number: displayed(line.number),
    location: 'AL',
    toll_free: false,
    transcription: line.transcription,
    recorded: line.recorded,
    call_recording_consent: line.consent,
    group_ids: [],
    default_group_id: null,
    greeting_ids: [],
    default_greeting_ids: [],
    categorised_greetings: {},
    categorised_greetings_with_sub_settings: {},
    sms_group_id: null,
    capabilities: { sms: true, mms: true, voice: true, emergency_address: true },
    sms_enabled: false,
    voice_enabled: true,
    outbound_enabled: true,
    ivr_id: null,
    schedule_id: null,
    failover_number: null,
    token: 'a1b2c3d4',
  };
}

/** A number as Zendesk displays it. */
function displayed(number: string | null): string {
  if (number === null) return 'Unknown';
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `+1 (${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}

function viaJson({ channel, rel, from, to }: Via): Json {
  return { channel, source: { rel, from: sideJson(from), to: sideJson(to) } };
}

function sideJson(side: ViaSide): Json {
  return side.phone === undefined
    ? { ...side }
    : { formatted_phone: displayed(side.phone), ...side };
}

function callSide(phone: string | null, name: string | null): ViaSide {
  return { ...(phone === null ? {} : { phone }), ...(name === null ? {} : { name }) };
}

function talkJson(world: World, authorId: number, talk: TalkCall, isPublic: boolean): Json {
  return {
    from: talk.from,
    to: talk.to,
    ...addressJson(world, talk),
    ...(talk.callId === null ? {} : { call_id: talk.callId }),
    call_duration: talk.durationSeconds,
    answered_by_id: talk.answeredById,
    started_at: timeOf(talk.startedAt),
    location: talk.location ?? '',
    author_id: authorId,
    public: isPublic,
    brand_id: 42,
    via_id: talk.holds[0] === 'voicemail' ? 33 : talk.direction === 'inbound' ? 34 : 35,
    ...(talk.answeredByName === null ? {} : { answered_by_name: talk.answeredByName }),
    transcription_status: talk.transcript === null ? 'none' : 'completed',
    ...(talk.transcript === null ? {} : { transcription_text: talk.transcript }),
  };
}

/** The comment's address: there while audio of a kind that it stands for is there. */
function addressJson(world: World, talk: TalkCall): Json {
  const { callId } = talk;
  if (talk.holds.length === 0) return { recording_url: null };
  const url = addressOf(world.account, talk);
  if (callId === null) return { recording_url: url };
  const recordings = world.account.recordings.get(callId);
  if (talk.holds.some((kind) => recordingIsThere(world, callId, kind)))
    return { recording_url: url };
  if (talk.holds.some((kind) => recordings?.[kind] !== undefined)) return { recording_url: null };
  switch (world.switches.recordingAddress) {
    case 'null':
      return { recording_url: null };
    case 'absent':
      return {};
    case 'unchanged':
      return { recording_url: url };
  }
}

/** Holds the provider's call id, which is not Talk's `call_id`. */
function addressOf(account: Account, talk: TalkCall): string {
  const provider = String(talk.callId ?? talk.startedAt).padStart(32, '0');
  return `https://${account.subdomain}.zendesk.com/api/v2/channels/voice/calls/CA${provider}/twilio/call/recording`;
}

/** What stands in a comment: the author's words, or those that Talk or a partner writes. */
export function bodyOf(account: Account, comment: CommentRecord): string {
  if (comment.body !== '' || comment.type === 'Comment') return comment.body;
  if (comment.type === 'VoiceComment') return talkBody(account, comment.talk);
  const { appName, direction, from, to } = comment.partner;
  return `Call by ${appName}\n\nDirection: ${direction}\nFrom: ${from}\nTo: ${to}`;
}

/** The words Talk writes, once. The audio's address stays in them when the audio is gone. */
function talkBody(account: Account, talk: TalkCall): string {
  const known = talkBodies.get(talk);
  if (known !== undefined) return known;
  const lines = [
    `Call from: ${displayed(talk.from)}`,
    `Call to: ${displayed(talk.to)}`,
    `Time of call: ${timeOf(talk.startedAt)}`,
    ...(talk.answeredByName === null
      ? []
      : [`${talk.direction === 'inbound' ? 'Answered' : 'Called'} by: ${talk.answeredByName}`]),
    `Length of phone call: ${talk.durationSeconds} seconds`,
    ...(talk.holds.length === 0 ? [] : [`Listen to the recording: ${addressOf(account, talk)}`]),
  ];
  const body = lines.join('\n');
  talkBodies.set(talk, body);
  return body;
}

const talkBodies = new WeakMap<TalkCall, string>();

function partnerJson(partner: PartnerCall): Json {
  return {
    app_id: 1_003_048,
    app_name: partner.appName,
    author_id: null,
    call_id: partner.callId,
    call_started_at: timeOf(partner.startedAt),
    call_ended_at: timeOf(partner.startedAt + partner.durationSeconds * 1000),
    direction: partner.direction,
    from_line: partner.from,
    to_line: partner.to,
    external_id: null,
    title: `Call by ${partner.appName}`,
    via_id: partner.direction === 'inbound' ? 45 : 46,
    recording_url: partner.recordingUrl ?? '',
    ...(partner.transcript === null ? {} : { transcript: partner.transcript }),
  };
}

function bodyJson(body: string): Json {
  const escaped = body.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return {
    body,
    html_body: `<div class="zd-comment" dir="auto">${escaped.replace(/\n/g, '<br>')}</div>`,
    plain_body: body,
  };
}
