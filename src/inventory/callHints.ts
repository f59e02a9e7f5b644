import type { Reads, ReadOptions } from '../api/reads.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { isClosed, isDeleted, type Ticket } from '../domain/ticket.ts';

/**
 * What the API hints at a call of the person right now; no endpoint tells for certain (talk-api 5).
 * `nobody`: the queue is empty and no agent is on a call. `probably`: a recent ticket of the person has no voice
 * comment yet and its assignee is on a call. `cannotTell`: somebody is on a call, with whom is not known.
 */
export interface CallHints {
  readonly takenAt: number;
  readonly verdict: 'nobody' | 'probably' | 'cannotTell';
  readonly agentsOnCall: number | null;
  readonly waiting: number | null;
  readonly ticketId: TicketId | null;
  /** A figure that could not be read; the verdict is `cannotTell` then. */
  readonly failure: Failure | null;
}

const recentMs = 7_200_000;

/** Two requests when nobody is on a call; otherwise the requested tickets and a page of comments for each recent one. */
export async function callHints(
  { reads, clock }: { readonly reads: Reads; readonly clock: Clock },
  profileIds: readonly UserId[],
  options: ReadOptions = {},
): Promise<CallHints> {
  const takenAt = clock.now();
  const unknown = (
    failure: Failure | null,
    figures?: Pick<CallHints, 'agentsOnCall' | 'waiting'>,
  ): CallHints => ({
    takenAt,
    verdict: 'cannotTell',
    agentsOnCall: null,
    waiting: null,
    ticketId: null,
    failure,
    ...figures,
  });
  const queue = await reads.queueActivity(options);
  if (!queue.ok) return unknown(queue.failure);
  const onCall = new Set<UserId>();
  for await (const page of reads.agentsActivity(options)) {
    if (!page.ok) return unknown(page.failure);
    for (const agent of page.value) if (agent.callStatus === 'on_call') onCall.add(agent.agentId);
  }
  const { callsWaiting, callbacksWaiting, aiAgentCalls } = queue.value;
  const waiting =
    callsWaiting === null || callbacksWaiting === null || aiAgentCalls === null
      ? null
      : callsWaiting + callbacksWaiting + aiAgentCalls;
  const figures = { agentsOnCall: onCall.size, waiting };
  if (waiting === 0 && onCall.size === 0) return { ...unknown(null, figures), verdict: 'nobody' };
  if (onCall.size === 0) return unknown(null, figures);
  for (const profileId of profileIds) {
    for await (const page of reads.requestedTickets(profileId, options)) {
      if (!page.ok) return unknown(page.failure, figures);
      for (const ticket of page.value) {
        if (!mayBeACallNow(ticket, onCall, takenAt)) continue;
        const hasCall = await holdsCall(reads, ticket.id, options);
        if (hasCall === null) return unknown(null, figures);
        if (!hasCall)
          return { ...unknown(null, figures), verdict: 'probably', ticketId: ticket.id };
      }
    }
  }
  return unknown(null, figures);
}

function mayBeACallNow(ticket: Ticket, onCall: ReadonlySet<UserId>, now: number): boolean {
  const moved = Date.parse(ticket.updatedAt ?? ticket.createdAt ?? '');
  const isRecent = Number.isNaN(moved) || now - moved < recentMs;
  return (
    isRecent &&
    !isClosed(ticket) &&
    !isDeleted(ticket) &&
    ticket.assigneeId !== null &&
    onCall.has(ticket.assigneeId)
  );
}

async function holdsCall(
  reads: Reads,
  id: TicketId,
  options: ReadOptions,
): Promise<boolean | null> {
  for await (const page of reads.comments(id, options)) {
    if (!page.ok) return null;
    if (page.value.some((comment) => comment.call !== null)) return true;
  }
  return false;
}
