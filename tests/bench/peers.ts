import type { Pages } from '../../src/api/reads.ts';
import type { TicketId } from '../../src/domain/ids.ts';
import { openDesk, type Desk } from '../inventory/desk.ts';
import { largeWorld } from '../zendesk/demoLarge.ts';
import { hugeWorld } from '../zendesk/hugeAccount.ts';
import { rowOf, type Row } from './table.ts';

/** Between two requests, as scripts for one account usually do it. */
const pauseMs = 1000;

/** What the scripts do that people write for themselves: one ticket after the other, with a pause. */
export async function peerRows(tickets: number): Promise<readonly Row[]> {
  const { account, person, recordedCalls } = largeWorld(tickets);
  const desk = openDesk(account);
  const begun = desk.clock.now();
  const found = await desk.clock.run(
    (async () => {
      let recordings = 0;
      for (const { id } of await all(desk, desk.reads.requestedTickets(person.id)))
        recordings += await recordingsOn(desk, id);
      return recordings;
    })(),
  );
  return [
    rowOf(desk, begun, {
      what: `${tickets} tickets: a script, ticket by ticket with pauses`,
      floor: null,
      bar: null,
      notes: `${found} of ${recordedCalls} recordings, nothing on others' tickets`,
    }),
  ];
}

/** A script that knows no person and reads the comments of every Talk ticket of the account. */
export async function wholeAccountRow(calls: number): Promise<Row> {
  const { account } = hugeWorld({ calls });
  const desk = openDesk(account);
  const begun = desk.clock.now();
  const found = await desk.clock.run(
    (async () => {
      const tickets = await all(
        desk,
        desk.deep.reads.searchTickets(
          'via:voicemail via:phone_call_inbound via:phone_call_outbound',
        ),
      );
      let recordings = 0;
      for (const { id } of tickets) recordings += await recordingsOn(desk, id);
      return recordings;
    })(),
    10 * 24 * 3_600_000,
  );
  return rowOf(desk, begun, {
    what: `${calls.toLocaleString('en')} calls: a script that scans the whole account`,
    floor: null,
    bar: null,
    notes: `${found} recordings of everybody`,
  });
}

async function recordingsOn(desk: Desk, id: TicketId): Promise<number> {
  const comments = await all(desk, desk.reads.comments(id));
  return comments.filter(({ call }) => call?.hasAddress === true && call.callId !== null).length;
}

async function all<Item>(desk: Desk, pages: Pages<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    if (page.ok) items.push(...page.value);
    await desk.clock.sleep(pauseMs);
  }
  return items;
}
