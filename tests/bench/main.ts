import { openActs } from '../../src/api/acts.ts';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import { draftRecordings, isDeletable } from '../../src/erasure/draft.ts';
import { openErasure } from '../../src/erasure/erasure.ts';
import { countsOf, coverageOf } from '../../src/inventory/coverage.ts';
import { find } from '../../src/inventory/find.ts';
// Here before it is needed: stepped time does not wait for a file.
import '../../src/inventory/findByPhone.ts';
import { readOpenedTicket } from '../../src/inventory/openedTicket.ts';
import { openPhoneReader } from '../../src/inventory/phoneReader.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { openScan } from '../../src/inventory/scan.ts';
import { sweep, type Seen } from '../../src/inventory/sweep.ts';
import { emptyDisk, journalOn } from '../erasure/memoryJournal.ts';
import { finish, openDesk, scanned, type Desk } from '../inventory/desk.ts';
import { largeWorld } from '../zendesk/demoLarge.ts';
import { hugeRows } from './huge.ts';
import { peerRows } from './peers.ts';
import { rowOf, tableOf, type Row } from './table.ts';

const changedTickets = 7;
/** Requests a profile, and its number and its address, which are searched for. */
const perProfile = 3;
const terms = 2;

/** product.md, figures: every recording of a person with one profile. */
const barOf = (floor: number): number => Math.floor(1.05 * floor) + 5 + perProfile + 2 * terms;

/** Prints what is measured, and never fails by the clock. `--tickets 20,200` measures those sizes only. */
async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf('--tickets');
  const sizes = at < 0 ? [20, 200, 2000] : (args[at + 1] ?? '').split(',').map(Number);
  const rows: Row[] = [];
  for (const tickets of sizes) {
    rows.push(await openTicket(tickets));
    rows.push(...(await findScanSweepDelete(tickets)));
    rows.push(...(await peerRows(tickets)));
  }
  if (at < 0) rows.push(...(await hugeRows()));
  console.log(tableOf(rows));
  for (const tickets of sizes) console.log(await watched(tickets));
}

async function openTicket(tickets: number): Promise<Row> {
  const { account, person } = largeWorld(tickets);
  const desk = openDesk(account);
  const opened = [...account.tickets.values()].findLast((one) => one.via.channel === 'voice');
  if (opened === undefined) throw new Error('no Talk ticket to open');
  const begun = desk.clock.now();
  const read = async () => {
    let state = 'nothing';
    const order = { ticketId: opened.id, requesterId: person.id };
    for await (const snapshot of readOpenedTicket(desk.reads, order)) state = snapshot.state;
    return state;
  };
  const state = await desk.clock.run(read());
  return rowOf(desk, begun, {
    what: `${tickets} tickets: open one`,
    floor: 4,
    bar: 4,
    notes: state,
  });
}

