import * as v from 'valibot';
import type { Asked, FailureKind } from '../domain/failure.ts';
import type { CallId, CaseId, JobId, TicketId, UserId } from '../domain/ids.ts';
import type { ItemKey, Receipt } from '../domain/receipt.ts';
import type { ComplianceStatus } from '../api/reads.ts';
import { digestOf } from './digest.ts';
import { entrySchema } from './journalSchema.ts';
import type { Plan } from './plan.ts';

/** Why a run stands still until a human says otherwise. Ids and kinds only. */
export type StopReason =
  | { readonly kind: 'paused' }
  | {
      readonly kind: 'failure';
      readonly failure: FailureKind;
      readonly asked: Asked;
      readonly status: number | null;
      readonly item: ItemKey | null;
    }
  /** The signed-in person is not an admin by the server's word, or not the one who approved. */
  | { readonly kind: 'notAdmin' }
  /** The item is not what was shown when the plan was approved. */
  | { readonly kind: 'changed'; readonly item: ItemKey; readonly difference: Difference }
  /** Two requests without an answer, and reading does not settle it. */
  | { readonly kind: 'noAnswerTwice'; readonly item: ItemKey }
  /** Zendesk accepted it, and a read still shows it. */
  | { readonly kind: 'stillThere'; readonly item: ItemKey }
  | {
      readonly kind: 'newFinds';
      readonly tickets: readonly TicketId[];
      readonly calls: readonly CallId[];
      readonly listedAgain: readonly CallId[];
      readonly unclosed: readonly TicketId[];
      readonly partnerOrUnknownCalls: number;
    }
  /** Zendesk refused to delete the person; these requested tickets are not closed. */
  | {
      readonly kind: 'personRefused';
      readonly status: number;
      readonly unclosed: readonly TicketId[];
    };

export type Difference =
  | 'requester'
  | 'comments'
  | 'gone'
  | 'restored'
  | 'callGone'
  | 'callOwner'
  | 'role'
  | 'profileGone'
  | 'sharedProfile';

export interface SweptSummary {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly isQuiet: boolean;
}

export type EntryBody =
  | { readonly kind: 'approved'; readonly plan: Plan; readonly digest: string }
  /** A runner took the case up; the server said that its admin is one. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'intent'; readonly item: ItemKey }
  | {
      readonly kind: 'answered';
      readonly item: ItemKey;
      readonly outcome: 'done' | 'refused' | 'notDone' | 'unknown';
      readonly status: number | null;
      readonly failure: FailureKind | null;
      readonly job: JobId | null;
    }
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'swept'; readonly sweep: SweptSummary }
  /** The admin says that the person is not on a call. */
  | { readonly kind: 'notOnCall'; readonly hintsTakenAt: number }
  | { readonly kind: 'stopped'; readonly why: StopReason }
  /** The admin gave the rest of the plan up; what was done stays done. */
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'finished' }
  | { readonly kind: 'compliance'; readonly statuses: readonly ComplianceStatus[] };

/** One line of a case's journal. Append-only; each carries the hash of the one before. */
export interface Entry {
  readonly version: 1;
  readonly case: CaseId;
  readonly number: number;
  readonly before: string;
  readonly at: number;
  readonly admin: UserId;
  readonly body: EntryBody;
}

/**
 * Where entries are kept, durably: `append` resolves with `written` only when the entry would survive the
 * browser's death. `taken`: the number exists, somebody else writes this case. `refused`: not written.
 */
export interface Journal {
  append(entry: Entry): Promise<'written' | 'taken' | 'refused'>;
  /** The case's entries by number, undecoded; null where storage refuses. */
  entries(caseId: CaseId): Promise<readonly unknown[] | null>;
  /** All cases of this account and admin in this browser, newest first; null where storage refuses. */
  cases(): Promise<readonly CaseId[] | null>;
  /** Runs the task while no other frame of this browser runs one; `held: false` at once when another does. */
  lead<Value>(
    task: () => Promise<Value>,
  ): Promise<{ readonly held: true; readonly value: Value } | { readonly held: false }>;
  /** Tells of entries that other frames wrote. */
  watch(listener: (caseId: CaseId) => void): () => void;
}

export const firstHash = '0'.repeat(64);

/** An entry never changes, so its hash is made once: reading a long history checks the chain and folds it. */
const hashes = new WeakMap<Entry, string>();

export function hashOf(entry: Entry): string {
  const known = hashes.get(entry);
  if (known !== undefined) return known;
  const made = digestOf(entry);
  hashes.set(entry, made);
  return made;
}

export type History =
  | { readonly kind: 'readable'; readonly entries: readonly Entry[] }
  /** Never repaired: a case whose journal cannot be read stops and says at which entry. */
  | { readonly kind: 'unreadable'; readonly atNumber: number };

/** The case's history, if every entry is whole, in its place, and carries the hash of the one before. */
export function readHistory(caseId: CaseId, raw: readonly unknown[]): History {
  const entries: Entry[] = [];
  let before = firstHash;
  for (const [index, candidate] of raw.entries()) {
    const parsed = v.safeParse(entrySchema, candidate);
    const entry: Entry | null = parsed.success ? parsed.output : null;
    if (entry?.case !== caseId || entry.number !== index || entry.before !== before)
      return { kind: 'unreadable', atNumber: index };
    entries.push(entry);
    before = hashOf(entry);
  }
  if (entries.length > 0 && entries[0]?.body.kind !== 'approved')
    return { kind: 'unreadable', atNumber: 0 };
  return { kind: 'readable', entries };
}
