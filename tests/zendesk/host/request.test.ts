import { describe, expect, it } from 'vitest';
import { sendRequest } from './request.ts';

function deps(respond: () => Response, areHeadersShown = false) {
  const sent: { url: string; init: RequestInit | undefined }[] = [];
  return {
    sent,
    signedIn: 7,
    areHeadersShown,
    fetch: (url: string | URL | Request, init?: RequestInit) => {
      sent.push({ url: String(url instanceof Request ? url.url : url), init });
      return Promise.resolve(respond());
    },
  };
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', 'retry-after': '9' },
  });

describe('client.request', () => {
  it('resolves with the parsed body, or with the whole answer where that is wanted', async () => {
    const plain = await sendRequest(
      '/api/v2/users/me',
      deps(() => json({ user: { id: 7 } })),
    );
    expect(plain).toMatchObject({
      isDone: true,
      args: [{ user: { id: 7 } }, 'success', { status: 200 }],
    });
    const whole = await sendRequest(
      { url: '/api/v2/users/me', httpCompleteResponse: true },
      deps(() => json({ user: { id: 7 } })),
    );
    expect(whole.args[0]).toMatchObject({ status: 200, responseJSON: { user: { id: 7 } } });
    expect(whole.args[0]).not.toHaveProperty('responseHeaders');
  });

  it('hands headers over only where the switch says so', async () => {
    const { args } = await sendRequest(
      { url: '/api/v2/users/me', httpCompleteResponse: true },
      deps(() => json({}), true),
    );
    expect(args[0]).toMatchObject({ responseHeaders: { 'retry-after': '9' } });
  });

  it('sends method, body and the signed-in person', async () => {
    const { sent, ...rest } = deps(() => new Response(null, { status: 204 }));
    const outcome = await sendRequest(
      { url: '/api/v2/tickets/1', type: 'PUT', contentType: 'application/json', data: '{"a":1}' },
      rest,
    );
    expect(outcome).toMatchObject({ isDone: true, args: [null, 'success', { status: 204 }] });
    expect(sent).toEqual([
      {
        url: '/zendesk/api/v2/tickets/1',
        init: {
          method: 'PUT',
          body: '{"a":1}',
          headers: { 'content-type': 'application/json', 'x-signed-in': '7' },
        },
      },
    ]);
  });

  it('fails with the answer of a refusal, as text and as JSON where it is that', async () => {
    const refused = await sendRequest(
      '/api/v2/x',
      deps(() => json({ error: 'RecordNotFound' }, 404)),
    );
    expect(refused).toMatchObject({
      isDone: false,
      args: [{ status: 404, responseJSON: { error: 'RecordNotFound' } }, 'error', null],
    });
    const text = await sendRequest(
      '/api/v2/x',
      deps(() => new Response('Slow down', { status: 429 })),
    );
    expect(text.args[0]).not.toHaveProperty('responseJSON');
  });

  it('takes a page to sign in for the answer that it claims to be', async () => {
    const page = () =>
      new Response('<html>Sign in</html>', {
        status: 200,
        headers: { 'content-type': 'text/html' },
      });
    expect(await sendRequest('/api/v2/x', deps(page))).toMatchObject({
      isDone: true,
      args: ['<html>Sign in</html>', 'success', { status: 200 }],
    });
    expect(await sendRequest({ url: '/api/v2/x', dataType: 'json' }, deps(page))).toMatchObject({
      isDone: false,
      args: [{ status: 200, statusText: 'parsererror' }, 'parsererror', null],
    });
  });

  it('fails with status 0 when the answer is lost, and with "timeout" when it is late', async () => {
    const lost = deps(() => {
      throw new TypeError('Failed to fetch');
    });
    expect((await sendRequest('/api/v2/x', lost)).args[0]).toMatchObject({
      status: 0,
      statusText: 'error',
    });
    const late = {
      ...lost,
      fetch: (_url: unknown, init?: RequestInit) =>
        new Promise<Response>((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    };
    const { args } = await sendRequest({ url: '/api/v2/x', timeout: 5 }, late);
    expect(args[0]).toMatchObject({ status: 0, statusText: 'timeout' });
  });

  it('refuses addresses outside the account, as the product’s proxy does', async () => {
    const { sent, ...rest } = deps(() => json({}));
    const outcome = await sendRequest('https://elsewhere.example/api/v2/x', rest);
    expect(outcome).toMatchObject({ isDone: false, args: [{ status: 403 }, 'error', null] });
    expect(sent).toEqual([]);
  });
});
