import type { CallId, UserId } from '../../src/domain/ids.ts';
import type { Account, CommentRecord, ExportedCallRecord, TicketRecord } from './account.ts';

/** One party of a call, as Talk's legs export knows it. Id 0 is nobody. */
export interface Leg {
  readonly id: number;
  readonly call: ExportedCallRecord;
  readonly agentId: UserId | null;
  /** Like its call's, as of the account's instant. */
  readonly updatedAt: number;
}

/** All rows of both exports as they stand at an instant, each by the time of its last change. */
export interface Exported {
  readonly calls: readonly ExportedCallRecord[];
  readonly legs: readonly Leg[];
}

const minute = 60_000;
const indexes = new WeakMap<Account, Index>();

interface Index extends Exported {
  readonly comments: number;
  readonly records: number;
  /** When the next row appears or changes by itself. */
  readonly until: number;
  readonly from: number;
}

/** Sorted once and then kept until a call is added or changes: an export asks for page after page of it. */
export function exportedAt(account: Account, now: number): Exported {
  const comments = account.nextIds.comment;
  const records = account.exportedCalls.length;
  const known = indexes.get(account);
  const isCurrent =
    known?.comments === comments &&
    known.records === records &&
    known.from <= now &&
    now < known.until;
  if (isCurrent) return known;

  let until = Infinity;
  const calls = new Map<CallId, ExportedCallRecord>();
  const add = (call: ExportedCallRecord): void => {
    if (call.updatedAt > now) until = Math.min(until, call.updatedAt);
    else calls.set(call.id, call);
  };
  for (const ticket of account.tickets.values()) {
    for (const comment of ticket.comments) {
      if (comment.type !== 'VoiceComment' || comment.talk.callId === null) continue;
      if (calls.has(comment.talk.callId)) continue;
      const ended = rowOf(account, ticket, comment, comment.talk.callId);
      const charged = { ...ended, updatedAt: ended.updatedAt + lagOf(ended.id) };
      add(charged);
      if (charged.updatedAt > now) add(ended);
    }
  }
  for (const call of account.exportedCalls) add(call);
  const sorted = [...calls.values()].sort(byChange);
  const index: Index = {
    calls: sorted,
    legs: sorted.flatMap(legsOf),
    comments,
    records,
    until,
    from: now,
  };
  indexes.set(account, index);
  return index;
}

/** The first item that changed at or after an instant. */
export function firstChangedAt(
  items: readonly { readonly updatedAt: number }[],
  at: number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle]?.updatedAt ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Charges and quality are filled in 40 minutes to three hours after the call. */
function lagOf(id: CallId): number {
  return (40 + ((id * 37) % 140)) * minute;
}

function byChange(one: ExportedCallRecord, other: ExportedCallRecord): number {
  return one.updatedAt - other.updatedAt || one.id - other.id;
}

function rowOf(
  account: Account,
  ticket: TicketRecord,
  { talk }: CommentRecord & { type: 'VoiceComment' },
  id: CallId,
): ExportedCallRecord {
  const isVoicemail = talk.holds[0] === 'voicemail';
  const isHeard = isVoicemail || talk.answeredById !== null || talk.holds.length > 0;
  const own = talk.direction === 'inbound' ? talk.to : talk.from;
  return {
    id,
    createdAt: talk.startedAt,
    updatedAt: talk.startedAt + talk.durationSeconds * 1000,
    customerId: talk.customerId,
    agentId: talk.legAgentIds[0] ?? null,
    legAgentIds: talk.legAgentIds,
    ticketId: ticket.id,
    direction: talk.direction,
    status: isHeard ? 'completed' : 'abandoned_in_queue',
    durationSeconds: talk.durationSeconds,
    recordedSeconds: talk.holds.length === 0 ? 0 : talk.durationSeconds,
    isVoicemail,
    line: Math.max(
      0,
      account.lines.findIndex(({ number }) => number === own),
    ),
    aiTranscript: talk.aiTranscript,
    aiSummary: talk.aiSummary,
  };
}

function legsOf(call: ExportedCallRecord): Leg[] {
  const { updatedAt } = call;
  return [null, ...call.legAgentIds].map((agentId, index) => ({
    id: call.id * 10 + index,
    call,
    agentId,
    updatedAt,
  }));
}
