import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failureOf } from '../../src/api/answer.ts';
import type { Decoded } from '../../src/api/decode.ts';
import { decodeComments } from '../../src/api/decodeComments.ts';
import {
  decodeFoundWrittenTickets,
  decodeLineRetention,
  decodeWrittenComments,
  decodeWrittenTickets,
} from '../../src/api/decodeDeep.ts';
import { decodeCalls, decodeLegs } from '../../src/api/decodeExports.ts';
import {
  decodeAgentsActivity,
  decodeDeletedUser,
  decodeFoundTickets,
  decodeFoundUsers,
  decodeIdentities,
  decodeJob,
  decodeJobId,
  decodeLines,
  decodeTicket,
  decodeTickets,
  decodeUser,
  decodeUsers,
} from '../../src/api/decodeRecords.ts';
import type { TicketId } from '../../src/domain/ids.ts';
import type { Checked } from './findings.ts';

const exportEnd = { count: 1, end_time: 0, next_page: '?start_time=0' };

type Fields = Readonly<Record<string, unknown>>;
/** What is wrong with how the app reads a record, or null. */
type Trial = (record: Fields) => string | null;

/** Records of a file, tried with every decoder that can meet one. */
const trials: Readonly<Record<string, readonly Trial[]>> = {
  users: [
    accepted((user) => decodeUser({ user })),
    accepted((user) => decodeUsers({ users: [user] })),
    accepted((user) => decodeFoundUsers({ users: [user], count: 1 })),
    accepted((user) => decodeDeletedUser({ deleted_user: user })),
    keepsUser,
  ],
  identities: [accepted((identity) => decodeIdentities({ identities: [identity] }))],
  tickets: [
    accepted((ticket) => decodeTicket({ ticket })),
    accepted((ticket) => decodeTickets({ tickets: [ticket] })),
    accepted((ticket) => decodeFoundTickets({ results: [ticket], count: 1 })),
    accepted((ticket) => decodeWrittenTickets({ tickets: [ticket] })),
    accepted((ticket) => decodeFoundWrittenTickets({ results: [ticket] })),
    keepsTicket,
  ],
  comments: [
    keepsComment,
    accepted((comment) => decodeWrittenComments(1 as TicketId)({ comments: [comment], users: [] })),
  ],
  calls: [accepted((call) => decodeCalls({ calls: [call], ...exportEnd })), keepsCall],
  legs: [accepted((leg) => decodeLegs({ legs: [leg], ...exportEnd })), keepsLeg],
  job_statuses: [
    accepted((job_status) => decodeJob({ job_status })),
    accepted((job_status) => decodeJobId({ job_status })),
  ],
  phone_numbers: [
    accepted((line) => decodeLines({ phone_numbers: [line] })),
    accepted((line) => decodeLineRetention({ phone_number: line })),
  ],
  agents_activity: [accepted((agent) => decodeAgentsActivity({ agents_activity: [agent] }))],
  errors: [keepsError],
};

/** Files of what the app does not read yet; one that it reads belongs above. */
const unread = [
  'addresses',
  'audit_logs',
  'calls_partner_edition',
  'custom_roles',
  'greetings',
  'ivrs',
  'routing_attributes',
];

/** The app's decoders against records of real accounts. */
export function checkRealRecords(folder: string): Checked {
  const place = join(folder, 'data/real-records');
  const names = readdirSync(place).filter((name) => name.endsWith('.json'));
  const findings: string[] = [];
  let counted = 0;
  for (const file of names) {
    const name = file.replace(/\.json$/, '');
    const tried = trials[name];
    if (tried === undefined) {
      if (!unread.includes(name))
        findings.push(`real records: ${file} is neither tried nor known as unread`);
      continue;
    }
    const records = JSON.parse(readFileSync(join(place, file), 'utf8')) as readonly Fields[];
    for (const [index, record] of records.entries()) {
      counted += 1;
      for (const trial of tried) {
        const problem = trial(record);
        if (problem !== null) findings.push(`real records: ${file} ${index}: ${problem}`);
      }
    }
  }
  for (const name of [...Object.keys(trials), ...unread]) {
    if (!names.includes(`${name}.json`)) findings.push(`real records: ${name}.json is not there`);
  }
  return { name: 'real records', counted, findings };
}

