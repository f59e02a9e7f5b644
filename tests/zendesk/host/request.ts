import * as v from 'valibot';
import type { RequestOutcome } from './protocol.ts';

export interface RequestDeps {
  readonly fetch: typeof fetch;
  /** The person whose session the page holds. */
  readonly signedIn: number;
  /** Whether response headers are handed to the app; both happen somewhere. */
  readonly areHeadersShown: boolean;
}

/**
 * Sends an app's `client.request` to the small Zendesk as the product's page does: with the signed-in
 * person's session, never repeated, and with the shapes that jQuery gives.
 */
export async function sendRequest(wanted: unknown, deps: RequestDeps): Promise<RequestOutcome> {
  const parsed = v.safeParse(Options, typeof wanted === 'string' ? { url: wanted } : wanted);
  if (!parsed.success) return failed(0, 'bad request options', '', null);
  const options = parsed.output;
  if (!options.url.startsWith('/api/v2/'))
    return failed(403, 'Forbidden', JSON.stringify({ error: 'not a proxyable URI' }), null);

  const method = (options.type ?? options.method ?? 'GET').toUpperCase();
  const query = method === 'GET' && options.data !== undefined ? asQuery(options.data) : '';
  const url = query
    ? `${options.url}${options.url.includes('?') ? '&' : '?'}${query}`
    : options.url;
  const headers: Record<string, string> = {
    ...options.headers,
    'x-signed-in': String(deps.signedIn),
  };
  const init: RequestInit = { method, headers };
  if (method !== 'GET' && options.data !== undefined) {
    headers['content-type'] =
      options.contentType ?? 'application/x-www-form-urlencoded; charset=UTF-8';
    init.body = typeof options.data === 'string' ? options.data : asQuery(options.data);
  }
  if (options.timeout !== undefined && options.timeout > 0)
    init.signal = AbortSignal.timeout(options.timeout);

  let response: Response;
  let text: string;
  try {
    response = await deps.fetch(`/zendesk${url}`, init);
    if (response.headers.get('x-answer') === 'lost') return failed(0, 'error', '', null);
    text = await response.text();
  } catch (reason) {
    const isLate = reason instanceof DOMException && reason.name === 'TimeoutError';
    return failed(0, isLate ? 'timeout' : 'error', '', null);
  }

  const { status, statusText } = response;
  const shown = deps.areHeadersShown ? Object.fromEntries(response.headers) : null;
  if (!response.ok) return failed(status, statusText, text, shown);
  const xhr = xhrLike(status, statusText, text, shown);
  const isJson =
    options.dataType === 'json' || response.headers.get('content-type')?.includes('json') === true;
  if (isJson && status !== 204 && xhr['responseJSON'] === undefined)
    return { isDone: false, args: [{ ...xhr, statusText: 'parsererror' }, 'parsererror', null] };
  const body = status === 204 ? null : (xhr['responseJSON'] ?? text);
  return {
    isDone: true,
    args: [options.httpCompleteResponse === true ? xhr : body, 'success', xhr],
  };
}

const Options = v.looseObject({
  url: v.string(),
  type: v.optional(v.string()),
  method: v.optional(v.string()),
  data: v.optional(v.union([v.string(), v.record(v.string(), v.unknown())])),
  dataType: v.optional(v.string()),
  contentType: v.optional(v.string()),
  headers: v.optional(v.record(v.string(), v.string())),
  /** Milliseconds. */
  timeout: v.optional(v.number()),
  httpCompleteResponse: v.optional(v.boolean()),
});

function failed(
  status: number,
  statusText: string,
  text: string,
  headers: Record<string, string> | null,
): RequestOutcome {
  return { isDone: false, args: [xhrLike(status, statusText, text, headers), 'error', null] };
}

function xhrLike(
  status: number,
  statusText: string,
  responseText: string,
  responseHeaders: Record<string, string> | null,
): Record<string, unknown> {
  let responseJSON: unknown;
  try {
    responseJSON = JSON.parse(responseText);
  } catch {
    responseJSON = undefined;
  }
  return {
    readyState: status === 0 ? 0 : 4,
    status,
    statusText,
    responseText,
    ...(responseJSON === undefined ? {} : { responseJSON }),
    ...(responseHeaders === null ? {} : { responseHeaders }),
  };
}

function asQuery(data: string | Record<string, unknown>): string {
  if (typeof data === 'string') return data;
  return new URLSearchParams(
    Object.entries(data).map(([name, value]) => [name, String(value)]),
  ).toString();
}
