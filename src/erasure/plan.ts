import type { RecordingKind } from '../domain/call.ts';
import type { CommentId, TicketId, UserId } from '../domain/ids.ts';
import type { Act, ItemKey } from '../domain/receipt.ts';
import type { Seen, SweptSource } from '../inventory/sweep.ts';

/** One act of a plan with what was shown when it was approved. Ids, counts and times only. */
export type PlannedAct = { readonly key: ItemKey } & (
  | {
      readonly act: Extract<Act, { kind: 'recording' }>;
      /** Where its voice comments stand. */
      readonly places: readonly { readonly ticketId: TicketId; readonly commentId: CommentId }[];
      /** Whether Zendesk listed an address for it; only then can it be *seen* gone. */
      readonly wasListed: boolean;
      /** False: somebody else's or unknown, and chosen one by one. */
      readonly isOwned: boolean;
      /** Kinds of recording seen on the call id; null where a comment does not tell. */
      readonly kinds: readonly (RecordingKind | null)[];
    }
  | { readonly act: Extract<Act, { kind: 'close' | 'ticket' | 'ticketForGood' }> }
  | { readonly act: Extract<Act, { kind: 'user' | 'userForGood' }> }
);

/** What the plan remembers of every ticket it was made from; an act stops when it no longer holds. */
export interface SeenTicket extends Seen {
  readonly requesterId: UserId | null;
  readonly status: string;
  readonly commentCount: number;
  /** Digest of the comment ids in order. */
  readonly comments: string;
}

export type StayGround =
  'byChoice' | 'otherPeople' | 'notTheirTicket' | 'notTheirCall' | 'closedInstead';

export interface Stay {
  readonly ticketId: TicketId;
  /** A single call on the ticket; null for the ticket itself. */
  readonly commentId: CommentId | null;
  readonly ground: StayGround;
}

/** Something the app cannot delete, with the place to go. */
export type Unreachable =
  | {
      readonly kind: 'partnerCall' | 'callWithoutId';
      readonly ticketId: TicketId;
      readonly commentId: CommentId;
    }
  | { readonly kind: UnreachablePlace };

/** Kinds of place that the app never searches in this account (support-api 12). */
export const unreachablePlaces = [
  'otherPeoplesTickets',
  'mergedCopies',
  'sideConversations',
  'suspendedTickets',
  'helpCentre',
  'chat',
  'customObjects',
  'exportsAndMails',
] as const;
export type UnreachablePlace = (typeof unreachablePlaces)[number];

export interface PlanCoverage {
  readonly ticketsListed: number;
  readonly ticketsRead: number;
  readonly calls: number;
  readonly sources: readonly SweptSource[];
  readonly scannedAt: number;
}

/** What will be erased, in order. Frozen and named by its digest once approved. */
export interface Plan {
  readonly version: 1;
  /** `recordings`: chosen recordings only. `person`: the whole way to the person's profile. */
  readonly scope: 'recordings' | 'person';
  readonly account: string;
  readonly admin: UserId;
  readonly profileIds: readonly UserId[];
  readonly acts: readonly PlannedAct[];
  readonly seen: readonly SeenTicket[];
  readonly stays: readonly Stay[];
  readonly unreachable: readonly Unreachable[];
  readonly coverage: PlanCoverage;
}
