import { rm } from 'node:fs/promises';
import type { Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoWorld } from '../zendesk/demo.ts';
import { buildSample } from '../zendesk/host/sample/sampleBuild.ts';
import { openDesk, type Desk, type DeskWish } from './browser.ts';

const { people, account } = demoWorld();
const adasOpenTicket = [...account.tickets.values()].find(
  (ticket) => ticket.requesterId === people.ada.id && ticket.status === 'open',
);
const ticketId = adasOpenTicket?.id ?? 0;

let build = '';
let desk: Desk | null = null;

beforeAll(async () => {
  build = await buildSample();
});
afterAll(() => rm(build, { recursive: true, force: true }));
afterEach(async () => {
  const open = desk;
  desk = null;
  await open?.close();
});

async function open(wish: Omit<DeskWish, 'build'> = {}): Promise<Desk> {
  desk = await openDesk({ latencyMs: [0, 0], ...wish, build });
  return desk;
}

/** Runs an expression in the sample app, where `client` is its SDK client and `heard` what it heard. */
function evaluate(frame: Frame, expression: string): Promise<unknown> {
  return frame.evaluate(
    `(async () => { const { client, heard } = window.sample; return ${expression}; })()`,
  );
}
const outcome = (call: string): string =>
  `await ${call}.then((value) => ({ value }), (error) => ({ error: error instanceof Error ? [error.name, error.message] : error }))`;

