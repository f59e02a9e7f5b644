import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import { demoWorld } from '../zendesk/demo.ts';
import type { Overview } from '../zendesk/host/desk.ts';
import { openDesk, type Desk } from './browser.ts';
import { find, openPerson, passUntil } from './steps.ts';
import { say, sayAny } from './words.ts';

const { people, account } = demoWorld();
const { dana, ada, grete, karim, ivan, chiara } = people;
const ticketsOf = (userId: number) =>
  [...account.tickets.values()].filter((ticket) => ticket.requesterId === userId);
const gretesTicket = ticketsOf(grete.id).find(({ status }) => status === 'open')!.id;

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ areHeadersShown: true, latencyMs: [5, 20] });
});
beforeEach(() => desk.startAfresh());
afterAll(() => desk.close());

const soon = { timeout: 15_000 };

const deletes = (): string[] =>
  desk.server.log().flatMap(({ method, path }) => (method === 'DELETE' ? [path] : []));

async function openPage(): Promise<FrameLocator> {
  await desk.visit('/agent/tickets');
  return desk.openAppPage();
}

/** Up to the dialog's own button, which is left to press. */
async function askToDelete(sidebar: FrameLocator) {
  await sidebar.getByRole('button', { name: say('sidebar.call.delete') }).click();
  return sidebar
    .getByRole('dialog')
    .getByRole('button', { name: say('deletion.dialog.act', { n: 1 }) });
}

describe('what goes wrong has its own sentence, keeps what was known and offers the next step', () => {
  it('a page to sign in instead of an answer', async () => {
    desk.server.arm({ pathHas: '/comments', fault: { kind: 'loginPage' } });
    const sidebar = await desk.openTicket(gretesTicket);
    const note = sidebar.getByRole('alert');
    await note.getByText(say('failures.signedOut.happened')).waitFor();
    await note.getByText(say('failures.signedOut.next')).waitFor();
    await sidebar.getByRole('heading', { name: grete.name }).waitFor();
    await note.getByRole('button', { name: say('words.tryAgain') }).click();
    await sidebar.getByRole('article').waitFor();
    expect(await note.count()).toBe(0);
  });

  it('an answer that ends in the middle: the counts are "at least", and reading again completes them', async () => {
    const [ticket] = ticketsOf(ivan.id);
    desk.server.arm({ pathHas: `/tickets/${ticket!.id}/comments`, fault: { kind: 'cutJson' } });
    await desk.visit('/agent/tickets');
    const page = await openPerson(desk, ivan);
    const note = page.getByRole('alert');
    await note.getByText(say('personPage.coverage.failed.comments', { n: 1 })).waitFor();
    await note.getByText(say('failures.garbled.happened')).waitFor();
    await page
      .getByText(say('words.count.atLeast', { count: '2' }))
      .first()
      .waitFor();
    expect(await page.getByRole('row').count()).toBe(3);
    await note.getByRole('button', { name: say('words.tryAgain') }).click();
    await expect.poll(() => page.getByRole('row').count(), soon).toBe(4);
    expect(await note.count()).toBe(0);
  });

  it('too many requests: the question stays, and is asked again after the wait', async () => {
    const page = await openPage();
    const { clock } = desk.page();
    desk.server.arm({
      pathHas: '/users/search',
      fault: { kind: 'limited', waitSeconds: null },
      times: 3,
    });
    await clock.install();
    await find(page, 'Ada');
    await page.getByText(say('page.find.searching')).waitFor();
    const note = page.getByRole('alert');
    await passUntil(desk, note.getByText(say('failures.limited.happened')));
    expect(await page.getByLabel(say('page.find.label')).inputValue()).toBe('Ada');
    await note.getByRole('button', { name: say('words.tryAgain') }).click();
    await passUntil(desk, page.getByRole('button', { name: ada.name }));
  });

  it('a deletion whose answer never comes is looked at, not repeated', async () => {
    const sidebar = await desk.openTicket(gretesTicket);
    const { clock } = desk.page();
    const act = await askToDelete(sidebar);
    await clock.install();
    desk.server.arm({ method: 'DELETE', fault: { kind: 'silent', effect: true } });
    await act.click();
    await expect.poll(deletes, soon).toHaveLength(1);
    await sidebar.getByText(say('deletion.deleting')).waitFor();
    await clock.fastForward('01:10');
    await sidebar.getByText(say('deletion.seenGone')).waitFor();
    expect(deletes()).toHaveLength(1);
  });

  it('a search whose answer never comes', async () => {
    const page = await openPage();
    const { clock } = desk.page();
    await clock.install();
    desk.server.arm({
      pathHas: '/users/search',
      fault: { kind: 'silent', effect: false },
      times: 3,
    });
    await find(page, 'Ada');
    await passUntil(desk, page.getByText(say('failures.noAnswer.happened')));
    await page.getByRole('button', { name: say('words.tryAgain') }).click();
    await page.getByRole('button', { name: ada.name }).waitFor();
  });

  it('a role that lost its right: nothing is deleted, and with the right back it goes on', async () => {
    const sidebar = await desk.openTicket(gretesTicket);
    const act = await askToDelete(sidebar);
    const asked = desk.server.account().users.get(dana.id)!;
    asked.role = 'agent';
    await act.click();
    await sidebar.getByText(say('deletion.stop.notAdmin')).waitFor();
    expect(desk.server.zendesk().history).toEqual([]);
    asked.role = 'admin';
    await sidebar.getByRole('button', { name: say('deletion.resume') }).click();
    await sidebar.getByText(say('deletion.seenGone')).waitFor();
    expect(deletes()).toHaveLength(1);
  });

  it('a number that nobody has, a name that nobody has, and nothing at all', async () => {
    const page = await openPage();
    await find(page, '#999999');
    await page.getByText(say('page.find.nobody.ticket', { id: '999999' })).waitFor();
    await find(page, '999999');
    await page.getByText(say('page.find.nobody.number', { id: '999999' })).waitFor();
    await find(page, 'Nobody of that name');
    await page.getByText(say('page.find.nobody.text', { text: 'Nobody of that name' })).waitFor();
    const before = desk.server.log().length;
    await find(page, '  ');
    await page.getByText(say('page.find.nothingAsked')).waitFor();
    expect(desk.server.log().length).toBe(before);
  });

  it('a person who does not exist any more', async () => {
    desk.server.account().users.get(karim.id)!.presence = 'hard';
    const page = await openPage();
    await find(page, String(karim.id));
    await page.getByText(say('page.find.nobody.number', { id: String(karim.id) })).waitFor();
    await find(page, `#${ticketsOf(karim.id)[0]!.id}`);
    await page.getByText(sayAny('page.find.requesterGone')).waitFor();

    const { app } = (await (
      await fetch(`${desk.server.hostUrl}/host/overview`)
    ).json()) as Overview;
    await desk.visit(`/agent/apps/${app.slug}/person/${karim.id}`);
    await page
      .getByRole('heading', { name: say('page.person.unread', { ids: String(karim.id) }) })
      .waitFor();
    const note = page.getByRole('alert').filter({ hasText: say('failures.notFound.happened') });
    await note.getByText(say('failures.notFound.next')).first().waitFor();
    await note
      .getByRole('button', { name: say('words.tryAgain') })
      .first()
      .waitFor();
  });
});

