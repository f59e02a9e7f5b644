import { describe, expect, it } from 'vitest';
import { openSwitchboard, type Instance, type Port, type Surroundings } from './protocol.ts';

const metadata = {
  appId: 1,
  installationId: 2,
  name: 'Talk Privacy',
  version: '1.0.0',
  settings: {},
  plan: { name: null },
};

const appOrigin = 'http://127.0.0.1:1';

/** Speaks as Zendesk's own script does: asks, takes its handlers off again, and sends its housekeeping. */
function officialClient(guid: string, send: (data: unknown) => void) {
  const inbox: unknown[] = [];
  const messages: Record<string, unknown>[] = [];
  const port: Port = {
    postMessage(message) {
      inbox.push(message);
      messages.push(message as Record<string, unknown>);
    },
  };
  let id = 0;
  const say = (message: Record<string, unknown>, instanceGuid = guid) =>
    send(JSON.stringify({ ...message, appGuid: guid, instanceGuid }));
  const on = (event: string, of = guid) =>
    say({ key: `iframe.on:${event}`, message: { subscriberCount: 1 } }, of);
  const off = (event: string) =>
    say({ key: `iframe.off:${event}`, message: { subscriberCount: 0 } });

  return {
    port,
    messages,
    say,
    on,
    off,
    handshake: () => say({ key: 'iframe.handshake', message: { version: '0.0.0' } }),
    trigger: (event: string, message: unknown, of = guid) =>
      say({ key: `iframe.trigger:${event}`, message }, of),
    async ask(request: 'get' | 'set' | 'invoke', params: unknown, of = guid) {
      id += 1;
      const own = id;
      say({ id: own, request, params }, of);
      await settled();
      return messages.find((message) => message['id'] === own);
    },
    async request(number: number, options: unknown) {
      on(`request:${number}.done`);
      on(`request:${number}.fail`);
      say({ key: `request:${number}`, message: options });
      await settled();
      off(`request:${number}.fail`);
      off(`request:${number}.done`);
    },
    keys: () => messages.map((message) => message['key']).filter((key) => key !== undefined),
  };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

const around: Surroundings = {
  get: (path) => Promise.resolve(path === 'ticket.id' ? 42 : undefined),
  set: (path, value) => Promise.resolve(path === 'ticket.comment.text' ? value : undefined),
  invoke: (action) =>
    action === 'explode' ? Promise.reject(new Error('is no action here')) : Promise.resolve(null),
  request: (options) =>
    Promise.resolve(
      options === 'bad'
        ? { isDone: false, args: [{ status: 404 }, 'error', null] }
        : { isDone: true, args: [{ user: 1 }, 'success', { status: 200 }] },
    ),
};

function instanceOf(guid: string, source: Port, surroundings: Surroundings = around): Instance {
  return {
    context: {
      instanceGuid: guid,
      product: 'support',
      location: guid.startsWith('page') ? 'nav_bar' : 'ticket_sidebar',
      account: { subdomain: 'example' },
    },
    source,
    origin: appOrigin,
    surroundings,
  };
}

function world() {
  const strange: string[] = [];
  const board = openSwitchboard(metadata, (sentence) => strange.push(sentence));
  const open = (guid: string, surroundings?: Surroundings) => {
    const client = officialClient(guid, (data) =>
      board.receive({ source: client.port, origin: appOrigin, data }),
    );
    board.connect(instanceOf(guid, client.port, surroundings));
    return client;
  };
  return { board, strange, open };
}

describe('the product’s side of the app framework', () => {
  it('registers a frame with metadata and context after its handshake', () => {
    const { open } = world();
    const client = open('side');
    expect(client.messages).toEqual([]);
    client.handshake();
    const { context } = instanceOf('side', client.port);
    expect(client.messages).toEqual([
      { key: 'zaf.app.registered', message: { metadata, context } },
    ]);
  });

  it('is deaf to windows and origins that are not its frames', () => {
    const { board, open } = world();
    const client = open('side');
    const data = JSON.stringify({ key: 'iframe.handshake', appGuid: 'side', message: {} });
    board.receive({ source: client.port, origin: 'https://elsewhere.example', data });
    board.receive({ source: { postMessage: () => undefined }, origin: appOrigin, data });
    expect(client.messages).toEqual([]);
  });

  it('answers nothing before the handshake, and says so', async () => {
    const { open, strange } = world();
    const client = open('side');
    expect(await client.ask('get', ['ticket.id'])).toBeUndefined();
    expect(strange).toEqual(['“get” came before the handshake.']);
  });

  it('answers get by path, and puts a named error beside what it does not know', async () => {
    const { open } = world();
    const client = open('side');
    client.handshake();
    expect(await client.ask('get', ['ticket.id', 'ticket.mood'])).toEqual({
      id: 1,
      result: {
        'ticket.id': 42,
        errors: {
          'ticket.mood': { name: 'Error', path: 'ticket.mood', message: 'is not known here' },
        },
      },
    });
  });

  it('answers set and invoke, the official script’s tracking included', async () => {
    const { open, strange } = world();
    const client = open('side');
    client.handshake();
    expect(await client.ask('set', { 'ticket.comment.text': 'Hello' })).toMatchObject({
      result: { 'ticket.comment.text': 'Hello', errors: {} },
    });
    expect(await client.ask('invoke', { track: [{ type: 'click' }] })).toMatchObject({
      result: { track: null, errors: {} },
    });
    expect(await client.ask('invoke', { explode: [] })).toMatchObject({
      result: { errors: { explode: { name: 'Error', message: 'is no action here' } } },
    });
    client.say({ key: '__track__', message: {} });
    client.say({ key: 'session.live', message: {} });
    expect(strange).toEqual([]);
  });

  it('names the error when a child client asks an instance that is gone', async () => {
    const { open } = world();
    const client = open('side');
    client.handshake();
    expect(await client.ask('get', ['ticket.id'], 'gone')).toMatchObject({
      error: { name: 'InstanceNotFound' },
    });
  });

  it('answers a slow question when it can, for a client that waits longer than five seconds', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { open } = world();
    const client = open('side', {
      ...around,
      get: () => new Promise((resolve) => (answer = resolve)),
    });
    client.handshake();
    expect(await client.ask('get', ['ticket.id'])).toBeUndefined();
    answer(42);
    await settled();
    expect(client.messages.at(-1)).toMatchObject({ id: 1, result: { 'ticket.id': 42 } });
  });

  it('never gives a reloaded page the answers of the page before', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { open } = world();
    const client = open('side', {
      ...around,
      get: () => new Promise((resolve) => (answer = resolve)),
    });
    client.handshake();
    await client.ask('get', ['ticket.id']);
    client.handshake();
    answer(42);
    await settled();
    expect(client.messages.filter((message) => 'id' in message)).toEqual([]);
  });

  it('gives a request’s outcome to its own handlers, then they are off', async () => {
    const { board, open } = world();
    const client = open('side');
    client.handshake();
    await client.request(1, '/api/v2/users/me');
    expect(client.messages.at(-1)).toEqual({
      key: 'zaf.request:1.done',
      message: { responseArgs: [{ user: 1 }, 'success', { status: 200 }] },
    });
    await client.request(2, 'bad');
    expect(client.messages.at(-1)).toEqual({
      key: 'zaf.request:2.fail',
      message: { responseArgs: [{ status: 404 }, 'error', null] },
    });
    expect(board.isListening('side', 'request:1.done')).toBe(false);
    expect(board.isListening('side', 'request:2.fail')).toBe(false);
  });

  it('tells an event to those who listen for it, until they stop', () => {
    const { board, open } = world();
    const client = open('side');
    client.handshake();
    board.emit('side', 'colorScheme.changed', 'dark');
    client.on('colorScheme.changed');
    board.emit('side', 'colorScheme.changed', 'light');
    client.off('colorScheme.changed');
    board.emit('side', 'colorScheme.changed', 'dark');
    expect(client.messages.slice(1)).toEqual([
      { key: 'zaf.colorScheme.changed', message: 'light' },
    ]);
  });

  it('carries a trigger from one instance to another, and back to whoever watches that one', () => {
    const { open } = world();
    const [side, page] = [open('side'), open('page')];
    side.handshake();
    page.handshake();
    page.on('open');
    side.on('open', 'page');
    side.trigger('open', { view: 'find' }, 'page');
    expect(page.messages.at(-1)).toEqual({ key: 'zaf.open', message: { view: 'find' } });
    expect(side.messages.at(-1)).toEqual({
      key: 'zaf.open',
      message: { view: 'find' },
      instanceGuid: 'page',
    });
  });

  it('waits for a hook’s reply, and takes its veto', async () => {
    const { board, open } = world();
    const client = open('side');
    client.handshake();
    expect(await board.ask('side', 'ticket.save')).toBeNull();
    client.on('ticket.save');
    const asked = board.ask('side', 'ticket.save');
    expect(client.messages.at(-1)).toEqual({ key: 'zaf.ticket.save', needsReply: true });
    board.receive({
      source: client.port,
      origin: appOrigin,
      data: { key: 'iframe.reply:ticket.save', appGuid: 'side', error: { msg: 'Not yet' } },
    });
    expect(await asked).toBe('Not yet');
  });

  it('complains of objects that are no replies, of texts that are no messages, and of unknown keys', () => {
    const { board, open, strange } = world();
    const client = open('side');
    client.handshake();
    const hear = (data: unknown) => board.receive({ source: client.port, origin: appOrigin, data });
    hear({ key: 'iframe.on:a', appGuid: 'side', message: { subscriberCount: 1 } });
    hear('no message');
    client.say({ key: 'hello' });
    hear(JSON.stringify({ key: 'iframe.on:a', appGuid: 'other' }));
    expect(strange).toHaveLength(4);
  });

  it('posts to the app’s origin only, and to any origin where the frame has none', () => {
    const targets: string[] = [];
    const port: Port = { postMessage: (_message, target) => targets.push(target) };
    for (const origin of [appOrigin, 'null']) {
      const { board } = world();
      board.connect({ ...instanceOf('side', port), origin });
      board.receive({
        source: port,
        origin,
        data: JSON.stringify({ key: 'iframe.handshake', appGuid: 'side' }),
      });
    }
    expect(targets).toEqual([appOrigin, '*']);
  });
});
