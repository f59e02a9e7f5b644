import type { Send, WireReply, WireRequest } from '../../src/api/send.ts';
import type { Clock } from '../../src/domain/effects.ts';
import type { UserId } from '../../src/domain/ids.ts';
import type { Account, CommentRecord, TicketRecord, UserRecord } from './account.ts';
import * as build from './builders.ts';
import { noFaults, type Arrival, type Fault, type Faults } from './faults.ts';
import { rollingLimits } from './limits.ts';
import { badRequest, forbidden, notSignedIn, refused, tooMany, trouble } from './refusals.ts';
import { rngFrom } from './rng.ts';
import { routeOf, type Match } from './routes.ts';
import { defaultSwitches, type Switches } from './switches.ts';
import type { Answer, Ask, Effect, World } from './world.ts';

/** A request as the host page's log shows it. */
export interface LogEntry {
  readonly number: number;
  readonly at: number;
  readonly byUserId: UserId | null;
  readonly method: WireRequest['method'];
  /** With its query. */
  readonly path: string;
  readonly pattern: string | null;
  /** What Zendesk answered, whether the answer arrived or not; null where it never decided. */
  readonly status: number | null;
  /** What it changed at once. What follows later, by a job or a schedule, stands in the history. */
  readonly changed: readonly string[];
  readonly fault: Fault | null;
  /** Why the sender should not have sent it. */
  readonly defect: string | null;
}

/** What is kept of one sender; a dead one neither reaches Zendesk nor hears from it. */
export interface Life {
  dead: boolean;
}

/** `kill` ends the sender there: nothing of it reaches Zendesk any more, and its requests never come back. */
export interface RequestHooks {
  before?: (arrival: Arrival) => 'kill' | undefined;
  /** The effect has taken place. */
  after?: (arrival: Arrival, reply: WireReply) => 'kill' | undefined;
}

export interface DoorOptions {
  /** Whoever is signed in when the request arrives, unless named here. */
  readonly userId?: UserId;
  /** Frames of one browser share its limit of 100 a minute. */
  readonly browser?: string;
  readonly life?: Life;
  readonly hooks?: RequestHooks;
}

export interface ZendeskOptions {
  readonly clock: Clock;
  readonly seed?: number | string;
  readonly switches?: Partial<Switches>;
  readonly faults?: Faults;
  /** Null: nobody. Without it the account says who. */
  readonly signedInAs?: UserId | null;
  /** Least and most milliseconds from request to answer; 40 to 300 unless told otherwise. */
  readonly latencyMs?: readonly [number, number];
  /** How long the search believes the old state; a minute unless told otherwise. */
  readonly indexLagMs?: number;
  /** How long a new ticket is missing in the lists of a user's tickets; 0 unless told otherwise. */
  readonly listLagMs?: number;
  /** How many requests everybody else has sent within the last minute. */
  readonly othersPerMinute?: (now: number) => number;
  readonly hooks?: RequestHooks;
  /** `throw` (the default) lets `Send` reject on a request that should not have been sent, `answer` refuses it with 400. */
  readonly onDefect?: 'throw' | 'answer';
}

export interface Zendesk {
  /** As whoever is signed in when the request arrives. */
  readonly send: Send;
  /** A door of its own: its own person, its own browser (by any name), its own life. */
  door(options: DoorOptions): Send;
  readonly account: Account;
  /** May be changed while it runs. */
  readonly switches: Switches;
  readonly log: readonly LogEntry[];
  /** Zendesk's own record of what it did, everything due by now included. */
  readonly history: readonly Effect[];
  readonly defects: readonly string[];
  signIn(userId: UserId | null): void;
  /** Lets something happen in the account at an instant, before any request that arrives later. */
  at(instant: number, happens: (zendesk: Zendesk) => void): void;
  /** A ticket comes in now; lists and search show it when they have caught up. */
  ticketComes(wish: build.TicketWish): TicketRecord;
  /** A Talk call comes onto a ticket now. */
  callComes(
    on: TicketRecord,
    wish?: build.VoiceCommentWish,
  ): CommentRecord & { type: 'VoiceComment' };
  /** Applies what is due by now: jobs, delayed deletions, scheduled events. */
  settle(): void;
  /** Called after every request that arrived. */
  onRequest(listener: (entry: LogEntry) => void): () => void;
}

