import type { ExportedCall } from '../api/deepReads.ts';
import type { Call } from '../domain/call.ts';
import type { CommentId, UserId } from '../domain/ids.ts';
import { customerNumber } from '../domain/person.ts';
import type { Place, Written, WrittenComment } from '../domain/written.ts';
import type { CallPart, Content, ContentTicket } from './content.ts';
import type { Cell } from './csv.ts';
import { ticketLink } from './ticketLink.ts';

// Types and not interfaces: a record is written key by key, in this order.

export type CallRecord = {
  readonly part: CallPart;
  readonly source: 'ticket' | 'callsExport';
  readonly callId: number | null;
  readonly commentId: number | null;
  readonly ticketId: number | null;
  readonly ticketLink: string | null;
  readonly origin: 'talk' | 'partner';
  readonly kind: 'call' | 'voicemail' | 'unknown';
  readonly direction: 'inbound' | 'outbound' | 'unknown';
  readonly from: string | null;
  readonly to: string | null;
  readonly lineName: string | null;
  readonly startedAt: string | null;
  readonly createdAt: string | null;
  readonly durationSeconds: number | null;
  readonly recordedSeconds: number | null;
  readonly completionStatus: string | null;
  readonly answeredByName: string | null;
  readonly isRecordingListed: boolean | null;
  readonly audioFile: string | null;
  readonly hasTranscript: boolean | null;
  readonly transcript: string | null;
};

export type TextRecord = {
  readonly place: Place;
  readonly fieldId: number | null;
  readonly text: string;
};

export type CommentRecord = {
  readonly id: number;
  readonly createdAt: string | null;
  readonly type: string;
  readonly isPublic: boolean | null;
  readonly author: 'person' | 'company' | 'somebodyElse' | 'unknown';
  readonly authorName: string | null;
  readonly channel: string | null;
  readonly texts: readonly TextRecord[];
};

export type TicketRecord = {
  readonly id: number;
  readonly link: string;
  readonly isRequestedByPerson: boolean;
  readonly status: string;
  readonly subject: string | null;
  readonly channel: string | null;
  readonly channelDetail: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly texts: readonly TextRecord[];
};

/**
 * Builds the records of one pack. `clean` blacks out what the admin decided. Comments come before calls, which take
 * their transcripts from them.
 */
