import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { CaseId, UserId } from './domain/ids.ts';
import type { Entry, Journal } from './erasure/journal.ts';

interface Tables extends DBSchema {
  entries: { key: [CaseId, number]; value: Entry; indexes: { case: CaseId } };
}

/**
 * The journal in this browser's IndexedDB, one database per account and person, because all accounts that
 * have the app share the frame's origin. Opened at the first use.
 */
export function openBrowserJournal(owner: {
  readonly subdomain: string;
  readonly userId: UserId;
}): Journal {
  const name = `talk-privacy.journal.${owner.subdomain}.${owner.userId}`;
  let opened: Promise<IDBPDatabase<Tables>> | null = null;

  // One for speaking and hearing: a channel does not hear itself, a second one in this frame would.
  let channel: BroadcastChannel | null = null;
  const openChannel = (): BroadcastChannel | null => {
    if (typeof BroadcastChannel !== 'undefined') channel ??= new BroadcastChannel(name);
    return channel;
  };

  const forget = (): void => {
    opened = null;
  };
  const database = (): Promise<IDBPDatabase<Tables>> => {
    opened ??= openTables(name, forget);
    // A refusal now may be over at the next try.
    opened.catch(forget);
    return opened;
  };

  return {
    async append(entry) {
      const outcome = await add(database, entry);
      if (outcome === 'written') openChannel()?.postMessage(entry.case);
      return outcome;
    },
    async entries(caseId) {
      try {
        return await (
          await database()
        ).getAll('entries', IDBKeyRange.bound([caseId], [caseId, []]));
      } catch {
        return null;
      }
    },
    async cases() {
      try {
        const firsts = await firstEntries(await database());
        return firsts.sort((one, other) => other.at - one.at).map((entry) => entry.case);
      } catch {
        return null;
      }
    },
    lead: (task) => lead(name, task),
    watch(listener) {
      const hear = (event: MessageEvent<CaseId>): void => listener(event.data);
      openChannel()?.addEventListener('message', hear);
      return () => openChannel()?.removeEventListener('message', hear);
    },
  };
}

/** Takes nothing and keeps nothing. */
export const closedJournal: Journal = {
  append: () => Promise.resolve('refused'),
  entries: () => Promise.resolve(null),
  cases: () => Promise.resolve(null),
  lead: () => Promise.resolve({ held: false }),
  watch: () => () => {},
};

function openTables(name: string, onGone: () => void): Promise<IDBPDatabase<Tables>> {
  return openDB<Tables>(name, 1, {
    upgrade(database) {
      const entries = database.createObjectStore('entries', { keyPath: ['case', 'number'] });
      entries.createIndex('case', 'case');
    },
    // A newer version of the app in another frame waits for this one to let go.
    blocking(_current, _blocked, event) {
      onGone();
      if (event.target instanceof IDBDatabase) event.target.close();
    },
    terminated: onGone,
  });
}

/**
 * Strict durability: the transaction completes only when the disk has it. Relaxed, the default, may lose
 * its last seconds with the machine, and with them the intent of a request that was already sent.
 */
async function add(
  database: () => Promise<IDBPDatabase<Tables>>,
  entry: Entry,
): Promise<'written' | 'taken' | 'refused'> {
  try {
    const transaction = (await database()).transaction('entries', 'readwrite', {
      durability: 'strict',
    });
    await Promise.all([transaction.store.add(entry), transaction.done]);
    return 'written';
  } catch (error) {
    const isTaken = error instanceof Error && error.name === 'ConstraintError';
    return isTaken ? 'taken' : 'refused';
  }
}

/** The lowest entry of every case, whatever its number: a case that lost its beginning is still a case. */
async function firstEntries(database: IDBPDatabase<Tables>): Promise<Entry[]> {
  const firsts: Entry[] = [];
  const index = database.transaction('entries').store.index('case');
  for await (const cursor of index.iterate(null, 'nextunique')) firsts.push(cursor.value);
  return firsts;
}

async function lead<Value>(
  name: string,
  task: () => Promise<Value>,
): Promise<{ readonly held: true; readonly value: Value } | { readonly held: false }> {
  // Without locks there is no telling who else runs, so nobody does.
  if (!('locks' in navigator)) return { held: false };
  let hasBegun = false;
  try {
    return await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (!lock) return { held: false };
      hasBegun = true;
      return { held: true, value: await task() };
    });
  } catch (error) {
    // A frame without storage has no locks either; what the task itself throws is a defect of the task.
    if (hasBegun) throw error;
    return { held: false };
  }
}
