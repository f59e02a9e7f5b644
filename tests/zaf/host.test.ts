// @vitest-environment jsdom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import type { Host, PageTarget } from '../../src/zaf/host.ts';
import { start } from '../../src/zaf/start.ts';
import {
  agent,
  context,
  frameAddress,
  openAt,
  playHost,
  settle,
  stageAHost,
  type Part,
} from './playedHost.ts';
import { steppedWorld, type SteppedWorld } from './steppedWorld.ts';

beforeAll(async () => {
  await import('zendesk_app_framework_sdk');
});
stageAHost();

const basics = { currentUser: agent, colorScheme: 'light' };

async function connect(
  place: Host['place'],
  part: Part = {},
  world: SteppedWorld = steppedWorld(),
  more = '',
) {
  const played = playHost({ ...part, values: { ...basics, ...part.values } });
  openAt(frameAddress(more));
  const started = await start(place, world);
  if (started.kind !== 'host') throw new Error(`Not connected: ${started.kind}`);
  return { played, host: started.host, world };
}

const stepped = (): void =>
  void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });

function counter(subscribe: (listener: () => void) => () => void) {
  const count = { calls: 0, off: () => {} };
  count.off = subscribe(() => (count.calls += 1));
  return count;
}

function hideTab(isHidden: boolean): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(isHidden ? 'hidden' : 'visible');
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('the colour scheme', () => {
  it('is the host’s word, before the address’s', async () => {
    const { host } = await connect(
      'page',
      { values: { colorScheme: 'dark' } },
      steppedWorld(),
      '&colorScheme=light',
    );
    expect(host.colorScheme()).toBe('dark');
  });

  it('is the address’s where the host says nothing of the kind', async () => {
    const { host } = await connect(
      'page',
      { values: { colorScheme: 'sepia' } },
      steppedWorld(),
      '&colorScheme=dark',
    );
    expect(host.colorScheme()).toBe('dark');
  });

  it('follows the host while the page is open', async () => {
    const { host, played } = await connect('page');
    const told = counter(host.onColorScheme);
    played.event('colorScheme.changed', 'dark');
    expect(host.colorScheme()).toBe('dark');
    played.event('colorScheme.changed', 'dark');
    played.event('colorScheme.changed', { colorScheme: 'light' });
    played.event('colorScheme.changed', 'sepia');
    expect(host.colorScheme()).toBe('dark');
    expect(told.calls).toBe(1);
    told.off();
    played.event('colorScheme.changed', 'light');
    expect(told.calls).toBe(1);
  });
});

describe('the opened ticket', () => {
  const opened = async (values: Record<string, unknown>, part: Part = {}) =>
    (await connect('ticketSidebar', { ...part, values })).host.openedTicket();

  it('is its id and its requester', async () => {
    expect(await opened({ 'ticket.id': 42, 'ticket.requester': { id: 9, name: 'Ada' } })).toEqual({
      ticketId: 42,
      requesterId: 9,
    });
  });

  it('may have an id as text and no requester that the host names', async () => {
    expect(await opened({ 'ticket.id': '42' })).toEqual({ ticketId: 42, requesterId: null });
    expect(await opened({ 'ticket.id': '42', 'ticket.requester': null })).toEqual({
      ticketId: 42,
      requesterId: null,
    });
    expect(await opened({ 'ticket.id': '42', 'ticket.requester': { id: '9x' } })).toEqual({
      ticketId: 42,
      requesterId: null,
    });
  });

  it.each([[null], [undefined], [0], ['new'], [{}]])(
    'is none while the ticket has no id: %j',
    async (id) => {
      expect(await opened({ 'ticket.id': id, 'ticket.requester': { id: 9 } })).toBeNull();
    },
  );

  it('is the one of the frame’s context when the host does not answer', async () => {
    const { host } = await connect('ticketSidebar', {
      get: (heard) =>
        JSON.stringify(heard.params).includes('ticket')
          ? undefined
          : { result: { errors: {}, ...basics } },
    });
    stepped();
    const found = host.openedTicket();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await found).toEqual({ ticketId: context.ticketId, requesterId: null });
  });

  it('is none in the page, and nothing is asked', async () => {
    const { host, played } = await connect('page', { values: { 'ticket.id': 42 } });
    const before = played.heard.length;
    expect(await host.openedTicket()).toBeNull();
    expect(played.heard.length).toBe(before);
  });
});

