import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator, Locator } from 'playwright-core';
import { openDesk, type Desk } from './browser.ts';
import { find, hasFocus, openPerson, passUntil, readEnded, tabTo } from './steps.ts';
import { rosasVoicemail, wholeWorld } from './wholePerson.ts';
import { say, sayAny } from './words.ts';

const { account, people, rosa, tickets } = wholeWorld();
const { ada } = people;
const callsOn = (ticketId: number) =>
  [...account.tickets.values()]
    .find(({ id }) => id === ticketId)!
    .comments.filter(({ type }) => type === 'VoiceComment').length;

const soon = { timeout: 15_000 };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({
    account: (madeAt) => wholeWorld(madeAt).account,
    areHeadersShown: true,
    latencyMs: [5, 20],
  });
  // At the pace that Zendesk allows, twenty requests take a quarter of a minute: the clocks go ahead.
  await desk.page().clock.install();
});
afterAll(() => desk.close());

const paths = (): readonly string[] =>
  desk.server.log().map(({ path }) => decodeURIComponent(path));
const commentsRead = (): readonly number[] =>
  paths().flatMap((path) => /\/tickets\/(\d+)\/comments/.exec(path)?.slice(1).map(Number) ?? []);
const callTable = (page: FrameLocator): Locator =>
  page.getByRole('table', { name: say('page.person.table.name') });
const openTicket = (place: FrameLocator | Locator, ticketId: number): Locator =>
  place.getByRole('button', {
    name: say('page.person.table.openTicket', { ticket: String(ticketId) }),
  });

it('a national spelling finds a number’s profile and those named after it; joined, they are one person', async () => {
  const page = await desk.openAppPage();
  const candidates = await find(page, '555 010-0131');
  // No country was written: it is the one that the account’s lines have.
  await page
    .getByText(
      say('page.find.read.phone', {
        number: say('page.find.numberIn', {
          number: '+1 555 010 0131',
          country: 'United States',
          why: 'firstCountry',
        }),
      }),
    )
    .waitFor();
  await candidates.nth(1).waitFor();
  expect(await candidates.count()).toBe(2);
  const [owner, namesake] = [candidates.nth(0), candidates.nth(1)];
  await owner.getByText(say('page.find.reason.phone')).waitFor();
  await namesake.getByText(say('page.find.reason.namedAfter')).waitFor();
  await namesake.getByText('Caller +1 555 0100131').waitFor();

  const join = page.getByRole('button', { name: say('page.find.samePerson', { n: 2 }) });
  await owner.getByRole('checkbox').check();
  expect(await join.count()).toBe(0);
  await namesake.getByRole('checkbox').check();
  await join.click();
  await page.getByText(say('page.person.joined', { n: 2 })).waitFor();
  await readEnded(desk, 'inAHurry');
  expect(await callTable(page).getAttribute('aria-rowcount')).toBe('3');
});

