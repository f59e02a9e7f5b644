import type { ExportedCall, SuspendedTicket } from '../api/deepReads.ts';
import type { Call } from '../domain/call.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { isOwnedTicket, ownership, type Person } from '../domain/person.ts';
import type { WrittenComment, WrittenTicket } from '../domain/written.ts';
import { answeredCalls } from '../inventory/crossCheck.ts';
import type { Exported } from '../inventory/inventory.ts';
import type { TicketTexts } from './readTexts.ts';
import { inSlices, type Slicing } from './slices.ts';

/**
 * Why something is not handed over. `internalNotes`: comments that the person never saw, or of which Zendesk does
 * not say whether they did. `othersTickets`: everything but the person's own calls on tickets that others requested:
 * an agent's answers there are about other people. `othersCalls`: calls on the person's tickets that are somebody else's, or whose caller is unknown.
 * `notRead`: tickets that could not be read. `audio`: no recording can be fetched by the app.
 * `attachments`: only the names of files are known.
 */
export type LeftOutReason =
  'internalNotes' | 'othersTickets' | 'othersCalls' | 'notRead' | 'audio' | 'attachments';

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** Comments, calls, tickets or recordings, by the reason. */
  readonly count: number;
  readonly ticketIds: readonly TicketId[];
}

/** One ticket as it is handed over. */
export interface ContentTicket {
  /** Without texts where somebody else requested it. */
  readonly ticket: WrittenTicket;
  /** Requested by the person. */
  readonly isOwned: boolean;
  readonly comments: readonly WrittenComment[];
}

/** `caller`: the call is the person's. `agent`: the person answered it, and somebody else called. */
export type CallPart = 'caller' | 'agent';

export interface ContentCall {
  readonly part: CallPart;
  readonly call: Call;
}

export interface ContentExportedCall {
  readonly part: CallPart;
  readonly call: ExportedCall;
}

/** What is handed to the person, before other people's data are blacked out. */
export interface Content {
  readonly person: Person;
  readonly tickets: readonly ContentTicket[];
  /** On all tickets that were read, oldest first. */
  readonly calls: readonly ContentCall[];
  /** Calls that Talk's export knows of the person and no ticket shows. */
  readonly exportedCalls: readonly ContentExportedCall[];
  readonly suspended: readonly SuspendedTicket[];
  readonly leftOut: readonly LeftOut[];
}

export interface ContentOptions {
  /** Internal notes are out unless the admin ticks them. */
  readonly withInternalNotes: boolean;
}

/** What was found of the person besides the tickets. */
export interface Beside {
  readonly suspended: readonly SuspendedTicket[];
  readonly exported: Exported | null;
}

/**
 * Chooses what is handed over, and counts what is not. Ticking internal notes needs no new reading. Null when it was
 * aborted.
 */
export async function contentOf(
  person: Person,
  texts: readonly TicketTexts[],
  beside: Beside,
  { withInternalNotes }: ContentOptions,
  slicing: Slicing,
): Promise<Content | null> {
  const isOwnedCall = ownership(person);
  const profileIds = new Set(person.profiles.map(({ id }) => id));
  const leftOut = openLeftOut();
  const tickets: ContentTicket[] = [];
  const found: (ContentCall & { readonly at: number })[] = [];

  const isDone = await inSlices(texts, slicing, (one) => {
    if (one.state !== 'read') {
      leftOut.add('notRead', one.ticket.id);
      return;
    }
    const isOwned = isOwnedTicket(one.written, person);
    const { id } = one.ticket;
    const comments: WrittenComment[] = [];
    for (const comment of one.comments) {
      const { call } = comment;
      const part = call === null ? null : partIn(call);
      if (call !== null && part !== null) found.push({ part, call, at: startOf(call) });
      const reason = reasonToLeaveOut(comment, part, isOwned);
      if (reason !== null) {
        leftOut.add(reason, id);
        continue;
      }
      comments.push(comment);
      if (call?.hasAddress === true) leftOut.add('audio', id);
      for (const { place } of comment.texts)
        if (place === 'attachment') leftOut.add('attachments', id);
    }
    if (!isOwned && comments.length === 0) return;
    tickets.push({
      ticket: isOwned ? one.written : { ...one.written, subject: null, texts: [] },
      isOwned,
      comments,
    });
  });
  if (!isDone) return null;

  const calls = found
    .sort((one, two) => one.at - two.at || one.call.commentId - two.call.commentId)
    .map(({ part, call }): ContentCall => ({ part, call }));
  tickets.sort((one, two) => one.ticket.id - two.ticket.id);
  return {
    person,
    tickets,
    calls,
    exportedCalls: exportedBeside(beside.exported, [...profileIds], calls),
    suspended: [...beside.suspended].sort((one, two) => one.id - two.id),
    leftOut: leftOut.all(),
  };

  function partIn(call: Call): CallPart | null {
    if (isOwnedCall(call)) return 'caller';
    return call.answeredById !== null && profileIds.has(call.answeredById) ? 'agent' : null;
  }

  function reasonToLeaveOut(
    { call, authorId, isPublic }: WrittenComment,
    part: CallPart | null,
    isOwned: boolean,
  ): LeftOutReason | null {
    if (call !== null) return part === 'caller' ? null : 'othersCalls';
    if (!isOwned) return 'othersTickets';
    if (authorId !== null && profileIds.has(authorId)) return null;
    return isPublic === true || withInternalNotes ? null : 'internalNotes';
  }
}

function exportedBeside(
  exported: Exported | null,
  profileIds: readonly UserId[],
  calls: readonly ContentCall[],
): readonly ContentExportedCall[] {
  const shown = new Set(calls.map(({ call }) => call.callId));
  const answered = new Set(answeredCalls({ exported, profileIds }));
  return (exported?.calls ?? [])
    .filter(({ id }) => !shown.has(id))
    .flatMap((call): readonly ContentExportedCall[] => {
      if (call.customerId !== null && profileIds.includes(call.customerId))
        return [{ part: 'caller', call }];
      return answered.has(call) ? [{ part: 'agent', call }] : [];
    })
    .sort((one, two) => one.call.id - two.call.id);
}

const reasons: readonly LeftOutReason[] = [
  'internalNotes',
  'othersTickets',
  'othersCalls',
  'notRead',
  'audio',
  'attachments',
];

function openLeftOut() {
  const byReason = new Map<LeftOutReason, { count: number; readonly ids: Set<TicketId> }>();
  return {
    add(reason: LeftOutReason, id: TicketId): void {
      let known = byReason.get(reason);
      if (known === undefined) byReason.set(reason, (known = { count: 0, ids: new Set() }));
      known.count += 1;
      known.ids.add(id);
    },
    all: (): readonly LeftOut[] =>
      reasons.flatMap((reason) => {
        const known = byReason.get(reason);
        return known === undefined
          ? []
          : { reason, count: known.count, ticketIds: [...known.ids].sort((a, b) => a - b) };
      }),
  };
}

function startOf({ startedAt, createdAt }: Call): number {
  const at = Date.parse(startedAt ?? createdAt ?? '');
  return Number.isNaN(at) ? 0 : at;
}
