import type { ActOutcome } from '../api/acts.ts';
import type { JobStatus } from '../api/reads.ts';
import type { Comment } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { JobId, TicketId, UserId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Profile } from '../domain/profile.ts';
import type { ItemKey } from '../domain/receipt.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { CallHints } from '../inventory/callHints.ts';
import type { Seen, Sweep, SweepOrder } from '../inventory/sweep.ts';
import type { Difference, EntryBody } from './journal.ts';
import type { PlannedAct } from './plan.ts';
import type { Progress } from './progress.ts';

/** Reads that this runner made; gone with the frame, made again on resume. */
export interface Memory {
  /** `fresh`: nothing asked yet. `taken`: the journal knows that this runner works. `resting`: it stands still. */
  readonly stage: 'fresh' | 'taken' | 'resting';
  /** The profiles as read when the case was taken up; the owner rule needs them. */
  readonly person: Person | null;
  /** An intent that this runner wrote and has not acted on yet. */
  readonly armed: ItemKey | null;
  /** Null: Zendesk does not show it. */
  readonly tickets: ReadonlyMap<TicketId, { readonly at: number; readonly ticket: Ticket | null }>;
  readonly comments: ReadonlyMap<
    TicketId,
    { readonly at: number; readonly comments: readonly Comment[] | null }
  >;
  /** The `updated_at` at which a ticket's comments were last compared with the plan. */
  readonly compared: ReadonlyMap<TicketId, string | null>;
  /** What that comparison found, by item. */
  readonly differences: ReadonlyMap<ItemKey, Difference>;
  readonly users: ReadonlyMap<UserId, { readonly at: number; readonly profile: Profile | null }>;
  readonly deletedUsers: ReadonlyMap<UserId, { readonly at: number; readonly isThere: boolean }>;
  readonly job: {
    readonly id: JobId;
    readonly at: number;
    readonly polls: number;
    readonly status: JobStatus | null;
  } | null;
  /** How often the current item was looked at since it was asked. */
  readonly looks: number;
  readonly hints: CallHints | null;
  readonly pauseUntil: { readonly at: number; readonly why: Wait['why'] } | null;
  /** Tickets as the last sweep left them, so that the next one reads only what moved since. */
  readonly swept: readonly Seen[] | null;
  /** Entries to be written before anything else happens. */
  readonly outbox: readonly EntryBody[];
}

export interface Run {
  readonly progress: Progress;
  readonly memory: Memory;
}

export interface Wait {
  /** `quiet`: between the sweeps. `look`: Zendesk has not caught up. `job`, `jobQueue`, `limit`: as named. */
  readonly why: 'quiet' | 'look' | 'job' | 'jobQueue' | 'limit';
  readonly until: number;
}

/** What the hand does next; it answers with the event of the same matter. */
export type Command =
  | { readonly kind: 'takeUp' }
  | { readonly kind: 'write'; readonly body: EntryBody }
  | { readonly kind: 'readTickets'; readonly ids: readonly TicketId[] }
  | { readonly kind: 'readTicket'; readonly id: TicketId }
  | { readonly kind: 'readComments'; readonly id: TicketId }
  | { readonly kind: 'readUser'; readonly id: UserId }
  | { readonly kind: 'readDeletedUser'; readonly id: UserId }
  | { readonly kind: 'readJob'; readonly id: JobId }
  | { readonly kind: 'readHints' }
  | { readonly kind: 'listUnclosed'; readonly status: number }
  | { readonly kind: 'sweep'; readonly order: SweepOrder }
  | { readonly kind: 'act'; readonly planned: PlannedAct; readonly notAfter: number }
  | ({ readonly kind: 'wait' } & Wait)
  /** Nothing goes on until the admin says that the person is not on a call. */
  | { readonly kind: 'askNotOnCall' }
  /** The run stands still: stopped, ended, or nothing can be written. */
  | { readonly kind: 'rest' };

export type Event =
  | { readonly kind: 'tookUp'; readonly me: Profile; readonly person: Person }
  | { readonly kind: 'wrote'; readonly progress: Progress }
  | { readonly kind: 'writeRefused' }
  | {
      readonly kind: 'ticketsRead';
      readonly at: number;
      readonly ids: readonly TicketId[];
      readonly tickets: readonly Ticket[];
    }
  | {
      readonly kind: 'commentsRead';
      readonly at: number;
      readonly id: TicketId;
      readonly comments: readonly Comment[] | null;
    }
  | {
      readonly kind: 'userRead';
      readonly at: number;
      readonly id: UserId;
      readonly profile: Profile | null;
    }
  | {
      readonly kind: 'deletedUserRead';
      readonly at: number;
      readonly id: UserId;
      readonly isThere: boolean;
    }
  /** `status` null: the job is gone. */
  | {
      readonly kind: 'jobRead';
      readonly at: number;
      readonly id: JobId;
      readonly status: JobStatus | null;
    }
  | { readonly kind: 'hintsRead'; readonly hints: CallHints }
  | { readonly kind: 'unclosedRead'; readonly status: number; readonly ids: readonly TicketId[] }
  | { readonly kind: 'swept'; readonly sweep: Sweep }
  | {
      readonly kind: 'acted';
      readonly at: number;
      readonly planned: PlannedAct;
      readonly outcome: ActOutcome<JobId | null>;
    }
  | { readonly kind: 'waited' }
  /** A read failed for good; the run stops and says which. */
  | { readonly kind: 'readFailed'; readonly failure: Failure }
  | { readonly kind: 'pauseAsked' }
  | { readonly kind: 'abandonAsked' }
  | { readonly kind: 'saidNotOnCall'; readonly hintsTakenAt: number }
  | { readonly kind: 'hintsAsked' };

/** A run at the point where this frame takes it up. */
export function takeUp(progress: Progress): Run {
  return {
    progress,
    memory: {
      stage: 'fresh',
      person: null,
      armed: null,
      tickets: new Map(),
      comments: new Map(),
      compared: new Map(),
      differences: new Map(),
      users: new Map(),
      deletedUsers: new Map(),
      job: null,
      looks: 0,
      hints: null,
      pauseUntil: null,
      swept: null,
      outbox: [],
    },
  };
}
