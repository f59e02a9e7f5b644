import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Locator } from 'playwright-core';
import type { UserId } from '../../src/domain/ids.ts';
import { demoWorld } from '../zendesk/demo.ts';
import { openDesk, type Desk } from './browser.ts';
import { find, passUntil } from './steps.ts';
import { say } from './words.ts';

const { people, account } = demoWorld();
const { ada, bruno } = people;
const ticketsOf = (userId: number) =>
  [...account.tickets.values()].filter((ticket) => ticket.requesterId === userId);
const copiesOf = (userId: UserId) =>
  [...account.tickets.values()].filter(({ ccIds }) => ccIds.includes(userId));
/** Bruno's, with a call of hers on it. */
const others = ticketsOf(bruno.id).find(({ comments }) =>
  comments.some(({ type, authorId }) => type === 'VoiceComment' && authorId === ada.id),
)!;
const open = ticketsOf(ada.id).find(({ status }) => status === 'open')!;

const soon = { timeout: 15_000 };

let desk: Desk;
beforeAll(async () => {
  // With the account's figures in sight the app reads at its full pace.
  desk = await openDesk({ areHeadersShown: true, latencyMs: [5, 20] });
});
afterAll(() => desk.close());

it('the admin finds a person, sees all Talk tickets and recordings, and deletes several in one go', async () => {
  const { server } = desk;
  // Sixty tickets take most of a minute at the pace that Zendesk allows; the browser's clock goes ahead.
  await desk.page().clock.install();
  const sidebar = await desk.openTicket(open.id);
  await sidebar.getByRole('button', { name: say('elsewhere.openPage') }).click();
  const page = desk.appPage();
  await page.getByRole('heading', { level: 1, name: 'Ada Example' }).waitFor();
  await page.getByRole('row').nth(5).waitFor();

  const candidates = await find(page, '+1 (555) 010-0101');
  await page.getByText(say('page.find.read.phone', { number: '+1 555 010 0101' })).waitFor();
  await candidates.getByText(say('page.find.reason.phone')).waitFor();
  // Her number stands in Bruno's ticket too: he is proposed, with that reason, behind her.
  expect(await candidates.count()).toBe(2);
  await candidates
    .nth(1)
    .getByText(say('page.find.reason.ticketText', { textTicket: String(others.id) }))
    .waitFor();
  await candidates.getByText(say('page.find.ticketCount', { requested: 60, ccd: 2 })).waitFor();
  await candidates.getByRole('button', { name: 'Ada Example' }).click();

  const coverage = say('personPage.coverage.with', {
    name: say('personPage.coverage.source.requested'),
    count: say('personPage.coverage.of', { read: '60', of: '60' }),
  });
  const isEnded = page.getByRole('button', { name: say('page.person.coverage.again') });
  await passUntil(desk, isEnded, 2_000);
  await page.getByText(coverage, { exact: true }).waitFor();
  const read = server.log().flatMap(({ path }) => /tickets\/(\d+)\/comments/.exec(path)?.[1] ?? []);
  // Once each, besides the one that the sidebar had read.
  expect(read).toHaveLength(64);
  expect(new Set(read)).toEqual(
    new Set([...ticketsOf(ada.id), ...copiesOf(ada.id), others].map(({ id }) => String(id))),
  );

  const table = page.getByRole('table', { name: say('page.person.table.name') });
  const held = ticketsOf(ada.id).flatMap(({ comments }) =>
    comments.filter(({ type }) => type !== 'Comment'),
  );
  const elsewhere = [...copiesOf(ada.id), others].flatMap(({ comments }) =>
    comments.filter(({ type }) => type !== 'Comment'),
  );
  const rows = held.length + elsewhere.length;
  expect(await table.getAttribute('aria-rowcount')).toBe(String(rows + 1));

  await page
    .getByRole('combobox', { name: say('page.person.filter.kind') })
    .selectOption('voicemail');
  const ticks = table.getByRole('checkbox');
  await expect.poll(() => ticks.nth(2).isVisible(), soon).toBe(true);
  for (const place of [0, 1, 2]) await ticks.nth(place).check();
  const chosen = await Promise.all([0, 1, 2].map((place) => ticketOf(ticks.nth(place))));
  server.clearLog();
  await page.getByRole('button', { name: say('page.person.delete', { n: 3 }) }).click();

  const dialog = page.getByRole('dialog', { name: say('personPage.deletion.title', { n: 3 }) });
  for (const ticket of chosen) await dialog.getByText(`#${ticket}`).waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(3);
  await dialog.getByRole('button', { name: say('personPage.deletion.act', { n: 3 }) }).click();
  await page.getByText(say('personPage.deletion.ended')).waitFor();

  const wanted = chosen.flatMap((id) => callIdsOn(id));
  expect(server.zendesk().history).toMatchObject(
    wanted.map((callId) => ({
      kind: 'recording',
      callId,
      recording: 'voicemail',
      cause: 'request',
    })),
  );
  const sent = server.log().map(({ method, path }) => `${method} ${path.split('?')[0]}`);
  expect(sent.filter((line) => !line.startsWith('GET'))).toEqual(
    wanted.map((callId) => `DELETE /api/v2/channels/voice/calls/${callId}/recordings`),
  );
  for (const [index, id] of chosen.entries()) {
    const act = sent.indexOf(`DELETE /api/v2/channels/voice/calls/${wanted[index]}/recordings`);
    expect(sent.slice(act)).toContain(`GET /api/v2/tickets/${id}/comments`);
  }
  await page
    .getByRole('combobox', { name: say('page.person.filter.state') })
    .selectOption('seenGone');
  // What the scan and the deletion sent fills the minute: the last looks wait for the next one.
  await passUntil(desk, table.and(page.locator('[aria-rowcount="4"]')), 2_000);
});

async function ticketOf(tick: Locator): Promise<number> {
  return Number(/ticket (\d+)/.exec((await tick.getAttribute('aria-label')) ?? '')?.[1]);
}

function callIdsOn(ticketId: number) {
  return [...account.tickets.values()]
    .filter(({ id }) => id === ticketId)
    .flatMap(({ comments }) =>
      comments.flatMap((comment) =>
        comment.type === 'VoiceComment' && comment.talk.holds.includes('voicemail')
          ? [comment.talk.callId]
          : [],
      ),
    );
}
