import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { UserId } from './domain/ids.ts';
import type { ScanShelf } from './inventory/storedScan.ts';

interface Tables extends DBSchema {
  scans: {
    key: string;
    value: { key: string; at: number; scan: unknown };
    indexes: { at: number };
  };
}

/** Older visits than these are forgotten. */
const mostScans = 20;

/**
 * Scans of earlier visits in this browser's IndexedDB, one database per account and person. Losing one costs
 * requests and nothing else: where the browser refuses storage, every visit is the first.
 */
export function openBrowserScans(owner: {
  readonly subdomain: string;
  readonly userId: UserId;
}): ScanShelf {
  const name = `talk-privacy.visits.${owner.subdomain}.${owner.userId}`;
  let opened: Promise<IDBPDatabase<Tables>> | null = null;
  const forget = (): void => {
    opened = null;
  };
  const database = (): Promise<IDBPDatabase<Tables>> => {
    opened ??= openDB<Tables>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('scans', { keyPath: 'key' }).createIndex('at', 'at');
      },
      terminated: forget,
    });
    opened.catch(forget);
    return opened;
  };

  return {
    async load(key) {
      try {
        return (await (await database()).get('scans', key))?.scan ?? null;
      } catch {
        return null;
      }
    },
    async save(key, scan) {
      try {
        const transaction = (await database()).transaction('scans', 'readwrite');
        const { store } = transaction;
        await store.put({ key, at: Date.now(), scan });
        const keys = await store.index('at').getAllKeys();
        await Promise.all(keys.slice(0, -mostScans).map((old) => store.delete(old)));
        await transaction.done;
      } catch {
        // A full or refused storage: the next visit reads everything again.
      }
    },
    async clear() {
      try {
        await (await database()).clear('scans');
      } catch {
        // Nothing could be kept, so there is nothing to forget.
      }
    },
  };
}

/** Keeps nothing. */
export const noScans: ScanShelf = {
  load: () => Promise.resolve(null),
  save: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};