async function findScanSweepDelete(tickets: number): Promise<readonly Row[]> {
  const { account, person, dana, recordedCalls } = largeWorld(tickets);
  const desk = openDesk(account);
  const lists = Math.ceil(tickets / 100);
  const rows: Row[] = [];

  let begun = desk.clock.now();
  const found = await desk.clock.run(
    find({ ...desk, phones: openPhoneReader(desk.reads) }, '+1 (555) 010-0160'),
  );
  const candidates = found.ok ? found.value.candidates.length : 0;
  rows.push(
    rowOf(desk, begun, {
      what: `${tickets} tickets: find the person`,
      floor: 3,
      bar: 4,
      notes: `${candidates} candidate`,
    }),
  );

  begun = desk.clock.now();
  const scan = openScan(desk, [person.id]);
  await finish(desk, scan);
  const inventory = scan.snapshot();
  const { recordings } = countsOf(inventory, new Map(), desk.clock.now());
  const pages = desk.zendesk.log.filter((entry) => entry.path.includes('/comments')).length;
  rows.push(
    rowOf(desk, begun, {
      what: `${tickets} tickets: read the person`,
      floor: lists + pages,
      bar: barOf(lists + pages),
      notes: `${inventory.phase}, ${recordings.value} of ${recordedCalls} recordings, ${coverageOf(inventory).comments.read} tickets`,
    }),
  );

  for (const ticket of [...account.tickets.values()].slice(0, changedTickets))
    ticket.updatedAt = desk.clock.now();
  begun = desk.clock.now();
  const again = (await scanned(desk, [person.id])).snapshot();
  rows.push(
    rowOf(desk, begun, {
      what: `${tickets} tickets: visit again, ${changedTickets} moved`,
      floor: lists + changedTickets,
      bar: null,
      notes: `${again.phase}, ${again.calls.length} calls`,
    }),
  );

  begun = desk.clock.now();
  const sources = ['requested', 'ccd', 'followed', 'commented', 'search'] as const;
  const order = { profileIds: [person.id], sources, seen: seenIn(inventory), deleted: [] };
  const swept = await desk.clock.run(sweep(desk, order));
  rows.push(
    rowOf(desk, begun, {
      what: `${tickets} tickets: sweep again, ${changedTickets} moved`,
      floor: lists + changedTickets,
      // The list's bar, and what the person's own reading and searches may cost in it.
      bar: lists + changedTickets + 5 + perProfile - 1 + 2 * terms,
      notes: swept.failure?.kind ?? `${swept.newCalls.length} new calls`,
    }),
  );

  rows.push(
    await deleteAll(desk, inventory, { person: person.id, admin: dana.id, tickets, lists }),
  );
  return rows;
}

async function deleteAll(
  desk: Desk,
  inventory: Inventory,
  {
    person,
    admin,
    tickets,
    lists,
  }: { person: UserId; admin: UserId; tickets: number; lists: number },
): Promise<Row> {
  const calls = inventory.calls.filter((call) => call.hasAddress && isDeletable(call));
  const held = new Set<TicketId>(calls.map((call) => call.ticketId));
  const { plan, digest } = draftRecordings(calls, {
    me: { id: admin },
    account: desk.zendesk.account.subdomain,
    person: inventory.person,
    profileIds: [person],
    inventory,
    now: desk.clock.now(),
  });
  const begun = desk.clock.now();
  const journal = journalOn(emptyDisk());
  const erasure = openErasure({ ...desk, acts: openActs(desk.paced), journal });
  const approved = await desk.clock.run(erasure.approve(plan, { digest, typedUserId: null }));
  if (!approved.ok) throw new Error(`not started: ${approved.failure.kind}`);
  await desk.clock.run(approved.value.start());
  const left = [...desk.zendesk.account.recordings.values()].filter(
    (one) => one.call !== undefined || one.voicemail !== undefined,
  ).length;
  return rowOf(desk, begun, {
    what: `${tickets} tickets: delete ${calls.length} recordings and look again`,
    floor: calls.length + held.size,
    bar: Math.floor(1.05 * (calls.length + held.size)) + 2 * lists + 10,
    notes: `${approved.value.snapshot().state}, ${left} left`,
  });
}

/** What a screen costs that takes a snapshot at every notice. */
async function watched(tickets: number): Promise<string> {
  const { account, person } = largeWorld(tickets);
  const desk = openDesk(account);
  const scan = openScan(desk, [person.id]);
  let notices = 0;
  let spentMs = 0;
  scan.subscribe(() => {
    const begun = performance.now();
    scan.snapshot();
    spentMs += performance.now() - begun;
    notices += 1;
  });
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  await finish(desk, scan);
  const { calls } = scan.snapshot();
  globalThis.gc?.();
  const grown = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  const gc = globalThis.gc === undefined ? 'uncollected garbage included' : 'after collection';
  return `${tickets} tickets watched: ${notices} snapshots in ${spentMs.toFixed(0)} ms, ${calls.length} calls, heap + ${grown.toFixed(1)} MB (${gc}, the small Zendesk's log included)`;
}

function seenIn(inventory: Inventory): readonly Seen[] {
  return inventory.tickets.map(({ ticket, comments }) => ({
    ticketId: ticket.id,
    updatedAt: ticket.updatedAt,
    voiceComments: comments.state === 'read' ? comments.calls.map((call) => call.commentId) : [],
    hadFreshCall: false,
  }));
}

await main(process.argv.slice(2));
