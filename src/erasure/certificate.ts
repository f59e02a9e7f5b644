import type { CaseId, UserId } from '../domain/ids.ts';
import type { ItemKey, Receipt } from '../domain/receipt.ts';
import { digestOf } from './digest.ts';
import type { PlanCoverage, Plan, Stay, Unreachable } from './plan.ts';
import type { Progress } from './progress.ts';

const day = 86_400_000;

/** A date to come, and what follows by itself on it (support-api 4.4, 2.6). */
export interface FollowUp {
  readonly kind: 'recordingsOfDeletedTickets' | 'softDeletedTickets' | 'softDeletedPerson';
  readonly at: number;
  readonly items: number;
}

/** A run's whole evidence without personal data: ids, counts, times, grounds. */
export interface Certificate {
  readonly format: 'talk-privacy-certificate';
  readonly version: 1;
  readonly case: CaseId;
  readonly scope: Plan['scope'];
  readonly account: string;
  readonly planDigest: string;
  readonly approvedBy: UserId;
  readonly approvedAt: string;
  /** Null while the run is not finished; the certificate then covers what is done so far. */
  readonly finishedAt: string | null;
  readonly abandonedAt: string | null;
  readonly profiles: readonly UserId[];
  readonly coverage: PlanCoverage & { readonly otherPeoplesTicketsSearched: boolean };
  readonly receipts: readonly (Omit<Receipt, 'askedAt' | 'lookedAt'> & {
    readonly askedAt: string;
    readonly lookedAt: string;
  })[];
  /** Items of the plan without a receipt. */
  readonly open: readonly ItemKey[];
  readonly stays: readonly Stay[];
  readonly cannotBeReached: readonly Unreachable[];
  readonly sweeps: readonly {
    readonly startedAt: string;
    readonly endedAt: string;
    readonly isQuiet: boolean;
  }[];
  readonly followUps: readonly {
    readonly kind: FollowUp['kind'];
    readonly on: string;
    readonly items: number;
  }[];
  readonly compliance: {
    readonly readAt: string;
    readonly statuses: readonly {
      readonly action: string;
      readonly application: string;
      readonly createdAt: string | null;
    }[];
    /** Applications start hours apart: one that has completed says nothing of those that have not started. */
    readonly note: 'zendeskPublishesNoFullList';
  } | null;
  /** Hash of the journal's last entry: with it the whole chain. */
  readonly journal: { readonly entries: number; readonly head: string };
  readonly digest: string;
}

export function certificateOf(progress: Progress): Certificate {
  const { plan } = progress;
  const receipts = receiptsOf(progress);
  const body: Omit<Certificate, 'digest'> = {
    format: 'talk-privacy-certificate',
    version: 1,
    case: progress.caseId,
    scope: plan.scope,
    account: plan.account,
    planDigest: progress.digest,
    approvedBy: progress.admin,
    approvedAt: iso(progress.approvedAt),
    finishedAt: progress.ended?.kind === 'finished' ? iso(progress.ended.at) : null,
    abandonedAt: progress.ended?.kind === 'abandoned' ? iso(progress.ended.at) : null,
    profiles: plan.profileIds,
    coverage: {
      ...plan.coverage,
      otherPeoplesTicketsSearched: plan.coverage.sources.includes('search'),
    },
    receipts: receipts.map((receipt) => ({
      ...receipt,
      askedAt: iso(receipt.askedAt),
      lookedAt: iso(receipt.lookedAt),
    })),
    open: progress.items
      .filter((item) => item.phase.kind !== 'receipted')
      .map((item) => item.planned.key),
    stays: plan.stays,
    cannotBeReached: plan.unreachable,
    sweeps: progress.sweeps.map((sweep) => ({
      ...sweep,
      startedAt: iso(sweep.startedAt),
      endedAt: iso(sweep.endedAt),
    })),
    followUps: followUpsOf(progress).map(({ kind, at, items }) => ({
      kind,
      on: iso(at).slice(0, 10),
      items,
    })),
    compliance: progress.compliance && {
      readAt: iso(progress.compliance.at),
      statuses: progress.compliance.statuses,
      note: 'zendeskPublishesNoFullList',
    },
    journal: { entries: progress.nextNumber, head: progress.head },
  };
  return { ...body, digest: digestOf(body) };
}

/** Recordings of tickets deleted for good go 7 days later; what is only soft-deleted goes by itself after 30. */
export function followUpsOf(progress: Progress): readonly FollowUp[] {
  const receipts = receiptsOf(progress);
  const dated = (
    kind: FollowUp['kind'],
    days: number,
    match: (receipt: Receipt) => boolean,
  ): readonly FollowUp[] => {
    const matching = receipts.filter(match);
    return matching.length === 0
      ? []
      : [
          {
            kind,
            at: Math.max(...matching.map((receipt) => receipt.lookedAt)) + days * day,
            items: matching.length,
          },
        ];
  };
  const unconfirmed = (receipt: Receipt) => receipt.outcome === 'notConfirmed';
  return [
    ...dated(
      'recordingsOfDeletedTickets',
      7,
      ({ item, outcome }) => item.startsWith('ticketForGood:') && outcome === 'reported',
    ),
    ...dated(
      'softDeletedTickets',
      30,
      (receipt) => receipt.item.startsWith('ticketForGood:') && unconfirmed(receipt),
    ),
    ...dated(
      'softDeletedPerson',
      30,
      (receipt) =>
        receipt.item.startsWith('userForGood:') &&
        (unconfirmed(receipt) || receipt.unverifiable === 'stillListed'),
    ),
  ];
}

export function receiptsOf(progress: Progress): readonly Receipt[] {
  return progress.items.flatMap(({ phase }) => (phase.kind === 'receipted' ? [phase.receipt] : []));
}

/** The name a saved certificate gets: the case's id and nothing of the person. */
export function certificateName(certificate: Certificate): string {
  return `talk-privacy-certificate-${certificate.case}.json`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
