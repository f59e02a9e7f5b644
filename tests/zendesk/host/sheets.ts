import type { TicketId, UserId } from '../../../src/domain/ids.ts';
import type { Account, CommentRecord, TicketRecord, UserRecord } from '../account.ts';
import type {
  HeardCall,
  Party,
  Signable,
  TicketPage,
  TicketRow,
  TicketSheet,
  UserSheet,
  Utterance,
} from './desk.ts';

/** Rows on one page of the ticket list. */
const pageSize = 100;

export function signablesOf(account: Account): Signable[] {
  return [...account.users.values()]
    .filter((user) => user.role !== 'end-user' && user.presence === 'there')
    .map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: user.role,
      rank: user.role === 'admin' ? 'admin' : user.roleType === 1 ? 'light agent' : 'agent',
      locale: 'en-US',
    }));
}

/** The youngest tickets whose number, subject or requester holds the words. */
export function ticketPage(account: Account, query: string): TicketPage {
  const words = query.trim().toLowerCase().replace(/^#/, '');
  const found = rowsOf(account, [...account.tickets.values()]).filter(
    (row) =>
      words === '' ||
      String(row.id) === words ||
      row.subject.toLowerCase().includes(words) ||
      row.requesterName.toLowerCase().includes(words),
  );
  return { tickets: found.slice(0, pageSize), total: found.length };
}

export function ticketSheet(account: Account, id: TicketId, now: number): TicketSheet | null {
  const record = account.tickets.get(id);
  const row = record && rowsOf(account, [record])[0];
  const requester = record && partyOf(account, record.requesterId);
  if (!record || !row || !requester) return null;
  return {
    ...row,
    requester,
    assigneeName:
      record.assigneeId === null ? null : (account.users.get(record.assigneeId)?.name ?? null),
    ccs: record.ccIds.map((ccId) => partyOf(account, ccId)).filter((party) => party !== null),
    tags: record.tags,
    isArchived: record.archived,
    createdAt: new Date(record.createdAt).toISOString(),
    conversation: record.comments.map((comment) => utteranceOf(account, comment, now)),
  };
}

export function userSheet(account: Account, id: UserId): UserSheet | null {
  const record = account.users.get(id);
  const party = record && record.presence !== 'hard' ? partyOf(account, record.id) : null;
  if (!record || !party) return null;
  return {
    ...party,
    identities: record.identities.map(({ type, value }) => ({ type, value })),
    tickets: rowsOf(
      account,
      [...account.tickets.values()].filter((one) => one.requesterId === record.id),
    ).slice(0, pageSize),
  };
}

function rowsOf(account: Account, tickets: readonly TicketRecord[]): TicketRow[] {
  return tickets
    .filter((record) => record.presence === 'there')
    .sort((one, other) => other.updatedAt - one.updatedAt)
    .map((record) => ({
      id: record.id,
      subject: record.subject,
      status: record.status,
      channel: record.via.rel === null ? record.via.channel : `voice, ${record.via.rel}`,
      requesterId: record.requesterId,
      requesterName: nameOf(account, record.requesterId),
      updatedAt: new Date(record.updatedAt).toISOString(),
    }));
}

function utteranceOf(account: Account, comment: CommentRecord, now: number): Utterance {
  const author: UserRecord | undefined = account.users.get(comment.authorId);
  return {
    id: comment.id,
    authorId: comment.authorId,
    authorName: nameOf(account, comment.authorId),
    isStaff: author !== undefined && author.role !== 'end-user',
    isPublic: comment.public,
    createdAt: new Date(comment.createdAt).toISOString(),
    text: comment.body,
    call: callOf(account, comment, now),
  };
}

function callOf(account: Account, comment: CommentRecord, now: number): HeardCall | null {
  if (comment.type === 'Comment') return null;
  if (comment.type === 'TpeVoiceComment') {
    const { partner } = comment;
    return {
      origin: 'partner',
      kind: 'call',
      direction: partner.direction,
      seconds: partner.durationSeconds,
      from: partner.from,
      to: partner.to,
      answeredBy: null,
      location: null,
      isAudible: partner.recordingUrl !== null,
      transcript: partner.transcript,
    };
  }
  const { talk } = comment;
  const recordings = talk.callId === null ? undefined : account.recordings.get(talk.callId);
  return {
    origin: 'talk',
    kind: talk.holds.includes('call') || talk.answeredById !== null ? 'call' : 'voicemail',
    direction: talk.direction,
    seconds: talk.durationSeconds,
    from: talk.from,
    to: talk.to,
    answeredBy: talk.answeredByName,
    location: talk.location,
    isAudible: talk.holds.some((kind) => {
      const recording = recordings?.[kind];
      return recording !== undefined && recording.readyAt <= now;
    }),
    transcript: talk.transcript,
  };
}

function partyOf(account: Account, id: UserId): Party | null {
  const user = account.users.get(id);
  if (!user) return null;
  return {
    id: user.id,
    name: nameOf(account, user.id),
    email: user.presence === 'there' ? user.email : null,
    phone: user.presence === 'there' ? user.phone : null,
    role: user.role,
    locale: 'en-US',
    isActive: user.presence === 'there',
  };
}

function nameOf(account: Account, id: UserId): string {
  const user = account.users.get(id);
  return user === undefined || user.presence === 'hard' ? 'Permanently Deleted User' : user.name;
}
