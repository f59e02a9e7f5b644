import type { Asked } from '../../../src/domain/failure.ts';
import type { TicketId, UserId } from '../../../src/domain/ids.ts';
import type { Clock } from '../../../src/domain/effects.ts';
import type { WireReply } from '../../../src/api/send.ts';
import type { Account, TicketStatus } from '../account.ts';
import { demoAccount } from '../demo.ts';
import { largeAccount } from '../demoLarge.ts';
import type { Arrival, Fault } from '../faults.ts';
import { openZendesk, type LogEntry, type Zendesk, type ZendeskOptions } from '../zendesk.ts';
import type { AppSettings, DeskEvent, FaultOrder, LoggedRequest, WhichAccount } from './desk.ts';

export interface SeatWish extends Pick<
  ZendeskOptions,
  'switches' | 'latencyMs' | 'indexLagMs' | 'listLagMs' | 'hooks' | 'othersPerMinute'
> {
  /**
   * The demo account, a generated one whose person has that many tickets, or a test's own, made anew
   * for every reset.
   */
  readonly account?: 'demo' | number | ((madeAt: number) => Account);
  /** What an admin entered for the app; nothing unless told otherwise. */
  readonly settings?: AppSettings;
}

/** The one account that a server holds, on the real clock or ahead of it, with a log of what was asked of it. */
export interface Seat {
  /** As it is now, with everything done that is due. */
  account(): Account;
  zendesk(): Zendesk;
  which(): WhichAccount;
  ask(
    request: { readonly method: Asked['method']; readonly path: string; readonly body?: unknown },
    signedInId: UserId | null,
  ): Promise<WireReply>;
  log(): readonly LoggedRequest[];
  clearLog(): void;
  /** Lays a fault in wait; those armed first strike first. */
  arm(order: FaultOrder): void;
  /**
   * A call has come in on a ticket, or on a new one when there is none or it is closed. Gives its ticket,
   * or null when there is nobody to call. Its audio follows after that time, 15 seconds unless told otherwise.
   */
  newCall(ticketId: TicketId | null, readyInMs?: number): TicketId | null;
  /** What an agent does with *Submit as*; false on a ticket that is closed or gone. */
  submit(ticketId: TicketId, status: TicketStatus): boolean;
  /** The app's installation settings, which outlive the account. */
  settings(): AppSettings;
  changeSettings(settings: AppSettings): void;
  openAccount(which: NonNullable<SeatWish['account']>): void;
  /** Zendesk's clock goes ahead, as a browser's does that is made to; until the account is another one. */
  letPass(ms: number): void;
  /** The same account as at the start, and no faults in wait. */
  reset(): void;
  listen(listener: (event: DeskEvent) => void): () => void;
  onClose(act: () => void): void;
  close(): void;
}

