import type { AppSettings, InstalledApp, Overview, Signable, TicketSheet } from './desk.ts';
import { pathOf, placeFrom, searchOf, type Place, type Switches } from './place.ts';
import { openSwitchboard, type Context, type Port, type Switchboard } from './protocol.ts';
import { surroundingsOf, type Stage } from './surroundings.ts';

export interface Tab {
  readonly ticketId: number;
  readonly guid: string;
  /** CSS pixels, as the app asked for. */
  readonly height: number;
  readonly isExpanded: boolean;
  readonly draft: string;
  readonly sheet: TicketSheet | null;
  readonly isMissing: boolean;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'notice' | 'alert' | 'error';
  readonly isSticky: boolean;
}

export interface Shown {
  readonly place: Place;
  readonly tabs: readonly Tab[];
  /** The page's instance: made on first open, then kept. */
  readonly pageGuid: string | null;
  readonly toasts: readonly Toast[];
  readonly switches: Switches;
}

export interface WorkspaceDeps {
  readonly overview: Overview;
  readonly signedIn: Signable;
  readonly switches: Switches;
  readonly ticket: (id: number) => Promise<TicketSheet | null>;
  readonly fetch: typeof fetch;
  readonly window: Pick<Window, 'location' | 'history' | 'setTimeout'>;
  readonly onStrange: (sentence: string) => void;
}

export interface Workspace {
  shown(): Shown;
  subscribe(listener: () => void): () => void;
  readonly switchboard: Switchboard;
  go(place: Place): void;
  /** The browser went back or forward. */
  followAddress(): void;
  closeTab(ticketId: number): void;
  toggleSidebar(ticketId: number): void;
  write(ticketId: number, draft: string): void;
  /** A frame is in the document: from now on its window may speak for the instance. */
  attach(guid: string, port: Port): void;
  detach(guid: string): void;
  setColorScheme(scheme: 'light' | 'dark'): void;
  /** Reads the open tickets again. */
  refresh(): void;
  /** A call came in on a ticket: its sidebar hears of it. */
  announceCall(ticketId: number): void;
  toast(text: string, kind?: Toast['kind']): void;
  dismiss(id: number): void;
}

