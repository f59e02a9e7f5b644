import type { ComplianceStatus } from '../api/reads.ts';
import type { CaseId, JobId, UserId } from '../domain/ids.ts';
import type { ItemKey, Receipt } from '../domain/receipt.ts';
import {
  firstHash,
  hashOf,
  type Entry,
  type EntryBody,
  type StopReason,
  type SweptSummary,
} from './journal.ts';
import type { Plan, PlannedAct } from './plan.ts';

/**
 * How far one item is by the journal alone. `intended`: about to be asked, or asked and nothing heard.
 * `unknown`: asked, and the answer tells nothing. Both are settled by reading.
 */
export type ItemPhase =
  | { readonly kind: 'open' }
  | { readonly kind: 'intended'; readonly at: number }
  | { readonly kind: 'unknown'; readonly at: number; readonly status: number | null }
  | {
      readonly kind: 'answered';
      readonly at: number;
      readonly status: number | null;
      readonly isDone: boolean;
      readonly refusal: 'notFound' | 'noSuchEndpoint' | null;
      readonly job: JobId | null;
    }
  | { readonly kind: 'receipted'; readonly receipt: Receipt };

export interface Item {
  readonly planned: PlannedAct;
  readonly phase: ItemPhase;
  /** How often it was asked without an answer that tells. */
  readonly unanswered: number;
}

/** Everything that the journal says of one case: what a resume starts from. */
export interface Progress {
  readonly caseId: CaseId;
  readonly plan: Plan;
  readonly digest: string;
  readonly admin: UserId;
  readonly approvedAt: number;
  readonly items: readonly Item[];
  /** Sweeps since the last act. */
  readonly sweeps: readonly SweptSummary[];
  readonly lastActAt: number | null;
  /** Holds until the runner stops or starts anew. */
  readonly notOnCall: { readonly at: number; readonly hintsTakenAt: number } | null;
  readonly stopped: { readonly why: StopReason; readonly at: number } | null;
  readonly ended: { readonly kind: 'finished' | 'abandoned'; readonly at: number } | null;
  readonly compliance: {
    readonly statuses: readonly ComplianceStatus[];
    readonly at: number;
  } | null;
  readonly nextNumber: number;
  readonly head: string;
}

/** The progress after a readable history; null for an empty one. */
export function progressOf(entries: readonly Entry[]): Progress | null {
  const [first, ...rest] = entries;
  if (first?.body.kind !== 'approved') return null;
  return rest.reduce(after, begin(first, first.body));
}

/** The progress after one more entry. */
export function after(progress: Progress, entry: Entry): Progress {
  const next = { ...progress, nextNumber: entry.number + 1, head: hashOf(entry) };
  const body = entry.body;
  switch (body.kind) {
    case 'approved':
      return next;
    case 'taken':
      return { ...next, stopped: null, notOnCall: null, items: next.items.map(reopenRefused) };
    case 'intent': {
      const intended = withItem(next, body.item, (item) => ({
        ...item,
        phase: { kind: 'intended', at: entry.at },
        unanswered: item.unanswered + 1,
      }));
      // The sweeps stand before the person: an act on the person does not void them, any other does.
      return isOnPerson(body.item) ? intended : { ...intended, lastActAt: entry.at, sweeps: [] };
    }
    case 'answered': {
      const told = withItem(next, body.item, (item) => answered(item, entry.at, body));
      return isOnPerson(body.item) ? told : { ...told, lastActAt: entry.at };
    }
    case 'receipt':
      return withItem(next, body.receipt.item, (item) => ({
        ...item,
        phase: { kind: 'receipted', receipt: body.receipt },
      }));
    case 'swept':
      return { ...next, sweeps: [...next.sweeps, body.sweep] };
    case 'notOnCall':
      return { ...next, notOnCall: { at: entry.at, hintsTakenAt: body.hintsTakenAt } };
    case 'stopped':
      return { ...next, stopped: { why: body.why, at: entry.at }, notOnCall: null };
    case 'abandoned':
    case 'finished':
      return { ...next, ended: { kind: body.kind, at: entry.at } };
    case 'compliance':
      return { ...next, compliance: { statuses: body.statuses, at: entry.at } };
  }
}

/** The entry that comes next in this case. */
export function entryAfter(progress: Progress, body: EntryBody, at: number, admin: UserId): Entry {
  return {
    version: 1,
    case: progress.caseId,
    number: progress.nextNumber,
    before: progress.head,
    at,
    admin,
    body,
  };
}

/** The first entry of a case: the approval of its plan. */
export function firstEntry(caseId: CaseId, plan: Plan, digest: string, at: number): Entry {
  const body: EntryBody = { kind: 'approved', plan, digest };
  return { version: 1, case: caseId, number: 0, before: firstHash, at, admin: plan.admin, body };
}

/** The first item without a receipt, in the plan's order. */
export function firstOpen(progress: Progress): Item | null {
  return progress.items.find((item) => item.phase.kind !== 'receipted') ?? null;
}

export function itemNamed(progress: Progress, key: ItemKey): Item | null {
  return progress.items.find((item) => item.planned.key === key) ?? null;
}

function begin(entry: Entry, body: Extract<EntryBody, { kind: 'approved' }>): Progress {
  return {
    caseId: entry.case,
    plan: body.plan,
    digest: body.digest,
    admin: entry.admin,
    approvedAt: entry.at,
    items: body.plan.acts.map((planned) => ({ planned, phase: { kind: 'open' }, unanswered: 0 })),
    sweeps: [],
    lastActAt: null,
    notOnCall: null,
    stopped: null,
    ended: null,
    compliance: null,
    nextNumber: 1,
    head: hashOf(entry),
  };
}

function isOnPerson(key: ItemKey): boolean {
  return key.startsWith('user');
}

function withItem(progress: Progress, key: ItemKey, change: (item: Item) => Item): Progress {
  const index = progress.items.findIndex((item) => item.planned.key === key);
  const item = progress.items[index];
  if (!item) return progress;
  const items = progress.items.slice();
  items[index] = change(item);
  return { ...progress, items };
}

function answered(item: Item, at: number, body: Extract<EntryBody, { kind: 'answered' }>): Item {
  switch (body.outcome) {
    case 'notDone':
      return { ...item, phase: { kind: 'open' }, unanswered: Math.max(item.unanswered - 1, 0) };
    case 'unknown':
      return { ...item, phase: { kind: 'unknown', at, status: body.status } };
    case 'done':
      return {
        ...item,
        phase: {
          kind: 'answered',
          at,
          status: body.status,
          isDone: true,
          refusal: null,
          job: body.job,
        },
      };
    case 'refused': {
      const refusal =
        body.failure === 'notFound' || body.failure === 'noSuchEndpoint' ? body.failure : null;
      return {
        ...item,
        phase: { kind: 'answered', at, status: body.status, isDone: false, refusal, job: null },
      };
    }
  }
}

/** A refusal other than 404 is not done for sure: whoever resumes may ask again. */
function reopenRefused(item: Item): Item {
  return item.phase.kind === 'answered' && !item.phase.isDone && item.phase.refusal === null
    ? { ...item, phase: { kind: 'open' }, unanswered: Math.max(item.unanswered - 1, 0) }
    : item;
}
