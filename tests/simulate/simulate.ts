import { emptyDisk } from '../erasure/memoryJournal.ts';
import { steppedClock } from '../zendesk/clock.ts';
import { seeded } from '../zendesk/faults.ts';
import { openZendesk } from '../zendesk/zendesk.ts';
import { work, type Ending, type Mind } from './admin.ts';
import { openFrame, type Defect, type Frame } from './browser.ts';
import { checkEnd, watchRequests, type Violation } from './invariants.ts';
import { makeWorld } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly ending: Ending;
  readonly violations: readonly Violation[];
  readonly requests: number;
  readonly deaths: number;
  /** One line a request and an effect: the same seed gives the same text. */
  readonly history: () => string;
}

const mostFrames = 40;
const mostRequests = 20_000;
const mostVirtualMs = 4 * 86_400_000;

/** One whole world: an admin erases a person while everything that the seed says goes wrong. */
export async function simulate(seed: number, defect: Defect | null = null): Promise<Outcome> {
  const world = makeWorld(seed);
  const clock = steppedClock({ startsAt: world.account.madeAt });
  const disk = emptyDisk();
  const storage = new Map<string, string>();
  const violations: Violation[] = [];
  const zendesk = openZendesk(world.account, {
    clock,
    seed,
    switches: world.switches,
    faults: seeded(world.rng.fork('faults'), { ...world.rates, until: world.faultsUntil }),
    indexLagMs: world.indexLagMs,
    listLagMs: world.listLagMs,
    onDefect: 'answer',
  });
  world.begin(zendesk);
  const kills = world.rng.fork('kills');
  const mind: Mind = { approvals: 0, resumes: 0 };
  const admin = world.rng.fork('admin');
  const watch = watchRequests(world, zendesk, disk, violations);
  let deaths = 0;
  const deathsAt: number[] = [];

  const open = (): Frame =>
    openFrame({
      zendesk,
      clock,
      disk,
      storage,
      rng: world.rng.fork(`jitter${deaths}`),
      hooks: {
        before: (arrival) => {
          if (arrival.number > mostRequests) throw new Error(`more than ${mostRequests} requests`);
          watch(arrival);
          return undefined;
        },
      },
      diesNow: () =>
        deaths < mostFrames && clock.now() < world.faultsUntil && kills.chance(world.killRate),
      defect,
    });

  const live = async (): Promise<Ending> => {
    for (;;) {
      const frame = open();
      const second = admin.chance(0.15) ? open() : null;
      const watching = second ? watchFromSecond(second, clock) : null;
      const ended = await Promise.race([
        work(world, frame, clock, admin, mind).then((ending) => ({ ending })),
        frame.death.then(() => null),
      ]);
      if (second) await Promise.race([watching, second.death, clock.sleep(1)]);
      if (ended) return ended.ending;
      deaths += 1;
      deathsAt.push(clock.now());
      await clock.sleep(admin.between(1, 300) * 1000);
    }
  };

  let ending: Ending;
  try {
    ending = await clock.run(live(), mostVirtualMs);
    await clock.advance(3_600_000);
    zendesk.settle();
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    ending = { kind: 'asksHuman', why: 'defect' };
    violations.push({ invariant: 10, at: clock.now(), what });
  }
  checkEnd({ world, zendesk, disk, storage, deathsAt }, violations);
  return {
    seed,
    ending,
    violations,
    requests: zendesk.log.length,
    deaths,
    history: () =>
      [
        ...zendesk.log.map(
          (entry) =>
            `${entry.at} ${entry.method} ${entry.path} ${entry.status} ${entry.fault?.kind ?? ''} ${entry.changed.join('; ')}`,
        ),
        ...[...disk.cases.values()].flat(),
        JSON.stringify(ending),
        ...violations.map((violation) => JSON.stringify(violation)),
      ].join('\n'),
  };
}

/** A second window that opens whatever case there is and tries to run it too. */
async function watchFromSecond(
  frame: Frame,
  clock: { sleep(ms: number): Promise<void> },
): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await clock.sleep(20_000);
    if (frame.isDead()) return;
    const [latest] = (await frame.erasure.cases()) ?? [];
    if (!latest?.progress || latest.progress.ended) continue;
    const store = await frame.erasure.open(latest.caseId);
    if (!store) continue;
    void store.start();
    await clock.sleep(5_000);
    store.pause();
  }
}