/** What one window of the product does and shows around the app's frames. */
export function openWorkspace(deps: WorkspaceDeps): Workspace {
  const { overview, window } = deps;
  const listeners = new Set<() => void>();
  const switchboard = openSwitchboard(metadataOf(overview.app, overview.settings), deps.onStrange);
  const appOrigin = originOf(overview.app, deps.switches);
  /** Routes that came before the page listened for them. */
  const heldRoutes = new Map<string, string>();
  let toastNumber = 0;
  let shown: Shown = {
    place: { view: 'tickets' },
    tabs: [],
    pageGuid: null,
    toasts: [],
    switches: deps.switches,
  };

  function show(change: Partial<Shown>): void {
    shown = { ...shown, ...change };
    for (const listener of listeners) listener();
  }

  function changeTab(ticketId: number, change: Partial<Tab>): void {
    show({
      tabs: shown.tabs.map((tab) => (tab.ticketId === ticketId ? { ...tab, ...change } : tab)),
    });
  }

  function guidAt(place: Place): string | null {
    if (place.view === 'app') return shown.pageGuid;
    if (place.view !== 'ticket') return null;
    return shown.tabs.find((tab) => tab.ticketId === place.ticketId)?.guid ?? null;
  }

  async function load(ticketId: number): Promise<void> {
    const sheet = await deps.ticket(ticketId);
    // A ticket that was deleted while it was open stays on the screen, as in the product.
    changeTab(ticketId, sheet === null ? { isMissing: true } : { sheet, isMissing: false });
  }

  function enter(place: Place): void {
    const from = shown.place;
    const leaving = guidAt(from);
    const arriving = guidAt(place);
    if (leaving !== null && leaving !== arriving) {
      switchboard.emit(leaving, 'app.deactivated');
      if (from.view === 'app') switchboard.emit(leaving, 'pane.deactivated');
    }
    show({ place });
    if (arriving !== null && leaving !== arriving) {
      switchboard.emit(arriving, 'app.activated');
      if (place.view === 'app') switchboard.emit(arriving, 'pane.activated');
    }
    if (place.view === 'ticket' && arriving === null) {
      const tab: Tab = {
        ticketId: place.ticketId,
        guid: newGuid(),
        height: 120,
        isExpanded: true,
        draft: '',
        sheet: null,
        isMissing: false,
      };
      show({ tabs: [...shown.tabs, tab] });
      void load(place.ticketId);
    }
    if (place.view === 'app') {
      if (arriving === null) show({ pageGuid: newGuid() });
      if (place.route !== '' && shown.pageGuid !== null) tellRoute(shown.pageGuid, place.route);
    }
  }

  function tellRoute(guid: string, route: string): void {
    if (switchboard.isListening(guid, 'app.route.changed'))
      switchboard.emit(guid, 'app.route.changed', { appRoute: route });
    else heldRoutes.set(guid, route);
  }

  function go(place: Place): void {
    const address = pathOf(place, overview.app.slug) + searchOf(shown.switches);
    window.history.pushState(null, '', address);
    enter(place);
  }

  function toast(text: string, kind: Toast['kind'] = 'notice', isSticky = false): void {
    toastNumber += 1;
    const id = toastNumber;
    show({ toasts: [...shown.toasts, { id, text, kind, isSticky }] });
    if (!isSticky) window.setTimeout(() => dismiss(id), 5000);
  }

  function dismiss(id: number): void {
    show({ toasts: shown.toasts.filter((one) => one.id !== id) });
  }

  const stage: Stage = {
    overview,
    signedIn: deps.signedIn,
    fetch: deps.fetch,
    ticket: deps.ticket,
    shown: () => shown,
    contexts: () => switchboard.contexts(),
    go,
    toast,
    changeTab,
    openPane() {
      if (shown.pageGuid === null) show({ pageGuid: newGuid() });
    },
  };

  function contextOf(guid: string): Context {
    const ticketId = shown.tabs.find((tab) => tab.guid === guid)?.ticketId;
    return {
      instanceGuid: guid,
      product: 'support',
      location: ticketId === undefined ? 'nav_bar' : 'ticket_sidebar',
      account: { subdomain: overview.subdomain },
      ...(ticketId === undefined ? {} : { ticketId }),
    };
  }

  const workspace: Workspace = {
    shown: () => shown,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    switchboard: {
      ...switchboard,
      receive(event) {
        switchboard.receive(event);
        for (const [guid, route] of heldRoutes) {
          if (!switchboard.isListening(guid, 'app.route.changed')) continue;
          heldRoutes.delete(guid);
          switchboard.emit(guid, 'app.route.changed', { appRoute: route });
        }
      },
    },
    go,
    followAddress: () => enter(placeFrom(window.location.pathname)),
    closeTab(ticketId) {
      const at = shown.tabs.findIndex((tab) => tab.ticketId === ticketId);
      const tab = shown.tabs[at];
      if (!tab) return;
      const isOpen = shown.place.view === 'ticket' && shown.place.ticketId === ticketId;
      const next = shown.tabs[at + 1] ?? shown.tabs[at - 1];
      if (isOpen) go(next ? { view: 'ticket', ticketId: next.ticketId } : { view: 'tickets' });
      switchboard.emit(tab.guid, 'app.willDestroy');
      window.setTimeout(
        () => show({ tabs: shown.tabs.filter((one) => one.guid !== tab.guid) }),
        500,
      );
    },
    toggleSidebar(ticketId) {
      const tab = shown.tabs.find((one) => one.ticketId === ticketId);
      if (!tab) return;
      changeTab(ticketId, { isExpanded: !tab.isExpanded });
      switchboard.emit(tab.guid, tab.isExpanded ? 'app.collapsed' : 'app.expanded');
    },
    write: (ticketId, draft) => changeTab(ticketId, { draft }),
    attach(guid, source) {
      switchboard.connect({
        context: contextOf(guid),
        source,
        origin: appOrigin,
        surroundings: surroundingsOf(guid, stage),
      });
      for (const one of Object.keys(switchboard.contexts()))
        switchboard.emit(one, 'instance.created', contextOf(guid));
    },
    detach(guid) {
      switchboard.disconnect(guid);
      heldRoutes.delete(guid);
    },
    setColorScheme(colorScheme) {
      const switches = { ...shown.switches, colorScheme };
      window.history.replaceState(
        null,
        '',
        pathOf(shown.place, overview.app.slug) + searchOf(switches),
      );
      show({ switches });
      for (const guid of Object.keys(switchboard.contexts()))
        switchboard.emit(guid, 'colorScheme.changed', colorScheme);
    },
    refresh() {
      for (const tab of shown.tabs) void load(tab.ticketId);
    },
    announceCall(ticketId) {
      const tab = shown.tabs.find((one) => one.ticketId === ticketId);
      if (!tab) return;
      switchboard.emit(tab.guid, 'ticket.conversation.changed');
      switchboard.emit(tab.guid, 'ticket.updated', { id: ticketId });
    },
    toast,
    dismiss,
  };
  return workspace;
}

/** An iframe's address as the product makes it, and what its sandbox allows. */
export function frameOf(
  url: string,
  guid: string,
  switches: Switches,
  origin: string,
): { readonly src: string; readonly sandbox: string } {
  const src = new URL(url);
  src.searchParams.set('origin', origin);
  src.searchParams.set('app_guid', guid);
  src.searchParams.set('colorScheme', switches.colorScheme);
  const sandbox = ['allow-scripts', 'allow-forms'];
  // A frame without an origin of its own is refused every kind of storage.
  if (switches.mayStore) sandbox.push('allow-same-origin');
  // A window to print is a modal one.
  if (switches.mayDownload) sandbox.push('allow-downloads', 'allow-modals');
  return { src: src.href, sandbox: sandbox.join(' ') };
}

function originOf(app: InstalledApp, switches: Switches): string {
  const url = app.sidebarUrl ?? app.pageUrl;
  return url === null || !switches.mayStore ? 'null' : new URL(url).origin;
}

function metadataOf(app: InstalledApp, settings: AppSettings) {
  return {
    appId: 990_001,
    installationId: 880_001,
    name: app.title,
    version: app.version,
    settings,
    plan: { name: null },
  };
}

function newGuid(): string {
  return crypto.randomUUID();
}
