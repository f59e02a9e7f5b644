import type { Asked } from './failure.ts';
import type { CallId, TicketId, UserId } from './ids.ts';

/**
 * Names one act of a plan and is its key in the journal: `recording:9300001`, `recording:9300001/voicemail`,
 * `close:42`, `ticket:42`, `ticketForGood:42`, `user:7`, `userForGood:7`. Ids only.
 */
export type ItemKey = string & { readonly __brand?: 'itemKey' };

export type Act =
  | {
      readonly kind: 'recording';
      readonly callId: CallId;
      readonly what: 'all' | 'call' | 'voicemail';
    }
  | { readonly kind: 'close'; readonly ticketId: TicketId }
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'ticketForGood'; readonly ticketId: TicketId }
  | { readonly kind: 'user'; readonly userId: UserId }
  | { readonly kind: 'userForGood'; readonly userId: UserId };

export function keyOf(act: Act): ItemKey {
  switch (act.kind) {
    case 'recording':
      return `recording:${act.callId}${act.what === 'all' ? '' : `/${act.what}`}`;
    case 'close':
    case 'ticket':
    case 'ticketForGood':
      return `${act.kind}:${act.ticketId}`;
    case 'user':
    case 'userForGood':
      return `${act.kind}:${act.userId}`;
  }
}

/**
 * How the item ended. `seenGone`: listed before, not after a fresh read that could have seen it.
 * `reported`: Zendesk says so and there is no way to look, or it still lists what it says is deleted.
 * `nothingToDelete`: Zendesk knows no such thing (404), an outcome of its own.
 * `notConfirmed`: Zendesk did not confirm it and no read can tell; a permanent step follows by itself after 30 days.
 * `seenClosed`: the ticket reads closed.
 */
export type ReceiptOutcome =
  'seenGone' | 'reported' | 'nothingToDelete' | 'notConfirmed' | 'seenClosed';

/** Why a `reported` receipt could not be verified. */
export type Unverifiable = 'noneListedBefore' | 'stillListed' | 'noWayToLook' | 'otherKindRemains';

/** Evidence for one item. Written after looking again; ids, counts and times only. */
export interface Receipt {
  readonly item: ItemKey;
  readonly outcome: ReceiptOutcome;
  readonly unverifiable: Unverifiable | null;
  readonly asked: Asked;
  /** The status Zendesk answered with; null when only a read showed that it is done. */
  readonly status: number | null;
  /** When it was asked and when it was looked at, in milliseconds since 1970. */
  readonly askedAt: number;
  readonly lookedAt: number;
}
