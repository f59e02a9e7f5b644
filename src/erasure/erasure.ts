import type { Acts } from '../api/acts.ts';
import type { Reads } from '../api/reads.ts';
import type { DeletionEvidence } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { CallId, CaseId, UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { callHints, type CallHints } from '../inventory/callHints.ts';
import type { SweepDeps } from '../inventory/sweep.ts';
import { digestOf } from './digest.ts';
import { readHistory, type Journal } from './journal.ts';
import type { Plan } from './plan.ts';
import { firstEntry, progressOf, type Progress } from './progress.ts';
import { openRun, type RunStore } from './runner.ts';

/** Why a confirmation does not start anything. */
export type NotStarted =
  /** What was confirmed is not what would be done: the list changed after it was shown. */
  | { readonly kind: 'digestDiffers' }
  | { readonly kind: 'wrongUserIdTyped' }
  /** Nothing can be written down durably here, so nothing destructive starts. */
  | { readonly kind: 'storageRefused' };

export interface CaseSummary {
  readonly caseId: CaseId;
  /** Null where the journal cannot be read: at which entry it breaks. */
  readonly progress: Progress | null;
  readonly unreadableAt: number | null;
}

/** What the receipts of all cases say of one call id's recordings. */
export interface EvidenceOfCall {
  readonly evidence: DeletionEvidence;
  readonly at: number;
  readonly by: UserId;
}

export interface Erasure {
  /** Whether an entry would survive here. Writes nothing destructive and nothing personal. */
  isDurable(): Promise<boolean>;
  /** Every case of this account and admin in this browser, newest first; null where storage refuses. */
  cases(): Promise<readonly CaseSummary[] | null>;
  open(caseId: CaseId): Promise<RunStore | null>;
  /** Approves exactly what was shown. The plan's first entry is durable when this resolves; `start()` begins the run. */
  approve(
    plan: Plan,
    shown: { readonly digest: string; readonly typedUserId: string | null },
  ): Promise<Result<RunStore, NotStarted>>;
  /** By call id, from every receipt in this browser; without storage there are none, and Zendesk's word stands alone. */
  evidence(): Promise<ReadonlyMap<CallId, EvidenceOfCall>>;
  hints(profileIds: readonly UserId[]): Promise<CallHints>;
  /** The signed-in person by the server's word. 1 request. */
  me(): Promise<Result<Profile>>;
}

export interface ErasureDeps {
  readonly reads: Reads;
  readonly acts: Acts;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly openDeep: SweepDeps['openDeep'];
}

export function openErasure(deps: ErasureDeps): Erasure {
  const { reads, journal, clock } = deps;
  /** One store a case, so that every screen of this frame sees the same run. */
  const stores = new Map<CaseId, RunStore>();

  const read = async (caseId: CaseId): Promise<CaseSummary | null> => {
    const raw = await journal.entries(caseId);
    if (raw === null) return null;
    const history = readHistory(caseId, raw);
    return history.kind === 'unreadable'
      ? { caseId, progress: null, unreadableAt: history.atNumber }
      : { caseId, progress: progressOf(history.entries), unreadableAt: null };
  };

  const storeOf = (progress: Progress): RunStore => {
    const known = stores.get(progress.caseId);
    if (known) return known;
    const store = openRun(deps, progress);
    stores.set(progress.caseId, store);
    return store;
  };

  const cases = async (): Promise<readonly CaseSummary[] | null> => {
    const ids = await journal.cases();
    if (ids === null) return null;
    const summaries = await Promise.all(ids.map(read));
    return summaries.filter((summary) => summary !== null);
  };

  return {
    isDurable: async () => (await journal.cases()) !== null,
    cases,
    open: async (caseId) => {
      const summary = await read(caseId);
      return summary?.progress ? storeOf(summary.progress) : null;
    },
    approve: async (plan, shown) => {
      const digest = digestOf(plan);
      if (digest !== shown.digest) return failed<NotStarted>({ kind: 'digestDiffers' });
      if (plan.scope === 'person' && shown.typedUserId?.trim() !== String(plan.profileIds[0]))
        return failed<NotStarted>({ kind: 'wrongUserIdTyped' });
      const at = clock.now();
      const caseId = digestOf({ digest, at }).slice(0, 16) as CaseId;
      const entry = firstEntry(caseId, plan, digest, at);
      const progress = progressOf([entry]);
      if (!progress || (await journal.append(entry)) !== 'written')
        return failed<NotStarted>({ kind: 'storageRefused' });
      return ok(storeOf(progress));
    },
    evidence: async () => {
      const byCall = new Map<CallId, EvidenceOfCall>();
      for (const { progress } of (await cases()) ?? [])
        for (const item of progress?.items ?? []) {
          const { planned, phase } = item;
          if (!progress || planned.act.kind !== 'recording' || phase.kind !== 'receipted') continue;
          const { receipt } = phase;
          // One kind that was accepted says nothing of the other kind on the same call id.
          if (planned.act.what !== 'all' && receipt.outcome !== 'seenGone') continue;
          const known = byCall.get(planned.act.callId);
          const evidence = evidenceIn(receipt.outcome, 'wasListed' in planned && planned.wasListed);
          if (evidence && (!known || known.at < receipt.lookedAt))
            byCall.set(planned.act.callId, { evidence, at: receipt.lookedAt, by: progress.admin });
        }
      return byCall;
    },
    hints: (profileIds) => callHints({ reads, clock }, profileIds, { urgency: 'click' }),
    me: () => reads.me({ urgency: 'click' }),
  };
}

function evidenceIn(outcome: string, wasListed: boolean): DeletionEvidence | null {
  switch (outcome) {
    case 'seenGone':
      return 'seenGone';
    case 'reported':
      return wasListed ? 'acceptedWhileListed' : 'acceptedNoneListed';
    case 'nothingToDelete':
      return 'nothingToDelete';
    default:
      return null;
  }
}
