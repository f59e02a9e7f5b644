import type { Clock, Store } from '../domain/effects.ts';
import { isLimited, retryAfterOf } from './answer.ts';
import { ledgerIn, type Ledger } from './ledger.ts';
import type { Budget } from './routes.ts';
import type { Send, WireReply, WireRequest } from './send.ts';
import type { Limits, Reason } from './share.ts';
import {
  advance,
  allowance,
  noTurns,
  usedLastMinute,
  type PaceEvent,
  type Step,
  type Turn,
  type Turns,
} from './turns.ts';

/** The pace of this moment, for the screen. */
export interface Figures {
  /** Requests a minute that are allowed now. */
  readonly perMinute: number;
  /** By all frames of this browser. */
  readonly usedLastMinute: number;
  readonly reason: Reason;
  /** After a refusal: nothing is sent before this instant. */
  readonly stoppedUntil: number | null;
}

/** `Send` with the app's manners: everything waits here for its turn. */
export interface Paced {
  /** Asked again within a small budget after a 429, an overload or a lost answer. */
  read(
    request: WireRequest,
    order: {
      readonly urgency: 'click' | 'scan';
      readonly budget: Budget;
      readonly signal?: AbortSignal;
      /** The instant at which it leaves, each time it is sent. */
      readonly onSent?: (at: number) => void;
    },
  ): Promise<WireReply>;
  /** Sent at most once, one at a time. `tooLate`: its turn came after `notAfter`, so it was not sent. */
  act(
    request: WireRequest,
    order: { readonly notAfter: number },
  ): Promise<WireReply | { readonly kind: 'tooLate' }>;
  /** The same object until a figure changes. */
  figures(): Figures;
  subscribe(listener: () => void): () => void;
}

export interface PaceDeps {
  readonly clock: Clock;
  /** Where all frames of a browser meet. Without it each frame keeps the limits alone. */
  readonly store: Store;
  /** Names account and signed-in person: the limits are theirs. */
  readonly key: string;
  /** Between 0 and 1. */
  readonly random: () => number;
}

export function openPace(send: Send, { clock, store, key, random }: PaceDeps): Paced {
  const orders = new Map<number, Order>();
  const listeners = new Set<() => void>();
  const ledgerKey = `pace/${key}`;
  let turns: Turns = noTurns;
  /** The ledger as this frame last saw it. */
  let known: string | null = null;
  let lastId = 0;
  let figures = figuresOf(turns, clock.now());
  let alarm: { readonly at: number; readonly off: AbortController } | null = null;

  function on(event: PaceEvent): void {
    const now = clock.now();
    const written = store.get(ledgerKey);
    const isNews = written !== null && written !== known;
    const news = isNews ? advance(turns, { kind: 'ledger', ledger: ledgerIn(written) }, now) : null;
    const step = advance(news?.turns ?? turns, event, now);
    const isOwnNews = step.send.length > 0 || step.turns.stop !== turns.stop;
    turns = step.turns;
    known = written;
    if (isNews || isOwnNews) {
      known = JSON.stringify({ sent: turns.sent, stop: turns.stop } satisfies Ledger);
      if (known !== written) store.set(ledgerKey, known);
    }
    if (news !== null) carryOut(news);
    carryOut(step);
    tell(now);
    setAlarm(step.wakeAt, now);
  }

  function carryOut(step: Step): void {
    for (const id of step.tooLate) finish(id, { kind: 'tooLate' });
    for (const id of step.send) {
      const order = orders.get(id);
      if (order !== undefined) void fly(id, order);
    }
  }

  async function fly(id: number, order: Order): Promise<void> {
    order.tries += 1;
    const { request, signal, isRead } = order;
    const timeoutMs = isRead ? readDeadline : actDeadline;
    order.onSent?.(clock.now());
    const reply = await send(request, { timeoutMs, ...(signal === undefined ? {} : { signal }) });
    const isAborted = signal?.aborted === true;
    const againAfter = isRead && !isAborted ? pauseBefore(reply, order.tries, random()) : null;
    if (againAfter === null) finish(id, isAborted && isRead ? { kind: 'cancelled' } : reply);
    on({
      kind: 'answered',
      id,
      as: isLimited(reply) ? 'refused' : isFine(reply) ? 'fine' : 'lost',
      limits: limitsIn(reply),
      waitMs: isBusy(reply) ? retryAfterOf(reply) : null,
      jitter: random(),
      againAfter,
    });
  }

  function finish(id: number, reply: WireReply | { readonly kind: 'tooLate' }): void {
    const order = orders.get(id);
    orders.delete(id);
    order?.settle(reply);
  }

  function ask(turn: Omit<Turn, 'id' | 'notBefore'>, order: Omit<Order, 'tries'>): number {
    lastId += 1;
    orders.set(lastId, { ...order, tries: 0 });
    on({ kind: 'asked', turn: { ...turn, id: lastId, notBefore: 0 } });
    return lastId;
  }

  function tell(now: number): void {
    const next = figuresOf(turns, now);
    if (JSON.stringify(next) === JSON.stringify(figures)) return;
    figures = next;
    for (const listener of listeners) listener();
  }

  function setAlarm(wakeAt: number | null, now: number): void {
    const isWatched = listeners.size > 0 && figures.usedLastMinute > 0;
    const at = isWatched ? Math.min(wakeAt ?? Infinity, now + figuresRenewed) : wakeAt;
    if (alarm !== null && at !== null && alarm.at > now && alarm.at <= at) return;
    alarm?.off.abort();
    alarm = null;
    if (at === null) return;
    const set = { at, off: new AbortController() };
    alarm = set;
    const rings = () => {
      if (alarm !== set) return;
      alarm = null;
      on({ kind: 'tick' });
    };
    clock.sleep(Math.max(1, Math.ceil(at - now)), set.off.signal).then(rings, () => undefined);
  }

  return {
    read: (request, { urgency, budget, signal, onSent }) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) {
          resolve({ kind: 'cancelled' });
          return;
        }
        let id: number | null = null;
        const stop = () => {
          if (id === null || !turns.waiting.some((turn) => turn.id === id)) return;
          finish(id, { kind: 'cancelled' });
          on({ kind: 'withdrawn', id });
        };
        signal?.addEventListener('abort', stop, { once: true });
        const settle: Order['settle'] = (reply) => {
          signal?.removeEventListener('abort', stop);
          resolve(reply.kind === 'tooLate' ? { kind: 'cancelled' } : reply);
        };
        id = ask(
          { lane: urgency, budget, notAfter: null },
          {
            request,
            isRead: true,
            settle,
            ...(signal === undefined ? {} : { signal }),
            ...(onSent === undefined ? {} : { onSent }),
          },
        );
      }),
    act: (request, { notAfter }) =>
      new Promise((resolve) => {
        ask(
          { lane: 'act', budget: 'general', notAfter },
          { request, isRead: false, settle: resolve },
        );
      }),
    figures: () => figures,
    subscribe(listener) {
      listeners.add(listener);
      on({ kind: 'tick' });
      return () => listeners.delete(listener);
    },
  };
}