export function openSeat(wish: SeatWish): Seat {
  const listeners = new Set<(event: DeskEvent) => void>();
  const closing = new Set<() => void>();
  const { account: first = 'demo', settings: given = {}, ...options } = wish;
  let which = first;
  let settings = given;
  let traps: Trap[] = [];
  /** Entries before this one were cleared from the log. */
  let logFrom = 0;
  let effectsSeen = 0;
  let aheadMs = 0;
  const clock: Clock = { now: () => Date.now() + aheadMs, sleep: realSleep };
  let zendesk = open();

  function open(): Zendesk {
    const madeAt = Date.now();
    const account =
      which === 'demo'
        ? demoAccount(madeAt)
        : typeof which === 'number'
          ? largeAccount(which, madeAt)
          : which(madeAt);
    const opened = openZendesk(account, {
      // Shorter than the demo build's quiet time, as the real one is shorter than the real quiet time.
      indexLagMs: 4_000,
      ...options,
      // Who is signed in is said with every request.
      signedInAs: null,
      // The host page decides what of them the app gets to see.
      switches: { headers: 'all', ...options.switches },
      clock,
      faults: (arrival) => strike(traps, arrival),
      onDefect: 'answer',
    });
    opened.onRequest((entry) => tell({ type: 'request', entry: logged(opened, entry) }));
    return opened;
  }

  function replace(): void {
    traps = [];
    aheadMs = 0;
    logFrom = 0;
    effectsSeen = 0;
    zendesk = open();
    tell({ type: 'replaced' });
  }

  function tell(event: DeskEvent): void {
    for (const listener of listeners) listener(event);
  }

  return {
    account() {
      zendesk.settle();
      return zendesk.account;
    },
    zendesk: () => zendesk,
    which: () =>
      which === 'demo'
        ? { kind: 'demo' }
        : typeof which === 'number'
          ? { kind: 'generated', size: which }
          : { kind: 'own' },
    async ask(request, signedInId) {
      const asked = zendesk;
      const send = asked.door(signedInId === null ? {} : { userId: signedInId });
      // Zendesk itself ends what takes a minute.
      const reply = await send(request, { timeoutMs: 60_000 });
      if (asked === zendesk && zendesk.history.length !== effectsSeen) {
        effectsSeen = zendesk.history.length;
        tell({ type: 'moved' });
      }
      return reply;
    },
    log: () => zendesk.log.slice(logFrom).map((entry) => logged(zendesk, entry)),
    clearLog() {
      logFrom = zendesk.log.length;
    },
    arm(order) {
      traps.push({ order, left: order.times ?? 1 });
    },
    newCall(ticketId, readyInMs = 15_000) {
      const { account } = zendesk;
      const given = ticketId === null ? undefined : account.tickets.get(ticketId);
      const users = [...account.users.values()];
      const requester = given
        ? account.users.get(given.requesterId)
        : users.find(
            (user) => user.role === 'end-user' && user.phone !== null && user.presence === 'there',
          );
      if (requester?.presence !== 'there') return null;
      const answeredBy = users.find((user) => user.role === 'agent') ?? null;
      const isOpen = given !== undefined && given.presence === 'there' && given.status !== 'closed';
      const on = isOpen
        ? given
        : zendesk.ticketComes({ requester, via: 'inbound', assignee: answeredBy });
      zendesk.callComes(on, {
        durationSeconds: 75,
        answeredBy,
        location: 'Springfield',
        readyAt: clock.now() + readyInMs,
      });
      tell({ type: 'call', ticketId: on.id });
      setTimeout(() => tell({ type: 'moved' }), readyInMs).unref();
      return on.id;
    },
    submit(ticketId, status) {
      const ticket = zendesk.account.tickets.get(ticketId);
      if (ticket?.presence !== 'there' || ticket.status === 'closed') return false;
      ticket.status = status;
      ticket.updatedAt = clock.now();
      tell({ type: 'moved' });
      return true;
    },
    settings: () => settings,
    changeSettings(wanted) {
      settings = wanted;
    },
    openAccount(wanted) {
      which = wanted;
      replace();
    },
    letPass(ms) {
      aheadMs += ms;
    },
    reset: replace,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onClose: (act) => void closing.add(act),
    close() {
      for (const act of closing) act();
    },
  };
}

interface Trap {
  readonly order: FaultOrder;
  left: number;
}

function strike(traps: readonly Trap[], arrival: Arrival): Fault | null {
  const trap = traps.find(
    ({ order, left }) =>
      left > 0 &&
      (order.method === undefined || order.method === arrival.method) &&
      (order.pathHas === undefined || arrival.path.includes(order.pathHas)),
  );
  if (!trap) return null;
  trap.left -= 1;
  return trap.order.fault;
}

function logged({ account }: Zendesk, entry: LogEntry): LoggedRequest {
  const signedIn = entry.byUserId === null ? undefined : account.users.get(entry.byUserId);
  return {
    number: entry.number,
    at: entry.at,
    method: entry.method,
    path: entry.path,
    status: entry.status,
    signedIn: signedIn?.name ?? 'nobody',
    changes: entry.changed,
    remark: entry.defect ?? (entry.fault === null ? null : faultWords[entry.fault.kind]),
  };
}

const faultWords: Readonly<Record<Fault['kind'], string>> = {
  lost: 'the answer was lost',
  silent: 'nobody answers',
  limited: 'limited on purpose',
  trouble: 'server trouble on purpose',
  refused: 'refused on purpose',
  loginPage: 'a page to sign in instead',
  cutJson: 'the answer was cut',
  tooManyJobs: 'too many jobs on purpose',
  jobFails: 'the job will fail',
  jobStuck: 'the job will never end',
  slow: 'slow on purpose',
};

const realSleep: Clock['sleep'] = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    // A request that nobody answers must not keep the process alive.
    timer.unref();
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