export function openRecords(
  { person, suspended }: Content,
  subdomain: string,
  clean: (text: string) => string,
) {
  const own = new Set<UserId>(person.profiles.map(({ id }) => id));
  const cleanOrNull = (text: string | null) => (text === null ? null : clean(text));
  /** Of the calls in the comments so far. */
  const transcripts = new Map<CommentId, string>();

  return {
    person: () => ({
      profiles: person.profiles.map((profile) => ({
        id: profile.id,
        name: profile.name,
        email: profile.email,
        phone: profile.phone,
        phoneNumber: profile.number,
        isPhoneShared: profile.isPhoneShared,
        role: profile.role,
        isSuspended: profile.isSuspended,
        createdAt: profile.createdAt,
        lastLoginAt: profile.lastLoginAt,
      })),
      identities: person.profiles.flatMap(({ id: profileId }) =>
        (person.identities.get(profileId) ?? []).map(({ id, type, value, isPrimary }) => ({
          id,
          profileId,
          type,
          value,
          isPrimary,
        })),
      ),
      suspendedMessages: suspended.map(({ id, authorEmail, subject, createdAt }) => ({
        id,
        authorEmail,
        subject: cleanOrNull(subject),
        createdAt,
      })),
    }),

    call(part: CallPart, call: Call): CallRecord {
      const isCaller = part === 'caller';
      // Whom an agent spoke to is not the agent's to have.
      const shown = (number: string | null) =>
        isCaller || number !== customerNumber(call) ? cleanOrNull(number) : null;
      return {
        part,
        source: 'ticket',
        callId: call.callId,
        commentId: call.commentId,
        ticketId: call.ticketId,
        ticketLink: ticketLink(subdomain, call.ticketId),
        origin: call.origin,
        kind: call.kind,
        direction: call.direction,
        from: call.direction === 'unknown' && !isCaller ? null : shown(call.from),
        to: call.direction === 'unknown' && !isCaller ? null : shown(call.to),
        lineName: cleanOrNull(call.lineName),
        startedAt: call.startedAt,
        createdAt: call.createdAt,
        durationSeconds: call.durationSeconds,
        recordedSeconds: null,
        completionStatus: null,
        answeredByName: cleanOrNull(call.answeredByName),
        isRecordingListed: call.hasAddress,
        audioFile: call.hasAddress ? `audio/${call.ticketId}-${call.commentId}` : null,
        hasTranscript: call.hasTranscript,
        transcript: isCaller ? (transcripts.get(call.commentId) ?? null) : null,
      };
    },

    exportedCall: (part: CallPart, call: ExportedCall): CallRecord => ({
      part,
      source: 'callsExport',
      callId: call.id,
      commentId: null,
      ticketId: call.ticketId,
      ticketLink: call.ticketId === null ? null : ticketLink(subdomain, call.ticketId),
      origin: 'talk',
      kind:
        call.isVoicemail === true ? 'voicemail' : call.isVoicemail === false ? 'call' : 'unknown',
      direction: call.direction,
      from: null,
      to: null,
      lineName: null,
      startedAt: null,
      createdAt: call.createdAt,
      durationSeconds: call.durationSeconds,
      recordedSeconds: call.recordedSeconds,
      completionStatus: call.completionStatus,
      answeredByName: null,
      isRecordingListed: null,
      audioFile: null,
      hasTranscript: call.hasTranscript === true ? true : null,
      transcript: null,
    }),

    ticket: ({ ticket, isOwned }: ContentTicket): TicketRecord => ({
      id: ticket.id,
      link: ticketLink(subdomain, ticket.id),
      isRequestedByPerson: isOwned,
      status: ticket.status,
      subject: cleanOrNull(ticket.subject),
      channel: ticket.channel,
      channelDetail: ticket.channelRel,
      createdAt: ticket.createdAt,
      updatedAt: ticket.updatedAt,
      texts: textsOf(ticket.texts.filter(({ place }) => place !== 'subject')),
    }),

    comment(comment: WrittenComment): CommentRecord {
      const texts = textsOf(comment.texts);
      const transcript = texts.filter(({ place }) => place === 'transcript');
      if (transcript.length > 0)
        transcripts.set(comment.id, transcript.map(({ text }) => text).join('\n'));
      return {
        id: comment.id,
        createdAt: comment.createdAt,
        type: comment.type,
        isPublic: comment.isPublic,
        author: authorOf(comment),
        authorName: cleanOrNull(comment.author?.name ?? null),
        channel: comment.channel,
        texts,
      };
    },
  };

  function textsOf(texts: readonly Written[]): readonly TextRecord[] {
    return texts.map(({ place, fieldId, text }) => ({ place, fieldId, text: clean(text) }));
  }

  function authorOf({ authorId, authorRole }: WrittenComment): CommentRecord['author'] {
    if (authorId !== null && own.has(authorId)) return 'person';
    if (authorRole === null) return 'unknown';
    return authorRole === 'end-user' ? 'somebodyElse' : 'company';
  }
}

export type PersonRecord = ReturnType<ReturnType<typeof openRecords>['person']>;

/** The cells of one row of a table, by their columns; one that is missing is empty. */
export type Row = Readonly<Record<string, Cell>>;

/** One row for each thing that is known of the person. */
export function personRows(record: PersonRecord): readonly Row[] {
  return [
    ...record.profiles.flatMap((profile) =>
      Object.entries(profile).map(([name, value]) => ({
        profileId: profile.id,
        field: `profile.${name}`,
        value: value === null ? null : String(value),
      })),
    ),
    ...record.identities.map(({ profileId, type, value, isPrimary }) => ({
      profileId,
      field: `identity.${type}`,
      value,
      isPrimary,
    })),
    ...record.suspendedMessages.flatMap((message) =>
      Object.entries(message).map(([name, value]) => ({
        field: `suspendedMessage.${name}`,
        value: value === null ? null : String(value),
      })),
    ),
  ];
}

export const ticketRow = ({ texts, ...cells }: TicketRecord, comments: number): Row => ({
  ...cells,
  texts: texts.length,
  comments,
});

export const textsOfTicket = ({ id, texts }: TicketRecord): readonly Row[] =>
  texts.map((text) => ({ ticketId: id, ...text }));

export const textsOfComment = (
  { id: ticketId }: TicketRecord,
  { id: commentId, texts, ...comment }: CommentRecord,
): readonly Row[] => texts.map((text) => ({ ticketId, commentId, ...comment, ...text }));