describe('the whole inventory of a person', () => {
  let page: FrameLocator;

  it('holds a call on another person’s ticket as theirs, with its ticket', async () => {
    page = await openPerson(desk, rosa, 'inAHurry');
    await page
      .getByText(
        say('personPage.coverage.with', {
          name: say('personPage.coverage.source.search'),
          count: say('personPage.coverage.searched', { done: '2', of: '2', tickets: 1 }),
        }),
      )
      .waitFor();
    const table = callTable(page);
    const calls = Object.values(tickets).reduce((sum, id) => sum + callsOn(id), 0);
    expect(await table.getAttribute('aria-rowcount')).toBe(String(calls + 1));

    const whose = page.getByRole('combobox', { name: say('personPage.filter.whose') });
    await whose.selectOption('own');
    expect(await table.getAttribute('aria-rowcount')).toBe(String(calls + 1));
    await openTicket(table, tickets.others).click();
    await desk.page().waitForURL(`**/agent/tickets/${tickets.others}?*`);
    await desk.sidebar().getByRole('heading', { name: people.bruno.name }).waitFor();
    await desk.openAppPage();
    await whose.selectOption('');
  });

  it('shows everything known of one call by keyboard, and gives the focus back', async () => {
    const { keyboard } = desk.page();
    const opener = page
      .getByRole('row')
      .filter({ has: openTicket(page, tickets.others) })
      .getByRole('button', { name: sayAny('page.person.table.openCall') });
    await page.getByRole('tab', { selected: true }).focus();
    await tabTo(keyboard, opener);
    await keyboard.press('Enter');
    const detail = page.getByRole('region', { name: say('personPage.detail.name') });
    await expect.poll(() => hasFocus(detail.getByRole('heading')), soon).toBe(true);
    for (const words of [
      say('personPage.detail.relation.own'),
      say('personPage.detail.means.listed'),
      '+1 (555) 010-0160',
      people.ines.name,
    ])
      await detail.getByText(words).first().waitFor();
    // Its texts are read for this, as they stand on the ticket now.
    await detail.getByText('Length of phone call: 154 seconds').waitFor();
    expect(await opener.getAttribute('aria-expanded')).toBe('true');
    await keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    expect(await hasFocus(opener)).toBe(true);
  });

  it('is held against Talk’s export, which says what that costs and knows a call that no ticket holds', async () => {
    await page.getByRole('button', { name: say('page.person.coverage.check') }).click();
    const check = page.getByRole('region', { name: say('personPage.check.name') });
    const advised = check
      .getByRole('listitem')
      .filter({ hasText: say('personPage.check.recommended') });
    await advised.waitFor();
    const cost = Number(/\d+/.exec(await advised.innerText())?.[0]);
    expect(cost).toBeGreaterThan(0);

    desk.server.clearLog();
    await advised.getByRole('button').click();
    await check.getByText(say('personPage.check.onlyInExport', { n: 1 })).waitFor();
    const sent = paths().filter((path) => path.includes('/incremental/calls?start_time=0'));
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.length).toBeLessThanOrEqual(cost);
    expect(commentsRead()).toEqual([]);
    await check.getByText('1 min 5 sec').waitFor();
    await check.getByText(say('personPage.check.noTicket')).waitFor();
    // It is told beside the tickets’ calls, not added to them.
    expect(await callTable(page).getAttribute('aria-rowcount')).toBe('4');
  });

  it('lists personal data beside the audio with the text around it, and leads to the ticket', async () => {
    await page.getByRole('tab', { name: say('page.person.tabs.traces') }).click();
    const traces = page.getByRole('table', { name: say('personPage.traces.name') });
    const kind = page.getByRole('combobox', { name: say('personPage.traces.column.kind') });
    await kind.selectOption({ label: say('personPage.traces.kind.voicemailTranscript') });
    await expect.poll(() => traces.getAttribute('aria-rowcount'), soon).toBe('2');
    await traces.getByText(rosasVoicemail).waitFor();

    await kind.selectOption({ label: say('personPage.traces.kind.number') });
    const place = page.getByRole('combobox', { name: say('personPage.traces.column.place') });
    await place.selectOption({ label: say('personPage.traces.place.transcript') });
    await expect.poll(() => traces.getAttribute('aria-rowcount'), soon).toBe('2');
    expect(await traces.locator('mark').innerText()).toBe('555 010 0160');
    await page.getByText(say('personPage.suspended.title', { n: 1 })).waitFor();
    await openTicket(traces, tickets.voicemail).click();
    await desk.page().waitForURL(`**/agent/tickets/${tickets.voicemail}?*`);
  });

  it('is there at once on the second visit; whom one looked at is kept as ids and can be forgotten', async () => {
    await desk.visit('/agent/tickets');
    desk.server.clearLog();
    page = await desk.openAppPage();
    const recent = page.getByRole('region', { name: say('recent.title') });
    await recent.getByRole('button', { name: rosa.name }).click();
    await readEnded(desk, 'inAHurry');
    expect(commentsRead().length).toBeLessThanOrEqual(1);
    expect(await callTable(page).getAttribute('aria-rowcount')).toBe('4');
    await page.getByText(sayAny('personPage.coverage.restored', { n: 3 })).waitFor();

    const frame = await desk.appPageFrame();
    const kept = () => frame.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await kept()).toContain(String(rosa.id));
    expect(await kept()).not.toContain('Delgado');
    await page.getByRole('button', { name: say('page.find.place'), exact: true }).click();
    await recent.getByRole('button', { name: say('recent.clear') }).click();
    await recent.waitFor({ state: 'detached' });
    expect(await kept()).not.toContain(String(rosa.id));
    await desk.visit('/agent/tickets');
    desk.server.clearLog();
    await openPerson(desk, rosa, 'inAHurry');
    expect(new Set(commentsRead())).toEqual(new Set(Object.values(tickets)));
  });
});

it('a long scan that a reload cuts goes on from where it was', async () => {
  await desk.startAfresh();
  await desk.page().clock.install();
  await desk.visit('/agent/tickets');
  const page = await desk.openAppPage();
  await (await find(page, String(ada.id))).getByRole('button', { name: ada.name }).click();
  const isLate = page.getByText(/^Reading tickets: [45]\d of /);
  await passUntil(desk, isLate, 1_000);
  const before = new Set(commentsRead());
  expect(before.size).toBeGreaterThanOrEqual(40);

  await desk.visit('/agent/tickets');
  desk.server.clearLog();
  const again = await desk.openAppPage();
  await again
    .getByRole('region', { name: say('recent.title') })
    .getByRole('button', { name: ada.name })
    .click();
  await passUntil(
    desk,
    again.getByRole('button', { name: say('page.person.coverage.again') }),
    1_000,
  );
  const twice = commentsRead().filter((id) => before.has(id));
  // What was read in the last seconds may not have been kept yet.
  expect(twice.length).toBeLessThanOrEqual(before.size / 2);
}, 150_000);
