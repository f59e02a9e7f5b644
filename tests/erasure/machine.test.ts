import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunStore } from '../../src/erasure/runner.ts';
import { work } from '../simulate/admin.ts';
import { openFrame, type Frame } from '../simulate/browser.ts';
import { checkEnd, watchRequests, type Violation } from '../simulate/invariants.ts';
import { makeWorld, type World } from '../simulate/world.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import type { Fault } from '../zendesk/faults.ts';
import { rngFrom } from '../zendesk/rng.ts';
import { openZendesk, type Zendesk } from '../zendesk/zendesk.ts';
import { emptyDisk, type Disk } from './memoryJournal.ts';

/** What the commands have to know to be sensible; the invariants are checked against Zendesk's own history. */
interface Model {
  hasRights: boolean;
}

class Browser {
  readonly world: World;
  readonly clock: SteppedClock;
  readonly disk: Disk = emptyDisk();
  readonly storage = new Map<string, string>();
  readonly zendesk: Zendesk;
  readonly violations: Violation[] = [];
  readonly faults: Fault[] = [];
  readonly deathsAt: number[] = [];
  frame: Frame;
  killNext = false;
  second: RunStore | null = null;
  readonly #watch: ReturnType<typeof watchRequests>;

  constructor(seed: number) {
    this.world = makeWorld(seed);
    this.clock = steppedClock({ startsAt: this.world.account.madeAt });
    this.zendesk = openZendesk(this.world.account, {
      clock: this.clock,
      seed,
      switches: this.world.switches,
      faults: () => this.faults.shift() ?? null,
      indexLagMs: this.world.indexLagMs,
      listLagMs: this.world.listLagMs,
      onDefect: 'answer',
    });
    this.#watch = watchRequests(this.world, this.zendesk, this.disk, this.violations);
    this.frame = this.open();
    this.sit();
  }

  open(): Frame {
    return openFrame({
      zendesk: this.zendesk,
      clock: this.clock,
      disk: this.disk,
      storage: this.storage,
      rng: rngFrom(1),
      hooks: {
        before: (arrival) => {
          this.#watch(arrival);
          return undefined;
        },
      },
      diesNow: () => {
        const dies = this.killNext;
        this.killNext = false;
        if (dies) this.deathsAt.push(this.clock.now());
        return dies;
      },
      defect: null,
    });
  }

  /** The admin sits down in front of the window and does what it offers. */
  sit(): void {
    if (this.frame.isDead()) this.frame = this.open();
    const { frame } = this;
    void work(this.world, frame, this.clock, rngFrom('admin'), { approvals: 0, resumes: 0 });
  }
}

type Command = fc.AsyncCommand<Model, Browser>;

const command = (
  name: string,
  run: (browser: Browser, model: Model) => Promise<void>,
): Command => ({
  check: () => true,
  run: (model, browser) => run(browser, model),
  toString: () => name,
});

const pass = (ms: number) => command(`pass ${ms} ms`, (browser) => browser.clock.advance(ms));
const crash = command('crash', async (browser) => {
  browser.killNext = true;
  await browser.clock.advance(120_000);
  browser.killNext = false;
  if (browser.frame.isDead()) browser.sit();
});
const loseReply = (effect: boolean) =>
  command(`lose a reply (effect ${effect})`, async (browser) => {
    browser.faults.push({ kind: 'lost', effect });
    await browser.clock.advance(3_000);
  });
const limit = (waitSeconds: number | null) =>
  command(`429 (${waitSeconds})`, async (browser) => {
    browser.faults.push({ kind: 'limited', waitSeconds });
    await browser.clock.advance(3_000);
  });
const rights = (hasRights: boolean) =>
  command(hasRights ? 'give rights' : 'revoke rights', async (browser, model) => {
    model.hasRights = hasRights;
    browser.world.admin.role = hasRights ? 'admin' : 'agent';
    browser.world.admin.roleType = hasRights ? 4 : null;
    await browser.clock.advance(1_000);
  });
const secondWindow = command('a second window', async (browser) => {
  const window = browser.open();
  const [latest] = (await window.erasure.cases()) ?? [];
  const store =
    latest?.progress && !latest.progress.ended ? await window.erasure.open(latest.caseId) : null;
  void store?.start();
  await browser.clock.advance(4_000);
  store?.pause();
  await browser.clock.advance(70_000);
});
const newCall = command('a new call', async (browser) => {
  const { person, agent, owned } = browser.world;
  if (person.presence === 'there') {
    const ticket = browser.zendesk.ticketComes({
      requester: person,
      via: 'inbound',
      status: 'closed',
    });
    const call = browser.zendesk.callComes(ticket, { from: person.phone, answeredBy: agent });
    if (call.talk.callId !== null) owned.add(call.talk.callId);
  }
  await browser.clock.advance(1_000);
});

const anyCommand = fc.oneof(
  fc.integer({ min: 100, max: 400_000 }).map(pass),
  fc.constant(crash),
  fc.boolean().map(loseReply),
  fc.option(fc.integer({ min: 1, max: 60 })).map(limit),
  fc.boolean().map(rights),
  fc.constant(secondWindow),
  fc.constant(newCall),
);

it('whatever happens in whatever order, no promise is broken, and it comes to an end', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 500 }),
    fc.commands([anyCommand], { maxCommands: 14 }),
    async (seed, commands) => {
      const browser = new Browser(seed);
      await fc.asyncModelRun(() => ({ model: { hasRights: true }, real: browser }), commands);
      browser.faults.length = 0;
      browser.world.admin.role = 'admin';
      browser.world.admin.roleType = 4;
      // The window of before is closed for good; another admin-less hour passes, then one sits down and finishes.
      browser.killNext = true;
      await browser.clock.advance(3_600_000);
      browser.killNext = false;
      const last = browser.open();
      const ending = await browser.clock.run(
        work(browser.world, last, browser.clock, rngFrom('last'), { approvals: 0, resumes: 0 }),
        4 * 86_400_000,
      );
      await browser.clock.advance(3_600_000);
      browser.zendesk.settle();
      checkEnd(browser, browser.violations);
      expect(browser.violations).toEqual([]);
      expect(ending.kind === 'erased' || ending.why !== 'defect').toBe(true);
    },
  );
  await fc.assert(property, { numRuns: Number(process.env['RUNS'] ?? 25), seed: 20_261_123 });
}, 120_000);
