import type { CallId, CommentId, TicketId, UserId } from '../../src/domain/ids.ts';
import type {
  Account,
  CommentRecord,
  ExportedCallRecord,
  SuspendedRecord,
  TicketRecord,
  UserRecord,
} from './account.ts';
import { comment, nextTime, put } from './builders.ts';
import { bodyOf } from './json.ts';

const minute = 60_000;
const day = 86_400_000;
/** Zendesk itself, as the author of what no person wrote. */
const zendesk = -1 as UserId;

/** A note with an AI transcript or summary of a call: the ticket's last Talk call unless told otherwise. */
export function aiNote(
  account: Account,
  on: TicketRecord,
  wish: {
    of?: CommentRecord & { type: 'VoiceComment' };
    kind?: 'transcript' | 'summary';
    body?: string;
    createdAt?: number;
  } = {},
): CommentRecord {
  const kind = wish.kind ?? 'transcript';
  const of = wish.of ?? on.comments.findLast((one) => one.type === 'VoiceComment');
  if (of && kind === 'transcript') of.talk.aiTranscript = true;
  if (of && kind === 'summary') of.talk.aiSummary = true;
  const words = { transcript: 'Caller: Hello. Agent: Hello.', summary: 'They greeted each other.' };
  return put(on, {
    id: account.nextIds.comment++ as CommentId,
    type: 'Comment',
    ai: kind,
    authorId: zendesk,
    body: wish.body ?? words[kind],
    public: false,
    createdAt: wish.createdAt ?? nextTime(on),
  });
}

/**
 * One ticket merged into another: it is closed with its comments, and its last words stand as text in the other.
 */
export function mergeTickets(
  account: Account,
  from: TicketRecord,
  into: TicketRecord,
  by: UserRecord,
): void {
  const last = from.comments.at(-1);
  const words = last === undefined ? from.description : bodyOf(account, last);
  const createdAt = Math.max(nextTime(from), nextTime(into));
  comment(account, into, {
    author: by,
    public: false,
    createdAt,
    via: { channel: 'web', rel: 'merge', from: {}, to: {} },
    body: `Request #${from.id} "${from.subject}" was closed and merged into this request. Last comment in request #${from.id}:\n\n${words}`,
  });
  comment(account, from, {
    author: by,
    public: false,
    createdAt,
    via: { channel: 'web', rel: 'merge', from: {}, to: {} },
    body: `This request was closed and merged into request #${into.id} "${into.subject}".`,
  });
  from.status = 'closed';
  from.tags.push('closed_by_merge');
}

/** A message in the suspended queue, of a known person or of an address alone. */
export function suspendedTicket(
  account: Account,
  wish: {
    author?: UserRecord | null;
    email?: string | null;
    subject?: string;
    content?: string;
    createdAt?: number;
  } = {},
): SuspendedRecord {
  const id = account.nextIds.suspended++;
  const author = wish.author ?? null;
  const record: SuspendedRecord = {
    id,
    authorId: author?.id ?? null,
    authorName: author?.name ?? 'Somebody',
    authorEmail: wish.email === undefined ? (author?.email ?? 'somebody@example.net') : wish.email,
    subject: wish.subject ?? 'Out of office',
    content: wish.content ?? 'I am away until Monday.',
    cause: 'Detected as spam',
    createdAt: wish.createdAt ?? account.madeAt - 3 * day + (id % 997) * minute,
  };
  account.suspended.push(record);
  return record;
}

export interface ExportedCallWish {
  customer?: UserRecord | null;
  agent?: UserRecord | null;
  alsoAnsweredBy?: UserRecord[];
  /** A ticket that this account does not hold any more, or one whose comment is gone. */
  ticketId?: number | null;
  direction?: 'inbound' | 'outbound';
  /** Null: it still runs. */
  status?: string | null;
  createdAt?: number;
  updatedAt?: number;
  durationSeconds?: number;
  recordedSeconds?: number;
  isVoicemail?: boolean;
  line?: number;
  aiTranscript?: boolean;
  aiSummary?: boolean;
}

/** A call that Talk's exports know and no ticket of this account shows. */
export function exportedCall(account: Account, wish: ExportedCallWish = {}): ExportedCallRecord {
  const id = account.nextIds.call++ as CallId;
  const createdAt = wish.createdAt ?? account.madeAt - 20 * day + (id % 997) * minute;
  const durationSeconds = wish.durationSeconds ?? 120;
  const agents = [wish.agent ?? null, ...(wish.alsoAnsweredBy ?? [])];
  const legAgentIds = agents.flatMap((one) => (one === null ? [] : [one.id]));
  const record: ExportedCallRecord = {
    id,
    createdAt,
    updatedAt: wish.updatedAt ?? createdAt + durationSeconds * 1000 + 90 * minute,
    customerId: wish.customer?.id ?? null,
    agentId: legAgentIds[0] ?? null,
    legAgentIds,
    ticketId: (wish.ticketId ?? null) as TicketId | null,
    direction: wish.direction ?? 'inbound',
    status: wish.status === undefined ? 'completed' : wish.status,
    durationSeconds,
    recordedSeconds: wish.recordedSeconds ?? 0,
    isVoicemail: wish.isVoicemail ?? false,
    line: wish.line ?? 0,
    aiTranscript: wish.aiTranscript ?? false,
    aiSummary: wish.aiSummary ?? false,
  };
  account.exportedCalls.push(record);
  return record;
}
