import type { Overview, Party, Signable, TicketSheet } from './desk.ts';
import type { Place } from './place.ts';
import type { Context, Surroundings } from './protocol.ts';
import { sendRequest } from './request.ts';
import type { Shown, Tab, Toast } from './workspace.ts';

/** The part of the workspace that an app can see and move. */
export interface Stage {
  readonly overview: Overview;
  readonly signedIn: Signable;
  readonly fetch: typeof fetch;
  readonly ticket: (id: number) => Promise<TicketSheet | null>;
  shown(): Shown;
  contexts(): Readonly<Record<string, Context>>;
  go(place: Place): void;
  toast(text: string, kind: Toast['kind'], isSticky: boolean): void;
  changeTab(ticketId: number, change: Partial<Tab>): void;
  /** Makes the page's instance without showing it. */
  openPane(): void;
}

export function surroundingsOf(guid: string, stage: Stage): Surroundings {
  return {
    async get(path) {
      let value: unknown = await known(guid, stage);
      for (const step of path.split('.')) {
        if (!isRecord(value) || !Object.hasOwn(value, step)) return undefined;
        value = value[step];
      }
      return value;
    },
    set(path, value) {
      const tab = tabOf(guid, stage);
      if (path !== 'ticket.comment.text' || !tab) return Promise.resolve(undefined);
      stage.changeTab(tab.ticketId, { draft: String(value) });
      return Promise.resolve(value);
    },
    invoke: (action, args) => Promise.resolve().then(() => invoke(guid, stage, action, args)),
    request: (options) =>
      sendRequest(options, {
        fetch: stage.fetch,
        signedIn: stage.signedIn.id,
        areHeadersShown: stage.shown().switches.areHeadersShown,
      }),
  };
}

function tabOf(guid: string, stage: Stage): Tab | undefined {
  return stage.shown().tabs.find((tab) => tab.guid === guid);
}

async function known(guid: string, stage: Stage): Promise<Record<string, unknown>> {
  const { signedIn } = stage;
  const tab = tabOf(guid, stage);
  const sheet = tab ? (tab.sheet ?? (await stage.ticket(tab.ticketId))) : null;
  return {
    currentUser: {
      id: signedIn.id,
      name: signedIn.name,
      email: signedIn.email,
      role: signedIn.role,
      locale: signedIn.locale,
      externalId: null,
      avatarUrl: null,
      groups: [],
      organizations: [],
      tags: [],
    },
    currentAccount: { subdomain: stage.overview.subdomain, planName: 'Suite Professional' },
    colorScheme: stage.shown().switches.colorScheme,
    instances: stage.contexts(),
    ...(sheet && tab ? { ticket: ticketOnScreen(sheet, tab.draft) } : {}),
  };
}

function ticketOnScreen(sheet: TicketSheet, draft: string) {
  return {
    id: sheet.id,
    subject: sheet.subject,
    status: sheet.status,
    tags: sheet.tags,
    createdAt: sheet.createdAt,
    updatedAt: sheet.updatedAt,
    via: { channel: sheet.channel },
    requester: userOnScreen(sheet.requester),
    collaborators: sheet.ccs.map(userOnScreen),
    comment: { text: draft },
  };
}

function userOnScreen({ id, name, email, role, locale }: Party) {
  return { id, name, email, role, locale, externalId: null, avatarUrl: null, identities: [] };
}

/** Every action answers with null; what is thrown becomes the action's error. */
function invoke(guid: string, stage: Stage, action: string, args: readonly unknown[]): null {
  switch (action) {
    case 'routeTo':
      return routeTo(stage, args);
    case 'resize':
      return resize(guid, stage, args[0]);
    case 'notify': {
      const [text, kind, options] = args;
      const isSticky = isRecord(options) && options['sticky'] === true;
      stage.toast(String(text), kind === 'alert' || kind === 'error' ? kind : 'notice', isSticky);
      return null;
    }
    case 'preloadPane':
      stage.openPane();
      return null;
    case 'track':
      return null;
    default:
      throw new Error('is no action here');
  }
}

function routeTo(stage: Stage, [kind, target, path]: readonly unknown[]): null {
  const id = Number(target);
  if (kind === 'ticket' && Number.isSafeInteger(id)) stage.go({ view: 'ticket', ticketId: id });
  else if (kind === 'user' && Number.isSafeInteger(id)) stage.go({ view: 'user', userId: id });
  else if (kind === 'nav_bar') {
    const route = typeof path === 'string' ? path : '';
    stage.go({ view: 'app', route: route === '' || route.startsWith('/') ? route : `/${route}` });
  } else throw new Error('knows no such route');
  return null;
}

function resize(guid: string, stage: Stage, size: unknown): null {
  const height = isRecord(size) ? Number.parseFloat(String(size['height'])) : Number.NaN;
  if (!Number.isFinite(height) || height < 0) throw new Error('needs a height');
  const tab = tabOf(guid, stage);
  if (tab && tab.height !== height) stage.changeTab(tab.ticketId, { height });
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
