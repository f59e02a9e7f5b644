import type { CallId, CommentId, TicketId, UserId } from '../../src/domain/ids.ts';
import type { Account, CommentRecord, TicketRecord, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { rngFrom, type Rng } from '../zendesk/rng.ts';
import { switchesFor, type Switches } from '../zendesk/switches.ts';
import type { Zendesk } from '../zendesk/zendesk.ts';

/** Stands in every personal value of a simulated account, so that any place that keeps one is found. */
export const marker = 'zzmarker';
/** Every personal phone number, as a digit string that no hash holds by chance. */
export const markedNumbers = ['15550170123', '15550170456'] as const;

export interface World {
  readonly seed: number;
  readonly rng: Rng;
  readonly account: Account;
  readonly switches: Switches;
  readonly admin: UserRecord;
  readonly agent: UserRecord;
  readonly person: UserRecord;
  readonly stranger: UserRecord;
  /** Call ids that are the person's by the account's own truth. */
  readonly owned: Set<CallId>;
  /** When a ticket changed its requester. */
  readonly moves: { readonly ticketId: TicketId; readonly at: number; readonly from: UserId }[];
  /** Calls that an agent's state and a fresh ticket show while they last. */
  readonly liveCalls: { readonly startsAt: number; readonly endsAt: number }[];
  readonly faultsUntil: number;
  readonly rates: Readonly<
    Record<
      | 'lost'
      | 'silent'
      | 'limited'
      | 'trouble'
      | 'loginPage'
      | 'cutJson'
      | 'tooManyJobs'
      | 'jobFails'
      | 'slow',
      number
    >
  >;
  /** Chance that the frame dies at a request or at a write. */
  readonly killRate: number;
  readonly indexLagMs: number;
  readonly listLagMs: number;
  /** Sets what happens by itself in motion. */
  begin(zendesk: Zendesk): void;
}

const minute = 60_000;
const hour = 60 * minute;

/** The world of a seed: an account with one caller to be erased, and everything that will go wrong around it. */
export function makeWorld(seed: number): World {
  const rng = rngFrom(seed);
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: `${marker} admin` });
  const agent = build.agent(account, { name: `${marker} agent` });
  const person = build.endUser(account, {
    name: `${marker} <b>Ada</b>`,
    phone: '+15550170123',
    email: `${marker}@example.com`,
  });
  const stranger = build.endUser(account, {
    name: `${marker} other`,
    phone: '+15550170456',
    email: `${marker}2@example.com`,
  });
  build.activity(account, agent);
  const owned = new Set<CallId>();
  const tickets = Array.from({ length: rng.between(1, 6) }, () =>
    makeTicket(rng, account, { person, stranger, agent }, owned),
  );
  if (rng.chance(0.4)) {
    const copied = build.ticket(account, { requester: stranger, cc: [person], status: 'open' });
    build.voiceComment(account, copied, { answeredBy: agent });
    if (rng.chance(0.5))
      ownedCall(
        build.voiceComment(account, copied, { from: person.phone, answeredBy: agent }),
        owned,
      );
  }
  const begunAt = account.madeAt;
  const world: World = {
    seed,
    rng,
    account,
    switches: switchesFor(rng.fork('switches')),
    admin,
    agent,
    person,
    stranger,
    owned,
    moves: [],
    liveCalls: [],
    faultsUntil: begunAt + 2 * hour,
    rates: rng.chance(0.3) ? noRates : ratesOf(rng),
    killRate: rng.chance(0.6) ? rng.next() * 0.04 : 0,
    indexLagMs: rng.between(0, 10) * minute,
    listLagMs: rng.chance(0.5) ? rng.between(0, 8) * minute : 0,
    begin: (zendesk) => schedule(rng.fork('events'), world, tickets, zendesk),
  };
  return world;
}

const noRates = {
  lost: 0,
  silent: 0,
  limited: 0,
  trouble: 0,
  loginPage: 0,
  cutJson: 0,
  tooManyJobs: 0,
  jobFails: 0,
  slow: 0,
};

function ratesOf(rng: Rng): World['rates'] {
  const some = () => (rng.chance(0.4) ? rng.next() * 0.06 : 0);
  return {
    lost: some(),
    silent: some() / 2,
    limited: some(),
    trouble: some(),
    loginPage: some() / 3,
    cutJson: some() / 3,
    tooManyJobs: some(),
    jobFails: some(),
    slow: some(),
  };
}

