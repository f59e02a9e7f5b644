import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FrameLocator } from 'playwright-core';
import { demoWorld } from '../zendesk/demo.ts';
import { openDesk, type Desk, type DeskWish } from './browser.ts';
import { openPerson, passUntil } from './steps.ts';
import { say } from './words.ts';

const { people } = demoWorld();
const { nora, ines } = people;
/** The company's own address, which her tickets say too. */
const support = 'support@example.zendesk.com';

let desk: Desk;
beforeAll(async () => {
  desk = await atDesk({});
});
afterAll(() => desk.close());

it('a pack is read, reviewed and saved; what was blacked out is nowhere in it', async () => {
  const page = await prepared(desk);
  const others = page.getByRole('table', { name: say('handOver.review.name') });
  await others.getByText(ines.name).first().waitFor();
  await page
    .getByRole('checkbox', { name: say('handOver.review.blackOut', { value: support }) })
    .uncheck();

  const saving = desk.page().waitForEvent('download');
  await page.getByRole('button', { name: say('handOver.save.pack') }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(
    new RegExp(`^talk-privacy-pack-${nora.id}-\\d{4}-\\d{2}-\\d{2}\\.zip$`),
  );
  const files = unzipSync(readFileSync(await download.path()));
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      'person.json',
      'calls.json',
      'tickets.json',
      'calls.csv',
      'index.html',
    ]),
  );
  const whole = Object.values(files)
    .map((bytes) => strFromU8(bytes))
    .join('\n');
  expect(whole).toContain(nora.name);
  expect(whole).toContain(support);
  expect(whole).not.toContain(ines.name);

  const report = desk.page().waitForEvent('download');
  await page.getByRole('button', { name: say('handOver.save.report') }).click();
  const html = readFileSync(await (await report).path(), 'utf8');
  expect(html).toContain(nora.name);
  expect(html).not.toMatch(/<script|onerror|javascript:/i);
}, 120_000);

it('where downloads are forbidden each file of the pack can be copied instead', async () => {
  const other = await atDesk({ mayDownload: false });
  try {
    const page = await prepared(other);
    await page.getByRole('button', { name: say('handOver.save.pack') }).click();
    // A frame does not tell that it swallowed a download, so the other way is always offered beside it.
    await passUntil(other, page.getByText(say('handOver.save.packInstead')), 1_000);
    await page.getByText(say('handOver.save.files'), { exact: true }).click();
    await page
      .getByRole('button', { name: say('handOver.save.copyFile', { name: 'person.json' }) })
      .waitFor();
  } finally {
    await other.close();
  }
}, 120_000);

async function atDesk(wish: DeskWish): Promise<Desk> {
  const opened = await openDesk({ areHeadersShown: true, latencyMs: [5, 20], ...wish });
  await opened.page().clock.install();
  return opened;
}

async function prepared(at: Desk): Promise<FrameLocator> {
  const page = await openPerson(at, nora, 'inAHurry');
  await page.getByRole('tab', { name: say('page.person.tabs.handOver') }).click();
  await page.getByRole('button', { name: say('handOver.what.prepare') }).click();
  await passUntil(at, page.getByRole('button', { name: say('handOver.save.pack') }), 1_000);
  return page;
}
