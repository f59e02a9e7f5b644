import * as v from 'valibot';

/** What the product tells every frame about the installation. */
export interface Metadata {
  readonly appId: number;
  readonly installationId: number;
  readonly name: string;
  readonly version: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly plan: { readonly name: string | null };
}

export interface Context {
  readonly instanceGuid: string;
  readonly product: 'support';
  readonly location: 'ticket_sidebar' | 'nav_bar';
  readonly account: { readonly subdomain: string };
  readonly ticketId?: number;
}

/** What an instance may ask of the product around it. `undefined` and rejections become errors of that path. */
export interface Surroundings {
  get(path: string): Promise<unknown>;
  set(path: string, value: unknown): Promise<unknown>;
  invoke(action: string, args: readonly unknown[]): Promise<unknown>;
  request(options: unknown): Promise<RequestOutcome>;
}

/** `args` are what jQuery hands to its callbacks: `[data, "success", xhr]` or `[xhr, "error", null]`. */
export interface RequestOutcome {
  readonly isDone: boolean;
  readonly args: readonly unknown[];
}

export interface Port {
  postMessage(message: unknown, targetOrigin: string): void;
}

export interface Instance {
  readonly context: Context;
  /** The only window that may speak for the instance. */
  readonly source: Port;
  /** The only origin it may speak from; `null` as text for a frame without an origin of its own. */
  readonly origin: string;
  readonly surroundings: Surroundings;
}