describe('what moves the ticket', () => {
  it.each([
    'ticket.updated',
    'ticket.conversation.changed',
    'ticket.submit.done',
    'ticket.requester.id.changed',
  ])('is %s, told once for a burst', async (event) => {
    const { host, played } = await connect('ticketSidebar');
    stepped();
    const moved = counter(host.onTicketMoved);
    played.event(event);
    played.event('ticket.updated');
    expect(moved.calls).toBe(0);
    await vi.advanceTimersByTimeAsync(300);
    expect(moved.calls).toBe(1);
  });

  it('is the panel that comes back into view, told at once and instead of what was about to be told', async () => {
    const { host, played } = await connect('ticketSidebar');
    stepped();
    const moved = counter(host.onTicketMoved);
    played.event('app.activated');
    expect(moved.calls).toBe(0);
    played.event('app.deactivated');
    played.event('ticket.updated');
    played.event('app.activated');
    expect(moved.calls).toBe(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(moved.calls).toBe(1);
  });

  it('is never a timer', async () => {
    const { host, played } = await connect('ticketSidebar');
    stepped();
    const moved = counter(host.onTicketMoved);
    const before = played.heard.length;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(moved.calls).toBe(0);
    expect(played.heard.length).toBe(before);
  });
});

describe('being in view', () => {
  it.each([
    ['ticketSidebar', 'app'],
    ['page', 'pane'],
  ] as const)('needs the %s and the browser’s tab', async (place, name) => {
    const { host, played } = await connect(place);
    const seen = counter(host.onVisible);
    expect(host.isVisible()).toBe(true);
    played.event(`${name}.deactivated`);
    expect(host.isVisible()).toBe(false);
    hideTab(true);
    played.event(`${name}.activated`);
    expect(host.isVisible()).toBe(false);
    expect(seen.calls).toBe(0);
    hideTab(false);
    expect(host.isVisible()).toBe(true);
    expect(seen.calls).toBe(1);
  });
});

describe('what the host is asked to do', () => {
  it('leads to a ticket and to a user', async () => {
    const { host, played } = await connect('page');
    host.showTicket(42 as TicketId);
    host.showUser(7 as UserId);
    expect(played.invoked('routeTo')).toEqual([
      ['ticket', 42],
      ['user', 7],
    ]);
  });

  it('gives the sidebar the last height that differs, once', async () => {
    const { host, played } = await connect('ticketSidebar');
    stepped();
    for (const height of [100, 180.2, 240.5]) host.resize(height);
    await vi.advanceTimersByTimeAsync(50);
    host.resize(240.7);
    await vi.advanceTimersByTimeAsync(50);
    host.resize(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(played.invoked('resize')).toEqual([[{ width: '100%', height: '241px' }]]);
  });

  it('never resizes the page', async () => {
    const { host, played } = await connect('page');
    stepped();
    host.resize(500);
    await vi.advanceTimersByTimeAsync(1000);
    expect(played.invoked('resize')).toEqual([]);
  });

  it('notifies without markup', async () => {
    const { host, played } = await connect('page');
    host.notify('Deleted <b>2</b> recordings & <img src=x onerror=alert(1)>', 'notice');
    const [[phrase, kind] = []] = played.invoked('notify') as readonly string[][];
    expect(phrase).not.toMatch(/[<>&]/);
    expect([phrase, kind]).toEqual([
      'Deleted b2/b recordings  img src=x onerror=alert(1)',
      'notice',
    ]);
  });

  it('is asked once, also when it refuses or does not answer', async () => {
    for (const answer of [{ error: { name: 'Error', message: 'no' } }, undefined]) {
      const { host, played } = await connect('page', { invoke: () => answer });
      stepped();
      host.showTicket(42 as TicketId);
      host.notify('Done', 'notice');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(played.invoked('routeTo')).toHaveLength(1);
      expect(played.invoked('notify')).toHaveLength(1);
      vi.useRealTimers();
    }
  });
});

describe('the way from the sidebar to the page', () => {
  const person: PageTarget = { view: 'person', userId: 9 as UserId };

  it('tells the page’s frame where one runs, and opens it', async () => {
    const { host, played } = await connect('ticketSidebar', {
      values: {
        instances: {
          'frame-1': { location: 'ticket_sidebar' },
          'frame-2': { location: 'nav_bar' },
        },
      },
    });
    host.showPage(person);
    await settle();
    expect(played.under('iframe.trigger:talk_privacy.open')).toEqual([
      expect.objectContaining({ instanceGuid: 'frame-2', message: person }),
    ]);
    expect(played.invoked('routeTo')).toEqual([['nav_bar']]);
  });

  it.each([
    ['no page runs', { 'frame-1': { location: 'ticket_sidebar' } }],
    ['the host lists nothing', undefined],
    ['the list is not one', 'none'],
    ['the list holds something else', { 'frame-2': null }],
  ])('leaves the target where the page will look when %s', async (_name, instances) => {
    const { host, played, world } = await connect(
      'ticketSidebar',
      instances === undefined ? {} : { values: { instances } },
    );
    host.showPage(person);
    await settle();
    expect(played.under('iframe.trigger:talk_privacy.open')).toEqual([]);
    expect(played.invoked('routeTo')).toEqual([['nav_bar']]);

    const page = await connect('page', {}, world);
    const arrived: PageTarget[] = [];
    page.host.onPageTarget((target) => arrived.push(target));
    expect(arrived).toEqual([person]);
  });

  it('does not lead anybody away a second time when the host is slow', async () => {
    const { host, played } = await connect('ticketSidebar', { invoke: () => undefined });
    stepped();
    host.showPage(person);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(played.invoked('routeTo')).toEqual([['nav_bar']]);
  });

  it('goes by a path where the host refuses the short form', async () => {
    const { host, played } = await connect('ticketSidebar', {
      invoke: (heard) => ({
        result: {
          errors:
            JSON.stringify(heard.params) === '{"routeTo":["nav_bar"]}'
              ? { routeTo: { name: 'Error', message: 'no app' } }
              : {},
        },
      }),
    });
    host.showPage(person);
    await settle();
    expect(played.invoked('routeTo')).toEqual([['nav_bar'], ['nav_bar', '', 'person/9']]);
  });

  it('arrives by the other frame’s event, by the route, and by storage when the pane comes back', async () => {
    const { host, played, world } = await connect('page');
    const arrived: PageTarget[] = [];
    const off = host.onPageTarget((target) => arrived.push(target));
    played.event('talk_privacy.open', person);
    played.event('app.route.changed', { appRoute: '/find' });
    played.event('app.route.changed', { path: '/agent/apps/talk-privacy' });
    world.store.set('talk-privacy.target.acme.7', `${world.clock.now()} person/11`);
    played.event('pane.activated');
    played.event('pane.activated');
    expect(arrived).toEqual([person, { view: 'find' }, { view: 'person', userId: 11 }]);
    off();
    played.event('talk_privacy.open', person);
    expect(arrived).toHaveLength(3);
  });

  it('is followed once although it comes by event and lies in storage', async () => {
    const world = steppedWorld();
    const { host, played } = await connect('page', {}, world);
    const arrived: PageTarget[] = [];
    host.onPageTarget((target) => arrived.push(target));
    world.store.set('talk-privacy.target.acme.7', `${world.clock.now()} person/9`);
    played.event('talk_privacy.open', person);
    played.event('pane.activated');
    expect(arrived).toEqual([person]);
  });

  it('waits for the screen when it came before anybody listened', async () => {
    const { host, played } = await connect('page');
    played.event('talk_privacy.open', { view: 'find' });
    played.event('talk_privacy.open', person);
    const arrived: PageTarget[] = [];
    host.onPageTarget((target) => arrived.push(target));
    host.onPageTarget((target) => arrived.push(target));
    expect(arrived).toEqual([person]);
  });

  it('keeps ids only', async () => {
    const { host, world } = await connect('ticketSidebar');
    const kept: string[] = [];
    vi.spyOn(world.store, 'set').mockImplementation((key, value) => void kept.push(key, value));
    host.showPage(person);
    await settle();
    expect(kept).toEqual(['talk-privacy.target.acme.7', `${world.clock.now()} person/9`]);
  });
});
