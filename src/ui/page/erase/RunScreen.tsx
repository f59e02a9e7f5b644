import type { CaseId, UserId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Heading, Subheading } from '../Heading.tsx';
import type { KnownCalls } from '../run/itemText.ts';
import { Receipts } from '../run/Receipts.tsx';
import { RunProgress } from '../run/RunProgress.tsx';
import { EraseText } from './EraseText.tsx';
import { Proof } from './Proof.tsx';
import { Stepper } from './Stepper.tsx';
import { stepOfRun, wayOfRun } from './steps.ts';

interface RunScreenProps {
  readonly rooms: Rooms;
  readonly caseId: CaseId;
  /** Calls that this page happens to know; a run that was opened from the journal knows ids only. */
  readonly calls: KnownCalls;
  readonly onChangePlan: (userIds: readonly UserId[]) => void;
}

/** One approved run, from its first item to its proof, in whichever frame it is opened. */
export function RunScreen(props: RunScreenProps) {
  return (
    <EraseText>
      <OpenedRun {...props} />
    </EraseText>
  );
}

function OpenedRun({ rooms, caseId, calls, onChangePlan }: RunScreenProps) {
  const { t } = useText();
  const [opened] = useLoaded(caseId, async () => ok({ store: await rooms.erasure.open(caseId) }));
  const run = known(opened);
  if (run === null) return <p role="status">{t('page.opening')}</p>;
  if (run.store === null)
    return (
      <>
        <Heading>{t('erase.run.title')}</Heading>
        <p role="alert">{t('erase.run.unreadable')}</p>
      </>
    );
  return <Run rooms={rooms} store={run.store} calls={calls} onChangePlan={onChangePlan} />;
}

interface RunProps {
  readonly rooms: Rooms;
  readonly store: RunStore;
  readonly calls: KnownCalls;
  readonly onChangePlan: (userIds: readonly UserId[]) => void;
}

function Run({ rooms, store, calls, onChangePlan }: RunProps) {
  const { t, formats } = useText();
  const view = useStore(store);
  const { progress } = view;
  const { plan } = progress;
  const ids = formats.list(plan.profileIds.map(String));

  const changePlan = async () => {
    await store.abandon();
    onChangePlan(plan.profileIds);
  };

  const work =
    view.state === 'finished' ? (
      <Proof rooms={rooms} store={store} calls={calls} />
    ) : (
      <>
        {plan.scope === 'person' && <Subheading>{t(`erase.steps.${stepOfRun(view)}`)}</Subheading>}
        <RunProgress
          rooms={rooms}
          store={store}
          calls={calls}
          {...(plan.scope === 'person' ? { onChangePlan: () => void changePlan() } : {})}
        />
        <Subheading>{t('erase.receipts.name')}</Subheading>
        <Receipts progress={progress} calls={calls} atMost={receiptsShown} />
      </>
    );

  return (
    <>
      <Heading>{t(`erase.run.${plan.scope}`, { ids })}</Heading>
      {plan.scope === 'person' ? <Stepper way={wayOfRun(view)}>{work}</Stepper> : work}
    </>
  );
}

const receiptsShown = 20;
