import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator, Locator } from 'playwright-core';
import { demoWorld } from '../zendesk/demo.ts';
import { openDesk, type Desk } from './browser.ts';
import { hasFocus, tabTo } from './steps.ts';
import { say } from './words.ts';

const { people, account } = demoWorld();
const { ada, grete } = people;
const openTicketOf = (userId: number) =>
  [...account.tickets.values()].find(
    (ticket) => ticket.requesterId === userId && ticket.status === 'open',
  )!;
const adasTicket = openTicketOf(ada.id);
const gretesTicket = openTicketOf(grete.id);
const callIdsOn = ({ comments }: typeof adasTicket) =>
  comments.flatMap((comment) => (comment.type === 'VoiceComment' ? [comment.talk.callId!] : []));

const soon = { timeout: 15_000 };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const calls = (sidebar: FrameLocator): Locator => sidebar.getByRole('article');
const deleteButton = (place: FrameLocator | Locator): Locator =>
  place.getByRole('button', { name: say('sidebar.call.delete') });

/** The panel has read all that it reads by itself. */
async function openSettled(ticketId: number): Promise<FrameLocator> {
  const sidebar = await desk.openTicket(ticketId);
  await sidebar.getByText(say('elsewhere.how')).waitFor();
  return sidebar;
}

const requests = (): string[] =>
  desk.server.log().map(({ method, path }) => `${method} ${path.split('?')[0]}`);

async function expectNothingToDelete(place: FrameLocator): Promise<void> {
  expect(await place.getByRole('button', { name: /delete|erase/i }).count()).toBe(0);
}