const minute = 60_000;
const appPerMinute = 100;
const appPerFiveMinutes = 700;

/** Opens an account. It becomes this Zendesk's own: `copyAccount` it first to open it twice. */
export function openZendesk(account: Account, options: ZendeskOptions): Zendesk {
  const { clock } = options;
  const rng = rngFrom(options.seed ?? 1);
  const latencies = rng.fork('latency');
  const [leastLatency, mostLatency] = options.latencyMs ?? [40, 300];
  const faults = options.faults ?? noFaults;
  const limits = rollingLimits();
  const log: LogEntry[] = [];
  const defects: string[] = [];
  const listeners = new Set<(entry: LogEntry) => void>();
  const due: { at: number; act: () => void }[] = [];
  let arrivals = 0;
  if (options.signedInAs !== undefined) account.signedInId = options.signedInAs;

  const world: World = {
    account,
    switches: { ...defaultSwitches, ...options.switches },
    indexLagMs: options.indexLagMs ?? minute,
    listLagMs: options.listLagMs ?? 0,
    now: clock.now(),
    rng: rng.fork('platform'),
    shapes: rng.fork('shapes'),
    history: [],
    staleTickets: new Map(),
    staleUsers: new Map(),
    changed: [],
    later(at, act) {
      let index = due.length;
      while (index > 0 && (due[index - 1]?.at ?? 0) > at) index--;
      due.splice(index, 0, { at, act });
    },
    take(name, limit, windowMs) {
      const room = limits.room(name, limit, windowMs, world.now);
      if (room.ok) limits.use(name, world.now);
      return room;
    },
  };

  let isSettling = false;
  const settle = (): void => {
    // What happens at its instant may ask for this again; then it is still that instant.
    if (isSettling) return;
    isSettling = true;
    const now = clock.now();
    for (let next = due[0]; next && next.at <= now; next = due[0]) {
      due.shift();
      world.now = Math.max(world.now, next.at);
      next.act();
    }
    world.now = Math.max(world.now, now);
    isSettling = false;
  };

  const door: Zendesk['door'] = (own) => {
    const { life = { dead: false }, hooks = options.hooks ?? {} } = own;
    return async (request, { timeoutMs, signal }) => {
      if (life.dead) return never();
      if (signal?.aborted) return { kind: 'cancelled' };
      const deadline = clock.now() + timeoutMs;
      // An act is waited for whatever happens: stopping to listen does not undo it.
      const waiting = request.method === 'GET' ? signal : undefined;
      const latency = latencies.between(leastLatency, mostLatency);
      try {
        await pass(clock, latency / 2, waiting);
        if (life.dead) return await never();
        settle();
        const heard = hear(request, own, life, hooks);
        if (life.dead) return await never();
        const rest =
          heard.takesMs === null
            ? deadline - clock.now()
            : Math.min(deadline - clock.now(), latency / 2 + heard.takesMs);
        await pass(clock, Math.max(0, rest), waiting);
        if (life.dead) return await never();
        const isTooLate = heard.takesMs === null || clock.now() >= deadline;
        return isTooLate ? { kind: 'noAnswer', cause: 'deadline' } : heard.reply;
      } catch (error) {
        if (waiting?.aborted) return { kind: 'cancelled' };
        throw error;
      }
    };
  };

  /** The instant at which the request is there: everything that it does, it does now. */
  const hear = (
    request: WireRequest,
    own: DoorOptions,
    life: Life,
    hooks: RequestHooks,
  ): { reply: WireReply; takesMs: number | null } => {
    const [path = '', search = ''] = request.path.split('?', 2);
    const match = routeOf(request.method, path);
    const arrival: Arrival = {
      ...request,
      number: ++arrivals,
      at: world.now,
      pattern: match?.route.pattern ?? null,
    };
    if (hooks.before?.(arrival) === 'kill') {
      life.dead = true;
      return { reply: { kind: 'noAnswer', cause: 'network' }, takesMs: 0 };
    }
    const fault = faults(arrival);
    const viewerId = own.userId ?? account.signedInId;
    world.changed = [];
    let defect: string | null = null;
    let answer: Answer | null = null;
    try {
      answer = answerTo(match, arrival, search, viewerId, own.browser ?? 'one', fault);
    } catch (error) {
      defect = `${request.method} ${request.path}: ${error instanceof Error ? error.message : String(error)}`;
      defects.push(defect);
    }
    const entry: LogEntry = {
      number: arrival.number,
      at: arrival.at,
      byUserId: viewerId,
      method: request.method,
      path: request.path,
      pattern: arrival.pattern,
      status: answer?.status ?? (defect === null ? null : 400),
      changed: world.changed,
      fault,
      defect,
    };
    // What comes due later is not this request's doing any more.
    world.changed = [];
    log.push(entry);
    for (const listener of listeners) listener(entry);
    if (defect !== null) {
      if (options.onDefect !== 'answer') throw new Error(defect);
      answer = badRequest(world, 'Defect', defect);
    }
    const reply = replyOf(answer, fault);
    if (hooks.after?.(arrival, reply) === 'kill') life.dead = true;
    if (fault?.kind === 'silent') return { reply, takesMs: null };
    return { reply, takesMs: fault?.kind === 'slow' ? fault.ms : 0 };
  };

  /** Null where the request was lost before anything was decided. */
  const answerTo = (
    match: Match | null,
    arrival: Arrival,
    search: string,
    viewerId: UserId | null,
    browser: string,
    fault: Fault | null,
  ): Answer | null => {
    if (!match) throw new Error('no such route');
    const { route, params } = match;
    const query = new URLSearchParams(search);
    for (const name of query.keys()) {
      if (!route.query.includes(name)) throw new Error(`unknown parameter ${name}`);
      if (!name.endsWith('[]') && query.getAll(name).length > 1)
        throw new Error(`${name} is given twice`);
    }
    if (arrival.body !== undefined && route.method !== 'PUT')
      throw new Error('a body where none belongs');

    if (fault?.kind === 'limited') return tooMany(world, fault.waitSeconds);
    if (fault?.kind === 'loginPage') return loginPage;
    if (fault?.kind === 'refused') return refused(world, fault.status);
    const hasEffect =
      (fault?.kind !== 'lost' && fault?.kind !== 'silent' && fault?.kind !== 'trouble') ||
      fault.effect;
    if (!hasEffect) return fault.kind === 'trouble' ? trouble(world, fault.status) : null;

    const wait = waitBeforeNext(viewerId, browser);
    if (wait !== null) return tooMany(world, Math.ceil(wait / 1000));
    const viewer = viewerId === null ? null : (account.users.get(viewerId) ?? null);
    const isIn = viewer?.presence === 'there' && !viewer.suspended;
    if (!isIn && route.who !== 'anyone') return notSignedIn();
    if (route.who === 'agents' && viewer?.role === 'end-user') return forbidden(world);
    const ask: Ask = {
      world,
      number: arrival.number,
      method: route.method,
      path: arrival.path.split('?', 1)[0]?.replace(/\.json$/, '') ?? '',
      params,
      query,
      body: arrival.body,
      viewer: isIn ? viewer : null,
      fault,
    };
    const answer = route.answer(ask);
    return fault?.kind === 'trouble' ? trouble(world, fault.status) : answer;
  };

  /** How long one more request has to wait, or null when it fits; then it is counted. */
  const waitBeforeNext = (viewerId: UserId | null, browser: string): number | null => {
    const app = `app of ${viewerId}`;
    const client = `${app} in ${browser}`;
    const now = world.now;
    const others = options.othersPerMinute?.(now) ?? 0;
    const rooms = [
      limits.room(client, appPerMinute, minute, now),
      limits.room(app, appPerFiveMinutes, 5 * minute, now),
      limits.room('account', Math.max(1, account.plan.requestsPerMinute - others), minute, now),
    ];
    const full = rooms.filter((room) => !room.ok);
    if (full.length > 0) return Math.max(...full.map((room) => room.waitMs));
    limits.use(client, now);
    limits.use(app, now);
    limits.use('account', now);
    return null;
  };

  const replyOf = (answer: Answer | null, fault: Fault | null): WireReply => {
    if (answer === null || fault?.kind === 'lost') return { kind: 'noAnswer', cause: 'network' };
    const whole =
      answer.status === 204
        ? ''
        : answer.type === undefined
          ? JSON.stringify(answer.body)
          : String(answer.body);
    const text = fault?.kind === 'cutJson' ? whole.slice(0, Math.floor(whole.length * 0.6)) : whole;
    return { kind: 'answer', status: answer.status, text, headers: headersOf(answer) };
  };

  const headersOf = (answer: Answer): Record<string, string> | null => {
    if (world.switches.headers === 'none') return null;
    const type = {
      json: 'application/json; charset=utf-8',
      html: 'text/html; charset=utf-8',
      text: 'text/plain',
    };
    const own: Record<string, string> = { 'content-type': type[answer.type ?? 'json'] };
    const wait = answer.headers?.['retry-after'];
    if (world.switches.headers === 'retryAfterOnly') {
      return wait === undefined ? own : { ...own, 'retry-after': wait };
    }
    const limit = account.plan.requestsPerMinute;
    const others = options.othersPerMinute?.(world.now) ?? 0;
    const remaining = Math.max(0, limit - others - limits.used('account', minute, world.now));
    return {
      ...own,
      ...answer.headers,
      'x-rate-limit': String(limit),
      'x-rate-limit-remaining': String(remaining),
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(60 - (Math.floor(world.now / 1000) % 60)),
    };
  };

  const zendesk: Zendesk = {
    send: door({}),
    door,
    account,
    switches: world.switches,
    log,
    get history() {
      settle();
      return world.history;
    },
    defects,
    signIn(userId) {
      account.signedInId = userId;
    },
    at(instant, happens) {
      world.later(instant, () => {
        happens(zendesk);
      });
    },
    ticketComes(wish) {
      settle();
      const ticket = build.ticket(account, { createdAt: world.now, ...wish });
      ticket.listedFrom = world.now + world.listLagMs;
      ticket.indexedFrom = world.now + world.indexLagMs;
      return ticket;
    },
    callComes(on, wish = {}) {
      settle();
      const durationSeconds = wish.durationSeconds ?? 60;
      const startedAt = wish.startedAt ?? world.now - durationSeconds * 1000;
      const comment = build.voiceComment(account, on, { durationSeconds, startedAt, ...wish });
      on.updatedAt = world.now;
      return comment;
    },
    settle,
    onRequest(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  return zendesk;
}

/** Revokes or gives rights while everything runs. */
export function roleBecomes(user: UserRecord, role: UserRecord['role']): void {
  user.role = role;
  user.roleType = role === 'admin' ? 4 : null;
}

const loginPage: Answer = {
  status: 200,
  type: 'html',
  body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action="/access/login"></form></body></html>',
};

function pass(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> | undefined {
  return ms > 0 ? clock.sleep(ms, signal) : undefined;
}

function never(): Promise<never> {
  return new Promise(() => {});
}
