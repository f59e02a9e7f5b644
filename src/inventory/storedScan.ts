import * as v from 'valibot';
import type { Call } from '../domain/call.ts';
import { isFresh } from '../domain/call.ts';
import { idFrom, type IdentityId, type TicketId, type UserId } from '../domain/ids.ts';
import { customerNumber, ownNumbers, type Person } from '../domain/person.ts';
import { phoneNumberFrom, type PhoneNumber } from '../domain/phoneNumber.ts';
import type { Trace } from '../domain/trace.ts';
import type { CommentsReading, Exported, TicketReading } from './inventory.ts';

/** Where scans of earlier visits lie, in this browser only. Ids, times, durations, kinds; no texts, no numbers. */
export interface ScanShelf {
  /** Null where there is none, or it cannot be read. */
  load(key: string): Promise<unknown>;
  save(key: string, scan: unknown): Promise<void>;
  /** Forgets every scan of this account and admin. */
  clear(): Promise<void>;
}

/** What an earlier visit knew of a person who has not changed since. */
export interface EarlierVisit {
  readonly tickets: Stored['tickets'];
  /** The comments of a ticket as they were read then; null where it moved, or a recording may have come since. */
  commentsOf(
    ticket: TicketReading['ticket'],
  ): { readonly comments: Whole; readonly traces: readonly Trace[] } | null;
  readonly exported: Exported | null;
}

export type Whole = CommentsReading & { readonly state: 'read' };

/** The name under which a person's scan lies: their profiles' ids. */
export const shelfKey = (profileIds: readonly UserId[]): string =>
  [...profileIds].sort((one, other) => one - other).join(',');

interface Known {
  readonly person: Person;
  readonly tickets: readonly TicketReading[];
  readonly tracesOf: (id: TicketId) => readonly Trace[];
  readonly exported: Exported | null;
  readonly savedAt: number;
  /** An earlier visit whose readings stay for tickets that are not read yet. */
  readonly carried: EarlierVisit | null;
}

/** What of a scan may lie in the browser. */
export function storedForm({
  person,
  tickets,
  tracesOf,
  exported,
  savedAt,
  carried,
}: Known): Stored {
  const read = tickets.flatMap(({ ticket, comments }) =>
    comments.state !== 'read' || ticket.updatedAt === null
      ? []
      : [
          {
            id: ticket.id,
            updatedAt: ticket.updatedAt,
            at: comments.at,
            commentIds: [...comments.commentIds],
            otherAuthors: [...comments.otherAuthors],
            calls: comments.calls.map((call) => storedCall(call, person)),
            traces: tracesOf(ticket.id).map(storedTrace),
          },
        ],
  );
  const readIds = new Set(read.map((one) => one.id));
  return {
    version: 1,
    savedAt,
    person: personMark(person),
    tickets: [...read, ...(carried?.tickets ?? []).filter((one) => !readIds.has(one.id))],
    exported:
      exported === null
        ? null
        : { ...exported, calls: [...exported.calls], answered: [...exported.answered] },
  };
}

function storedTrace({ kind, commentId, place, fieldId, isPublic, times }: Trace) {
  return { kind, commentId, place, fieldId, isPublic, times };
}

/** Null where the record is none of ours, or the person changed since: then everything is read anew. */
export function earlierVisit(record: unknown, person: Person): EarlierVisit | null {
  const parsed = v.safeParse(stored, record);
  const isSame = parsed.success && parsed.output.person === personMark(person);
  // A profile that does not say when it changed may have changed.
  if (!isSame || person.profiles.some(({ updatedAt }) => updatedAt === null)) return null;
  const { tickets, exported } = parsed.output;
  const byId = new Map(tickets.map((one) => [one.id, one]));
  return {
    tickets,
    commentsOf(ticket) {
      const kept = byId.get(ticket.id);
      if (kept === undefined || kept.updatedAt !== ticket.updatedAt) return null;
      const calls = kept.calls.map((call) => restoredCall(call, ticket.id, person));
      if (calls.some((call) => isFresh(call, kept.at))) return null;
      const { at, commentIds, otherAuthors } = kept;
      return {
        comments: { state: 'read', at, isRestored: true, calls, commentIds, otherAuthors },
        traces: kept.traces.map((trace) => ({ ...trace, ticketId: ticket.id, excerpt: null })),
      };
    },
    exported: exported && { ...exported, answered: new Set(exported.answered) },
  };
}

/** The record holds no person: profiles and identities are named by their ids and times alone. */
export function personMark(person: Person): string {
  return JSON.stringify(
    person.profiles.map(({ id, updatedAt }) => [
      id,
      updatedAt,
      ...(person.identities.get(id) ?? []).map((one) => [one.id, one.updatedAt]),
    ]),
  );
}

