import { lazy, Suspense, useMemo, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { isStaff } from '../../../domain/person.ts';
import { isAdmin, type Profile } from '../../../domain/profile.ts';
import { ok } from '../../../domain/result.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { withSiblings, type CallRow } from '../../../inventory/callList.ts';
import { countsOf, coverageOf, type Evidence } from '../../../inventory/coverage.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { Tabs } from '../../parts/Tabs.tsx';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Calls } from './Calls.tsx';
import { CoverageLine } from './CoverageLine.tsx';
import { Figures } from './Figures.tsx';
import { PersonHeader } from './PersonHeader.tsx';
import { useCallTable } from './useCallTable.ts';

const CrossCheck = lazy(() =>
  import('./CrossCheck.tsx').then(({ CrossCheck }) => ({ default: CrossCheck })),
);
const Deletion = lazy(() =>
  import('./Deletion.tsx').then(({ Deletion }) => ({ default: Deletion })),
);
const DeletionRun = lazy(() =>
  import('./DeletionRun.tsx').then(({ DeletionRun }) => ({ default: DeletionRun })),
);
const HandOver = lazy(() =>
  import('../handOver/HandOver.tsx').then(({ HandOver }) => ({ default: HandOver })),
);
const OnCall = lazy(() => import('./OnCall.tsx').then(({ OnCall }) => ({ default: OnCall })));
const Traces = lazy(() => import('./Traces.tsx').then(({ Traces }) => ({ default: Traces })));

interface PersonProps {
  readonly rooms: Rooms;
  readonly scan: Scan;
  /** Null until the server said who is signed in. */
  readonly signedIn: Profile | null;
  readonly onErase: () => void;
}

/** What only an admin is shown stands last. */
const tabs = ['calls', 'traces', 'handOver'] as const;

/** Everything that is held on one person, as it is found. */
export function Person({ rooms, scan, signedIn, onErase }: PersonProps) {
  const { t } = useText();
  const inventory = useStore(scan);
  const [evidence, readEvidence] = useEvidence(rooms);
  const table = useCallTable(rooms, inventory, evidence);
  const [tab, setTab] = useState<(typeof tabs)[number]>('calls');
  const [isChecking, setChecking] = useState(false);
  const [isOnCallAsked, askOnCall] = useState(false);
  const [asked, setAsked] = useState<readonly CallRow[] | null>(null);
  const [run, setRun] = useState<RunStore | null>(null);
  const { person } = inventory;
  const coverage = useMemo(() => coverageOf(inventory), [inventory]);
  const counts = useMemo(
    () => countsOf(inventory, evidence, rooms.clock.now()),
    [inventory, evidence, rooms.clock],
  );
  const mayErase = signedIn !== null && isAdmin(signedIn);
  const answersCalls = person !== null && isStaff(person);
  const opening = <p role="status">{t('page.opening')}</p>;

  return (
    <>
      <PersonHeader inventory={inventory}>
        <Row>
          <Button size="small" onClick={() => askOnCall(true)}>
            {t('page.person.onCall')}
          </Button>
          {mayErase && (
            <Button isDanger onClick={onErase}>
              {t('page.person.erase')}
            </Button>
          )}
        </Row>
      </PersonHeader>
      {isOnCallAsked && (
        <Suspense fallback={opening}>
          <OnCall rooms={rooms} profileIds={inventory.profileIds} />
        </Suspense>
      )}
      {signedIn !== null && !mayErase && <Word>{t('page.person.agent')}</Word>}
      {answersCalls && <Word>{t('page.person.staff')}</Word>}
      <Figures counts={counts} coverage={coverage} />
      <CoverageLine inventory={inventory} coverage={coverage} scan={scan}>
        {coverage.callsExport && (
          <Button size="small" aria-expanded={isChecking} onClick={() => setChecking(!isChecking)}>
            {t('page.person.coverage.check')}
          </Button>
        )}
      </CoverageLine>
      <Suspense fallback={opening}>
        {isChecking && <CrossCheck rooms={rooms} inventory={inventory} scan={scan} />}
        {asked && signedIn && (
          <Deletion
            rooms={rooms}
            signedIn={signedIn}
            inventory={inventory}
            rows={asked}
            onCancel={() => setAsked(null)}
            onStarted={(started) => {
              setAsked(null);
              table.select({ kind: 'clear' });
              setRun(started);
            }}
          />
        )}
        {run && (
          <DeletionRun
            rooms={rooms}
            store={run}
            calls={inventory.calls}
            onReceipts={(ended) => {
              readEvidence();
              if (ended) void scan.lookAgain(ended);
            }}
            onClose={() => setRun(null)}
          />
        )}
      </Suspense>
      <Tabs
        label={t('page.person.tabs.name')}
        tabs={tabs
          .filter((name) => name !== 'handOver' || mayErase)
          .map((name) => ({ name, title: t(`page.person.tabs.${name}`) }))}
        shown={tab}
        onShow={setTab}
      >
        <Suspense fallback={opening}>
          {tab === 'calls' && (
            <Calls
              rooms={rooms}
              inventory={inventory}
              table={table}
              isStaff={answersCalls}
              {...(mayErase
                ? { onDelete: () => setAsked(withSiblings(table.chosen, table.all)) }
                : {})}
            />
          )}
          {tab === 'traces' && (
            <Traces rooms={rooms} scan={scan} inventory={inventory} coverage={coverage} />
          )}
          {tab === 'handOver' && (
            <HandOver rooms={rooms} scan={scan} inventory={inventory} evidence={evidence} />
          )}
        </Suspense>
      </Tabs>
    </>
  );
}

/** What the receipts in this browser say of recordings; nothing until they are read. */
function useEvidence(rooms: Rooms): readonly [Evidence, () => void] {
  const [receipts, readAgain] = useLoaded('evidence', async () =>
    ok(await rooms.erasure.evidence()),
  );
  const read = known(receipts);
  const evidence = useMemo(
    () => new Map([...(read ?? [])].map(([callId, { evidence }]) => [callId, evidence] as const)),
    [read],
  );
  return [evidence, readAgain];
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
`;

const Word = styled.p`
  margin: 0;
`;
