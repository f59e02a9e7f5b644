import type { CaseId } from '../../src/domain/ids.ts';
import type { Entry, Journal } from '../../src/erasure/journal.ts';

/** What survives the death of every frame: entries as text, the way a disk holds them. */
export interface Disk {
  readonly cases: Map<CaseId, string[]>;
  /** Refuses what is written from now on, as a full disk does. */
  isFull: boolean;
  /** Who leads; frames of one browser share it. */
  leader: symbol | null;
  readonly watchers: Set<(caseId: CaseId) => void>;
}

export function emptyDisk(): Disk {
  return { cases: new Map(), isFull: false, leader: null, watchers: new Set() };
}

/** A journal of one frame on a disk that outlives it. `die()` is the end of the frame: its lock is free again. */
export function journalOn(disk: Disk): Journal & { die(): void } {
  const frame = Symbol('frame');
  return {
    append(entry: Entry) {
      const lines = disk.cases.get(entry.case) ?? [];
      if (disk.isFull) return Promise.resolve('refused');
      if (lines.length !== entry.number) return Promise.resolve('taken');
      lines.push(JSON.stringify(entry));
      disk.cases.set(entry.case, lines);
      for (const watcher of disk.watchers) watcher(entry.case);
      return Promise.resolve('written');
    },
    entries: (caseId) =>
      Promise.resolve((disk.cases.get(caseId) ?? []).map((line): unknown => JSON.parse(line))),
    cases: () =>
      Promise.resolve(
        disk.isFull && disk.cases.size === 0 ? null : [...disk.cases.keys()].reverse(),
      ),
    async lead(task) {
      if (disk.leader !== null) return { held: false };
      disk.leader = frame;
      try {
        return { held: true, value: await task() };
      } finally {
        if (disk.leader === frame) disk.leader = null;
      }
    },
    watch(listener) {
      disk.watchers.add(listener);
      return () => disk.watchers.delete(listener);
    },
    die() {
      if (disk.leader === frame) disk.leader = null;
    },
  };
}
