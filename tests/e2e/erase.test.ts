import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import { demoWorld } from '../zendesk/demo.ts';
import type { UserRecord } from '../zendesk/account.ts';
import type { Effect } from '../zendesk/world.ts';
import { openDesk, type Desk } from './browser.ts';
import { approve, choiceFor, goToApprove, openPerson } from './steps.ts';
import { say } from './words.ts';

const { people, account } = demoWorld();
const { nora, chiara } = people;
const ticketsOf = (userId: number) =>
  [...account.tickets.values()].filter((ticket) => ticket.requesterId === userId);

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk({ areHeadersShown: true, latencyMs: [5, 20] });
});
afterAll(() => desk.close());

/** What Zendesk did because the app asked for it, in order. */
const deeds = (): string[] => desk.server.zendesk().history.map(deedText);

function deedText(effect: Effect): string {
  switch (effect.kind) {
    case 'recording':
      return `recording ${effect.recording} ${effect.callId}`;
    case 'close':
    case 'ticket':
    case 'ticketForGood':
      return `${effect.kind} ${effect.ticketId}`;
    case 'user':
    case 'userForGood':
      return `${effect.kind} ${effect.userId}`;
  }
}

/** Answers the question before the last step and waits for the proof. */
async function walkToProof(page: FrameLocator): Promise<void> {
  const confirm = page.getByRole('button', { name: say('erase.notOnCall.confirm') });
  await confirm.click({ timeout: 60_000 });
  await page.getByText(say('erase.proof.finished')).waitFor({ timeout: 60_000 });
}

/** Everything that the app keeps in this browser, as one text. */
async function storedText(): Promise<string> {
  const frame = await desk.appPageFrame();
  return frame.evaluate(async () => {
    const parts = [JSON.stringify({ ...localStorage })];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await new Promise<IDBDatabase>((opened, refused) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => opened(opening.result);
        opening.onerror = () => refused(new Error('The database does not open'));
      });
      for (const store of database.objectStoreNames) {
        const reading = database.transaction(store).objectStore(store).getAll();
        await new Promise((read) => (reading.onsuccess = read));
        parts.push(name, JSON.stringify(reading.result));
      }
      database.close();
    }
    return parts.join('\n');
  });
}

function personalValuesOf(person: UserRecord): readonly string[] {
  const texts = ticketsOf(person.id).flatMap(({ subject, comments }) => [
    subject,
    ...comments.map(({ body }) => body),
  ]);
  return [
    ...person.name.split(' '),
    ...person.identities.map(({ value }) => value),
    ...texts.filter((text) => text !== ''),
  ];
}

