import { expect, test } from 'vitest';
import { isOwnedCall } from '../../src/domain/person.ts';
import type { Inventory, SourceReading } from '../../src/inventory/inventory.ts';
import { openScan, type Scan } from '../../src/inventory/scan.ts';
import { openDesk, finish, type Desk } from './desk.ts';
import { foundWorld, truthOf, type FoundWorld } from './worlds.ts';

const worlds = 2_000;
const inOneTest = 250;

test.each(Array.from({ length: worlds / inOneTest }, (_, index) => index * inOneTest))(
  'what is held equals what the account knows, or names the source that was not read (worlds from %i)',
  async (from) => {
    for (let seed = from; seed < from + inOneTest; seed += 1) await look(seed);
  },
  120_000,
);

async function look(seed: number): Promise<void> {
  const world = foundWorld(seed);
  const desk = openDesk(world.account, {
    faults: ({ pattern }) =>
      pattern !== null && named(pattern) === world.refused
        ? { kind: 'refused', status: 403 }
        : null,
  });
  const scan = openScan(
    desk,
    world.profiles.map(({ id }) => id),
  );
  if (world.shifts) shiftWhileReading(desk, scan, world);
  await finish(desk, scan);
  if (world.isChecked) {
    scan.crossCheck('everything');
    await ended(desk, scan);
  }
  const inventory = scan.snapshot();
  const truth = truthOf({ ...world, account: desk.zendesk.account });
  const { person } = inventory;
  const found = new Set<number>(
    inventory.calls.flatMap((call) =>
      person !== null && isOwnedCall(call, person) ? call.commentId : [],
    ),
  );
  const strangers = [...found].filter((id) => !truth.owned.has(id));
  expect({ seed, strangers }).toEqual({ seed, strangers: [] });

  const isExportRead = stateOf(inventory, 'callsExport') === 'read';
  const failed = inventory.sources.filter(({ state }) => state === 'failed');
  const isRefused = world.refused !== null && (!isExport(world.refused) || world.isChecked);
  expect({ seed, phase: inventory.phase }).toEqual({
    seed,
    phase: isRefused ? 'incomplete' : 'complete',
  });
  expect({ seed, failed: [...new Set(failed.map(({ source }) => source))] }).toEqual({
    seed,
    failed: isRefused ? sourcesOf(world.refused, inventory) : [],
  });
  if (isRefused && !isExport(world.refused)) return;
  const listed = new Set(inventory.tickets.map(({ ticket }) => ticket.id));
  const expected = [...truth.linked, ...(isExportRead ? truth.exported : [])];
  expect({ seed, unlisted: expected.filter((id) => !listed.has(id)) }).toEqual({
    seed,
    unlisted: [],
  });
  expect({ seed, missing: [...truth.owned].filter((id) => !found.has(id)) }).toEqual({
    seed,
    missing: [],
  });
}

const stateOf = (inventory: Inventory, source: SourceReading['source']) =>
  inventory.sources.find((one) => one.source === source)?.state;

const isExport = (pattern: string | null): boolean => pattern?.endsWith('/calls') === true;

const named = (pattern: string): string => pattern.replace('/users/{id}/', '/users/{user_id}/');

/** Which sources a refused request feeds. */
function sourcesOf(pattern: string | null, { sources }: Inventory): readonly string[] {
  const fed: readonly SourceReading['source'][] =
    pattern === '/api/v2/search/export'
      ? ['commented', 'search']
      : pattern === '/api/v2/suspended_tickets'
        ? ['suspended']
        : isExport(pattern)
          ? ['callsExport']
          : pattern?.endsWith('/ccd') === true
            ? ['ccd']
            : ['followed'];
  return [...new Set(sources.map(({ source }) => source))].filter((one) => fed.includes(one));
}

/** Tickets leave the list before the page that is read next, and others move up into their places. */
function shiftWhileReading(desk: Desk, scan: Scan, { profiles }: FoundWorld): void {
  const [first] = profiles;
  let hasShifted = false;
  scan.subscribe(() => {
    const ccd = scan.snapshot().sources.find(({ source }) => source === 'ccd');
    if (hasShifted || first === undefined || ccd === undefined || ccd.found < 100) return;
    hasShifted = true;
    const inCopy = [...desk.zendesk.account.tickets.values()].filter(({ ccIds }) =>
      ccIds.includes(first.id),
    );
    for (const record of inCopy.slice(0, 3)) record.ccIds = [];
  });
}

async function ended(desk: Desk, scan: Scan): Promise<void> {
  await desk.clock.run(
    new Promise<void>((resolve) => {
      const unsubscribe = scan.subscribe(() => {
        if (scan.snapshot().phase === 'reading') return;
        unsubscribe();
        resolve();
      });
    }),
  );
}