describe('an agent sees this ticket’s calls and what else is held, and is offered nothing they may not do', () => {
  for (const rank of ['agent', 'light agent']) {
    it(`as ${rank}, in at most four requests`, async () => {
      await desk.startAfresh({ as: rank });
      const sidebar = await openSettled(adasTicket.id);
      expect(requests().length).toBeLessThanOrEqual(4);

      await sidebar.getByRole('heading', { level: 1 }).getByText('Ada Example').waitFor();
      expect(await calls(sidebar).count()).toBe(2);
      const [newest, oldest] = [calls(sidebar).nth(0), calls(sidebar).nth(1)];
      for (const words of ['Voicemail', 'Support line', say('words.recordingState.listed')])
        await newest.getByText(words).waitFor();
      for (const words of ['Inbound call', 'Omar Haddad', say('words.recordingState.listed')])
        await oldest.getByText(words).waitFor();
      await newest.getByText(say('words.transcript'), { exact: true }).waitFor();
      await sidebar.getByText(/^At least \d+ other Talk tickets/).waitFor();
      await sidebar.getByText(say('sidebar.calls.agent')).waitFor();
      await expectNothingToDelete(sidebar);
    });
  }

  it('also on the page, which says who can do the rest', async () => {
    await desk.startAfresh({ as: 'agent' });
    const sidebar = await openSettled(gretesTicket.id);
    await sidebar.getByRole('button', { name: say('elsewhere.openPage') }).click();
    const page = desk.appPage();
    await page.getByText(say('page.person.agent')).waitFor();
    await page.getByRole('row').nth(1).waitFor();
    await expectNothingToDelete(page);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(desk.server.log().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(desk.server.zendesk().history).toEqual([]);
  });

  it('asks nothing while it is hidden and nothing by the clock, and reads what came when it is seen again', async () => {
    await desk.startAfresh({ as: 'agent' });
    const { clock } = desk.page();
    await clock.install();
    const sidebar = await openSettled(adasTicket.id);
    desk.server.clearLog();
    await clock.runFor('10:00');
    expect(requests()).toEqual([]);

    await desk.page().getByRole('button', { name: 'Tickets', exact: true }).click();
    await sidebar.locator('main').waitFor({ state: 'hidden' });
    desk.server.newCall(adasTicket.id, 0);
    await clock.runFor('10:00');
    expect(requests()).toEqual([]);

    await desk.page().getByRole('tab').first().click();
    await expect.poll(() => calls(sidebar).count(), soon).toBe(3);
    expect(requests().length).toBeLessThanOrEqual(4);

    desk.server.clearLog();
    desk.server.newCall(adasTicket.id, 0);
    await clock.runFor('00:05');
    await expect.poll(() => calls(sidebar).count(), soon).toBe(4);
    expect(requests().length).toBeLessThanOrEqual(4);
  });
});

describe('an admin deletes one recording from the sidebar, with a confirmation that names it, and sees it gone because the app looked again', () => {
  const [inbound, voicemail] = callIdsOn(adasTicket);

  it('by keyboard alone', async () => {
    await desk.startAfresh();
    const sidebar = await openSettled(adasTicket.id);
    const card = calls(sidebar).nth(0);
    const { keyboard } = desk.page();
    await (await (await desk.sidebarFrame()).frameElement()).focus();
    await tabTo(keyboard, deleteButton(card));
    await keyboard.press('Enter');

    const dialog = sidebar.getByRole('dialog');
    await dialog.getByRole('heading', { name: say('deletion.dialog.title') }).waitFor();
    const cancel = dialog.getByRole('button', { name: say('words.cancel') });
    expect(await hasFocus(cancel)).toBe(true);
    for (const words of ['Voicemail', '33 sec', 'Support line'])
      await dialog.getByText(words, { exact: true }).waitFor();
    const time = await card.locator('time').getAttribute('datetime');
    expect(await dialog.locator('time').getAttribute('datetime')).toBe(time);
    await dialog.getByText(say('deletion.dialog.final')).waitFor();
    await dialog.getByText(say('deletion.dialog.transcriptStays')).waitFor();

    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await hasFocus(deleteButton(card))).toBe(true);
    expect(desk.server.zendesk().history).toEqual([]);

    await keyboard.press('Enter');
    await dialog.waitFor();
    desk.server.clearLog();
    await tabTo(
      keyboard,
      dialog.getByRole('button', { name: say('deletion.dialog.act', { n: 1 }) }),
    );
    await keyboard.press('Enter');
    await card.getByText(say('deletion.seenGone')).waitFor();
    await card.getByText(say('words.recordingState.seenGone'), { exact: true }).waitFor();
    expect(await deleteButton(card).count()).toBe(0);
    expect(await deleteButton(calls(sidebar).nth(1)).count()).toBe(1);

    expect(desk.server.zendesk().history).toMatchObject([
      {
        kind: 'recording',
        callId: voicemail,
        recording: 'voicemail',
        cause: 'request',
        byUserId: people.dana.id,
      },
    ]);
    const sent = requests();
    const act = sent.findIndex((line) => line.startsWith('DELETE'));
    expect(sent.filter((line) => !line.startsWith('GET'))).toEqual([
      `DELETE /api/v2/channels/voice/calls/${voicemail}/recordings`,
    ]);
    expect(sent.slice(act + 1)).toContain(`GET /api/v2/tickets/${adasTicket.id}/comments`);
    expect(desk.server.account().recordings.get(inbound!)).toHaveProperty('call');
  });

  it('with both recordings of a call that has a live part and a voicemail, as the dialog said', async () => {
    await desk.startAfresh();
    const sidebar = await openSettled(gretesTicket.id);
    const [callId] = callIdsOn(gretesTicket);
    await deleteButton(sidebar).click();
    const dialog = sidebar.getByRole('dialog');
    await dialog.getByText(say('deletion.dialog.everyKind')).waitFor();
    await dialog.getByRole('button', { name: say('deletion.dialog.act', { n: 1 }) }).click();
    await sidebar.getByText(say('deletion.seenGone')).waitFor();
    expect(desk.server.zendesk().history).toMatchObject([
      { kind: 'recording', callId, recording: 'call' },
      { kind: 'recording', callId, recording: 'voicemail' },
    ]);
    expect(requests().filter((line) => line.startsWith('DELETE'))).toHaveLength(1);
  });
});
