import type { Acts, ActOutcome } from '../../src/api/acts.ts';
import type { Pages } from '../../src/api/reads.ts';
import type { CallId } from '../../src/domain/ids.ts';
import { ok, type Result } from '../../src/domain/result.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import type { Entry } from '../../src/erasure/journal.ts';
import type { Defect } from './browser.ts';
import { marker } from './world.ts';

/** Faults that a careless hand might build in. Each must be caught, or the invariants are worth nothing. */
export const defects: readonly Defect[] = [
  {
    name: 'no owner check: every call on the tickets counts as the person’s',
    reads: (reads) => ({
      ...reads,
      comments: (id, options) =>
        mapped(reads.comments(id, options), (comments) =>
          comments.map((comment) =>
            comment.call
              ? {
                  ...comment,
                  call: { ...comment.call, direction: 'inbound', from: '+15550170123' as never },
                }
              : comment,
          ),
        ),
    }),
  },
  {
    name: 'only the first page is read',
    reads: (reads) => ({
      ...reads,
      comments: (id, options) => firstOnly(reads.comments(id, options)),
    }),
  },
  {
    name: 'the journal is written after the act',
    journal: (journal) => {
      let held: Entry | null = null;
      return {
        ...journal,
        append: async (entry) => {
          if (held) await journal.append(held);
          held = entry.body.kind === 'intent' ? entry : null;
          return held ? 'written' : journal.append(entry);
        },
      };
    },
  },
  {
    name: 'a lost answer is taken as success',
    acts: (acts) =>
      everyAct(acts, async (send) => {
        const outcome = await send();
        return outcome.kind === 'unknown' ? { kind: 'done', status: 200, value: 'lost' } : outcome;
      }),
  },
  {
    name: 'a page to sign in is taken as success',
    acts: (acts) =>
      everyAct(acts, async (send) => {
        const outcome = await send();
        return outcome.kind === 'unknown' && outcome.failure.kind === 'signedOut'
          ? { kind: 'done', status: 200, value: 'page' }
          : outcome;
      }),
  },
  {
    name: 'a lost act is repeated blindly',
    acts: (acts) =>
      everyAct(acts, async (send) => {
        const outcome = await send();
        return outcome.kind === 'unknown' ? send() : outcome;
      }),
  },
  {
    name: 'a failed job counts as done',
    reads: (reads) => ({
      ...reads,
      job: async (id, options) => {
        const read = await reads.job(id, options);
        return read.ok && read.value.success === false
          ? ok({ ...read.value, status: 'completed', success: true })
          : read;
      },
    }),
  },
  {
    name: 'no lease: two windows run the same case',
    journal: (journal) => ({
      ...journal,
      lead: async (task) => ({ held: true, value: await task() }),
    }),
  },
  {
    name: 'the quiet time is shorter than the lag',
    clock: (clock) => {
      let ahead = 0;
      return {
        now: () => clock.now() + ahead,
        sleep: async (ms, signal) => {
          if (ms < 500_000) return clock.sleep(ms, signal);
          ahead += ms - 30_000;
          return clock.sleep(30_000, signal);
        },
      };
    },
  },
  {
    name: 'tickets are not read again before they are deleted',
    reads: (reads) => {
      const known = new Map<number, Result<Ticket>>();
      return {
        ...reads,
        ticket: async (id, options) => {
          const read = known.get(id) ?? (await reads.ticket(id, options));
          if (read.ok && read.value.status !== 'deleted' && !known.has(id)) known.set(id, read);
          return read;
        },
      };
    },
  },
  {
    name: 'nobody looks whether there is a call',
    reads: (reads) => ({
      ...reads,
      queueActivity: () =>
        Promise.resolve(ok({ callsWaiting: 0, callbacksWaiting: 0, aiAgentCalls: 0 })),
      agentsActivity: () => listed([]),
    }),
  },
  { name: 'requests are not paced', isUnpaced: true },
  {
    name: 'the plan keeps the person’s name',
    plan: (plan) => ({ ...plan, account: `${plan.account} ${marker}` }),
  },
  {
    name: 'the person goes before the tickets',
    plan: (plan) => ({
      ...plan,
      acts: [...plan.acts].sort(
        (one, other) =>
          Number(other.act.kind.startsWith('user')) - Number(one.act.kind.startsWith('user')),
      ),
    }),
  },
  {
    name: 'a recording that the plan does not name is deleted too',
    acts: (acts) => ({
      ...acts,
      deleteRecordings: async (callId, what, options) => {
        const outcome = await acts.deleteRecordings(callId, what, options);
        await acts.deleteRecordings((callId + 1) as CallId, what, options);
        return outcome;
      },
    }),
  },
];

function everyAct(
  acts: Acts,
  change: (send: () => Promise<ActOutcome<unknown>>) => Promise<ActOutcome<unknown>>,
): Acts {
  const changed = Object.entries(acts).map(
    ([name, verb]: [string, (...args: unknown[]) => Promise<ActOutcome<unknown>>]) => [
      name,
      (...args: unknown[]) => change(() => verb(...args)),
    ],
  );
  // The members are the same verbs with the same arguments; only their outcomes are tampered with.
  return Object.fromEntries(changed) as Acts;
}

async function* mapped<Item>(
  pages: Pages<Item>,
  change: (items: readonly Item[]) => readonly Item[],
): AsyncGenerator<Result<readonly Item[]>> {
  for await (const page of pages) yield page.ok ? ok(change(page.value)) : page;
}

async function* firstOnly<Item>(pages: Pages<Item>): AsyncGenerator<Result<readonly Item[]>> {
  for await (const page of pages) {
    yield page;
    return;
  }
}

async function* listed<Item>(items: readonly Item[]): AsyncGenerator<Result<readonly Item[]>> {
  yield await Promise.resolve(ok(items));
}
