// @vitest-environment jsdom
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { WireReply, WireRequest } from '../../src/api/send.ts';
import type { RequestOptions } from '../../src/zaf/sdk.ts';
import { sendThrough } from '../../src/zaf/send.ts';
import { start } from '../../src/zaf/start.ts';
import { playHost, settle, stageAHost, type Answer } from './playedHost.ts';
import { steppedWorld } from './steppedWorld.ts';

beforeAll(async () => {
  await import('zendesk_app_framework_sdk');
});
stageAHost();

const read: WireRequest = { method: 'GET', path: '/api/v2/users/me' };
const act: WireRequest = {
  method: 'DELETE',
  path: '/api/v2/channels/voice/calls/9300001/recordings',
};

async function sendOver(request: Answer) {
  const host = playHost({ request });
  const started = await start('page', steppedWorld());
  if (started.kind !== 'host') throw new Error('Not connected');
  return { host, send: started.host.send };
}

const once = async (answer: unknown, request: WireRequest = read): Promise<WireReply> =>
  (await sendOver(() => answer)).send(request, { timeoutMs: 1000 });

describe('what goes out', () => {
  it('switches the host’s own retries off and asks for the whole answer', async () => {
    const { host, send } = await sendOver(() => ({ value: { status: 200, responseText: '{}' } }));
    await send(read, { timeoutMs: 30_000 });
    expect(host.under('request:1').at(-1)?.message).toEqual({
      url: '/api/v2/users/me',
      type: 'GET',
      httpCompleteResponse: true,
      autoRetry: false,
      timeout: 29_000,
    });
  });

  it('writes a body as JSON and says so', async () => {
    const { host, send } = await sendOver(() => ({ value: { status: 200 } }));
    await send(
      { method: 'PUT', path: '/api/v2/tickets/42', body: { ticket: { status: 'closed' } } },
      { timeoutMs: 1000 },
    );
    expect(host.under('request:1').at(-1)?.message).toMatchObject({
      type: 'PUT',
      contentType: 'application/json',
      data: '{"ticket":{"status":"closed"}}',
    });
  });

  it('sends nothing when it was aborted before', async () => {
    const { host, send } = await sendOver(() => ({ value: { status: 200 } }));
    const signal = AbortSignal.abort();
    expect(await send(act, { timeoutMs: 1000, signal })).toEqual({ kind: 'cancelled' });
    expect(host.under('request:1')).toEqual([]);
  });
});

