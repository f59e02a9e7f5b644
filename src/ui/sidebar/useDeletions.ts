import { useCallback, useEffect, useReducer, useState } from 'react';

import type { CallId } from '../../domain/ids.ts';
import type { Plan } from '../../erasure/plan.ts';
import type { RunStore } from '../../erasure/runner.ts';
import type { Evidence } from '../../inventory/coverage.ts';
import type { SidebarRooms } from '../rooms.ts';

/** What this admin deleted, or began to, as far as it touches the calls in front. */
export interface Deletions {
  readonly evidence: Evidence;
  /** Runs on these calls that were started here or are not ended, newest first; drawn anew with each step. */
  readonly runs: readonly RunStore[];
  /** Approves what the dialog showed and starts it. False where nothing can be written down, so nothing starts. */
  readonly begin: (plan: Plan, digest: string) => Promise<boolean>;
  /** Reads the journal again and gives the runs that are not ended; null where storage refuses. */
  readonly look: () => Promise<readonly RunStore[] | null>;
}

/** The erasure room's code is fetched once the calls are on the screen and answer, not along with them. */
const afterFirstViewMs = 1_000;

/**
 * Keeps the deletions of these call ids in sight. Null asks nothing: an agent has none, and an admin's
 * are looked up after the ticket is read.
 */
export function useDeletions(
  { erasure, clock }: SidebarRooms,
  callIds: readonly CallId[] | null,
): Deletions {
  const [evidence, setEvidence] = useState<Evidence>(new Map());
  const [runs, setRuns] = useState<readonly RunStore[]>([]);
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const names = callIds?.join(' ') ?? '';

  const look = useCallback(async () => {
    const ids = new Set(names.split(' ').map(Number));
    const cases = (await erasure.cases())?.filter(
      ({ progress }) =>
        progress?.ended === null &&
        progress.plan.scope === 'recordings' &&
        progress.items.some(
          ({ planned: { act } }) => act.kind === 'recording' && ids.has(act.callId),
        ),
    );
    if (!cases) return null;
    const stores = await Promise.all(cases.map(({ caseId }) => erasure.open(caseId)));
    const left = stores.filter((store) => store !== null);
    const told = await erasure.evidence();
    setEvidence(new Map([...told].map(([callId, { evidence: said }]) => [callId, said])));
    setRuns((before) => [...before, ...left.filter((run) => !before.includes(run))]);
    return left;
  }, [erasure, names]);

  useEffect(() => {
    if (names === '') return undefined;
    const abort = new AbortController();
    // Where the code cannot be fetched there is nothing to show; the delete button says so.
    void clock
      .sleep(afterFirstViewMs, abort.signal)
      .then(look)
      .catch(() => undefined);
    return () => abort.abort();
  }, [clock, look, names]);

  useEffect(() => {
    const ends = runs.map((run) => run.subscribe(redraw));
    // What a run said before anybody listened.
    if (runs.length > 0) redraw();
    return () => ends.forEach((end) => end());
  }, [runs]);

  const begin = useCallback(
    async (plan: Plan, digest: string) => {
      const approved = await erasure.approve(plan, { digest, typedUserId: null });
      if (!approved.ok) return false;
      const run = approved.value;
      setRuns((before) => [run, ...before]);
      void run.start();
      return true;
    },
    [erasure],
  );
  return { evidence, runs, begin, look };
}
