import type { FrameLocator, Keyboard, Locator } from 'playwright-core';
import type { UserRecord } from '../zendesk/account.ts';
import type { Desk } from './browser.ts';
import { say } from './words.ts';

/** Asks the page for a person; gives the rows of those who may be meant. */
export async function find(page: FrameLocator, question: string): Promise<Locator> {
  await page
    .getByRole('button', { name: say('page.find.place'), exact: true })
    .first()
    .click();
  await page.getByLabel(say('page.find.label')).fill(question);
  await page
    .getByRole('search')
    .getByRole('button', { name: say('page.find.ask') })
    .click();
  return page.getByRole('region', { name: say('page.find.results') }).getByRole('listitem');
}

/** Opens a person's page from the navigation rail and waits until every ticket is read. */
export async function openPerson(
  desk: Desk,
  { id, name }: UserRecord,
  pass?: 'inAHurry',
): Promise<FrameLocator> {
  const page = await desk.openAppPage();
  await (await find(page, String(id))).getByRole('button', { name }).first().click();
  await readEnded(desk, pass);
  return page;
}

/** Every source and ticket of the person on the screen is read; in a hurry the clocks go ahead meanwhile. */
export async function readEnded(desk: Desk, pass?: 'inAHurry'): Promise<void> {
  const ended = desk.appPage().getByRole('button', { name: say('page.person.coverage.again') });
  if (pass === 'inAHurry') await passUntil(desk, ended, 1_000);
  else await ended.waitFor({ timeout: 90_000 });
}

/** From the person's page to the plan that waits for its approval; `decide` may change what starts as chosen. */
export async function goToApprove(
  page: FrameLocator,
  decide: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await page.getByRole('button', { name: say('page.person.erase') }).click();
  // Garden lays its label over the box.
  await page.getByText(say('erase.check.copy')).click();
  await page.getByRole('button', { name: say('erase.check.next') }).click();
  await decide();
  await page.getByRole('button', { name: say('erase.decide.next') }).click();
}

/** The choice of what becomes of a ticket. */
export function choiceFor(page: FrameLocator, ticketId: number): Locator {
  const ticket = say('words.ticketNumber', { id: String(ticketId) });
  return page.getByLabel(say('erase.decide.choiceFor', { ticket }));
}

/** Types the user id and says yes to the dialog. */
export async function approve(page: FrameLocator, { id }: UserRecord): Promise<void> {
  await page.getByLabel(say('erase.approve.type', { id: String(id) })).fill(String(id));
  const start = { name: say('erase.approve.start') };
  await page.getByRole('button', start).click();
  await page.getByRole('dialog').getByRole('button', start).click();
}

/** Minutes pass for browser and Zendesk, not for the test, until that is on the screen. Needs a clock installed. */
export async function passUntil(desk: Desk, target: Locator, stepMs = 20_000): Promise<void> {
  const page = desk.page();
  for (let look = 0; look < 300; look++) {
    desk.server.letPass(stepMs);
    await page.clock.fastForward(stepMs);
    if (await target.isVisible()) return;
    await page.waitForTimeout(100);
  }
  throw new Error('However long one waits, it does not come.');
}

/** Presses Tab until the focus is there; throws where it never comes, or where it cannot be seen on its way. */
export async function tabTo(
  keyboard: Keyboard,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let press = 0; press < 80; press++) {
    if (await hasFocus(target)) return;
    await keyboard.press(key);
    const hidden = await target.evaluate(hiddenFocus);
    if (hidden !== null) throw new Error(`The focus cannot be seen on ${hidden}`);
  }
  throw new Error('The Tab key does not lead there.');
}

export function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement);
}

/** The element with the focus where nothing on the screen shows that it has it; null where something does. */
function hiddenFocus(): string | null {
  const element = document.activeElement;
  if (element === null || element === document.body) return null;
  const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
  // Garden draws the ring of a check box on its label.
  const drawn = [
    getComputedStyle(element),
    ...(label ? [getComputedStyle(label), getComputedStyle(label, '::before')] : []),
  ];
  const isRinged = drawn.some(
    ({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none',
  );
  return isRinged ? null : element.outerHTML.slice(0, 200);
}
