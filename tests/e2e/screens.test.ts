import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Result as AxeResult } from 'axe-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Frame, FrameLocator } from 'playwright-core';
import type { UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { openDesk, type Desk } from './browser.ts';
import { find, openPerson } from './steps.ts';
import { wholeWorld } from './wholePerson.ts';
import { say, sayAny } from './words.ts';

/** An account in which every source holds something, and one person more, whose erasure is short. */
function world(madeAt?: number) {
  const { account, people, rosa } = wholeWorld(madeAt);
  const short = build.endUser(account, { name: 'Paula Short', phone: '+15550100170' });
  const ticket = build.ticket(account, { requester: short, via: 'inbound', status: 'closed' });
  build.voiceComment(account, ticket, { author: short, transcript: 'Good morning.' });
  return { account, people, rosa, short };
}
const { people, rosa, short, account } = world();
const openTicketOf = ({ id }: UserRecord): number =>
  [...account.tickets.values()].find(
    (ticket) => ticket.requesterId === id && ticket.status === 'open',
  )!.id;

const wide = { width: 1280, height: 800 };
/** Leaves the app's page 320 px beside the navigation rail. */
const narrow = { width: 376, height: 800 };

interface Seen {
  readonly screen: string;
  readonly light: readonly string[];
  readonly dark: readonly string[];
  /** What sticks out at 320 px; empty where nothing does. */
  readonly overflow: readonly string[];
  readonly frameWidth: number;
}

const soon = { timeout: 10_000 };

let desk: Desk;
const seen: Seen[] = [];

beforeAll(async () => {
  desk = await openDesk({
    account: (madeAt) => world(madeAt).account,
    areHeadersShown: true,
    latencyMs: [5, 20],
  });
  await desk.startAfresh();
  const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  // The policy lets no script in from a text, so that it is there before the page is.
  await desk
    .page()
    .context()
    .addInitScript({ content: await readFile(source, 'utf8') });
  await walk();
}, 180_000);
afterAll(() => desk.close());

/** Goes through every screen and dialog once, and looks at each. */
async function walk(): Promise<void> {
  const { server } = desk;
  const sidebar = await desk.openTicket(openTicketOf(people.ada));
  await sidebar.getByText(say('elsewhere.how')).waitFor();
  await look('the sidebar', await desk.sidebarFrame());
  await sidebar
    .getByRole('button', { name: say('sidebar.call.delete') })
    .first()
    .click();
  await sidebar.getByRole('dialog').waitFor();
  await look('the sidebar’s dialog', await desk.sidebarFrame());
  server.arm({ method: 'DELETE', fault: { kind: 'refused', status: 403 } });
  await sidebar
    .getByRole('dialog')
    .getByRole('button', { name: say('deletion.dialog.act', { n: 1 }) })
    .click();
  await sidebar.getByText(say('failures.forbidden.next')).waitFor();
  await look('a deletion in the sidebar that was refused', await desk.sidebarFrame());

  server.arm({ pathHas: '/comments', fault: { kind: 'loginPage' } });
  const failing = await desk.openTicket(openTicketOf(people.grete));
  await failing.getByText(say('failures.signedOut.next')).waitFor();
  await look('a ticket that could not be read', await desk.sidebarFrame());

  await desk.visit('/agent/tickets');
  const page = await desk.openAppPage();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const frame = await desk.appPageFrame();
  await look('find', frame);
  const candidates = await find(page, 'Caller');
  await candidates.nth(1).waitFor();
  await look('candidates', frame);
  await (await find(page, '555 010-0131')).nth(1).waitFor();
  await look('a number that was read, and who is named after it', frame);

  await lookAtWhole(page, frame);
  await openPerson(desk, people.chiara);
  await look('a person', frame);
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: say('page.person.delete', { n: 1 }) }).click();
  const dialog = page.getByRole('dialog');
  const act = dialog.getByRole('button', { name: say('personPage.deletion.act', { n: 1 }) });
  await act.and(page.locator(':enabled')).waitFor();
  await look('the person’s dialog', frame);
  await act.click();
  await page.getByText(say('personPage.deletion.ended')).waitFor();
  await look('recordings of a person that were deleted', frame);

  await openPerson(desk, short);
  await page.getByRole('button', { name: say('page.person.erase') }).click();
  await page.getByText(say('erase.check.copy')).click();
  await page.getByText(say('erase.check.storageFine')).waitFor();
  await look('check', frame);
  await page.getByRole('button', { name: say('erase.check.next') }).click();
  await page.getByRole('combobox').selectOption('keep');
  await look('decide', frame);
  await page.getByRole('button', { name: say('erase.decide.next') }).click();
  await page.getByLabel(say('erase.approve.type', { id: String(short.id) })).fill(String(short.id));
  await look('approve', frame);
  await page.getByRole('button', { name: say('erase.approve.start') }).click();
  await dialog.waitFor();
  await look('approve’s dialog', frame);
  await dialog.getByRole('button', { name: say('erase.approve.start') }).click();
  await page.getByRole('timer').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: say('erase.running.pause') }).click();
  await page.getByText(say('erase.stopped.paused'), { exact: true }).waitFor();
  await look('a run that is paused', frame);
  await page.getByRole('button', { name: say('erase.stopped.resume') }).click();
  const confirm = page.getByRole('button', { name: say('erase.notOnCall.confirm') });
  await confirm.waitFor({ timeout: 30_000 });
  await look('the question before the last step', frame);
  await confirm.click();
  await page.getByText(say('erase.proof.finished')).waitFor();
  await page.getByRole('button', { name: say('erase.proof.save') }).click();
  await page.getByRole('textbox').waitFor();
  await look('proof', frame);
}