interface People {
  readonly person: UserRecord;
  readonly stranger: UserRecord;
  readonly agent: UserRecord;
}

function makeTicket(
  rng: Rng,
  account: Account,
  { person, stranger, agent }: People,
  owned: Set<CallId>,
): TicketRecord {
  const isArchived = rng.chance(0.15);
  const status = isArchived
    ? 'closed'
    : rng.pick(['closed', 'closed', 'solved', 'open', 'pending'] as const);
  const made = build.ticket(account, {
    requester: person,
    via: rng.pick(['inbound', 'email', 'voicemail'] as const),
    status,
    archived: isArchived,
  });
  const long = rng.chance(0.04);
  if (long)
    for (let i = 0; i < 103; i++)
      build.comment(account, made, { body: `${marker} words`, author: agent });
  for (let i = rng.between(0, 3); i > 0; i--) {
    const kind = rng.pick(['call', 'call', 'voicemail'] as const);
    const recorded = rng.pick([true, true, true, false, 'both', 'gone'] as const);
    ownedCall(
      build.voiceComment(account, made, {
        kind,
        recorded,
        from: person.phone,
        answeredBy: kind === 'call' ? agent : null,
        transcript: rng.chance(0.3) ? `${marker} transcript` : null,
      }),
      owned,
    );
  }
  if (rng.chance(0.3))
    build.comment(account, made, { body: `${marker} more words`, author: agent });
  if (rng.chance(0.15))
    build.voiceComment(account, made, {
      author: stranger,
      from: stranger.phone,
      answeredBy: agent,
    });
  if (rng.chance(0.1)) build.comment(account, made, { author: stranger });
  if (rng.chance(0.15))
    build.partnerCall(account, made, { author: agent, from: person.phone ?? '' });
  return made;
}

function ownedCall(
  record: CommentRecord & { type: 'VoiceComment' },
  owned: Set<CallId>,
): CommentId {
  if (record.talk.callId !== null) owned.add(record.talk.callId);
  return record.id;
}

function schedule(
  rng: Rng,
  world: World,
  tickets: readonly TicketRecord[],
  zendesk: Zendesk,
): void {
  const { account, agent, person, stranger } = world;
  const some = () => account.madeAt + rng.between(1, 60) * minute;
  const activity = account.agentsActivity[0];
  if (rng.chance(0.25)) {
    // A live call: the ticket and the agent's state show it; the voice comment comes when it is over.
    const startsAt = some();
    const endsAt = startsAt + rng.between(2, 15) * minute;
    world.liveCalls.push({ startsAt, endsAt });
    zendesk.at(startsAt, (live) => {
      if (person.presence !== 'there') return;
      const fresh = live.ticketComes({
        requester: person,
        via: 'inbound',
        assignee: agent,
        status: 'open',
      });
      if (activity) activity.callStatus = 'on_call';
      live.at(endsAt, (later) => {
        if (activity) activity.callStatus = null;
        if (fresh.presence === 'there')
          ownedCall(later.callComes(fresh, { from: person.phone, answeredBy: agent }), world.owned);
      });
    });
  }
  if (rng.chance(0.2)) {
    const on = rng.pick(tickets);
    zendesk.at(some(), (live) => {
      if (on.presence === 'there' && on.status !== 'closed')
        ownedCall(live.callComes(on, { from: person.phone, answeredBy: agent }), world.owned);
    });
  }
  if (rng.chance(0.2)) {
    const on = rng.pick(tickets);
    const at = some();
    zendesk.at(at, () => {
      if (on.presence !== 'there' || on.status === 'closed') return;
      world.moves.push({ ticketId: on.id, at, from: on.requesterId });
      on.requesterId = stranger.id;
      on.updatedAt = at;
    });
  }
  if (rng.chance(0.1)) {
    const at = some();
    zendesk.at(at, () => {
      world.admin.role = 'agent';
      world.admin.roleType = null;
    });
    zendesk.at(at + rng.between(1, 90) * minute, () => {
      world.admin.role = 'admin';
      world.admin.roleType = 4;
    });
  }
}