export interface Heard {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

/** The product's side of the app framework's messages, for all frames of one page. */
export interface Switchboard {
  connect(instance: Instance): void;
  disconnect(guid: string): void;
  receive(event: Heard): void;
  /** Reaches the instance itself and every frame that listens to it through a child client. */
  emit(guid: string, event: string, data?: unknown): void;
  /** Tells an instance that its context has changed. */
  moveContext(guid: string, context: Context): void;
  /** Asks a hook such as `ticket.save`; resolves with the reason of a veto, or null. */
  ask(guid: string, event: string): Promise<string | null>;
  isListening(guid: string, event: string): boolean;
  contexts(): Readonly<Record<string, Context>>;
}

/** `onStrange` gets a sentence for every message of a known frame that the protocol does not know. */
export function openSwitchboard(
  metadata: Metadata,
  onStrange: (sentence: string) => void,
): Switchboard {
  const connections = new Map<string, Connection>();

  function post(connection: Connection, message: unknown): void {
    const target = connection.instance.origin;
    connection.instance.source.postMessage(message, target === 'null' ? '*' : target);
  }

  function deliver(guid: string, event: string, data: unknown): void {
    for (const connection of connections.values()) {
      if (!connection.listening.has(`${guid} ${event}`)) continue;
      const own = connection.instance.context.instanceGuid === guid;
      post(connection, {
        key: `zaf.${event}`,
        message: data,
        ...(own ? {} : { instanceGuid: guid }),
      });
    }
  }

  async function answer(connection: Connection, asked: Asked): Promise<void> {
    const { epoch } = connection;
    const guid = asked.instanceGuid ?? connection.instance.context.instanceGuid;
    const subject = connections.get(guid)?.instance;
    const reply = subject
      ? { id: asked.id, result: await resultOf(asked, subject.surroundings) }
      : {
          id: asked.id,
          error: { name: 'InstanceNotFound', message: `There is no instance ${guid}.` },
        };
    if (connection.epoch === epoch && connection.isOpen) post(connection, reply);
  }

  async function request(connection: Connection, key: string, options: unknown): Promise<void> {
    const { epoch } = connection;
    const guid = connection.instance.context.instanceGuid;
    const outcome = await connection.instance.surroundings.request(options);
    if (connection.epoch !== epoch || !connection.isOpen) return;
    deliver(guid, `${key}.${outcome.isDone ? 'done' : 'fail'}`, { responseArgs: outcome.args });
    deliver(guid, `${key}.always`, { responseArgs: outcome.args });
  }

  function register(connection: Connection): void {
    connection.epoch += 1;
    connection.isRegistered = true;
    connection.listening.clear();
    for (const settle of connection.replies.values()) settle(null);
    connection.replies.clear();
    post(connection, {
      key: 'zaf.app.registered',
      message: { metadata, context: connection.instance.context },
    });
  }

  function hear(connection: Connection, key: string, message: v.InferOutput<typeof Message>): void {
    const own = connection.instance.context.instanceGuid;
    const guid = message.instanceGuid ?? own;
    const [kind, event] = splitOnce(key, ':');
    if (key === 'iframe.handshake') register(connection);
    else if (!connection.isRegistered) onStrange(`“${key}” came before the handshake.`);
    else if (kind === 'iframe.on' && event) connection.listening.add(`${guid} ${event}`);
    else if (kind === 'iframe.off' && event) {
      const left = v.safeParse(SubscriberCount, message.message);
      if (left.success && left.output.subscriberCount === 0)
        connection.listening.delete(`${guid} ${event}`);
    } else if (kind === 'iframe.trigger' && event) deliver(guid, event, message.message);
    else if (kind === 'iframe.reply' && event) {
      connection.replies.get(event)?.(message.error ? message.error.msg : null);
      connection.replies.delete(event);
    } else if (kind === 'request' && event) void request(connection, key, message.message);
    else if (!housekeeping.has(key)) onStrange(`The message “${key}” is none of the framework's.`);
  }

  return {
    connect(instance) {
      connections.set(instance.context.instanceGuid, {
        instance,
        listening: new Set(),
        replies: new Map(),
        epoch: 0,
        isRegistered: false,
        isOpen: true,
      });
    },

    disconnect(guid) {
      const connection = connections.get(guid);
      if (!connection) return;
      connection.isOpen = false;
      for (const settle of connection.replies.values()) settle(null);
      connections.delete(guid);
    },

    receive(event) {
      const connection = [...connections.values()].find(
        ({ instance }) => instance.source === event.source && instance.origin === event.origin,
      );
      if (!connection) return;
      const isText = typeof event.data === 'string';
      const parsed = v.safeParse(Message, isText ? parse(event.data) : event.data);
      if (!parsed.success) return onStrange('A frame sent something that is not a message.');
      const message = parsed.output;
      if (message.appGuid !== connection.instance.context.instanceGuid)
        return onStrange('A frame spoke with the guid of another app.');
      if (isText === (message.key?.startsWith('iframe.reply:') === true))
        return onStrange('Replies are objects, every other message is JSON text.');
      if (message.key !== undefined) return hear(connection, message.key, message);
      const asked = v.safeParse(Ask, message);
      if (!asked.success) return onStrange('A frame asked for something unreadable.');
      if (!connection.isRegistered)
        return onStrange(`“${asked.output.request}” came before the handshake.`);
      void answer(connection, asked.output);
    },

    emit: deliver,

    moveContext(guid, context) {
      const connection = connections.get(guid);
      if (!connection) return;
      connection.instance = { ...connection.instance, context };
      deliver(guid, 'context.updated', context);
    },

    ask(guid, event) {
      const connection = connections.get(guid);
      if (!connection?.listening.has(`${guid} ${event}`)) return Promise.resolve(null);
      return new Promise((settle) => {
        connection.replies.set(event, settle);
        post(connection, { key: `zaf.${event}`, needsReply: true });
      });
    },

    isListening(guid, event) {
      return connections.get(guid)?.listening.has(`${guid} ${event}`) === true;
    },

    contexts() {
      return Object.fromEntries(
        [...connections.values()].map(({ instance }) => [
          instance.context.instanceGuid,
          instance.context,
        ]),
      );
    },
  };
}

interface Connection {
  instance: Instance;
  /** `guid event` pairs: a child client listens to another instance's events. */
  readonly listening: Set<string>;
  readonly replies: Map<string, (veto: string | null) => void>;
  /** Grows with every handshake, so that an answer to a page before a reload is not taken for a new one's. */
  epoch: number;
  isRegistered: boolean;
  isOpen: boolean;
}

const Message = v.looseObject({
  appGuid: v.string(),
  instanceGuid: v.optional(v.string()),
  key: v.optional(v.string()),
  message: v.optional(v.unknown()),
  error: v.optional(v.object({ msg: v.string() })),
});

const SubscriberCount = v.object({ subscriberCount: v.number() });

const Ask = v.variant('request', [
  v.object({
    request: v.literal('get'),
    id: v.number(),
    instanceGuid: v.optional(v.string()),
    params: v.array(v.string()),
  }),
  v.object({
    request: v.literal('set'),
    id: v.number(),
    instanceGuid: v.optional(v.string()),
    params: v.record(v.string(), v.unknown()),
  }),
  v.object({
    request: v.literal('invoke'),
    id: v.number(),
    instanceGuid: v.optional(v.string()),
    params: v.record(v.string(), v.array(v.unknown())),
  }),
]);
type Asked = v.InferOutput<typeof Ask>;

/** Zendesk's own script sends these on clicks and on activity; nothing is answered. */
const housekeeping = new Set(['__track__', 'session.live']);

async function resultOf(asked: Asked, around: Surroundings): Promise<Record<string, unknown>> {
  const errors: Record<string, { name: string; path: string; message: string }> = {};
  const values: Record<string, unknown> = {};
  const wanted: [string, () => Promise<unknown>][] =
    asked.request === 'get'
      ? asked.params.map((path) => [path, () => around.get(path)])
      : asked.request === 'set'
        ? Object.entries(asked.params).map(([path, value]) => [path, () => around.set(path, value)])
        : Object.entries(asked.params).map(([action, args]) => [
            action,
            () => around.invoke(action, args),
          ]);
  for (const [path, fulfil] of wanted) {
    try {
      const value = await fulfil();
      if (value === undefined) errors[path] = { name: 'Error', path, message: 'is not known here' };
      else values[path] = value;
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      errors[path] = { name: 'Error', path, message };
    }
  }
  return { errors, ...values };
}

function parse(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

function splitOnce(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
