// @vitest-environment jsdom
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { start } from '../../src/zaf/start.ts';
import type { Started } from '../../src/zaf/host.ts';
import type { Sdk } from '../../src/zaf/sdk.ts';
import {
  agent,
  frameAddress,
  openAt,
  playHost,
  settle,
  stageAHost,
  type Heard,
} from './playedHost.ts';
import { steppedWorld } from './steppedWorld.ts';

let bundled: Sdk;
beforeAll(async () => {
  bundled = (await import('zendesk_app_framework_sdk')).default;
});
stageAHost();

async function connected(started: Promise<Started>) {
  const result = await started;
  if (result.kind !== 'host') throw new Error(`Not connected: ${result.kind}`);
  return result.host;
}

/** Runs the start under stepped timers until it is over, and says how long it took. */
async function timed(place: 'ticketSidebar' | 'page' = 'ticketSidebar') {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  let result: Started | null = null;
  void start(place, steppedWorld()).then((started) => (result = started));
  for (let ms = 0; ms <= 60_000; ms += 100) {
    await settle();
    if (result) return { result: result as Started, ms };
    await vi.advanceTimersByTimeAsync(100);
  }
  throw new Error('The start never ends');
}

function cdnScript(): HTMLScriptElement {
  const script = document.createElement('script');
  // Of a type that jsdom does not fetch.
  script.type = 'text/plain';
  script.src = 'https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js';
  document.head.append(script);
  return script;
}

describe('start', () => {
  it('is outside when the address names no host', async () => {
    openAt('');
    expect(await start('page', steppedWorld())).toEqual({ kind: 'outside' });
  });

  it('says nothing to a page that is not Zendesk', async () => {
    const host = playHost();
    openAt(frameAddress('', 'https://acme.zendesk.com.example.org'));
    expect(await start('page', steppedWorld())).toEqual({ kind: 'foreignOrigin' });
    expect(host.heard).toEqual([]);
  });

  it('takes account, person and language from the host', async () => {
    playHost();
    const host = await connected(start('ticketSidebar', steppedWorld()));
    expect(host).toMatchObject({
      place: 'ticketSidebar',
      subdomain: 'acme',
      userId: agent.id,
      locale: 'de-AT',
    });
  });

  it('gives what an admin entered as settings, by name', async () => {
    playHost({ metadata: { settings: { company: 'Acme', purpose: 'Training\nand proof' } } });
    const host = await connected(start('page', steppedWorld()));
    expect(host.setting('company')).toBe('Acme');
    expect(host.setting('purpose')).toBe('Training\nand proof');
  });

  it.each([
    undefined,
    null,
    'none',
    {},
    { settings: null },
    { settings: { company: '', contact: null, retention: 30, recipients: { a: 1 } } },
  ])('knows no setting where the host says %j', async (metadata) => {
    playHost({ metadata });
    const host = await connected(start('page', steppedWorld()));
    for (const name of ['company', 'contact', 'retention', 'recipients', 'constructor'])
      expect(host.setting(name)).toBeNull();
  });

  it('finds origin and guid in the fragment too', async () => {
    playHost();
    openAt(frameAddress().replace('?', '#'));
    expect((await connected(start('page', steppedWorld()))).subdomain).toBe('acme');
  });

  it('reads the account from the origin when the host leaves it out', async () => {
    playHost({ context: { product: 'support' } });
    expect((await connected(start('page', steppedWorld()))).subdomain).toBe('acme');
  });

  it('is silent when the host never registers the frame', async () => {
    playHost({ registers: false });
    expect(await timed()).toEqual({ result: { kind: 'silent' }, ms: 15_000 });
  });

  it('does not take the registration from a frame of another origin', async () => {
    const host = playHost({ registers: false });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    let result: Started | null = null;
    void start('page', steppedWorld()).then((started) => (result = started));
    await settle();
    host.say(
      { key: 'zaf.app.registered', message: { metadata: {}, context: {} } },
      'https://evil.example',
    );
    await vi.advanceTimersByTimeAsync(16_000);
    expect(result).toEqual({ kind: 'silent' });
  });

  it('starts in English and light when the host answers nothing', async () => {
    playHost({ get: () => undefined });
    const { result } = await timed();
    expect(result.kind).toBe('host');
    if (result.kind !== 'host') return;
    expect(result.host).toMatchObject({ locale: 'en', userId: null });
    expect(result.host.colorScheme()).toBe('light');
  });

  it('asks again when the bundled SDK gives up on a slow answer', async () => {
    let asked = 0;
    playHost({
      get: () => (++asked === 1 ? undefined : { result: { errors: {}, currentUser: agent } }),
    });
    const { result, ms } = await timed();
    expect(result.kind === 'host' && result.host.locale).toBe('de-AT');
    expect(asked).toBe(2);
    expect(ms).toBe(5000);
  });

  it.each([
    ['an error without a name', { error: { message: 'sorry' } }],
    ['an error with a name', { error: { name: 'Forbidden', message: 'sorry' } }],
    ['no result at all', {}],
    ['a result that is a text', { result: 'currentUser' }],
    ['a person without fields', { result: { currentUser: {} } }],
    ['a person that is null', { result: { currentUser: null, colorScheme: null } }],
    ['a locale that is a number', { result: { currentUser: { id: 'seven', locale: 5 } } }],
    [
      'a refusal beside a value',
      { result: { errors: { currentUser: { message: 'no' } }, currentUser: agent } },
    ],
  ])('starts without a person on %s', async (_name, answer) => {
    playHost({ get: () => answer });
    const host = await connected(start('page', steppedWorld()));
    expect(host).toMatchObject({ locale: 'en', userId: null });
  });
});

