import type { Paced } from '../../src/api/pace.ts';
import type { Send, WireReply, WireRequest } from '../../src/api/send.ts';
import type { Store } from '../../src/domain/effects.ts';

export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> | null = null,
): WireReply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', status, text: body === undefined ? '' : text, headers };
}

export interface Played {
  readonly send: Send;
  readonly requests: WireRequest[];
}

/** A `Send` that answers at once from a function. */
export function played(reply: (request: WireRequest) => WireReply): Played {
  const requests: WireRequest[] = [];
  return {
    requests,
    send: (request) => {
      requests.push(request);
      return Promise.resolve(reply(request));
    },
  };
}

/** A pace that lets everything through at once and asks nothing twice. */
export function unhurried(send: Send): Paced {
  return {
    read: (request) => send(request, { timeoutMs: 30_000 }),
    act: (request) => send(request, { timeoutMs: 65_000 }),
    figures: () => ({ perMinute: 100, usedLastMinute: 0, reason: 'ceiling', stoppedUntil: null }),
    subscribe: () => () => undefined,
  };
}

export function memoryStore(): Store {
  const values = new Map<string, string>();
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}

export const noStore: Store = { get: () => null, set: () => undefined, remove: () => undefined };
