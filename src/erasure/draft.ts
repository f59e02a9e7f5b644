import type { Call } from '../domain/call.ts';
import type { CallId, CommentId, TicketId, UserId } from '../domain/ids.ts';
import { isOwnedCall, isOwnedTicket, type Person } from '../domain/person.ts';
import { isAdmin, type Profile } from '../domain/profile.ts';
import { keyOf, type Act } from '../domain/receipt.ts';
import { isClosed } from '../domain/ticket.ts';
import type { Inventory, TicketReading } from '../inventory/inventory.ts';
import { sweptSources } from '../inventory/sweep.ts';
import { digestOf } from './digest.ts';
import {
  unreachablePlaces,
  type Plan,
  type PlannedAct,
  type SeenTicket,
  type Stay,
  type StayGround,
  type Unreachable,
} from './plan.ts';
import { seenTicket } from './seen.ts';

export type TicketChoice = 'delete' | 'keep' | 'closeThenKeep';

/** What the admin chose on top of the starting choices. */
export interface Decision {
  readonly tickets: ReadonlyMap<TicketId, TicketChoice>;
  /** Voice comments chosen one by one: owned ones on cc'd tickets, and somebody else's or unknown ones. */
  readonly recordings: ReadonlySet<CommentId>;
  /** "A copy was handed over elsewhere, or none is owed." */
  readonly isCopySettled: boolean;
}

/** Why this ticket starts as it does. */
export type TicketReason = 'onlyTheirs' | 'otherPeople' | 'notTheirTicket';

export interface DraftTicket {
  readonly reading: TicketReading;
  /** Null on a ticket that the person did not request: it cannot be deleted here. */
  readonly choice: TicketChoice | null;
  readonly options: readonly TicketChoice[];
  readonly reason: TicketReason;
  /** Other people's or unknown calls, and end users besides the person. */
  readonly otherCalls: number;
  readonly otherPeople: number;
  readonly calls: readonly DraftCall[];
}

export interface DraftCall {
  readonly call: Call;
  readonly isOwned: boolean;
  readonly isChosen: boolean;
  /** Whether the admin can still change it. */
  readonly isOptional: boolean;
}

/** Something that keeps the plan from being approved, with a way out in its kind. */
export type Blocker =
  | { readonly kind: 'scanIncomplete' | 'notAdmin' | 'copyNotSettled' }
  | {
      readonly kind: 'oneself' | 'notEndUser' | 'sharedProfile' | 'alreadyDeleted';
      readonly userId: UserId;
    }
  | { readonly kind: 'unclosedTicket'; readonly ticketId: TicketId };

/** A plan that is not approved yet, with everything that the three heaps show. */
export interface Draft {
  readonly plan: Plan;
  readonly digest: string;
  readonly tickets: readonly DraftTicket[];
  readonly blockers: readonly Blocker[];
  /** Requests that the run will send at least, and the recordings, tickets and closings in it. */
  readonly cost: PlanCost;
}

export interface PlanCost {
  readonly requests: number;
  readonly recordings: number;
  readonly tickets: number;
  readonly closings: number;
  readonly keptTickets: number;
}

export const noDecision: Decision = {
  tickets: new Map(),
  recordings: new Set(),
  isCopySettled: false,
};

/** The erasure of a person as the inventory and the decisions make it. Recomputed on every change; pure. */
export function draftErasure(
  inventory: Inventory,
  decision: Decision,
  { me, account, now }: { readonly me: Profile; readonly account: string; readonly now: number },
): Draft {
  const person: Person = inventory.person ?? { profiles: [], identities: new Map() };
  const tickets = inventory.tickets.map((reading) => draftTicket(reading, person, decision));
  const chosen = tickets.flatMap((ticket) => ticket.calls.filter((call) => call.isChosen));
  const acts: PlannedAct[] = [
    ...recordingActs(chosen),
    ...tickets
      .filter((ticket) => ticket.choice === 'closeThenKeep')
      .map((ticket) => planned({ kind: 'close', ticketId: ticket.reading.ticket.id })),
    ...tickets
      .filter((ticket) => ticket.choice === 'delete')
      .flatMap(({ reading: { ticket } }) => [
        planned({ kind: 'ticket', ticketId: ticket.id }),
        planned({ kind: 'ticketForGood', ticketId: ticket.id }),
      ]),
    ...inventory.profileIds.flatMap((userId) => [
      planned({ kind: 'user', userId }),
      planned({ kind: 'userForGood', userId }),
    ]),
  ];
  const plan: Plan = {
    version: 1,
    scope: 'person',
    account,
    admin: me.id,
    profileIds: inventory.profileIds,
    acts,
    seen: seenTickets(inventory, now),
    stays: tickets.flatMap(staysOf),
    unreachable: [
      ...tickets.flatMap(unreachableOn),
      ...unreachablePlaces.map((kind): Unreachable => ({ kind })),
    ],
    coverage: coverageOf(inventory, now),
  };
  return {
    plan,
    digest: digestOf(plan),
    tickets,
    blockers: blockersOf(inventory, person, tickets, decision, me),
    cost: costOf(plan, inventory.sources.filter(({ source }) => source === 'search').length),
  };
}

