import { idFrom, type TicketId, type UserId } from '../domain/ids.ts';
import { colorSchemeFrom } from './address.ts';
import { invoke, readPaths } from './ask.ts';
import { field, textFrom } from './field.ts';
import type { ColorScheme, Host, PageTarget } from './host.ts';
import { handover, pageTargetFrom, pathOf } from './pageTarget.ts';
import type { SdkClient } from './sdk.ts';
import { sendThrough } from './send.ts';
import type { StartDeps } from './start.ts';

/** What the host said of itself while the page started. */
interface Surroundings {
  readonly place: Host['place'];
  readonly subdomain: string;
  readonly guid: string;
  readonly ticketId: unknown;
  readonly userId: UserId | null;
  readonly locale: string;
  /** The installation's, by name. */
  readonly settings: unknown;
  readonly scheme: ColorScheme;
}

/** The app's own event between its frames. */
const openEvent = 'talk_privacy.open';

/**
 * Which of these the host sends, and when, is not certain: the panel also reads again when it comes back
 * into view.
 */
const ticketEvents = [
  'ticket.updated',
  'ticket.conversation.changed',
  'ticket.submit.done',
  'ticket.requester.id.changed',
];

/** Hosts send several events for one change. */
const quietMs = 300;

export function connectedHost(client: SdkClient, deps: StartDeps, around: Surroundings): Host {
  const isPage = around.place === 'page';
  const shown = visibility(client, isPage);
  const scheme = followScheme(client, around.scheme);
  const handed = handover(deps, around);
  const targets = isPage ? followTargets(client, handed.take) : null;
  const resize = isPage ? () => {} : resizer(client);
  const ticketMoved = isPage ? noListeners : followTicket(client, shown.onVisible);

  return {
    place: around.place,
    subdomain: around.subdomain,
    userId: around.userId,
    locale: around.locale,
    setting: (name) => textFrom(field(around.settings, name)),
    send: sendThrough(client),
    colorScheme: scheme.current,
    onColorScheme: scheme.subscribe,
    async openedTicket() {
      if (isPage) return null;
      const said = await readPaths(client, ['ticket.id', 'ticket.requester']);
      // A host that is slow to answer has still named the ticket in the frame's context.
      const ticketId = idFrom<TicketId>(said ? said.get('ticket.id') : around.ticketId);
      return ticketId === null
        ? null
        : { ticketId, requesterId: idFrom<UserId>(field(said?.get('ticket.requester'), 'id')) };
    },
    onTicketMoved: ticketMoved,
    isVisible: shown.isVisible,
    onVisible: shown.onVisible,
    resize,
    showTicket(id) {
      void invoke(client, 'routeTo', 'ticket', id);
    },
    showUser(id) {
      void invoke(client, 'routeTo', 'user', id);
    },
    showPage(target) {
      handed.leave(target);
      void showPage(client, around.guid, target);
    },
    onPageTarget: (listener) => targets?.listen(listener) ?? (() => {}),
    notify(phrase, kind) {
      // Whether the host renders the phrase as HTML is not documented.
      void invoke(client, 'notify', phrase.replace(/[<>&]/gu, ''), kind);
    },
  };
}

/**
 * Tells the page's frame if it runs, and opens it. The target also lies in storage, for a page that has
 * yet to start or that did not hear; whichever way it arrives first takes it from there.
 */
async function showPage(client: SdkClient, ownGuid: string, target: PageTarget): Promise<void> {
  const said = await readPaths(client, ['instances']);
  const pageGuid = pageInstanceAmong(said?.get('instances'), ownGuid);
  if (pageGuid !== null) client.instance(pageGuid).trigger(openEvent, target);
  const outcome = await invoke(client, 'routeTo', 'nav_bar');
  if (outcome === 'refused') await invoke(client, 'routeTo', 'nav_bar', '', pathOf(target));
}

function pageInstanceAmong(instances: unknown, ownGuid: string): string | null {
  if (typeof instances !== 'object' || instances === null) return null;
  const isPage = (guid: string): boolean =>
    guid !== ownGuid && field(instances, guid, 'location') === 'nav_bar';
  return Object.keys(instances).find(isPage) ?? null;
}

type Subscribe = (listener: () => void) => () => void;

const noListeners: Subscribe = () => () => {};

function listeners(): { readonly subscribe: Subscribe; readonly call: () => void } {
  const all = new Set<() => void>();
  return {
    subscribe(listener) {
      const own = (): void => listener();
      all.add(own);
      return () => void all.delete(own);
    },
    call: () => all.forEach((listener) => listener()),
  };
}

/** In view: the browser's tab is, and so is the app's panel or page in it. */
function visibility(
  client: SdkClient,
  isPage: boolean,
): { readonly isVisible: () => boolean; readonly onVisible: Subscribe } {
  const { subscribe, call } = listeners();
  const name = isPage ? 'pane' : 'app';
  let isActive = true;
  let was = isVisible();
  function isVisible(): boolean {
    return isActive && document.visibilityState !== 'hidden';
  }
  const look = (): void => {
    const before = was;
    was = isVisible();
    if (was && !before) call();
  };
  client.on(`${name}.activated`, () => {
    isActive = true;
    look();
  });
  client.on(`${name}.deactivated`, () => {
    isActive = false;
    look();
  });
  document.addEventListener('visibilitychange', look);
  return { isVisible, onVisible: subscribe };
}

function followScheme(
  client: SdkClient,
  first: ColorScheme,
): { readonly current: () => ColorScheme; readonly subscribe: Subscribe } {
  const { subscribe, call } = listeners();
  let scheme = first;
  client.on('colorScheme.changed', (payload) => {
    const next = colorSchemeFrom(payload);
    if (next === null || next === scheme) return;
    scheme = next;
    call();
  });
  return { current: () => scheme, subscribe };
}

function followTicket(client: SdkClient, onVisible: Subscribe): Subscribe {
  const { subscribe, call } = listeners();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const move = (): void => {
    clearTimeout(timer);
    timer = setTimeout(call, quietMs);
  };
  for (const event of ticketEvents) client.on(event, move);
  // At once, and instead of what was about to be told: the panel reads anyway when it is seen again.
  onVisible(() => {
    clearTimeout(timer);
    call();
  });
  return subscribe;
}

function followTargets(
  client: SdkClient,
  take: () => PageTarget | null,
): { readonly listen: (listener: (target: PageTarget) => void) => () => void } {
  const all = new Set<(target: PageTarget) => void>();
  let waiting = take();
  const arrive = (target: PageTarget | null): void => {
    if (target === null) return;
    if (all.size === 0) waiting = target;
    all.forEach((listener) => listener(target));
  };
  const hear = (payload: unknown): void => {
    const target = pageTargetFrom(payload);
    if (target !== null) take();
    arrive(target);
  };
  client.on(openEvent, hear);
  client.on('app.route.changed', hear);
  client.on('pane.activated', () => arrive(take()));
  return {
    listen(listener) {
      all.add(listener);
      if (waiting !== null) listener(waiting);
      waiting = null;
      return () => void all.delete(listener);
    },
  };
}

/** Heights come with every frame of an animation; the host gets the last one that differs. */
function resizer(client: SdkClient): (height: number) => void {
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = 0;
  return (height) => {
    wanted = Math.ceil(height);
    timer ??= setTimeout(() => {
      timer = undefined;
      if (wanted === asked || wanted <= 0) return;
      asked = wanted;
      void invoke(client, 'resize', { width: '100%', height: `${wanted}px` });
    }, 50);
  };
}
