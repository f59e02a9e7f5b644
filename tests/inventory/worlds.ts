import type { TicketId, UserId } from '../../src/domain/ids.ts';
import type { Account, CommentRecord, TicketRecord, UserRecord } from '../zendesk/account.ts';
import {
  admin,
  agent,
  comment,
  emptyAccount,
  endUser,
  line,
  partnerCall,
  ticket,
  voiceComment,
  type TicketWish,
} from '../zendesk/builders.ts';
import { rngFrom, type Rng } from '../zendesk/rng.ts';
import { exportedCall, mergeTickets, suspendedTicket } from '../zendesk/traceBuilders.ts';

/** A small account with one person in it, and everything that makes finding their calls hard. */
export interface FoundWorld {
  readonly account: Account;
  readonly profiles: readonly UserRecord[];
  readonly rng: Rng;
  /** A pattern of requests that is refused throughout; null where nothing is. */
  readonly refused: string | null;
  /** Whether the admin asks for the cross-check with Talk's export. */
  readonly isChecked: boolean;
  /** Tickets enter the cc'd list while its pages are read. */
  readonly shifts: boolean;
}

const refusable = [
  '/api/v2/users/{user_id}/tickets/followed',
  '/api/v2/users/{user_id}/tickets/ccd',
  '/api/v2/search/export',
  '/api/v2/suspended_tickets',
  '/api/v2/channels/voice/stats/incremental/calls',
];

/** The same world for the same seed. */
export function foundWorld(seed: number): FoundWorld {
  const rng = rngFrom(`found/${seed}`);
  const account = emptyAccount();
  admin(account);
  const agents = [agent(account), agent(account, { name: 'Ines Ferreira' })];
  if (rng.chance(0.3)) line(account, { number: '+15550100998', nickname: 'Sales' });
  const shared = '+15550100700';
  const profiles = profilesOf(account, rng, shared);
  const strangers = [
    endUser(account, { phone: '+15550100456', name: 'Bob Other' }),
    endUser(account, { phone: null, name: 'Caller' }),
    endUser(account, { phone: shared, sharedPhone: true, name: 'Same House' }),
    // One digit more than the person's own number: a search by words must not take it for theirs.
    endUser(account, { phone: '+155501001231', name: 'Nearly The Same' }),
  ];
  const shifts = rng.chance(0.03);
  if (shifts) manyInCopy(account, rng, profiles, strangers);
  const tickets = Array.from({ length: rng.between(0, 9) }, () =>
    someTicket(account, rng, profiles, strangers, agents),
  );
  for (const record of tickets) {
    // The requester was changed after the call.
    if (rng.chance(0.15)) record.requesterId = rng.pick([...profiles, ...strangers]).id;
    const other = rng.pick(tickets);
    if (rng.chance(0.1) && other !== record) mergeTickets(account, record, other, rng.pick(agents));
  }
  if (rng.chance(0.4)) exportedCall(account, { customer: rng.pick([...profiles, ...strangers]) });
  if (rng.chance(0.4)) suspendedTicket(account, { author: rng.pick([...profiles, ...strangers]) });
  return {
    account,
    profiles,
    rng,
    refused: rng.chance(0.2) ? rng.pick(refusable) : null,
    isChecked: rng.chance(0.5),
    shifts,
  };
}

function profilesOf(account: Account, rng: Rng, shared: string): readonly UserRecord[] {
  const first = rng.chance(0.15)
    ? endUser(account, { name: 'Ada Example', phone: shared, sharedPhone: true })
    : endUser(account, {
        name: 'Ada Example',
        phone: rng.chance(0.8) ? '+15550100123' : null,
        identities: rng.chance(0.3) ? [{ type: 'phone_number', value: '+442079460123' }] : [],
      });
  const others = Array.from({ length: rng.between(0, 2) }, (_, index) =>
    endUser(account, {
      name: `Caller +1 (555) 010-020${index}`,
      email: null,
      phone: rng.chance(0.6) ? `+1555010020${index}` : null,
    }),
  );
  return [first, ...others];
}

