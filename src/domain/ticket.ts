import type { TicketId, UserId } from './ids.ts';

export interface Ticket {
  readonly id: TicketId;
  /** `new`, `open`, `pending`, `hold`, `solved`, `closed`, `deleted`, or what Zendesk says in future. */
  readonly status: string;
  readonly subject: string | null;
  readonly requesterId: UserId | null;
  readonly submitterId: UserId | null;
  readonly assigneeId: UserId | null;
  /** People in copy. Null means that Zendesk did not say. */
  readonly ccIds: readonly UserId[] | null;
  /** `via.channel` and `via.source.rel`: a hint at calls, never the proof that there are none. */
  readonly channel: string | null;
  readonly channelRel: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
}

/** Only `closed` frees the requester for deletion; `solved` does not (support-api 2.6). */
export function isClosed(ticket: Pick<Ticket, 'status'>): boolean {
  return ticket.status === 'closed';
}

/** A soft- or hard-deleted ticket answers either 404 or 200 with this status (support-api 15, row 6). */
export function isDeleted(ticket: Pick<Ticket, 'status'>): boolean {
  return ticket.status === 'deleted';
}