/** The deletion of chosen recordings, as one confirmation named them. `seen` spares a read per unmoved ticket. */
export function draftRecordings(
  calls: readonly Call[],
  {
    me,
    account,
    person,
    profileIds,
    what,
    inventory,
    now,
  }: {
    readonly me: Pick<Profile, 'id'>;
    readonly account: string;
    readonly person: Person | null;
    readonly profileIds: readonly UserId[];
    /** One kind only, on explicit choice where a call id has both; else every recording of the call. */
    readonly what?: 'call' | 'voicemail';
    readonly inventory: Inventory | null;
    readonly now: number;
  },
): { readonly plan: Plan; readonly digest: string; readonly cost: PlanCost } {
  const chosen = calls.map((call) => ({
    call,
    isOwned: person !== null && isOwnedCall(call, person),
  }));
  const touched = new Set(calls.map((call) => call.ticketId));
  const plan: Plan = {
    version: 1,
    scope: 'recordings',
    account,
    admin: me.id,
    profileIds,
    acts: recordingActs(chosen, what),
    seen: inventory ? seenTickets(inventory, now).filter((seen) => touched.has(seen.ticketId)) : [],
    stays: [],
    unreachable: [],
    coverage: inventory
      ? coverageOf(inventory, now)
      : {
          ticketsListed: touched.size,
          ticketsRead: touched.size,
          calls: calls.length,
          sources: [],
          scannedAt: now,
        },
  };
  return { plan, digest: digestOf(plan), cost: costOf(plan, 0) };
}

/** Whether Talk can be asked to delete this call's recordings at all. */
export function isDeletable(call: Call): call is Call & { readonly callId: CallId } {
  return call.origin === 'talk' && call.callId !== null;
}

function planned(act: Exclude<Act, { kind: 'recording' }>): PlannedAct {
  return act.kind === 'user' || act.kind === 'userForGood'
    ? { key: keyOf(act), act }
    : { key: keyOf(act), act };
}

function draftTicket(reading: TicketReading, person: Person, decision: Decision): DraftTicket {
  const { ticket, comments } = reading;
  const calls = comments.state === 'read' ? comments.calls : [];
  const isTheirs = isOwnedTicket(ticket, person);
  const otherCalls = calls.filter((call) => !isOwnedCall(call, person)).length;
  const isPerson = (id: UserId) => person.profiles.some((profile) => profile.id === id);
  const others = new Set([
    ...(comments.state === 'read' ? comments.otherAuthors : []),
    ...(ticket.ccIds ?? []).filter((id) => !isPerson(id)),
  ]);
  const reason: TicketReason = !isTheirs
    ? 'notTheirTicket'
    : otherCalls > 0 || others.size > 0
      ? 'otherPeople'
      : 'onlyTheirs';
  const options: readonly TicketChoice[] = !isTheirs
    ? []
    : isClosed(ticket)
      ? ['delete', 'keep']
      : ['delete', 'closeThenKeep', 'keep'];
  const wanted = decision.tickets.get(ticket.id);
  const start: TicketChoice = reason === 'onlyTheirs' ? 'delete' : 'keep';
  const choice = !isTheirs
    ? null
    : wanted !== undefined && options.includes(wanted)
      ? wanted
      : start;
  return {
    reading,
    choice,
    options,
    reason,
    otherCalls,
    otherPeople: others.size,
    calls: calls.map((call) => {
      const isOwned = isOwnedCall(call, person);
      const isOptional = isDeletable(call) && !(isOwned && isTheirs);
      const isChosen =
        isDeletable(call) && (isOptional ? decision.recordings.has(call.commentId) : true);
      return { call, isOwned, isChosen, isOptional };
    }),
  };
}

/** One act per call id, calls of one ticket side by side; what is chosen one by one keeps that mark. */
function recordingActs(
  chosen: readonly { readonly call: Call; readonly isOwned: boolean }[],
  what: 'all' | 'call' | 'voicemail' = 'all',
): readonly PlannedAct[] {
  const byCallId = new Map<CallId, { readonly call: Call; readonly isOwned: boolean }[]>();
  for (const one of chosen) {
    if (!isDeletable(one.call)) continue;
    const others = byCallId.get(one.call.callId);
    if (others) others.push(one);
    else byCallId.set(one.call.callId, [one]);
  }
  const acts = [...byCallId].map(([callId, ones]): Extract<PlannedAct, { places: unknown }> => {
    const act = { kind: 'recording', callId, what } as const;
    return {
      key: keyOf(act),
      act,
      places: ones.map(({ call }) => ({ ticketId: call.ticketId, commentId: call.commentId })),
      wasListed: ones.some(
        ({ call }) =>
          call.hasAddress && (what === 'all' || call.kind === what || call.kind === 'unknown'),
      ),
      isOwned: ones.every((one) => one.isOwned),
      kinds: [...new Set(ones.map(({ call }) => (call.kind === 'unknown' ? null : call.kind)))],
    };
  });
  const order = new Map<TicketId, number>();
  for (const act of acts)
    for (const place of act.places)
      if (!order.has(place.ticketId)) order.set(place.ticketId, order.size);
  const rank = (act: (typeof acts)[number]) =>
    Math.min(...act.places.map((place) => order.get(place.ticketId) ?? order.size));
  return acts.sort((one, other) => rank(one) - rank(other));
}