function someTicket(
  account: Account,
  rng: Rng,
  profiles: readonly UserRecord[],
  strangers: readonly UserRecord[],
  agents: readonly UserRecord[],
): TicketRecord {
  const everybody = [...profiles, ...strangers];
  const some = (chance: number) => (rng.chance(chance) ? [rng.pick(everybody)] : []);
  const channels: readonly NonNullable<TicketWish['via']>[] = [
    'inbound',
    'voicemail',
    'outbound',
    'email',
    'web',
    'sms',
  ];
  const record = ticket(account, {
    requester: rng.pick(everybody),
    via: rng.pick(channels),
    cc: some(0.2),
    followers: some(0.1),
    assignee: rng.pick(agents),
    archived: rng.chance(0.3),
  });
  for (let left = rng.between(0, 3); left > 0; left -= 1) {
    const caller = rng.pick(everybody);
    const direction = rng.pick(['inbound', 'outbound'] as const);
    const customer = { [direction === 'inbound' ? 'from' : 'to']: null };
    if (rng.chance(0.55))
      voiceComment(account, record, {
        caller,
        direction,
        ...(rng.chance(0.15) ? customer : {}),
        kind: rng.pick(['call', 'voicemail'] as const),
        recorded: rng.pick([true, false, 'both', 'gone'] as const),
        answeredBy: rng.chance(0.6) ? rng.pick(agents) : null,
        ...(rng.chance(0.1) ? { callId: null } : {}),
      });
    else if (rng.chance(0.25))
      partnerCall(account, record, {
        author: caller,
        direction: 'inbound',
        ...(caller.phone === null ? {} : { from: caller.phone }),
      });
    else
      comment(account, record, {
        author: rng.pick([...everybody, ...agents]),
        body: rng.pick([
          'Nothing of anybody.',
          'Call me at (555) 010-0123 please.',
          `Write to ${profiles[0]?.email ?? 'nobody@example.com'}.`,
          'Order 5550100123456 is late.',
        ]),
      });
  }
  return record;
}

/** More cc'd tickets than one page holds. */
function manyInCopy(
  account: Account,
  rng: Rng,
  profiles: readonly UserRecord[],
  strangers: readonly UserRecord[],
): void {
  const [first] = profiles;
  const [bob] = strangers;
  if (first === undefined || bob === undefined) return;
  for (let left = rng.between(101, 130); left > 0; left -= 1)
    ticket(account, { requester: bob, cc: [first], via: 'web' });
}

/** What the account itself knows of the person's calls, by the rule of the product and not by the app's. */
export interface Truth {
  /** Comments with a call of the person's on tickets that are there. */
  readonly owned: ReadonlySet<number>;
  /** Tickets that they asked for, are in copy of, follow or wrote on, or that say a number or address of theirs. */
  readonly linked: ReadonlySet<TicketId>;
  /** Tickets of calls whose caller they are in Talk's own books. */
  readonly exported: ReadonlySet<TicketId>;
}

export function truthOf({ account, profiles }: FoundWorld): Truth {
  const ids = new Set<UserId>(profiles.map((profile) => profile.id));
  const numbers = new Set(
    profiles.flatMap((profile) =>
      profile.identities.filter(({ type }) => type === 'phone_number').map(({ value }) => value),
    ),
  );
  const addresses = profiles.flatMap((profile) =>
    profile.identities.filter(({ type }) => type === 'email').map(({ value }) => value),
  );
  const owned = new Set<number>();
  const linked = new Set<TicketId>();
  const exported = new Set<TicketId>();
  for (const record of account.tickets.values()) {
    const isLinked =
      [record.requesterId, ...record.ccIds, ...record.followerIds].some((id) => ids.has(id)) ||
      record.comments.some((one) => ids.has(one.authorId)) ||
      saysOneOf(record, numbers, addresses);
    if (isLinked) linked.add(record.id);
    for (const one of record.comments) {
      if (isOwned(one, ids, numbers)) owned.add(one.id);
      const talk = one.type === 'VoiceComment' ? one.talk : null;
      const customer = talk === null || talk.callId === null ? null : talk.customerId;
      if (customer !== null && ids.has(customer)) exported.add(record.id);
    }
  }
  return { owned, linked, exported };
}

function isOwned(
  one: CommentRecord,
  ids: ReadonlySet<UserId>,
  numbers: ReadonlySet<string>,
): boolean {
  if (one.type === 'Comment') return false;
  if (ids.has(one.authorId)) return true;
  const call = one.type === 'VoiceComment' ? one.talk : one.partner;
  const customer = call.direction === 'inbound' ? call.from : call.to;
  return customer !== null && numbers.has(customer);
}

/** Whether the ticket's words or calls say a number or address of the person. */
function saysOneOf(
  record: TicketRecord,
  numbers: ReadonlySet<string>,
  addresses: readonly string[],
): boolean {
  return record.comments.some((one) => {
    if (one.type === 'VoiceComment')
      return [one.talk.from, one.talk.to].some((side) => side !== null && numbers.has(side));
    if (one.type === 'TpeVoiceComment')
      return numbers.has(one.partner.from) || numbers.has(one.partner.to);
    return addresses.some((address) => one.body.includes(address));
  });
}
