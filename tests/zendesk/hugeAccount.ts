import type { Account, TicketRecord, UserRecord } from './account.ts';
import {
  accountMadeAt,
  admin,
  agent,
  comment,
  emptyAccount,
  endUser,
  line,
  ticket,
  voiceComment,
} from './builders.ts';
import { rngFrom, type Rng } from './rng.ts';
import { exportedCall } from './traceBuilders.ts';

const minute = 60_000;
const day = 86_400_000;
const personTickets = 2_000;
const years = 5;

export interface HugeWorld {
  readonly account: Account;
  readonly dana: UserRecord;
  /** Requester of 2,000 tickets, seven in ten with a call. */
  readonly person: UserRecord;
  /** Took one call in a hundred, most of them after somebody else. */
  readonly ines: UserRecord;
  /** Tickets of other people with a call of the person on them. */
  readonly callsElsewhere: readonly TicketRecord[];
  /** Calls of the person that only Talk's exports know. */
  readonly callsWithoutTicket: number;
}

/** An account whose Talk has had that many calls within five years. The same for the same seed. */
export function hugeWorld(
  wish: { calls?: number; madeAt?: number; seed?: number | string } = {},
): HugeWorld {
  const { calls: wanted = 100_000, madeAt = accountMadeAt, seed = 1 } = wish;
  const rng = rngFrom(`huge/${seed}`);
  const account = emptyAccount({ madeAt });
  linesOf(account);
  const dana = admin(account, { name: 'Dana Whitfield', email: 'dana@example.com', owner: true });
  const ines = agent(account, { name: 'Ines Ferreira', email: 'ines@example.com' });
  const agents = Array.from({ length: 12 }, (_, index) =>
    agent(account, { name: `Agent ${index + 1}`, email: `agent${index + 1}@example.com` }),
  );
  const person = endUser(account, {
    name: 'Vera Manycalls',
    email: 'vera@example.com',
    phone: '+15550100160',
    createdAt: madeAt - years * 365 * day,
  });
  const others = Array.from({ length: Math.ceil(wanted / 20) }, (_, index) =>
    endUser(account, {
      name: `Caller ${index + 1}`,
      email: index % 3 === 0 ? null : `caller${index + 1}@example.net`,
      phone: `+1556${String(index).padStart(7, '0')}`,
    }),
  );

  const elsewhere: TicketRecord[] = [];
  const lonely = 10;
  const ofPerson = Math.min(personTickets, Math.floor(wanted / 2));
  const tickets = ofPerson + Math.ceil((wanted - lonely - Math.floor(ofPerson * 0.7)) / 2);
  let made = 0;
  for (let index = 0, own = 0; made < wanted - lonely; index++) {
    const share = Math.min(1, (index + 1) / tickets);
    const createdAt = madeAt - Math.round((1 - share) * (years * 365 - 1) * day) - 4 * 60 * minute;
    const isOwn = own < Math.floor(share * ofPerson);
    const record = ticketAt(account, rng, isOwn ? person : rng.pick(others), createdAt, madeAt);
    if (isOwn) own += 1;
    const calls = isOwn ? (own % 10 < 7 ? 1 : 0) : 2;
    for (let nth = 0; nth < calls && made < wanted - lonely; nth++) {
      const isHers = !isOwn && nth === 1 && elsewhere.length < 20 && rng.chance(0.01);
      if (isHers) elsewhere.push(record);
      talk(account, rng, record, { ines, agents, caller: isHers ? person : null });
      made += 1;
    }
    if (calls === 0) comment(account, record, { body: `About order ${20_000 + index}.` });
  }
  for (let index = 0; index < lonely; index++) {
    const createdAt = madeAt - (index + 1) * 30 * day;
    exportedCall(account, { customer: person, agent: ines, createdAt, recordedSeconds: 40 });
  }
  return { account, dana, person, ines, callsElsewhere: elsewhere, callsWithoutTicket: lonely };
}

function linesOf(account: Account): void {
  const wishes = [
    ['+34910000001', 'Ventas', 'ES', '2.years'],
    ['+49300000001', 'Verkauf', 'DE', '3.months'],
    ['+33100000001', null, 'FR', null],
    ['+15550100998', 'Returns', 'US', 'never'],
  ] as const;
  for (const [number, nickname, country, callRecordingDeleteAfter] of wishes)
    line(account, { number, nickname, country, callRecordingDeleteAfter });
}

function ticketAt(
  account: Account,
  rng: Rng,
  requester: UserRecord,
  createdAt: number,
  madeAt: number,
): TicketRecord {
  const age = madeAt - createdAt;
  return ticket(account, {
    requester,
    via: rng.pick(['inbound', 'inbound', 'voicemail', 'outbound', 'email']),
    createdAt,
    archived: age > 130 * day,
    status: age > 20 * day || rng.chance(0.9) ? 'closed' : 'open',
  });
}

function talk(
  account: Account,
  rng: Rng,
  on: TicketRecord,
  who: { ines: UserRecord; agents: readonly UserRecord[]; caller: UserRecord | null },
): void {
  const first = rng.pick(who.agents);
  const isInes = rng.chance(0.01);
  const isMail = on.via.rel === 'voicemail' && on.comments.length === 0;
  const own = rng.pick(account.lines);
  const isOutbound = on.via.rel === 'outbound' && who.caller === null;
  voiceComment(account, on, {
    kind: isMail ? 'voicemail' : 'call',
    recorded: rng.chance(0.5),
    answeredBy: isMail ? null : isInes && rng.chance(0.3) ? who.ines : first,
    ...(isInes && !isMail ? { alsoAnsweredBy: [who.ines] } : {}),
    ...(who.caller === null ? {} : { caller: who.caller }),
    ...(isOutbound ? { direction: 'outbound', from: own.number } : { to: own.number }),
    lineName: own.nickname,
    durationSeconds: rng.between(15, 900),
  });
}
