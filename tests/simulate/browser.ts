import type { Acts } from '../../src/api/acts.ts';
import { openActs } from '../../src/api/acts.ts';
import { openPace } from '../../src/api/pace.ts';
import type { DeepReads } from '../../src/api/deepReads.ts';
import type { Reads } from '../../src/api/reads.ts';
import { openReads } from '../../src/api/reads.ts';
import type { Send } from '../../src/api/send.ts';
import type { Clock, Store } from '../../src/domain/effects.ts';
import type { UserId } from '../../src/domain/ids.ts';
import { openErasure, type Erasure } from '../../src/erasure/erasure.ts';
import type { Journal } from '../../src/erasure/journal.ts';
import type { Plan } from '../../src/erasure/plan.ts';
import { openScan, type Scan } from '../../src/inventory/scan.ts';
import { journalOn, type Disk } from '../erasure/memoryJournal.ts';
import { deepOver } from '../inventory/deep.ts';
import type { Rng } from '../zendesk/rng.ts';
import type { RequestHooks, Zendesk } from '../zendesk/zendesk.ts';

/** One window of the browser with the app in it. Death leaves the disk and frees the lock, nothing else. */
export interface Frame {
  readonly erasure: Erasure;
  openScan(profileIds: readonly UserId[]): Scan;
  plan(plan: Plan): Plan;
  readonly death: Promise<void>;
  isDead(): boolean;
}

/** A defect as changes to single parts; each part sees what lies below it. */
export interface Defect {
  readonly name: string;
  readonly send?: (send: Send) => Send;
  readonly clock?: (clock: Clock) => Clock;
  readonly reads?: (reads: Reads, send: Send) => Reads;
  readonly acts?: (acts: Acts) => Acts;
  readonly journal?: (journal: Journal) => Journal;
  readonly plan?: (plan: Plan) => Plan;
  readonly isUnpaced?: boolean;
}

export interface BrowserDeps {
  readonly zendesk: Zendesk;
  readonly clock: Clock;
  readonly disk: Disk;
  readonly storage: Map<string, string>;
  readonly rng: Rng;
  readonly hooks: RequestHooks;
  /** Whether the frame dies here. */
  readonly diesNow: () => boolean;
  readonly defect: Defect | null;
}

export function openFrame({
  zendesk,
  clock,
  disk,
  storage,
  rng,
  hooks,
  diesNow,
  defect,
}: BrowserDeps): Frame {
  let die: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  const life = { dead: false };
  const own = journalOn(disk);
  const kill = () => {
    if (life.dead) return;
    life.dead = true;
    own.die();
    die();
  };
  const forever = new Promise<never>(() => undefined);
  const store: Store = {
    get: (key) => storage.get(key) ?? null,
    set: (key, value) => {
      if (!life.dead) storage.set(key, value);
    },
    remove: (key) => {
      if (!life.dead) storage.delete(key);
    },
  };
  const door = zendesk.door({
    life,
    hooks: {
      before: (arrival) => {
        hooks.before?.(arrival);
        if (!diesNow()) return undefined;
        kill();
        return 'kill';
      },
      after: (arrival, reply) => {
        hooks.after?.(arrival, reply);
        if (!diesNow()) return undefined;
        kill();
        return 'kill';
      },
    },
  });
  const mortal: Journal = {
    ...own,
    append: async (entry) => {
      if (life.dead) return forever;
      if (diesNow()) {
        kill();
        return forever;
      }
      const outcome = await (defect?.journal?.(own) ?? own).append(entry);
      if (diesNow()) {
        kill();
        return forever;
      }
      return outcome;
    },
    entries: (caseId) => (life.dead ? forever : own.entries(caseId)),
    lead: (defect?.journal?.(own) ?? own).lead,
  };
  const send = defect?.send?.(door) ?? door;
  const slept = defect?.clock?.(clock) ?? clock;
  const pace = openPace(send, { clock, store, key: 'example/1', random: () => rng.next() });
  const paced: typeof pace = defect?.isUnpaced
    ? {
        ...pace,
        read: (request) => send(request, { timeoutMs: 30_000 }),
        act: (request) => send(request, { timeoutMs: 65_000 }),
      }
    : pace;
  const acts = openActs(paced);
  const deep = deepOver(paced, slept);
  // One careless hand reads everywhere: the texts travel with what it maps.
  const whole = { ...openReads(paced), ...pick(deep.reads) };
  const reads = defect?.reads?.(whole, send) ?? whole;
  const flawed = { ...deep, reads: { ...deep.reads, ...pick(reads as typeof whole) } };
  const deps = {
    openDeep: () => Promise.resolve(flawed),
    reads,
    acts: defect?.acts?.(acts) ?? acts,
    journal: mortal,
    clock: slept,
  };
  return {
    erasure: openErasure(deps),
    openScan: (profileIds) => openScan({ ...deps, deep: flawed }, profileIds),
    plan: defect?.plan ?? ((plan) => plan),
    death,
    isDead: () => life.dead,
  };
}

/** What both doors of reading have. */
function pick({
  requestedTickets,
  ccdTickets,
  comments,
}: Pick<DeepReads, 'requestedTickets' | 'ccdTickets' | 'comments'>) {
  return { requestedTickets, ccdTickets, comments };
}