describe('where the browser keeps nothing, nothing destructive starts, and the page says so', () => {
  it('storage refused', async () => {
    await desk.startAfresh({ mayStore: false });
    const sidebar = await desk.openTicket(gretesTicket);
    await sidebar.getByRole('button', { name: say('sidebar.call.delete') }).click();
    await sidebar.getByRole('alert').getByText(say('sidebar.calls.noStorage')).waitFor();

    let page = await desk.openAppPage();
    await page.getByText(say('runs.refused')).waitFor();
    page = await openPerson(desk, chiara);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: say('page.person.delete', { n: 1 }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(say('erase.notStarted.storageRefused')).waitFor();
    const act = dialog.getByRole('button', { name: say('personPage.deletion.act', { n: 1 }) });
    expect(await act.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: say('words.cancel') }).click();

    await page.getByRole('button', { name: say('page.person.erase') }).click();
    await page.getByText(say('erase.check.copy')).click();
    await page.getByText(say('erase.notStarted.storageRefused')).waitFor();
    const next = page.getByRole('button', { name: say('erase.check.next') });
    expect(await next.isDisabled()).toBe(true);
    expect(deletes()).toEqual([]);
  });

  it('a disk that is full by the time of the confirmation', async () => {
    const sidebar = await desk.openTicket(gretesTicket);
    const act = await askToDelete(sidebar);
    await (
      await desk.sidebarFrame()
    ).evaluate(() => {
      IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => {
        throw new DOMException('The disk is full', 'QuotaExceededError');
      };
    });
    await act.click();
    await sidebar.getByRole('alert').getByText(say('sidebar.calls.noStorage')).waitFor();
    expect(deletes()).toEqual([]);
  });

  it('a disk that fills up in the middle: what was asked is said, and nothing more is deleted', async () => {
    await desk.visit('/agent/tickets');
    const page = await openPerson(desk, chiara);
    for (const place of [0, 1]) await page.getByRole('checkbox').nth(place).check();
    await page.getByRole('button', { name: say('page.person.delete', { n: 2 }) }).click();
    const act = { name: say('personPage.deletion.act', { n: 2 }) };
    desk.server.arm({ method: 'DELETE', fault: { kind: 'slow', ms: 2_000 } });
    await page.getByRole('dialog').getByRole('button', act).click();
    await expect.poll(deletes, soon).toHaveLength(1);
    await (
      await desk.appPageFrame()
    ).evaluate(() => {
      IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => {
        throw new DOMException('The disk is full', 'QuotaExceededError');
      };
    });
    await page.getByText(say('erase.stopped.writingRefused')).waitFor();
    expect(deletes()).toHaveLength(1);
    // Opened again with room on the disk, it looks first and finishes.
    await desk.visit('/agent/tickets');
    const again = await desk.openAppPage();
    await again.getByRole('button', { name: say('runs.open') }).click();
    await again.getByRole('button', { name: say('erase.stopped.resume') }).click();
    await again.getByText(say('erase.proof.finished')).waitFor();
    expect(new Set(deletes()).size).toBe(2);
    expect(deletes()).toHaveLength(2);
  });
});
