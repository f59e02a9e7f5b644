import { afterEach, beforeEach, vi } from 'vitest';

const origin = 'https://acme.zendesk.com';
const guid = 'frame-1';

/** A message as the app posts it to the host. */
export interface Heard {
  readonly key?: string;
  readonly id?: number;
  readonly request?: 'get' | 'set' | 'invoke';
  readonly params?: unknown;
  readonly message?: unknown;
  readonly instanceGuid?: string;
}

/** What the played host answers to one of the app's questions; `undefined` is silence. */
export type Answer = (heard: Heard) => unknown;

/** Zendesk around the frame, played by hand over the SDK's own messages. */
export interface PlayedHost {
  readonly heard: readonly Heard[];
  /** The arguments of every invoke of an action, in order. */
  invoked(action: string): readonly unknown[];
  /** Messages under a key. */
  under(key: string): readonly Heard[];
  event(name: string, message?: unknown): void;
  say(message: unknown, from?: string): void;
}

export interface Part {
  readonly context?: unknown;
  readonly metadata?: unknown;
  readonly registers?: boolean;
  /** Values by path; a path that is missing is answered with an error. */
  readonly values?: Readonly<Record<string, unknown>>;
  readonly get?: Answer;
  readonly invoke?: Answer;
  readonly request?: Answer;
}

export const context = {
  instanceGuid: guid,
  product: 'support',
  location: 'ticket_sidebar',
  account: { subdomain: 'acme' },
  ticketId: 42,
};

export const agent = { id: 7, locale: 'de-AT', role: 'agent', name: 'Omar' };

let hearing: ((heard: Heard) => void) | null = null;
let listeners: EventListenerOrEventListenerObject[] = [];

/** Call at the top of a test file that plays a host. */
export function stageAHost(): void {
  beforeEach(() => {
    listeners = [];
    const add = window.addEventListener.bind(window);
    vi.spyOn(window, 'addEventListener').mockImplementation(
      (type: string, listener: EventListenerOrEventListenerObject, options?: unknown) => {
        if (type === 'message') listeners.push(listener);
        add(type, listener, options as AddEventListenerOptions);
      },
    );
    // The frame's parent is the frame itself in jsdom, so what goes to the host passes here.
    vi.spyOn(window, 'postMessage').mockImplementation(((text: string) => {
      hearing?.(JSON.parse(text) as Heard);
    }) as typeof window.postMessage);
  });
  afterEach(() => {
    hearing = null;
    for (const listener of listeners) window.removeEventListener('message', listener);
    vi.restoreAllMocks();
    vi.useRealTimers();
    openAt('');
    document.head.querySelectorAll('script').forEach((script) => script.remove());
    delete window.ZAFClient;
  });
}

export function openAt(search: string): void {
  window.history.replaceState(null, '', `/${search}`);
}

export function frameAddress(more = '', from = origin): string {
  return `?origin=${encodeURIComponent(from)}&app_guid=${guid}${more}`;
}

export function playHost(part: Part = {}): PlayedHost {
  openAt(frameAddress());
  const heard: Heard[] = [];
  const values = part.values ?? { currentUser: agent, colorScheme: 'light' };
  const say: PlayedHost['say'] = (message, from = origin) =>
    window.dispatchEvent(
      Object.assign(new Event('message'), { data: message, origin: from, source: window.parent }),
    );
  const later = (message: unknown): void => queueMicrotask(() => say(message));

  hearing = (message) => {
    heard.push(message);
    if (message.key === 'iframe.handshake' && part.registers !== false)
      later({
        key: 'zaf.app.registered',
        message: {
          metadata: 'metadata' in part ? part.metadata : {},
          context: part.context ?? context,
        },
      });
    if (message.request === 'get') reply(part.get ?? lookUp, message);
    if (message.request === 'invoke')
      reply(part.invoke ?? (() => ({ result: { errors: {} } })), message);
    const request = /^request:\d+$/.exec(message.key ?? '')?.[0];
    if (request !== undefined) {
      const answer = part.request?.(message);
      if (answer === undefined) return;
      const { failed, value } = answer as { failed?: boolean; value: unknown };
      later({
        key: `zaf.${request}.${failed ? 'fail' : 'done'}`,
        message: { responseArgs: [value, failed ? 'error' : 'success', null] },
      });
    }
  };

  function reply(answer: Answer, message: Heard): void {
    const said = answer(message);
    if (said !== undefined) later({ id: message.id, ...(said as object) });
  }
  function lookUp(message: Heard): unknown {
    const paths = message.params as readonly string[];
    const errors = Object.fromEntries(
      paths
        .filter((path) => !Object.hasOwn(values, path))
        .map((path) => [path, { name: 'Error', message: 'no' }]),
    );
    const found = Object.fromEntries(
      paths.filter((path) => Object.hasOwn(values, path)).map((path) => [path, values[path]]),
    );
    return { result: { errors, ...found } };
  }

  return {
    heard,
    invoked: (action) =>
      heard.flatMap((message) => {
        const params =
          message.request === 'invoke' ? (message.params as Record<string, unknown>) : {};
        return Object.hasOwn(params, action) ? [params[action]] : [];
      }),
    under: (key) => heard.filter((message) => message.key === key),
    event: (name, message) => say({ key: `zaf.${name}`, message }),
    say,
  };
}

/** Lets everything that is due now happen, messages included. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}