function seenTickets(inventory: Inventory, now: number): readonly SeenTicket[] {
  return inventory.tickets.flatMap(({ ticket, comments }) =>
    comments.state === 'read'
      ? [seenTicket(ticket, { ids: comments.commentIds, calls: comments.calls }, now)]
      : [],
  );
}

function staysOf(ticket: DraftTicket): readonly Stay[] {
  const { id } = ticket.reading.ticket;
  const ground: StayGround | null =
    ticket.choice === null
      ? 'notTheirTicket'
      : ticket.choice === 'closeThenKeep'
        ? 'closedInstead'
        : ticket.choice === 'keep'
          ? ticket.reason === 'otherPeople'
            ? 'otherPeople'
            : 'byChoice'
          : null;
  if (ground === null) return [];
  const calls = ticket.calls
    .filter((call) => !call.isChosen && isDeletable(call.call))
    .map((call): Stay => ({
      ticketId: id,
      commentId: call.call.commentId,
      ground: call.isOwned ? 'byChoice' : 'notTheirCall',
    }));
  return [{ ticketId: id, commentId: null, ground }, ...calls];
}

function unreachableOn(ticket: DraftTicket): readonly Unreachable[] {
  return ticket.calls
    .filter(({ call, isOwned }) => !isDeletable(call) && (isOwned || ticket.choice === 'delete'))
    .map(({ call }) => ({
      kind: call.origin === 'partner' ? ('partnerCall' as const) : ('callWithoutId' as const),
      ticketId: call.ticketId,
      commentId: call.commentId,
    }));
}

function coverageOf(inventory: Inventory, now: number): Plan['coverage'] {
  return {
    ticketsListed: inventory.tickets.length,
    ticketsRead: inventory.tickets.filter((ticket) => ticket.comments.state === 'read').length,
    calls: inventory.calls.length,
    sources: sweptSources.filter((source) =>
      inventory.sources.some((reading) => reading.source === source),
    ),
    scannedAt: inventory.endedAt ?? now,
  };
}

function blockersOf(
  inventory: Inventory,
  person: Person,
  tickets: readonly DraftTicket[],
  decision: Decision,
  me: Profile,
): readonly Blocker[] {
  const blockers: Blocker[] = [];
  if (!isAdmin(me)) blockers.push({ kind: 'notAdmin' });
  if (inventory.phase !== 'complete' || inventory.person === null)
    blockers.push({ kind: 'scanIncomplete' });
  for (const { id: userId, role, isShared, isSharedAgent, isActive } of person.profiles) {
    if (userId === me.id) blockers.push({ kind: 'oneself', userId });
    else if (role !== 'end-user') blockers.push({ kind: 'notEndUser', userId });
    if (isShared === true || isSharedAgent === true)
      blockers.push({ kind: 'sharedProfile', userId });
    if (isActive === false) blockers.push({ kind: 'alreadyDeleted', userId });
  }
  for (const { reading, choice } of tickets)
    if (choice === 'keep' && !isClosed(reading.ticket))
      blockers.push({ kind: 'unclosedTicket', ticketId: reading.ticket.id });
  if (!decision.isCopySettled) blockers.push({ kind: 'copyNotSettled' });
  return blockers;
}

/**
 * At least: Zendesk may need second looks. Per recording 1, per ticket of recordings 1 look, per ticket 5, per person 8;
 * per sweep the lists, the profiles, and two searches for each number or address at most.
 */
function costOf(plan: Plan, searched: number): PlanCost {
  const recordings = plan.acts.filter(({ act }) => act.kind === 'recording').length;
  const places = new Set(
    plan.acts.flatMap((one) => ('places' in one ? one.places.map((place) => place.ticketId) : [])),
  );
  const tickets = plan.acts.filter(({ act }) => act.kind === 'ticket').length;
  const closings = plan.acts.filter(({ act }) => act.kind === 'close').length;
  const lists = Math.ceil(Math.max(plan.coverage.ticketsListed, 1) / 100);
  const people = plan.acts.filter(({ act }) => act.kind === 'user').length;
  const takeUp = 1 + 2 * plan.profileIds.length;
  const others = (plan.coverage.sources.length - 1) * plan.profileIds.length + searched * 2;
  const sweeps =
    people > 0 ? 2 * (lists + others + places.size - Math.min(tickets, places.size)) : 0;
  const requests =
    takeUp +
    recordings +
    places.size +
    Math.ceil(places.size / 100) +
    closings * 3 +
    tickets * 5 +
    sweeps +
    people * 8;
  return {
    requests,
    recordings,
    tickets,
    closings,
    keptTickets: plan.coverage.ticketsListed - tickets,
  };
}
