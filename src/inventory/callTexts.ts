import type { DeepReads } from '../api/deepReads.ts';
import type { ReadOptions } from '../api/reads.ts';
import type { TicketId } from '../domain/ids.ts';
import { ok, type Result } from '../domain/result.ts';
import type { WrittenComment } from '../domain/written.ts';

/** The comments of a ticket with their texts, for a look at one of them. One request for each hundred. */
export async function readCall(
  reads: Pick<DeepReads, 'comments'>,
  ticketId: TicketId,
  options: ReadOptions = {},
): Promise<Result<readonly WrittenComment[]>> {
  const comments: WrittenComment[] = [];
  for await (const page of reads.comments(ticketId, { ...options, urgency: 'click' })) {
    if (!page.ok) return page;
    comments.push(...page.value);
  }
  return ok(comments);
}
