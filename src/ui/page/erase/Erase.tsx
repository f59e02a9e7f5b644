import { useDeferredValue, useMemo, useState } from 'react';

import type { CaseId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import { draftErasure, noDecision } from '../../../erasure/draft.ts';
import { coverageOf } from '../../../inventory/coverage.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { CoverageLine } from '../person/CoverageLine.tsx';
import { PersonHeader } from '../person/PersonHeader.tsx';
import { Approve } from './Approve.tsx';
import { Check } from './Check.tsx';
import { Decide } from './Decide.tsx';
import { EraseText } from './EraseText.tsx';
import { Stepper } from './Stepper.tsx';
import { wayOfDraft, type DraftStep } from './steps.ts';

interface EraseProps {
  readonly rooms: Rooms;
  readonly scan: Scan;
  readonly onOpenRun: (caseId: CaseId) => void;
}

/** The steps before anything is destroyed: Check, Decide, Approve. */
export function Erase(props: EraseProps) {
  return (
    <EraseText>
      <Draft {...props} />
    </EraseText>
  );
}

function Draft({ rooms, scan, onOpenRun }: EraseProps) {
  const { t } = useText();
  const inventory = useStore(scan);
  const settled = useDeferredValue(inventory);
  const [me, askMeAgain] = useLoaded('me', () => rooms.erasure.me());
  const [kept] = useLoaded('journal', async () =>
    ok({ isDurable: await rooms.erasure.isDurable(), cases: await rooms.erasure.cases() }),
  );
  const [decision, setDecision] = useState(noDecision);
  const [step, setStep] = useState<DraftStep>('check');
  const signedIn = known(me);
  const journal = known(kept);
  const draft = useMemo(
    () =>
      signedIn &&
      draftErasure(settled, decision, {
        me: signedIn,
        account: rooms.host.subdomain,
        now: rooms.clock.now(),
      }),
    [settled, decision, signedIn, rooms.host.subdomain, rooms.clock],
  );
  const begun = (journal?.cases ?? []).find(
    ({ progress }) =>
      progress !== null &&
      progress.ended === null &&
      progress.plan.scope === 'person' &&
      progress.plan.profileIds.some((id) => inventory.profileIds.includes(id)),
  );
  const isReady = journal?.isDurable === true && begun === undefined;
  const way = wayOfDraft(step, draft, isReady);
  const next = (to: DraftStep) => () => setStep(to);

  return (
    <>
      <PersonHeader inventory={inventory} isErasure />
      <CoverageLine inventory={inventory} coverage={coverageOf(inventory)} scan={scan} />
      <Stepper way={way} onStep={setStep}>
        {me.kind === 'failed' && (
          <FailureNote failure={me.failure} about={t('page.roleUnread')} onTryAgain={askMeAgain} />
        )}
        {!draft && me.kind === 'loading' && <p role="status">{t('erase.check.askingRights')}</p>}
        {draft && step === 'check' && (
          <Check
            draft={draft}
            isDurable={journal?.isDurable ?? null}
            decision={decision}
            onDecision={setDecision}
            onReadAgain={() => scan.start()}
            {...(begun ? { onOpenBegun: () => onOpenRun(begun.caseId) } : {})}
            {...(way.decide === 'open' ? { onNext: next('decide') } : {})}
          />
        )}
        {draft && step === 'decide' && (
          <Decide
            draft={draft}
            decision={decision}
            onDecision={setDecision}
            {...(way.approve === 'open' ? { onNext: next('approve') } : {})}
          />
        )}
        {draft && step === 'approve' && inventory.person && (
          <Approve
            rooms={rooms}
            draft={draft}
            person={inventory.person}
            onBack={next('decide')}
            onApproved={onOpenRun}
          />
        )}
      </Stepper>
    </>
  );
}
