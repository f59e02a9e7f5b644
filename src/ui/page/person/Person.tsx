import { lazy, Suspense, useMemo, useReducer, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { isAdmin, type Profile } from '../../../domain/profile.ts';
import { ok } from '../../../domain/result.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import {
  countsOf,
  coverageOf,
  filterCalls,
  type CallFilter,
  type Evidence,
} from '../../../inventory/coverage.ts';
import type { Inventory, Scan } from '../../../inventory/scan.ts';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { type Text, useText } from '../../text.tsx';
import { CallFilters } from './CallFilters.tsx';
import { callRows, ownedCommentIds, selected, withSiblings, type CallRow } from './callRow.ts';
import { CallTable } from './CallTable.tsx';
import { CoverageLine } from './CoverageLine.tsx';
import { Figures } from './Figures.tsx';
import { Months } from './Months.tsx';
import { PersonHeader } from './PersonHeader.tsx';
import { Selected } from './Selected.tsx';

const Deletion = lazy(() =>
  import('./Deletion.tsx').then(({ Deletion }) => ({ default: Deletion })),
);
const DeletionRun = lazy(() =>
  import('./DeletionRun.tsx').then(({ DeletionRun }) => ({ default: DeletionRun })),
);

interface PersonProps {
  readonly rooms: Rooms;
  readonly scan: Scan;
  /** Null until the server said who is signed in. */
  readonly signedIn: Profile | null;
  readonly onErase: () => void;
}

const everyCall: CallFilter = { kind: null, state: null };

/** Everything that is held on one person, as it is found. */
export function Person({ rooms, scan, signedIn, onErase }: PersonProps) {
  const text = useText();
  const { t } = text;
  const inventory = useStore(scan);
  const [evidence, readEvidence] = useEvidence(rooms);
  const [filter, setFilter] = useState(everyCall);
  const [selection, select] = useReducer(selected, new Set<never>());
  const [asked, setAsked] = useState<readonly CallRow[] | null>(null);
  const [run, setRun] = useState<RunStore | null>(null);
  const { person, calls } = inventory;
  const now = rooms.clock.now();
  const all = useMemo(
    () => callRows(calls, person, evidence, now),
    // The clock moves with every rendering; the rows follow what was read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [calls, person, evidence],
  );
  const rows = useMemo(() => {
    const kept = new Set(filterCalls(calls, filter, evidence, now));
    return all.filter((row) => kept.has(row.call));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [all, filter]);
  const coverage = coverageOf(inventory);
  const mayErase = signedIn !== null && isAdmin(signedIn);
  const chosen = all.filter((row) => row.canBeDeleted && selection.has(row.call.commentId));

  return (
    <>
      <PersonHeader inventory={inventory}>
        {mayErase && (
          <Button isDanger onClick={onErase}>
            {t('page.person.erase')}
          </Button>
        )}
      </PersonHeader>
      {signedIn !== null && !mayErase && <Word>{t('page.person.agent')}</Word>}
      <Figures counts={countsOf(inventory, evidence, now)} coverage={coverage} />
      <CoverageLine inventory={inventory} coverage={coverage} scan={scan} />
      <Months rows={all} />
      <Tools>
        <CallFilters filter={filter} onFilter={setFilter} />
        {mayErase && (
          <Selected
            chosen={chosen}
            owned={ownedCommentIds(rows)}
            onSelect={select}
            onDelete={() => setAsked(withSiblings(chosen, all))}
          />
        )}
      </Tools>
      <Suspense fallback={<p role="status">{t('page.opening')}</p>}>
        {asked && signedIn && (
          <Deletion
            rooms={rooms}
            signedIn={signedIn}
            inventory={inventory}
            rows={asked}
            onCancel={() => setAsked(null)}
            onStarted={(started) => {
              setAsked(null);
              select({ kind: 'clear' });
              setRun(started);
            }}
          />
        )}
        {run && (
          <DeletionRun
            rooms={rooms}
            store={run}
            calls={calls}
            onReceipts={(ended) => {
              readEvidence();
              if (ended) void scan.lookAgain(ended);
            }}
            onClose={() => setRun(null)}
          />
        )}
      </Suspense>
      {rows.length === 0 ? (
        <p>{emptyText(inventory, all.length, text)}</p>
      ) : (
        <CallTable
          rows={rows}
          selection={selection}
          {...(mayErase ? { onToggle: (commentId) => select({ kind: 'toggle', commentId }) } : {})}
          onOpenTicket={(id) => rooms.host.showTicket(id)}
        />
      )}
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

/** Empty is a sentence that says what was looked for and where. */
function emptyText({ phase, progress }: Inventory, calls: number, { t, formats }: Text): string {
  if (calls > 0) return t('page.person.empty.filtered', { calls: formats.number(calls) });
  const args = { read: progress.ticketsRead, of: progress.ticketsKnown };
  if (phase === 'reading' || phase === 'paused') return t('page.person.empty.soFar', args);
  return phase === 'complete'
    ? t('page.person.empty.none', args)
    : t('page.person.empty.unsure', args);
}

const Tools = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: flex-end;
  justify-content: space-between;
`;

const Word = styled.p`
  margin: 0;
`;
