import { digestOf } from '../../src/erasure/digest.ts';
import {
  draftErasure,
  isDeletable,
  noDecision,
  type Decision,
  type TicketChoice,
} from '../../src/erasure/draft.ts';
import type { StopReason } from '../../src/erasure/journal.ts';
import type { RunStore, RunView } from '../../src/erasure/runner.ts';
import type { Clock } from '../../src/domain/effects.ts';
import type { CommentId, TicketId } from '../../src/domain/ids.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { isClosed } from '../../src/domain/ticket.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import type { Rng } from '../zendesk/rng.ts';
import type { Frame } from './browser.ts';
import type { World } from './world.ts';

/** What the admin ends with: the person is erased, or a named state asks for a human. */
export type Ending =
  { readonly kind: 'erased' } | { readonly kind: 'asksHuman'; readonly why: string };

/** What the admin remembers over the death of a frame. */
export interface Mind {
  approvals: number;
  resumes: number;
}

const minute = 60_000;

/** One admin in one frame, doing what the screens offer until there is an ending. */
export async function work(
  world: World,
  frame: Frame,
  clock: Clock,
  rng: Rng,
  mind: Mind,
): Promise<Ending> {
  for (;;) {
    const cases = await frame.erasure.cases();
    if (cases === null) return { kind: 'asksHuman', why: 'storage' };
    const broken = cases.find((summary) => summary.unreadableAt !== null);
    if (broken) return { kind: 'asksHuman', why: 'unreadable' };
    const [latest] = cases;
    if (latest?.progress?.ended?.kind === 'finished') return { kind: 'erased' };
    const open = latest?.progress?.ended ? null : (latest ?? null);
    const store = open ? await frame.erasure.open(open.caseId) : null;
    if (store) {
      const ending = await drive(store, clock, rng, mind);
      if (ending) return ending;
      continue;
    }
    if (mind.approvals > 8) return { kind: 'asksHuman', why: 'plansKeepChanging' };
    const ending = await approve(world, frame, clock, rng, mind);
    if (ending !== null) return ending;
  }
}

async function approve(
  world: World,
  frame: Frame,
  clock: Clock,
  rng: Rng,
  mind: Mind,
): Promise<Ending | null> {
  const inventory = await scanned(world, frame, clock);
  if (inventory === null) return { kind: 'asksHuman', why: 'scanNeverComplete' };
  const me = await settled(clock, () => frame.erasure.me());
  if (me === null) return { kind: 'asksHuman', why: 'notSignedIn' };
  const decision = decisionFor(inventory, me, rng);
  const draft = draftErasure(inventory, decision, { me, account: 'example', now: clock.now() });
  const [blocker] = draft.blockers;
  if (blocker) {
    if (blocker.kind !== 'notAdmin') return { kind: 'asksHuman', why: blocker.kind };
    await clock.sleep(10 * minute);
    return null;
  }
  const plan = frame.plan(draft.plan);
  mind.approvals += 1;
  const started = await frame.erasure.approve(plan, {
    digest: digestOf(plan),
    typedUserId: String(world.person.id),
  });
  if (!started.ok) return { kind: 'asksHuman', why: started.failure.kind };
  return null;
}

async function scanned(world: World, frame: Frame, clock: Clock): Promise<Inventory | null> {
  const scan = frame.openScan([world.person.id]);
  for (let tries = 0; tries < 30; tries++) {
    scan.start();
    await new Promise<void>((resolve) => {
      const look = () => {
        if (scan.snapshot().phase === 'reading') return;
        off();
        resolve();
      };
      const off = scan.subscribe(look);
      look();
    });
    const inventory = scan.snapshot();
    if (inventory.phase === 'complete') return inventory;
    await clock.sleep(10 * minute);
  }
  return null;
}

async function settled<Value>(
  clock: Clock,
  ask: () => Promise<{ ok: true; value: Value } | { ok: false }>,
): Promise<Value | null> {
  for (let tries = 0; tries < 30; tries++) {
    const answer = await ask();
    if (answer.ok) return answer.value;
    await clock.sleep(10 * minute);
  }
  return null;
}

/** Tickets with others on them stay as they start, but are closed; some things are chosen one by one. */
function decisionFor(inventory: Inventory, me: Profile, rng: Rng): Decision {
  const tickets = new Map<TicketId, TicketChoice>();
  const recordings = new Set<CommentId>();
  const start = draftErasure(inventory, noDecision, { me, account: 'example', now: 0 });
  for (const { reading, choice, calls } of start.tickets) {
    if (choice === 'keep' && !isClosed(reading.ticket))
      tickets.set(reading.ticket.id, rng.chance(0.2) ? 'delete' : 'closeThenKeep');
    if (choice === 'delete' && rng.chance(0.2))
      tickets.set(reading.ticket.id, isClosed(reading.ticket) ? 'keep' : 'closeThenKeep');
    for (const { call, isOptional } of calls)
      if (isOptional && isDeletable(call) && rng.chance(0.3)) recordings.add(call.commentId);
  }
  return { tickets, recordings, isCopySettled: true };
}

async function drive(store: RunStore, clock: Clock, rng: Rng, mind: Mind): Promise<Ending | null> {
  const running = store.start();
  let isOver = false;
  void running.then(() => {
    isOver = true;
  });
  const attend = () => {
    const view = store.snapshot();
    if (view.command?.kind !== 'askNotOnCall') return;
    if (view.hints?.verdict === 'probably') {
      void clock.sleep(2 * minute).then(() => store.askHintsAgain());
    } else if (rng.chance(0.1)) {
      void clock.sleep(rng.between(4, 8) * minute).then(() => store.confirmNotOnCall());
    } else queueMicrotask(() => store.confirmNotOnCall());
  };
  const off = store.subscribe(attend);
  attend();
  if (rng.chance(0.2)) {
    void clock.sleep(rng.between(1, 600) * 1000).then(() => {
      if (!isOver) store.pause();
    });
  }
  await running;
  off();
  return after(store, store.snapshot(), clock, mind);
}

async function after(
  store: RunStore,
  view: RunView,
  clock: Clock,
  mind: Mind,
): Promise<Ending | null> {
  if (view.unreadableAt !== null) return { kind: 'asksHuman', why: 'unreadable' };
  if (view.isWritingRefused) return { kind: 'asksHuman', why: 'storage' };
  const why = view.progress.stopped?.why ?? null;
  if (view.state === 'watching') {
    await clock.sleep(minute);
    return null;
  }
  if (why === null || view.progress.ended) return null;
  if (canResume(why)) {
    if (mind.resumes++ > 60) return { kind: 'asksHuman', why: `stopsAgain:${why.kind}` };
    await clock.sleep(why.kind === 'paused' ? 1000 : 5 * minute);
    return null;
  }
  await store.abandon();
  // What Zendesk still hides for some minutes belongs into the next scan.
  await clock.sleep(15 * minute);
  return null;
}

function canResume(why: StopReason): boolean {
  return why.kind === 'paused' || why.kind === 'failure' || why.kind === 'notAdmin';
}