/** What is held on a person beside the table of calls, and what can be handed over. */
async function lookAtWhole(page: FrameLocator, frame: Frame): Promise<void> {
  await openPerson(desk, rosa);
  await page
    .getByRole('button', { name: sayAny('page.person.table.openCall') })
    .last()
    .click();
  const detail = page.getByRole('region', { name: say('personPage.detail.name') });
  await detail.getByText(say('personPage.traces.place.comment'), { exact: true }).waitFor();
  await look('everything known of a call', frame);
  await detail.getByRole('button', { name: say('personPage.detail.close') }).click();

  await page.getByText(say('personPage.coverage.notSearched')).click();
  await page.getByText(say('personPage.unsearched.about')).waitFor();
  await page.getByRole('button', { name: say('page.person.coverage.check') }).click();
  await page.getByText(say('personPage.check.recommended')).waitFor();
  await look('what a cross-check would cost', frame);
  await page
    .getByRole('listitem')
    .filter({ hasText: say('personPage.check.recommended') })
    .getByRole('button')
    .click();
  await page.getByText(say('personPage.check.onlyInExport', { n: 1 })).waitFor();
  await look('what a cross-check showed', frame);
  await page.getByRole('button', { name: say('page.person.coverage.check') }).click();
  await page.getByText(say('personPage.coverage.notSearched')).click();

  await page.getByRole('tab', { name: say('page.person.tabs.traces') }).click();
  await page.getByRole('table', { name: say('personPage.traces.name') }).waitFor();
  await look('traces', frame);

  await page.getByRole('tab', { name: say('page.person.tabs.handOver') }).click();
  await look('what can be handed over', frame);
  await page.getByRole('button', { name: say('handOver.what.prepare') }).click();
  await page
    .getByRole('checkbox', { name: sayAny('handOver.review.blackOut') })
    .last()
    .uncheck();
  await page
    .getByRole('button', { name: sayAny('handOver.review.showOf') })
    .last()
    .click();
  await page.getByRole('region', { name: say('handOver.review.preview') }).waitFor();
  await look('a hand-over under review', frame);
  await page.getByRole('button', { name: say('handOver.save.pack') }).click();
  await page.getByText(say('handOver.save.packInstead')).waitFor();
  await page.getByText(say('handOver.save.files'), { exact: true }).click();
  await page.getByRole('button', { name: say('handOver.save.show') }).click();
  await page.getByRole('article', { name: say('handOver.report.title') }).waitFor();
  await look('a pack that was saved, and the report', frame);

  await page.getByRole('button', { name: say('page.find.place'), exact: true }).click();
  await page.getByLabel(say('page.find.label')).fill('');
  await page.getByRole('region', { name: say('recent.title') }).waitFor();
  await look('find with whom one viewed lately', frame);
}

async function look(screen: string, frame: Frame): Promise<void> {
  const page = desk.page();
  const light = await violationsIn(frame);
  await page.getByLabel('Dark').check();
  await vi.waitUntil(async () => (await schemeOf(frame)) === 'dark', soon);
  const dark = await violationsIn(frame);
  await page.getByLabel('Dark').uncheck();
  await vi.waitUntil(async () => (await schemeOf(frame)) === 'light', soon);
  await page.setViewportSize(narrow);
  const { overflow, width } = await frame.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const room = document.documentElement.clientWidth;
    return {
      width: room,
      overflow:
        document.documentElement.scrollWidth <= room
          ? []
          : [...document.querySelectorAll('body *')]
              .filter((element) => element.getBoundingClientRect().right > room + 1)
              .map((element) => element.outerHTML.slice(0, 300)),
    };
  });
  await page.setViewportSize(wide);
  seen.push({ screen, light, dark, overflow, frameWidth: width });
}

const schemeOf = (frame: Frame): Promise<string> =>
  frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

/** What axe finds by the rules of WCAG 2.2 AA, and its own good practices. */
function violationsIn(frame: Frame): Promise<readonly string[]> {
  return frame.evaluate(async () => {
    // A transition begins with the next drawing, and in its middle a colour is neither the one nor the other.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
    const { axe } = window as unknown as {
      axe: { run(where: Document, options: object): Promise<{ violations: AxeResult[] }> };
    };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

const found = (of: (one: Seen) => readonly string[]) =>
  seen.flatMap((one) => of(one).map((text) => `${one.screen}: ${text}`));

it('axe finds nothing on any screen and dialog in light', () => {
  expect(seen.length).toBeGreaterThan(24);
  expect(found(({ light }) => light)).toEqual([]);
});

it('axe finds nothing on any screen and dialog in dark', () => {
  expect(found(({ dark }) => dark)).toEqual([]);
});

it('nothing on any screen and dialog scrolls sideways at 320 px', () => {
  expect(new Set(seen.map(({ frameWidth }) => frameWidth))).toEqual(new Set([320]));
  expect(found(({ overflow }) => overflow)).toEqual([]);
});
