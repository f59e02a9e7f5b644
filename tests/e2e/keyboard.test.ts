import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoWorld } from '../zendesk/demo.ts';
import { openDesk, type Desk } from './browser.ts';
import { hasFocus, tabTo } from './steps.ts';
import { say } from './words.ts';

const { nora } = demoWorld().people;

let desk: Desk;
beforeAll(async () => {
  // The app's page has 320 px beside the navigation rail.
  desk = await openDesk({
    viewport: { width: 376, height: 800 },
    areHeadersShown: true,
    latencyMs: [5, 20],
  });
});
afterAll(() => desk.close());

it('a person is found, looked at and brought to the last question at 320 px and by keyboard alone', async () => {
  const { keyboard } = desk.page();
  const page = await desk.openAppPage();
  const dialog = page.getByRole('dialog');
  const button = (name: string) => page.getByRole('button', { name });
  await (await (await desk.appPageFrame()).frameElement()).focus();
  expect(await page.locator('html').evaluate(({ clientWidth }) => clientWidth)).toBe(320);

  await tabTo(keyboard, page.getByLabel(say('page.find.label')));
  await keyboard.type('Nora Lindqvist');
  await keyboard.press('Enter');
  await tabTo(keyboard, button(nora.name));
  await keyboard.press('Enter');
  const name = page.getByRole('heading', { level: 1, name: nora.name });
  await name.waitFor();
  await expect.poll(() => hasFocus(name), { timeout: 5_000 }).toBe(true);
  await button(say('page.person.coverage.again')).waitFor();

  await tabTo(keyboard, page.getByRole('checkbox').first());
  await keyboard.press('Space');
  const remove = button(say('page.person.delete', { n: 1 }));
  await tabTo(keyboard, remove, 'Shift+Tab');
  await keyboard.press('Enter');
  await expectCancelled(remove);

  await tabTo(keyboard, button(say('page.person.erase')), 'Shift+Tab');
  await keyboard.press('Enter');
  await tabTo(keyboard, page.getByLabel(say('erase.check.copy')));
  await keyboard.press('Space');
  await button(say('erase.check.next')).and(page.locator(':enabled')).waitFor();
  await tabTo(keyboard, button(say('erase.check.next')));
  await keyboard.press('Enter');
  await tabTo(keyboard, page.getByRole('combobox').first());
  await keyboard.press('k');
  expect(await page.getByRole('combobox').first().inputValue()).toBe('keep');
  await tabTo(keyboard, button(say('erase.decide.next')));
  await keyboard.press('Enter');
  await tabTo(keyboard, page.getByLabel(say('erase.approve.type', { id: String(nora.id) })));
  await keyboard.type(String(nora.id));
  const start = button(say('erase.approve.start')).first();
  await tabTo(keyboard, start);
  await keyboard.press('Enter');
  await expectCancelled(start);
  expect(desk.server.log().filter(({ method }) => method !== 'GET')).toEqual([]);

  /** Cancel has the focus, the focus stays inside, Escape cancels, and the focus goes back to what opened it. */
  async function expectCancelled(opener: Locator): Promise<void> {
    await dialog.waitFor();
    expect(await hasFocus(dialog.getByRole('button', { name: say('words.cancel') }))).toBe(true);
    await expectKeptInside();
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await hasFocus(opener)).toBe(true);
  }

  async function expectKeptInside(): Promise<void> {
    for (let press = 0; press < 6; press++) {
      await keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(
        true,
      );
    }
  }
});
