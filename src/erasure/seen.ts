import { isFresh, type Comment } from '../domain/call.ts';
import type { CommentId } from '../domain/ids.ts';
import type { Ticket } from '../domain/ticket.ts';
import { digestOf } from './digest.ts';
import type { SeenTicket } from './plan.ts';

/** Digest of a ticket's comment ids in order: two reads of an unchanged conversation give the same one. */
export function commentsDigest(ids: readonly CommentId[]): string {
  return digestOf(ids);
}

/** What a plan remembers of a ticket and its comments as read at `now` (ms). */
export function seenTicket(
  ticket: Ticket,
  comments: {
    readonly ids: readonly CommentId[];
    readonly calls: readonly NonNullable<Comment['call']>[];
  },
  now: number,
): SeenTicket {
  return {
    ticketId: ticket.id,
    updatedAt: ticket.updatedAt,
    voiceComments: comments.calls.map((call) => call.commentId),
    hadFreshCall: comments.calls.some((call) => isFresh(call, now)),
    requesterId: ticket.requesterId,
    status: ticket.status,
    commentCount: comments.ids.length,
    comments: commentsDigest(comments.ids),
  };
}