describe('what comes back', () => {
  it('is status and text', async () => {
    expect(
      await once({
        value: {
          status: 200,
          statusText: 'OK',
          responseText: '{"user":{}}',
          responseJSON: { user: {} },
        },
      }),
    ).toEqual({
      kind: 'answer',
      status: 200,
      text: '{"user":{}}',
      headers: null,
    });
  });

  it('is an empty text for 204', async () => {
    expect(await once({ value: { status: 204, statusText: 'No Content' } }, act)).toEqual({
      kind: 'answer',
      status: 204,
      text: '',
      headers: null,
    });
  });

  it('is the JSON as text where only that crossed the frame', async () => {
    expect(await once({ value: { status: 200, responseJSON: { a: 1 } } })).toMatchObject({
      text: '{"a":1}',
    });
  });

  it('has headers under lower-case names where they cross the frame', async () => {
    expect(
      await once({
        value: { status: 429, responseText: '', responseHeaders: { 'Retry-After': 30, Via: null } },
      }),
    ).toMatchObject({
      headers: { 'retry-after': '30' },
    });
  });

  it.each([
    [
      422,
      { status: 422, statusText: 'error', responseText: '{"error":"RecordInvalid"}' },
      '{"error":"RecordInvalid"}',
    ],
    [429, { status: 429, responseText: 'Rate limit exceeded' }, 'Rate limit exceeded'],
    [503, { status: 503, responseText: '<html>down</html>' }, '<html>down</html>'],
    [404, { status: 404, responseJSON: { error: 'RecordNotFound' } }, '{"error":"RecordNotFound"}'],
    // What jQuery makes of an HTML page where JSON was due.
    [
      200,
      { status: 200, statusText: 'parsererror', responseText: '<html>Sign in</html>' },
      '<html>Sign in</html>',
    ],
  ])(
    'is an answer with status %i when the host says that it failed',
    async (status, value, text) => {
      expect(await once({ failed: true, value })).toEqual({
        kind: 'answer',
        status,
        text,
        headers: null,
      });
    },
  );

  it.each([
    ['an aborted request', { status: 0, statusText: 'error', responseText: '' }, 'network'],
    ['the host’s own timeout', { status: 0, statusText: 'timeout' }, 'deadline'],
    ['nothing', undefined, 'network'],
    ['null', null, 'network'],
    ['a text', 'gone', 'network'],
    ['an error object without a status', { name: 'Error', message: 'gone' }, 'network'],
    ['a status that is none', { status: 'error' }, 'network'],
  ])('is no answer when the host fails with %s', async (_name, value, cause) => {
    expect(await once({ failed: true, value })).toEqual({ kind: 'noAnswer', cause });
  });

  it('is the bare body of a read whose host ignores the wish for the whole answer', async () => {
    expect(await once({ value: { user: { id: 7 } } })).toEqual({
      kind: 'answer',
      status: 200,
      text: '{"user":{"id":7}}',
      headers: null,
    });
    expect(await once({ value: '<html>Sign in</html>' })).toMatchObject({
      status: 200,
      text: '<html>Sign in</html>',
    });
  });

  it.each([[{ user: {} }], [{}], [''], ['deleted'], [null], [undefined], [[]]])(
    'is no answer for an act without a status: %j',
    async (value) => {
      expect(await once({ value }, act)).toEqual({ kind: 'noAnswer', cause: 'network' });
    },
  );

  it('is never an exception and never a status that was not there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.boolean(), fc.boolean(), async (value, fails, isAct) => {
        const send = sendThrough({
          request: () => (fails ? Promise.reject(value) : Promise.resolve(value)),
        });
        const reply = await send(isAct ? act : read, { timeoutMs: 1000 });
        const status =
          typeof value === 'object' && value !== null && 'status' in value
            ? value.status
            : undefined;
        if (reply.kind === 'answer' && (isAct || fails)) expect(reply.status).toBe(status);
      }),
    );
  });

  it('is no answer when the SDK itself throws', async () => {
    const send = sendThrough({
      request: () => {
        throw new Error('[ZAF SDK] gone');
      },
    });
    expect(await send(act, { timeoutMs: 1000 })).toEqual({ kind: 'noAnswer', cause: 'network' });
  });
});

describe('an answer that does not come', () => {
  const patience = (): void =>
    void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });

  it('counts as lost after the deadline, for a read and for an act', async () => {
    const { send } = await sendOver(() => undefined);
    patience();
    for (const request of [read, act]) {
      const reply = send(request, { timeoutMs: 30_000 });
      await vi.advanceTimersByTimeAsync(29_999);
      let isOver = false;
      void reply.then(() => (isOver = true));
      await settle();
      expect(isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(await reply).toEqual({ kind: 'noAnswer', cause: 'deadline' });
    }
  });

  it('changes nothing when it comes after all', async () => {
    const { host, send } = await sendOver(() => undefined);
    patience();
    const reply = send(act, { timeoutMs: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    host.event('request:1.done', { responseArgs: [{ status: 204 }] });
    expect(await reply).toEqual({ kind: 'noAnswer', cause: 'deadline' });
  });

  it('is not waited for when a read is aborted', async () => {
    const { send } = await sendOver(() => undefined);
    const abort = new AbortController();
    const reply = send(read, { timeoutMs: 1000, signal: abort.signal });
    abort.abort();
    expect(await reply).toEqual({ kind: 'cancelled' });
  });

  it('is waited for although an act is aborted', async () => {
    const { host, send } = await sendOver(() => undefined);
    const abort = new AbortController();
    const reply = send(act, { timeoutMs: 1000, signal: abort.signal });
    abort.abort();
    await settle();
    host.event('request:1.done', { responseArgs: [{ status: 204 }] });
    expect(await reply).toMatchObject({ kind: 'answer', status: 204 });
  });

  it('leaves the host less time than the app, so that it gives up first', async () => {
    const options: RequestOptions[] = [];
    const send = sendThrough({ request: async (asked) => (options.push(asked), { status: 200 }) });
    for (const timeoutMs of [100, 1500, 30_000, 65_000]) {
      await send(act, { timeoutMs });
      expect(options.at(-1)?.timeout).toBeLessThan(timeoutMs);
      expect(options.at(-1)?.timeout).toBeGreaterThan(0);
    }
  });
});
