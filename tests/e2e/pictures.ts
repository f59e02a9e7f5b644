import { demoWorld } from '../zendesk/demo.ts';
import { openDesk } from './browser.ts';
import { goToApprove, openPerson } from './steps.ts';
import { say } from './words.ts';

const { people, account } = demoWorld();
const { ada, nora } = people;
const adasTicket = [...account.tickets.values()].find(
  ({ requesterId, status }) => requesterId === ada.id && status === 'open',
)!;

/** Takes the pictures of the README from the running app. */
const desk = await openDesk({
  areHeadersShown: true,
  latencyMs: [5, 20],
  viewport: { width: 1360, height: 1080 },
});
try {
  const sidebar = await desk.openTicket(adasTicket.id);
  await sidebar.getByText(say('elsewhere.how')).waitFor();
  await take('sidebar');

  await desk.visit('/agent/tickets');
  const page = await openPerson(desk, ada);
  await page.getByRole('checkbox').nth(0).check();
  await page.getByRole('checkbox').nth(2).check();
  await take('person');

  await openPerson(desk, nora);
  await goToApprove(page);
  await page.getByLabel(say('erase.approve.type', { id: String(nora.id) })).fill(String(nora.id));
  await take('erase');
} finally {
  await desk.close();
}

async function take(name: 'sidebar' | 'person' | 'erase'): Promise<void> {
  const page = desk.page();
  await page.mouse.move(0, 0);
  for (const frame of page.frames())
    await frame.evaluate(() =>
      Promise.allSettled(document.getAnimations().map((animation) => animation.finished)),
    );
  // Without the log of requests and the switches, which are the small Zendesk's own.
  await desk
    .page()
    .locator('.product')
    .screenshot({ path: `docs/pictures/${name}.png` });
}
