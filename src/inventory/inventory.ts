import type { ExportedCall, SuspendedTicket } from '../api/deepReads.ts';
import type { RelatedCounts } from '../api/reads.ts';
import type { Call } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { CallId, CommentId, UserId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trace } from '../domain/trace.ts';

/** Where a ticket of the inventory was found. */
export type TicketSource =
  'requested' | 'ccd' | 'followed' | 'commented' | 'assigned' | 'search' | 'callsExport';

/** One source that the scan reads, and how far it is. */
export interface SourceReading {
  readonly source: 'profile' | 'suspended' | 'legsExport' | TicketSource;
  /** Null where the source is the whole account's. */
  readonly profileId: UserId | null;
  /** The number or address that the search looks for; personal, for the screen only. */
  readonly term: string | null;
  /** `notAsked`: the exports, until a cross-check is asked for. */
  readonly state: 'notAsked' | 'waiting' | 'reading' | 'read' | 'failed' | 'stopped';
  readonly found: number;
  /** What Zendesk's own count announced; null where it did not. */
  readonly expected: number | null;
  readonly failure: Failure | null;
}

export type CommentsReading =
  | { readonly state: 'waiting' }
  | { readonly state: 'failed'; readonly failure: Failure }
  | {
      readonly state: 'read';
      readonly at: number;
      /** Kept from an earlier visit: numbers of others, line names and texts are not known until it is read again. */
      readonly isRestored: boolean;
      readonly calls: readonly Call[];
      readonly commentIds: readonly CommentId[];
      /** End users (or authors of unknown role) who wrote here and are not the person. */
      readonly otherAuthors: readonly UserId[];
    };

export interface TicketReading {
  readonly ticket: Ticket;
  readonly foundBy: ReadonlySet<TicketSource>;
  readonly comments: CommentsReading;
}

/** An immutable snapshot of what is known of one person. Counts are "at least" unless `phase` is `complete`. */
export interface Inventory {
  readonly profileIds: readonly UserId[];
  /** Null until the profiles are read. */
  readonly person: Person | null;
  readonly related: ReadonlyMap<UserId, RelatedCounts>;
  /** `complete`: every source and every ticket's comments were read. `incomplete`: ended, but something failed. */
  readonly phase: 'reading' | 'paused' | 'stopped' | 'incomplete' | 'complete';
  readonly sources: readonly SourceReading[];
  /** In the order in which they were found, which never changes. */
  readonly tickets: readonly TicketReading[];
  /** All calls of the tickets read so far, in the order found. */
  readonly calls: readonly Call[];
  /** Personal data beside the audio, on all tickets read so far. */
  readonly traces: readonly Trace[];
  /** Messages from the person's addresses that never became tickets. */
  readonly suspended: readonly SuspendedTicket[];
  /** What Talk's exports say of the person; null until a cross-check was asked for. */
  readonly exported: Exported | null;
  readonly progress: {
    readonly ticketsKnown: number;
    readonly ticketsRead: number;
    readonly requestsSent: number;
    /** At the pace so far; null before there is one. */
    readonly msLeft: number | null;
  };
  readonly endedAt: number | null;
}

/** How far back a cross-check with Talk's exports goes. */
export type CheckExtent =
  /** What changed since the last check of this browser. */
  | 'sinceLastCheck'
  /** Since the oldest profile of the person was made: earlier calls cannot name it. */
  | 'sinceFirstContact'
  /** Everything that the account has. */
  | 'everything';

/** Rows of Talk's exports that name the person. Seconds since 1970. */
export interface Exported {
  readonly since: number;
  /** Read until here; null before the first page. The next check begins there. */
  readonly until: number | null;
  readonly rowsRead: number;
  /** As customer, or (agents) as somebody who answered. Newest version of each. */
  readonly calls: readonly ExportedCall[];
  /** Calls in which the person was an agent's leg. */
  readonly answered: ReadonlySet<CallId>;
}

/** What one extent of the cross-check would cost; null where it cannot be asked for, or the size is not known. */
export interface CheckCost {
  readonly extent: CheckExtent;
  readonly requests: number;
  readonly ms: number;
}

export interface CheckAdvice {
  /** Cheapest first. */
  readonly costs: readonly CheckCost[];
  readonly recommended: CheckExtent | null;
  /** Null where the number of the account's Talk tickets could not be read. */
  readonly talkTickets: number | null;
}