function accepted(decode: (record: Fields) => Decoded<unknown>): Trial {
  return (record) => {
    const result = decode(record);
    return result.ok ? null : `refused at ${result.where}`;
  };
}

function keepsUser(record: Fields): string | null {
  const user = decodeUser({ user: record });
  if (!user.ok) return null;
  const { id, role, isActive, isSuspended } = user.value;
  return differing([
    ['id', id, record['id']],
    ['role', role, record['role']],
    ['active', isActive, record['active']],
    ['suspended', isSuspended, record['suspended']],
  ]);
}

function keepsTicket(record: Fields): string | null {
  const ticket = decodeTicket({ ticket: record });
  if (!ticket.ok) return null;
  const { id, status, requesterId, channel, updatedAt } = ticket.value;
  return differing([
    ['id', id, record['id']],
    ['status', status, record['status']],
    ['requester_id', requesterId, record['requester_id']],
    ['via.channel', channel, fieldsOf(record['via'])['channel']],
    ['updated_at', updatedAt, record['updated_at']],
  ]);
}

function keepsCall(record: Fields): string | null {
  const page = decodeCalls({ calls: [record], ...exportEnd });
  const call = page.ok ? page.value.rows[0] : undefined;
  return call === undefined
    ? null
    : differing([
        ['id', call.id, record['id']],
        ['customer_id', call.customerId, record['customer_id']],
        ['ticket_id', call.ticketId, record['ticket_id']],
        ['direction', call.direction, record['direction']],
        ['duration', call.durationSeconds, record['duration']],
        ['recording_time', call.recordedSeconds, record['recording_time']],
        ['updated_at', call.updatedAt, record['updated_at']],
      ]);
}

function keepsLeg(record: Fields): string | null {
  const page = decodeLegs({ legs: [record], ...exportEnd });
  const leg = page.ok ? page.value.rows[0] : undefined;
  return leg === undefined
    ? null
    : differing([
        ['call_id', leg.callId, record['call_id']],
        ['agent_id', leg.agentId ?? 0, record['agent_id']],
        ['type', leg.type, record['type']],
      ]);
}

function keepsComment(record: Fields): string | null {
  const page = decodeComments(1 as TicketId)({ comments: [record], users: [] });
  if (!page.ok) return `refused at ${page.where}`;
  const comment = page.value[0];
  const type = String(record['type']);
  const call = comment?.call ?? null;
  if (type.endsWith('VoiceComment') !== (call !== null)) return 'a call was lost or made up';
  const data = fieldsOf(record['data']);
  const isTalk = type === 'VoiceComment';
  return differing([
    ['id', comment?.id, record['id']],
    ['author_id', comment?.authorId, record['author_id']],
    ['created_at', comment?.createdAt, record['created_at']],
    ...(call === null
      ? []
      : ([
          ['data.call_id', call.callId, isTalk ? data['call_id'] : null],
          ['data.call_duration', call.durationSeconds, data['call_duration']],
          ['data.recording_url', call.hasAddress, Boolean(data['recording_url'])],
          ['data.transcription_text', call.hasTranscript, Boolean(data['transcription_text'])],
          ['data.answered_by_id', call.answeredById, data['answered_by_id']],
          ['direction', call.direction === 'unknown', false],
        ] as const)),
  ]);
}

/** A body is classified by its status, and Zendesk's own words in it are found. */
function keepsError(record: Fields): string | null {
  const asked = { method: 'GET', pattern: '/' } as const;
  const at = (status: number) =>
    failureOf(asked, { kind: 'answer', status, text: JSON.stringify(record), headers: null });
  const refused = at(422);
  if (refused?.kind !== 'refused') return 'not refused at 422';
  if (refused.serverText === null) return 'its words are lost';
  const isMissing = record['error'] === 'RecordNotFound';
  return at(404)?.kind === (isMissing ? 'notFound' : 'noSuchEndpoint') ? null : 'misread at 404';
}

/** What the decoded fact says against what the record says; missing and null are the same. */
function differing(pairs: readonly (readonly [string, unknown, unknown])[]): string | null {
  const odd = pairs
    .filter(([, read, written]) => (read ?? null) !== (written ?? null))
    .map(([name]) => name);
  return odd.length === 0 ? null : `${odd.join(', ')} read otherwise`;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
