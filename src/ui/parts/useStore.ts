import { useCallback, useSyncExternalStore } from 'react';

/** Long work that emits immutable snapshots: a scan, a run. */
export interface SnapshotStore<Snapshot> {
  snapshot(): Snapshot;
  subscribe(listener: () => void): () => void;
}

/** The newest snapshot of a store. */
export function useStore<Snapshot>(store: SnapshotStore<Snapshot>): Snapshot {
  return useSyncExternalStore(
    useCallback((listener) => store.subscribe(listener), [store]),
    useCallback(() => store.snapshot(), [store]),
  );
}