describe('the admin is walked through the erasure to a certificate', () => {
  let certificate = '';

  it('the tab is killed in the middle, and the run resumes without losing or repeating anything', async () => {
    const { server } = desk;
    let page = await openPerson(desk, nora);
    const [first, ...kept] = ticketsOf(nora.id).map(({ id }) => id);
    await goToApprove(page, async () => {
      for (const id of kept) await choiceFor(page, id).selectOption('keep');
    });
    // The effect takes place; its answer is still on the way when the browser dies.
    server.arm({ method: 'DELETE', pathHas: '/recordings', fault: { kind: 'slow', ms: 20_000 } });
    await approve(page, nora);
    await expect.poll(deeds, { timeout: 30_000 }).toHaveLength(1);
    await desk.kill();
    await desk.reopen();

    page = await desk.openAppPage();
    const left = page.getByRole('region', { name: say('runs.unfinished') });
    await left.getByText(String(nora.id)).waitFor();
    expect(deeds()).toHaveLength(1);
    const before = server.log().length;
    await left.getByRole('button', { name: say('runs.open') }).click();
    await page.getByText(say('erase.stopped.interrupted')).waitFor();
    await page.getByRole('button', { name: say('erase.stopped.resume') }).click();
    await walkToProof(page);

    const calls = ticketsOf(nora.id).flatMap(({ comments }) =>
      comments.flatMap((comment) => (comment.type === 'VoiceComment' ? [comment.talk] : [])),
    );
    expect(deeds()).toEqual([
      ...calls.map(({ callId, holds }) => `recording ${holds[0]} ${callId}`),
      `ticket ${first}`,
      `ticketForGood ${first}`,
      `user ${nora.id}`,
      `userForGood ${nora.id}`,
    ]);
    // What was doubtful was looked at first, and nothing answered was asked for twice.
    const resumed = server.log().slice(before);
    const look = resumed.findIndex(({ path }) => path.includes('/comments'));
    expect(look).toBeGreaterThanOrEqual(0);
    expect(look).toBeLessThan(resumed.findIndex(({ method }) => method === 'DELETE'));
    const acts = server.log().filter(({ method }) => method !== 'GET');
    expect(new Set(acts.map(({ path }) => path)).size).toBe(acts.length);

    const person = server
      .log()
      .findIndex(({ method, path }) => method === 'DELETE' && path.endsWith(`/users/${nora.id}`));
    const lastTicket = server
      .log()
      .findLastIndex(({ method, path }) => method === 'DELETE' && path.includes('tickets/'));
    const sweeps = server
      .log()
      .slice(lastTicket, person)
      .filter(({ path }) => path.includes('/tickets/requested'));
    expect(sweeps).toHaveLength(2);
    expect(sweeps[1]!.at - sweeps[0]!.at).toBeGreaterThanOrEqual(6_000);
    expect(
      server
        .log()
        .slice(lastTicket, person)
        .some(({ path }) => path.includes('current_queue_activity')),
    ).toBe(true);
  });

  it('the certificate has a receipt for each item, and neither it nor what the browser keeps names the person', async () => {
    const page = desk.appPage();
    const download = desk.page().waitForEvent('download');
    await page.getByRole('button', { name: say('erase.proof.save') }).click();
    expect((await download).suggestedFilename()).toMatch(/^talk-privacy-certificate-[\w-]+\.json$/);
    certificate = await page.getByRole('textbox').inputValue();
    expect(JSON.parse(certificate)).toMatchObject({
      format: 'talk-privacy-certificate',
      profiles: [nora.id],
      open: [],
      stays: [{ ground: 'byChoice' }, { ground: 'byChoice' }],
      receipts: Array.from({ length: 6 }, () => ({ item: expect.any(String) as unknown })),
      sweeps: [{ isQuiet: true }, { isQuiet: true }],
      coverage: { otherPeoplesTicketsSearched: true },
    });
    const kept = certificate + (await storedText());
    expect(kept).toContain(String(nora.id));
    for (const value of personalValuesOf(nora)) expect(kept).not.toContain(value);
  });

  it('where downloads are forbidden, the certificate stands in a text area to copy', async () => {
    const other = await desk.openWindow('/agent/tickets', { mayDownload: false });
    await other
      .getByRole('navigation', { name: 'Zendesk', exact: true })
      .getByRole('button')
      .nth(1)
      .click();
    const page = other.frameLocator('iframe[data-place="page"]');
    await page.getByText(say('runs.finished', { n: 1 })).click();
    await page.getByRole('button', { name: say('runs.open') }).click();
    let downloads = 0;
    other.on('download', () => (downloads += 1));
    await page.getByRole('button', { name: say('erase.proof.save') }).click();
    const text = page.getByRole('textbox');
    expect(JSON.parse(await text.inputValue())).toEqual(JSON.parse(certificate));
    await page.getByRole('button', { name: say('words.copy'), exact: true }).click();
    await page.getByText(say('words.copied'), { exact: true }).waitFor();
    expect(downloads).toBe(0);
    await other.close();
  });
});

describe('a person with a solved ticket', () => {
  it('is erased only once that ticket has a way out, while a second window of the browser watches', async () => {
    await desk.startAfresh();
    const { server } = desk;
    await desk.visit('/agent/tickets');
    const page = await openPerson(desk, chiara);
    const tickets = ticketsOf(chiara.id);
    const solved = tickets.find(({ status }) => status === 'solved')!;
    await goToApprove(page, async () => {
      await choiceFor(page, solved.id).selectOption('keep');
      await page.getByText(say('erase.decide.noWayOut')).waitFor();
      expect(await page.getByRole('button', { name: say('erase.decide.next') }).isDisabled()).toBe(
        true,
      );
      await choiceFor(page, solved.id).selectOption('closeThenKeep');
      await page.getByText(say('erase.decide.closeWarning')).waitFor();
      await page.getByText(say('erase.decide.onlyTheirs', { n: 2 })).click();
      for (const { id, status } of tickets)
        if (status === 'closed') await choiceFor(page, id).selectOption('keep');
    });
    await approve(page, chiara);
    await page.getByRole('button', { name: say('erase.running.pause') }).waitFor();

    const other = await desk.openWindow('/agent/tickets');
    await other
      .getByRole('navigation', { name: 'Zendesk', exact: true })
      .getByRole('button')
      .nth(1)
      .click();
    const watching = other.frameLocator('iframe[data-place="page"]');
    await watching.getByRole('button', { name: say('runs.open') }).click();
    await watching.getByText(say('erase.stopped.watching')).waitFor();
    expect(await watching.getByRole('button', { name: say('erase.stopped.resume') }).count()).toBe(
      0,
    );

    await walkToProof(page);
    await watching.getByText(say('erase.proof.finished')).waitFor();
    expect(deeds().slice(-3)).toEqual([
      `close ${solved.id}`,
      `user ${chiara.id}`,
      `userForGood ${chiara.id}`,
    ]);
    expect(server.zendesk().history.filter(({ kind }) => kind === 'recording')).toHaveLength(2);
    expect(deeds()).toHaveLength(5);
  });
});
