import { isOwnedCall } from '../../src/domain/person.ts';
import { answeredCalls, compared } from '../../src/inventory/crossCheck.ts';
import type { CheckExtent, Inventory } from '../../src/inventory/inventory.ts';
import type { Scan } from '../../src/inventory/scan.ts';
import { openDesk, scanned, type Desk } from '../inventory/desk.ts';
import { hugeWorld } from '../zendesk/hugeAccount.ts';
import { wholeAccountRow } from './peers.ts';
import { rowOf, type Row } from './table.ts';

const calls = 100_000;

/** The cross-check with Talk's export in an account with 100,000 calls, once and again. */
export async function hugeRows(): Promise<readonly Row[]> {
  const world = hugeWorld({ calls });
  const desk = openDesk(world.account);
  const rows: Row[] = [];
  let begun = desk.clock.now();
  const scan = await scanned(desk, [world.person.id]);
  const read = scan.snapshot();
  rows.push(
    rowOf(desk, begun, {
      what: `${calls.toLocaleString('en')} calls: read a person with 2,000 tickets`,
      floor: null,
      bar: null,
      notes: `${read.phase}, ${ownedOf(read)} calls, ${read.traces.length} traces`,
    }),
  );
  const advice = await desk.clock.run(scan.checkAdvice());
  const expected = advice.costs.find(({ extent }) => extent === 'everything')?.requests;
  desk.requests();
  for (const extent of ['everything', 'sinceLastCheck'] as const) {
    begun = desk.clock.now();
    const heap = await checked(desk, scan, extent);
    const inventory = scan.snapshot();
    const { onlyInExport, onlyOnTickets } = compared(inventory, (call) => isOwned(inventory, call));
    rows.push(
      rowOf(desk, begun, {
        what: `${calls.toLocaleString('en')} calls: cross-check ${extent}`,
        floor: extent === 'everything' ? calls / 1000 : 1,
        bar: extent === 'everything' ? calls / 1000 + 2 : 2,
        notes: `announced ${expected ?? 'nothing'}, ${onlyInExport.length} only in the export, ${onlyOnTickets.length} only on tickets, heap + ${heap.toFixed(1)} MB`,
      }),
    );
  }
  const agent = await scanned(desk, [world.ines.id]);
  desk.requests();
  begun = desk.clock.now();
  await checked(desk, agent, 'everything');
  rows.push(
    rowOf(desk, begun, {
      what: `${calls.toLocaleString('en')} calls: an agent's answered calls`,
      floor: null,
      bar: null,
      notes: `${answeredCalls(agent.snapshot()).length} calls`,
    }),
  );
  rows.push(await wholeAccountRow(calls / 20));
  return rows;
}

/** Gives the megabytes by which the heap grew, the small Zendesk's log included. */
async function checked(desk: Desk, scan: Scan, extent: CheckExtent): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const ended = new Promise<void>((resolve) => {
    const unsubscribe = scan.subscribe(() => {
      if (scan.snapshot().phase === 'reading') return;
      unsubscribe();
      resolve();
    });
  });
  scan.crossCheck(extent);
  await desk.clock.run(ended);
  globalThis.gc?.();
  return (process.memoryUsage().heapUsed - before) / 1024 / 1024;
}

const isOwned = ({ person }: Inventory, call: Inventory['calls'][number]): boolean =>
  person !== null && isOwnedCall(call, person);

const ownedOf = (inventory: Inventory): number =>
  inventory.calls.filter((call) => isOwned(inventory, call)).length;