describe('the host page, with the bundled SDK in real frames on another site', () => {
  it('registers the sidebar, says what is around it, and sends its requests', async () => {
    const { server, ...one } = await open();
    await (await one.openTicket(ticketId)).getByText('registered in ticket_sidebar').waitFor();
    const frame = await one.sidebarFrame();
    expect(new URL(frame.url()).hostname).toBe('127.0.0.1');

    expect(
      await evaluate(
        frame,
        outcome(`client.get(['ticket.id', 'ticket.requester', 'colorScheme'])`),
      ),
    ).toMatchObject({
      value: {
        'ticket.id': ticketId,
        'ticket.requester': { id: people.ada.id, name: 'Ada Example' },
        colorScheme: 'light',
        errors: {},
      },
    });
    expect(await evaluate(frame, outcome(`client.get('currentUser')`))).toMatchObject({
      value: { currentUser: { id: people.dana.id, role: 'admin', locale: 'en-US' } },
    });
    expect(await evaluate(frame, outcome(`client.get('ticket.mood')`))).toEqual({
      error: ['Error', '"ticket.mood" is not known here'],
    });
    expect(await evaluate(frame, outcome(`client.request('/api/v2/users/me')`))).toMatchObject({
      value: { user: { id: people.dana.id, role: 'admin' } },
    });
    expect(
      await evaluate(
        frame,
        outcome(`client.request({ url: '/api/v2/users/1', httpCompleteResponse: true })`),
      ),
    ).toMatchObject({ error: { status: 404, responseJSON: { error: 'RecordNotFound' } } });
    expect(server.log().map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'GET /api/v2/users/me 200',
      'GET /api/v2/users/1 404',
    ]);

    await one
      .page()
      .getByRole('region', { name: 'API requests' })
      .getByText('/api/v2/users/me')
      .waitFor();
    const frameBox = await one.page().locator('iframe[data-place="sidebar"]').boundingBox();
    expect(frameBox).toMatchObject({ width: 320, height: 222 });
  });

  it('opens the page once, keeps it, and carries events between the frames', async () => {
    const one = await open();
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const side = await one.sidebarFrame();
    await evaluate(side, `client.invoke('routeTo', 'nav_bar', '', 'person/7')`);
    await one.appPage().getByText('registered in nav_bar').waitFor();
    const page = await one.appPageFrame();
    await expect
      .poll(() => evaluate(page, 'heard'))
      .toEqual([['app.route.changed', { appRoute: '/person/7' }]]);
    expect(await evaluate(side, 'heard')).toContainEqual(['app.deactivated', null]);

    const said = await evaluate(side, outcome(`client.get('instances')`));
    const guid = /"([0-9a-f-]{36})":\{[^}]*"location":"nav_bar"/.exec(JSON.stringify(said))?.[1];
    await evaluate(
      side,
      `client.instance('${guid}').trigger('sample.greeting', { from: 'sidebar' })`,
    );
    await expect
      .poll(() => evaluate(page, 'heard'))
      .toContainEqual(['sample.greeting', { from: 'sidebar' }]);

    await one.page().getByLabel('Dark').check();
    await expect
      .poll(() => evaluate(page, 'heard'))
      .toContainEqual(['colorScheme.changed', 'dark']);
    await one
      .page()
      .getByRole('tab', { name: new RegExp(`#${ticketId}`) })
      .click();
    await expect.poll(() => evaluate(side, 'heard')).toContainEqual(['app.activated', null]);
    expect(await evaluate(page, 'heard')).toContainEqual(['pane.deactivated', null]);
    await one.openAppPage();
    expect(await one.appPageFrame()).toBe(page);
  });

  it('shows notices as text, opens tickets and users, and answers the tracking', async () => {
    const one = await open();
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const frame = await one.sidebarFrame();
    await evaluate(frame, `client.invoke('notify', '<b>Done</b> & gone', 'notice')`);
    await one.page().getByText('<b>Done</b> & gone').waitFor();
    expect(
      await evaluate(frame, outcome(`client.invoke('track', { type: 'click' })`)),
    ).toMatchObject({
      value: { track: null },
    });
    await evaluate(frame, `client.invoke('routeTo', 'user', ${people.ada.id})`);
    await one.page().getByRole('heading', { name: 'Ada Example' }).waitFor();
    expect(new URL(one.page().url()).pathname).toBe(`/agent/users/${people.ada.id}`);
  });

  it('tells the open ticket’s sidebar of a new call', async () => {
    const one = await open();
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const frame = await one.sidebarFrame();
    await one.page().getByRole('button', { name: 'A new call arrives' }).click();
    await expect
      .poll(() => evaluate(frame, 'heard'))
      .toEqual([['ticket.updated', { id: ticketId }]]);
    await one.page().getByText('Recording not available').waitFor();
  });

  it('strikes with the armed faults, once each', async () => {
    const { server, ...one } = await open();
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const frame = await one.sidebarFrame();
    const callId = 9_300_001;
    const remove = outcome(
      `client.request({ url: '/api/v2/channels/voice/calls/${callId}/recordings', type: 'DELETE', httpCompleteResponse: true })`,
    );
    server.arm({ method: 'DELETE', fault: { kind: 'lost', effect: true } });
    server.arm({ fault: { kind: 'limited', waitSeconds: 2 } });
    server.arm({ fault: { kind: 'loginPage' } });
    expect(await evaluate(frame, remove)).toMatchObject({
      error: { status: 0, statusText: 'error' },
    });
    expect(server.zendesk().history).toMatchObject([{ kind: 'recording', callId }]);
    expect(await evaluate(frame, remove)).toMatchObject({ error: { status: 429 } });
    expect(JSON.stringify(await evaluate(frame, remove))).toMatch(
      /"value":.*"status":200.*"responseText":"<!DOCTYPE html>/,
    );
    expect(await evaluate(frame, remove)).toMatchObject({ error: { status: 404 } });
  });

  it('refuses storage and downloads where the switches say so', async () => {
    const probe = `(() => { try { indexedDB.open('probe'); localStorage.setItem('a', 'b'); return 'kept'; } catch (error) { return error.name; } })()`;
    const one = await open({ mayStore: false, mayDownload: false });
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    expect(await evaluate(await one.sidebarFrame(), probe)).toBe('SecurityError');
    expect(await one.page().locator('iframe').getAttribute('sandbox')).toBe(
      'allow-scripts allow-forms',
    );
    const other = await one.openWindow(`/agent/tickets/${ticketId}`, {
      mayStore: true,
      mayDownload: true,
    });
    await other.frameLocator('iframe').getByText('registered').waitFor();
    const frame = other
      .frames()
      .find((candidate) => candidate.url().startsWith('http://127.0.0.1'));
    expect(frame && (await evaluate(frame, probe))).toBe('kept');
    expect(await other.locator('iframe').getAttribute('sandbox')).toContain('allow-downloads');
  });

  it('keeps what a killed browser had stored', async () => {
    const one = await open({ as: 'agent' });
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const stored = `await new Promise((done) => {
      const opening = indexedDB.open('probe', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('s');
      opening.onsuccess = () => {
        const writing = opening.result.transaction('s', 'readwrite', { durability: 'strict' });
        const reading = writing.objectStore('s').get('k');
        writing.objectStore('s').put('v', 'k');
        writing.oncomplete = () => done(reading.result ?? 'nothing');
      };
    })`;
    expect(await evaluate(await one.sidebarFrame(), stored)).toBe('nothing');
    await one.kill();
    await one.reopen(`/agent/tickets/${ticketId}`);
    await one.sidebar().getByText('registered').waitFor();
    expect(await evaluate(await one.sidebarFrame(), stored)).toBe('v');
  });

  it('tells a frame that it goes before it goes', async () => {
    const one = await open();
    await (await one.openTicket(ticketId)).getByText('registered').waitFor();
    const frame = await one.sidebarFrame();
    await evaluate(
      frame,
      `client.on('app.willDestroy', () => client.invoke('notify', 'Goodbye', 'notice', { sticky: true }))`,
    );
    await one
      .page()
      .getByRole('button', { name: `Close ticket ${ticketId}` })
      .click();
    await one.page().locator('iframe').waitFor({ state: 'detached' });
    await one.page().getByText('Goodbye').waitFor();
  });
});
