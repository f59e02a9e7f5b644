import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { closedJournal, openBrowserJournal } from '../../src/browserJournal.ts';
import type { CaseId, UserId } from '../../src/domain/ids.ts';
import type { Entry } from '../../src/erasure/journal.ts';

const acme = { subdomain: 'acme', userId: 7 as UserId };
const one = 'aaaa' as CaseId;
const other = 'bbbb' as CaseId;

function entry(number: number, at: number, caseId = one): Entry {
  return {
    version: 1,
    case: caseId,
    number,
    before: '0'.repeat(64),
    at,
    admin: acme.userId,
    body: { kind: 'taken' },
  };
}

/** One browser's locks, as far as this app asks for them. */
function locks() {
  const held = new Set<string>();
  return {
    async request(
      name: string,
      _options: unknown,
      task: (lock: object | null) => Promise<unknown>,
    ) {
      if (held.has(name)) return task(null);
      held.add(name);
      try {
        return await task({ name });
      } finally {
        held.delete(name);
      }
    },
  };
}

let channels: FakeChannel[] = [];
/** Speaks at once to every other channel of its name, and not to itself, as a browser does. */
class FakeChannel extends EventTarget {
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
    channels.push(this);
  }
  postMessage(data: unknown): void {
    for (const channel of channels)
      if (channel !== this && channel.name === this.name)
        channel.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('navigator', { locks: locks() });
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  channels = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the journal in the browser', () => {
  it('gives a case’s entries back by number, to a later frame too', async () => {
    const journal = openBrowserJournal(acme);
    for (const number of [0, 2, 1]) expect(await journal.append(entry(number, 5))).toBe('written');
    await journal.append(entry(0, 5, other));
    expect(await openBrowserJournal(acme).entries(one)).toEqual([
      entry(0, 5),
      entry(1, 5),
      entry(2, 5),
    ]);
  });

  it('never changes an entry: a number is taken once', async () => {
    const journal = openBrowserJournal(acme);
    await journal.append(entry(0, 5));
    expect(await openBrowserJournal(acme).append(entry(0, 9))).toBe('taken');
    expect(await journal.entries(one)).toEqual([entry(0, 5)]);
  });

  it('writes with strict durability, and says so only when the transaction is complete', async () => {
    const order: string[] = [];
    const begin = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...asked
    ) {
      const transaction = begin.apply(this, asked);
      if (asked[1] === 'readwrite') {
        order.push(`begun ${JSON.stringify(asked[2])}`);
        transaction.addEventListener('complete', () => order.push('complete'));
      }
      return transaction;
    });
    order.push(await openBrowserJournal(acme).append(entry(0, 5)));
    expect(order).toEqual(['begun {"durability":"strict"}', 'complete', 'written']);
  });

  it('is refused, not written, when the transaction is aborted at the end, as on a full disk', async () => {
    const journal = openBrowserJournal(acme);
    await journal.append(entry(0, 5));
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = add.apply(this, given);
      request.addEventListener('success', () => request.transaction?.abort());
      return request;
    });
    expect(await journal.append(entry(1, 5))).toBe('refused');
    vi.restoreAllMocks();
    expect(await journal.entries(one)).toEqual([entry(0, 5)]);
    expect(await journal.append(entry(1, 5))).toBe('written');
  });

  it('refuses everything where the browser refuses storage, and tries again', async () => {
    const journal = openBrowserJournal(acme);
    const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError');
    });
    expect(await journal.append(entry(0, 5))).toBe('refused');
    expect(await journal.entries(one)).toBeNull();
    expect(await journal.cases()).toBeNull();
    open.mockRestore();
    expect(await journal.append(entry(0, 5))).toBe('written');
  });

  it('lists the cases newest first, also one that lost its beginning', async () => {
    const journal = openBrowserJournal(acme);
    expect(await journal.cases()).toEqual([]);
    await journal.append(entry(0, 5));
    await journal.append(entry(1, 50));
    await journal.append(entry(3, 9, other));
    expect(await journal.cases()).toEqual([other, one]);
  });

  it('keeps accounts and admins apart', async () => {
    await openBrowserJournal(acme).append(entry(0, 5));
    for (const owner of [
      { ...acme, subdomain: 'beta' },
      { ...acme, userId: 8 as UserId },
    ]) {
      expect(await openBrowserJournal(owner).cases()).toEqual([]);
      expect(await openBrowserJournal(owner).entries(one)).toEqual([]);
    }
  });

  it('tells the other frames of an entry, and not its own', async () => {
    const journal = openBrowserJournal(acme);
    const elsewhere = openBrowserJournal(acme);
    const stranger = openBrowserJournal({ ...acme, userId: 8 as UserId });
    const heard: string[] = [];
    journal.watch((caseId) => heard.push(`own ${caseId}`));
    const off = elsewhere.watch((caseId) => heard.push(`other ${caseId}`));
    stranger.watch((caseId) => heard.push(`stranger ${caseId}`));
    await journal.append(entry(0, 5));
    await journal.append(entry(0, 5));
    expect(heard).toEqual(['other aaaa']);
    off();
    await journal.append(entry(1, 5));
    expect(heard).toEqual(['other aaaa']);
  });

  it('lets one frame lead at a time, and the next one after it, also after a defect', async () => {
    const journal = openBrowserJournal(acme);
    const elsewhere = openBrowserJournal(acme);
    let end: () => void = () => {};
    const first = journal.lead(
      () => new Promise<string>((resolve) => (end = () => resolve('done'))),
    );
    expect(await elsewhere.lead(() => Promise.resolve('mine'))).toEqual({ held: false });
    expect(
      await openBrowserJournal({ ...acme, userId: 8 as UserId }).lead(() =>
        Promise.resolve('theirs'),
      ),
    ).toMatchObject({ held: true });
    end();
    expect(await first).toEqual({ held: true, value: 'done' });
    await expect(elsewhere.lead(() => Promise.reject(new Error('defect')))).rejects.toThrow(
      'defect',
    );
    expect(await elsewhere.lead(() => Promise.resolve('mine'))).toEqual({
      held: true,
      value: 'mine',
    });
  });

  it('lets nobody lead where the browser has no locks or refuses them', async () => {
    const task = vi.fn(() => Promise.resolve('mine'));
    vi.stubGlobal('navigator', {});
    expect(await openBrowserJournal(acme).lead(task)).toEqual({ held: false });
    vi.stubGlobal('navigator', {
      locks: { request: () => Promise.reject(new DOMException('no', 'SecurityError')) },
    });
    expect(await openBrowserJournal(acme).lead(task)).toEqual({ held: false });
    expect(task).not.toHaveBeenCalled();
  });

  it('takes nothing where nobody knows whose it would be', async () => {
    expect(await closedJournal.append(entry(0, 5))).toBe('refused');
    expect(await closedJournal.cases()).toBeNull();
    expect(await closedJournal.entries(one)).toBeNull();
    expect(await closedJournal.lead(() => Promise.resolve(1))).toEqual({ held: false });
  });
});