interface Order {
  readonly request: WireRequest;
  readonly isRead: boolean;
  readonly signal?: AbortSignal;
  readonly onSent?: (at: number) => void;
  readonly settle: (reply: WireReply | { readonly kind: 'tooLate' }) => void;
  tries: number;
}

const readDeadline = 30_000;
/** Zendesk itself gives up after about 60 s (zaf 3.1), so an answer can still come until then. */
const actDeadline = 65_000;
const mostTries = 3;
const firstPause = 2000;
/** A read that would have to wait longer than this comes back, so that the screen can say so. */
const longestPause = 120_000;
const figuresRenewed = 5000;

/** How long to wait before the same read is sent again; null when its answer stands. */
function pauseBefore(reply: WireReply, tries: number, jitter: number): number | null {
  if (tries >= mostTries) return null;
  const asked = retryAfterOf(reply);
  if (asked !== null && asked > longestPause) return null;
  // All lanes stop after a refusal; the wait stands there.
  if (isLimited(reply)) return 0;
  const isLost = reply.kind === 'noAnswer' || (reply.kind === 'answer' && isPassing(reply.status));
  return isLost ? (asked ?? firstPause * 2 ** (tries - 1)) + jitter * firstPause : null;
}

function isPassing(status: number): boolean {
  return status === 0 || (status >= 502 && status <= 504);
}

function isBusy(reply: WireReply): boolean {
  return isLimited(reply) || (reply.kind === 'answer' && reply.status === 503);
}

function isFine(reply: WireReply): boolean {
  return reply.kind === 'answer' && reply.status > 0 && reply.status < 500;
}

function limitsIn(reply: WireReply): Limits | null {
  const headers = reply.kind === 'answer' ? reply.headers : null;
  if (headers === null) return null;
  const limit = wholeIn(headers['ratelimit-limit'] ?? headers['x-rate-limit']);
  const remaining = wholeIn(headers['ratelimit-remaining'] ?? headers['x-rate-limit-remaining']);
  if (limit === null || limit === 0 || remaining === null || remaining > limit) return null;
  const reset = wholeIn(headers['ratelimit-reset']);
  return { limit, remaining, resetMs: reset === null || reset > 60 ? null : reset * 1000 };
}

function wholeIn(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,7}$/.test(text.trim()) ? Number(text) : null;
}

function figuresOf(turns: Turns, now: number): Figures {
  const { perMinute, reason } = allowance(turns, now);
  const isStopped = turns.stop !== null && now < turns.stop.until;
  return {
    perMinute: Math.floor(perMinute),
    usedLastMinute: usedLastMinute(turns, now),
    reason: isStopped ? 'backingOff' : reason,
    stoppedUntil: isStopped && turns.stop !== null ? turns.stop.until : null,
  };
}
