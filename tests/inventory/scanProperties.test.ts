import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openScan } from '../../src/inventory/scan.ts';
import {
  callOf,
  playedReads,
  profileOf,
  rest,
  serverTrouble,
  ticketId,
  ticketOf,
  userId,
  voiceCommentOf,
  type PlayedReads,
} from './playedReads.ts';

const ada = userId(7);
const bob = userId(8);
const now = Date.parse('2026-06-01T00:00:00Z');
const clock = { now: () => now, sleep: () => Promise.reject(new Error('a scan never sleeps')) };

interface Story {
  readonly tickets: readonly {
    readonly id: number;
    readonly lists: 'requested' | 'ccd' | 'both';
    readonly calls: number;
    readonly isTalk: boolean;
  }[];
  readonly pageSize: number;
  readonly failing: readonly string[];
  readonly deeds: readonly Deed[];
}

type Deed =
  | { readonly kind: 'answer'; readonly which: number }
  | { readonly kind: 'pause' | 'resume' | 'stop' | 'start' }
  | { readonly kind: 'look'; readonly ticket: number };

const stories: fc.Arbitrary<Story> = fc.record({
  tickets: fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 40 }),
      lists: fc.constantFrom('requested' as const, 'ccd' as const, 'both' as const),
      calls: fc.nat({ max: 4 }),
      isTalk: fc.boolean(),
    }),
    { selector: (ticket) => ticket.id, maxLength: 12 },
  ),
  pageSize: fc.integer({ min: 1, max: 5 }),
  failing: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }).map((id) => `comments ${id} `) },
      { weight: 1, arbitrary: fc.constantFrom('requested', 'ccd', 'user', 'identities') },
    ),
    { maxLength: 2 },
  ),
  deeds: fc.array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat() }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom(
            'pause' as const,
            'resume' as const,
            'stop' as const,
            'start' as const,
          ),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constant('look' as const),
          ticket: fc.integer({ min: 1, max: 40 }),
        }),
      },
    ),
    { maxLength: 60 },
  ),
});

test('a scan never loses, doubles or moves a row, whatever answers come in which order', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const account = accountOf(story);
      account.hold();
      const scan = openScan({ reads: account.reads, clock, deep: null }, [ada]);
      let before = scan.snapshot();
      const broken: unknown[] = [];
      scan.subscribe(() => {
        const after = scan.snapshot();
        try {
          holds(before, after, story);
        } catch (error) {
          broken.push(error);
        }
        before = after;
      });
      scan.start();
      for (const deed of story.deeds) {
        if (deed.kind === 'answer') await account.answerOne(deed.which);
        else if (deed.kind === 'look') void scan.lookAgain([ticketId(deed.ticket)]);
        else scan[deed.kind]();
        await rest();
      }

      for (const beginning of story.failing) account.fail(beginning, null);
      await account.answer();
      scan.resume();
      while (scan.snapshot().phase === 'reading') await rest();
      scan.start();
      while (scan.snapshot().phase === 'reading') await rest();
      const { phase, calls, tickets, progress } = scan.snapshot();
      expect(phase).toBe('complete');
      expect(calls.map((call) => call.commentId).toSorted(ascending)).toEqual(truth(story));
      expect(tickets).toHaveLength(story.tickets.length);
      expect(progress.ticketsRead).toBe(story.tickets.length);
      expect(broken).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

function holds(before: Inventory, after: Inventory, story: Story): void {
  const ids = after.tickets.map((reading) => reading.ticket.id);
  expect(new Set(ids).size).toBe(ids.length);
  const kept = before.tickets.map((reading) => reading.ticket.id).filter((id) => ids.includes(id));
  expect(ids.slice(0, kept.length)).toEqual(kept);

  const calls = after.calls.map((call) => call.commentId);
  expect(new Set(calls).size).toBe(calls.length);
  const all: readonly number[] = truth(story);
  expect(calls.filter((id) => !all.includes(id))).toEqual([]);
  expect(calls.slice(0, before.calls.length)).toEqual(before.calls.map((call) => call.commentId));

  if (after.phase === 'complete') expect(calls.toSorted(ascending)).toEqual(all);
  if (after.sources.some((one) => one.state === 'failed')) expect(after.phase).not.toBe('complete');
  expect(after.endedAt === null).toBe(after.phase === 'reading' || after.phase === 'paused');
}

function accountOf(story: Story): PlayedReads {
  const account = playedReads(story.pageSize);
  const { played } = account;
  played.profiles.set(ada, profileOf(ada));
  played.requested.set(ada, []);
  played.ccd.set(ada, []);
  for (const { id, lists, calls, isTalk } of story.tickets) {
    const ticket = ticketOf(id, lists === 'ccd' ? bob : ada, {
      channel: isTalk ? 'voice' : 'email',
    });
    if (lists !== 'ccd') played.requested.get(ada)?.push(ticket);
    if (lists !== 'requested') played.ccd.get(ada)?.push(ticket);
    played.comments.set(
      ticket.id,
      Array.from({ length: calls }, (_, index) =>
        voiceCommentOf(callOf(callNumber(id, index), ticket.id)),
      ),
    );
  }
  for (const beginning of story.failing) account.fail(beginning, serverTrouble);
  return account;
}

const callNumber = (ticket: number, index: number): number => ticket * 10 + index;

const ascending = (a: number, b: number): number => a - b;

const truth = (story: Story): readonly number[] =>
  story.tickets
    .flatMap(({ id, calls }) => Array.from({ length: calls }, (_, index) => callNumber(id, index)))
    .toSorted(ascending);