/** A number of the person's own is kept as the identity or profile that it stands in; anybody else's is not kept. */
function storedCall(call: Call, person: Person): v.InferInput<typeof storedCallShape> {
  const customer = customerNumber(call);
  const holder = customer === null ? null : holderOf(customer, person);
  return {
    commentId: call.commentId,
    callId: call.callId,
    origin: call.origin,
    kind: call.kind,
    direction: call.direction,
    authorId: call.authorId,
    answeredById: call.answeredById,
    startedAt: call.startedAt,
    createdAt: call.createdAt,
    durationSeconds: call.durationSeconds,
    hasAddress: call.hasAddress,
    hasTranscript: call.hasTranscript,
    holder,
  };
}

function restoredCall(
  { holder, ...kept }: v.InferOutput<typeof storedCallShape>,
  ticketId: TicketId,
  person: Person,
): Call {
  const number = holder === null ? null : numberOf(holder, person);
  return {
    ...kept,
    ticketId,
    from: kept.direction === 'inbound' ? number : null,
    to: kept.direction === 'outbound' ? number : null,
    lineName: null,
    formattedFrom: null,
    formattedTo: null,
    answeredByName: null,
  };
}

type Holder = v.InferOutput<typeof holderShape>;

function holderOf(number: PhoneNumber, person: Person): Holder | null {
  if (!ownNumbers(person).has(number)) return null;
  for (const [userId, identities] of person.identities)
    for (const one of identities)
      if (one.type === 'phone_number' && phoneNumberFrom(one.value) === number)
        return { userId, identityId: one.id };
  const profile = person.profiles.find((one) => one.number === number);
  return profile === undefined ? null : { userId: profile.id, identityId: null };
}

function numberOf({ userId, identityId }: Holder, person: Person): PhoneNumber | null {
  if (identityId === null) return person.profiles.find((one) => one.id === userId)?.number ?? null;
  const identity = person.identities.get(userId)?.find((one) => one.id === identityId);
  return identity === undefined ? null : phoneNumberFrom(identity.value);
}

const id = <Id extends number>() =>
  v.custom<Id>((value) => typeof value === 'number' && idFrom<Id>(value) !== null);
const time = v.nullable(v.string());

const holderShape = v.object({ userId: id<UserId>(), identityId: v.nullable(id<IdentityId>()) });
const storedCallShape = v.object({
  commentId: id<Call['commentId']>(),
  callId: v.nullable(id<NonNullable<Call['callId']>>()),
  origin: v.picklist(['talk', 'partner']),
  kind: v.picklist(['call', 'voicemail', 'unknown']),
  direction: v.picklist(['inbound', 'outbound', 'unknown']),
  authorId: v.nullable(id<UserId>()),
  answeredById: v.nullable(id<UserId>()),
  startedAt: time,
  createdAt: time,
  durationSeconds: v.nullable(v.number()),
  hasAddress: v.boolean(),
  hasTranscript: v.boolean(),
  holder: v.nullable(holderShape),
});
const storedTraceShape = v.object({
  kind: v.picklist([
    'voicemailTranscript',
    'aiNote',
    'textMessage',
    'name',
    'number',
    'address',
    'location',
    'system',
  ]),
  commentId: v.nullable(id<Call['commentId']>()),
  place: v.picklist([
    'subject',
    'description',
    'comment',
    'transcript',
    'via',
    'location',
    'system',
    'attachment',
    'tags',
    'customField',
  ]),
  fieldId: v.nullable(v.number()),
  isPublic: v.nullable(v.boolean()),
  times: v.number(),
});
const exportedCall = v.object({
  id: id<NonNullable<Call['callId']>>(),
  createdAt: time,
  updatedAt: time,
  customerId: v.nullable(id<UserId>()),
  agentId: v.nullable(id<UserId>()),
  ticketId: v.nullable(id<TicketId>()),
  direction: v.picklist(['inbound', 'outbound', 'unknown']),
  completionStatus: time,
  durationSeconds: v.nullable(v.number()),
  recordedSeconds: v.nullable(v.number()),
  isVoicemail: v.nullable(v.boolean()),
  hasTranscript: v.nullable(v.boolean()),
  hasSummary: v.nullable(v.boolean()),
});
const stored = v.object({
  version: v.literal(1),
  savedAt: v.number(),
  person: v.string(),
  tickets: v.array(
    v.object({
      id: id<TicketId>(),
      updatedAt: v.string(),
      at: v.number(),
      commentIds: v.array(id<Call['commentId']>()),
      otherAuthors: v.array(id<UserId>()),
      calls: v.array(storedCallShape),
      traces: v.array(storedTraceShape),
    }),
  ),
  exported: v.nullable(
    v.object({
      since: v.number(),
      until: v.nullable(v.number()),
      rowsRead: v.number(),
      calls: v.array(exportedCall),
      answered: v.array(id<NonNullable<Call['callId']>>()),
    }),
  ),
});
type Stored = v.InferOutput<typeof stored>;
