import { openPace, type Paced } from '../../src/api/pace.ts';
import { openReads, type Reads } from '../../src/api/reads.ts';
import type { Store } from '../../src/domain/effects.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { openScan, type Scan } from '../../src/inventory/scan.ts';
import type { Account } from '../zendesk/account.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import { deepOver, type DeepReach } from './deep.ts';
import { openZendesk, type Zendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';

/** A small Zendesk with the app's own reads over it, in stepped time. */
export interface Desk {
  readonly zendesk: Zendesk;
  readonly reads: Reads;
  readonly paced: Paced;
  /** The page's reach; a ticket's panel has null in its place. */
  readonly deep: DeepReach;
  readonly openDeep: () => Promise<DeepReach>;
  readonly clock: SteppedClock;
  /** Requests that arrived since the last call. */
  requests(): readonly string[];
}

export function openDesk(account: Account, options: Partial<ZendeskOptions> = {}): Desk {
  const clock = steppedClock({ startsAt: account.madeAt });
  const zendesk = openZendesk(account, { clock, ...options });
  const paced = openPace(zendesk.send, { clock, store: memory(), key: 'desk', random: () => 0.5 });
  const deep = deepOver(paced, clock);
  let seen = 0;
  return {
    zendesk,
    paced,
    reads: openReads(paced),
    deep,
    openDeep: () => Promise.resolve(deep),
    clock,
    requests() {
      const fresh = zendesk.log.slice(seen).map((entry) => `${entry.method} ${entry.path}`);
      seen = zendesk.log.length;
      return fresh;
    },
  };
}

export async function scanned(desk: Desk, profileIds: readonly UserId[]): Promise<Scan> {
  const scan = openScan(desk, profileIds);
  await finish(desk, scan);
  return scan;
}

/** Starts the scan and lets time pass until it has ended. */
export async function finish(desk: Desk, scan: Scan): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    const unsubscribe = scan.subscribe(() => {
      const { phase } = scan.snapshot();
      if (phase === 'reading' || phase === 'paused') return;
      unsubscribe();
      resolve();
    });
  });
  scan.start();
  await desk.clock.run(ended);
}

function memory(): Store {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, value),
    remove: (key) => kept.delete(key),
  };
}