describe('the SDK', () => {
  it('is the official one when it is there, at once', async () => {
    playHost();
    cdnScript();
    const official = vi.fn(bundled.init);
    window.ZAFClient = { init: official };
    const { ms } = await timed();
    expect(official).toHaveBeenCalledOnce();
    expect(ms).toBe(0);
  });

  it('is the official one when it loads in time', async () => {
    playHost();
    const script = cdnScript();
    const official = vi.fn(bundled.init);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const started = start('page', steppedWorld());
    await vi.advanceTimersByTimeAsync(2400);
    window.ZAFClient = { init: official };
    script.dispatchEvent(new Event('load'));
    expect((await started).kind).toBe('host');
    expect(official).toHaveBeenCalledOnce();
  });

  it('is the bundled one as soon as the CDN fails', async () => {
    playHost();
    const script = cdnScript();
    const opened = timed();
    setTimeout(() => script.dispatchEvent(new Event('error')), 300);
    const { result, ms } = await opened;
    expect(result.kind).toBe('host');
    expect(ms).toBe(300);
  });

  it('is the bundled one at once when the CDN had failed before the page ran', async () => {
    playHost();
    const script = cdnScript();
    vi.spyOn(performance, 'getEntriesByName').mockImplementation((name) =>
      name === script.src
        ? [{ name, entryType: 'resource', startTime: 0, duration: 1, toJSON: () => '' }]
        : [],
    );
    const { result, ms } = await timed();
    expect(result.kind).toBe('host');
    expect(ms).toBe(100);
  });

  it('is the bundled one after 2.5 seconds of a CDN that hangs', async () => {
    playHost();
    cdnScript();
    const { result, ms } = await timed();
    expect(result.kind).toBe('host');
    expect(ms).toBe(2500);
  });

  it('registers once, also when the official script comes late', async () => {
    const host = playHost();
    const script = cdnScript();
    await timed();
    const official = vi.fn(bundled.init);
    window.ZAFClient = { init: official };
    script.dispatchEvent(new Event('load'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(official).not.toHaveBeenCalled();
    expect(host.under('iframe.handshake')).toHaveLength(1);
  });

  it('drops the listeners of an answered request when it is the bundled one', async () => {
    const host = playHost({ request: () => ({ value: { status: 200, responseText: '{}' } }) });
    const { send } = await connected(start('page', steppedWorld()));
    for (let turn = 0; turn < 3; turn += 1)
      await send({ method: 'GET', path: '/api/v2/users/me' }, { timeoutMs: 1000 });
    const counts = (verb: string) =>
      host.heard.filter((heard: Heard) =>
        new RegExp(`^iframe\\.${verb}:request:\\d+\\.(done|fail)$`).test(heard.key ?? ''),
      );
    expect(counts('on')).toHaveLength(6);
    expect(counts('off').map((heard) => heard.message)).toEqual(
      Array(6).fill({ subscriberCount: 0 }),
    );
  });
});
