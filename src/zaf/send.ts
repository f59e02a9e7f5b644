import type { Send, WireReply, WireRequest } from '../api/send.ts';
import { late, within } from './deadline.ts';
import { field } from './field.ts';
import type { RequestOptions, SdkClient } from './sdk.ts';

/** The host gives up a little before us, so that nothing of ours is still on its way after our deadline. */
const hostMarginMs = 1000;

/** Sends through the host frame, with the signed-in person's own session. */
export function sendThrough(client: Pick<SdkClient, 'request'>): Send {
  return async (request, { timeoutMs, signal }) => {
    if (signal?.aborted) return { kind: 'cancelled' };
    const isRead = request.method === 'GET';
    const answer = within(timeoutMs, ask(client, request, timeoutMs));
    const reply = await (isRead && signal ? untilAborted(answer, signal) : answer);
    return reply === late ? { kind: 'noAnswer', cause: 'deadline' } : reply;
  };
}

async function ask(
  client: Pick<SdkClient, 'request'>,
  request: WireRequest,
  timeoutMs: number,
): Promise<WireReply> {
  try {
    return replyFrom(
      await client.request(optionsFor(request, timeoutMs)),
      request.method === 'GET',
    );
  } catch (failure) {
    return failureFrom(failure);
  }
}

function optionsFor(request: WireRequest, timeoutMs: number): RequestOptions {
  return {
    url: request.path,
    type: request.method,
    httpCompleteResponse: true,
    // How the host would retry is not documented, and an act must never be sent twice.
    autoRetry: false,
    timeout: Math.max(timeoutMs - hostMarginMs, Math.ceil(timeoutMs / 2)),
    ...(request.body !== undefined && {
      contentType: 'application/json',
      data: JSON.stringify(request.body),
    }),
  };
}

/**
 * A host that ignores `httpCompleteResponse` resolves with the body alone. For a read the body is the
 * answer. For an act it says nothing that can be held on to: no status, so the outcome stays unknown.
 */
function replyFrom(value: unknown, isRead: boolean): WireReply {
  const complete = completeAnswer(value);
  if (complete) return complete;
  if (isRead && typeof value === 'string')
    return { kind: 'answer', status: 200, text: value, headers: null };
  if (isRead && typeof value === 'object' && value !== null)
    return { kind: 'answer', status: 200, text: JSON.stringify(value), headers: null };
  return { kind: 'noAnswer', cause: 'network' };
}

function failureFrom(failure: unknown): WireReply {
  const complete = completeAnswer(failure);
  if (complete) return complete;
  const isTimeout = field(failure, 'statusText') === 'timeout';
  return { kind: 'noAnswer', cause: isTimeout ? 'deadline' : 'network' };
}

/** Status 0 is jQuery's word for a request that was aborted or never came back. */
function completeAnswer(value: unknown): WireReply | null {
  const status = field(value, 'status');
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return null;
  return { kind: 'answer', status, text: textOf(value), headers: headersOf(value) };
}

function textOf(value: unknown): string {
  const text = field(value, 'responseText');
  if (typeof text === 'string') return text;
  const json = field(value, 'responseJSON');
  return json === undefined || json === null ? '' : JSON.stringify(json);
}

function headersOf(value: unknown): Readonly<Record<string, string>> | null {
  const headers = field(value, 'responseHeaders');
  if (typeof headers !== 'object' || headers === null) return null;
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([, content]) => typeof content === 'string' || typeof content === 'number')
      .map(([name, content]) => [name.toLowerCase(), String(content)]),
  );
}

async function untilAborted<Value>(
  answer: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | { readonly kind: 'cancelled' }> {
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<{ readonly kind: 'cancelled' }>((resolve) => {
    onAbort = () => resolve({ kind: 'cancelled' });
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
