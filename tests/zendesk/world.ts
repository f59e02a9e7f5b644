import type { RecordingKind } from '../../src/domain/call.ts';
import type { CallId, TicketId, UserId } from '../../src/domain/ids.ts';
import type {
  Account,
  ComplianceEntry,
  TicketRecord,
  TicketStatus,
  UserRecord,
} from './account.ts';
import type { Fault } from './faults.ts';
import type { Rng } from './rng.ts';
import type { Switches } from './switches.ts';

/** What Zendesk did to an item. */
export type Deed =
  | { readonly kind: 'recording'; readonly callId: CallId; readonly recording: RecordingKind }
  | { readonly kind: 'close'; readonly ticketId: TicketId }
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'ticketForGood'; readonly ticketId: TicketId }
  | { readonly kind: 'user'; readonly userId: UserId }
  | { readonly kind: 'userForGood'; readonly userId: UserId };

/** Zendesk's own record of one effect. Recordings also go because their ticket or person went. */
export type Effect = Deed & {
  /** When it took place, and when it was asked for. */
  readonly at: number;
  readonly askedAt: number;
  readonly byUserId: UserId | null;
  readonly cause: 'request' | 'ticketGone' | 'userGone' | 'after30Days';
  /** The number of the request behind it. */
  readonly request: number | null;
};

export type Cause = Pick<Effect, 'cause' | 'byUserId' | 'request' | 'askedAt'>;

/** What the search still believes of a ticket that has changed. */
export interface StaleTicket {
  readonly until: number;
  readonly isThere: boolean;
  readonly status: TicketStatus;
}

/** The inside of the small Zendesk, as its routes see it. */
export interface World {
  readonly account: Account;
  readonly switches: Switches;
  readonly indexLagMs: number;
  readonly listLagMs: number;
  /** The instant of what happens now: of the request, or of an effect whose time has come. */
  now: number;
  /** Draws of the platform: job times, lags, shapes of errors. */
  readonly rng: Rng;
  readonly shapes: Rng;
  readonly history: Effect[];
  readonly staleTickets: Map<TicketId, StaleTicket>;
  readonly staleUsers: Map<UserId, number>;
  /** What the request in hand changed, for the log. */
  changed: string[];
  later(at: number, act: () => void): void;
  /** False when the limit of that name is used up. */
  take(
    name: string,
    limit: number,
    windowMs: number,
  ): { readonly ok: boolean; readonly waitMs: number };
}

/** One request on its way through a route. */
export interface Ask {
  readonly world: World;
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Null only on routes that answer to everybody. */
  readonly viewer: UserRecord | null;
  readonly fault: Fault | null;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: 'text' | 'html';
  readonly headers?: Readonly<Record<string, string>>;
}

const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** Whether audio is there to be heard or deleted. Before it is ready, a deletion misses it. */
export function recordingIsThere(world: World, callId: CallId, kind: RecordingKind): boolean {
  const recording = world.account.recordings.get(callId)?.[kind];
  return recording !== undefined && recording.readyAt <= world.now;
}

export function removeRecording(
  world: World,
  callId: CallId,
  kind: RecordingKind,
  cause: Cause,
): void {
  if (!recordingIsThere(world, callId, kind)) return;
  delete world.account.recordings.get(callId)?.[kind];
  note(world, cause, { kind: 'recording', callId, recording: kind });
  if (world.switches.recordingTouchesTicket === 'no') return;
  for (const ticket of world.account.tickets.values()) {
    if (ticket.presence === 'there' && holdsCall(ticket, callId)) ticket.updatedAt = world.now;
  }
}

export function closeTicket(world: World, ticket: TicketRecord, cause: Cause): void {
  leaveStale(world, ticket);
  ticket.status = 'closed';
  ticket.updatedAt = world.now;
  note(world, cause, { kind: 'close', ticketId: ticket.id });
}

/** Soft deletion. After 30 days it turns permanent by itself. */
export function deleteTicket(world: World, ticket: TicketRecord, cause: Cause): void {
  leaveStale(world, ticket);
  ticket.presence = 'soft';
  ticket.updatedAt = world.now;
  note(world, cause, { kind: 'ticket', ticketId: ticket.id });
  world.later(world.now + 30 * day, () => {
    scrubTicket(world, ticket, { ...cause, cause: 'after30Days' });
  });
}

/** Permanent deletion. Its recordings follow seven days later. */
export function scrubTicket(world: World, ticket: TicketRecord, cause: Cause): void {
  if (ticket.presence !== 'soft') return;
  ticket.presence = 'hard';
  note(world, cause, { kind: 'ticketForGood', ticketId: ticket.id });
  world.later(world.now + 7 * day, () => {
    removeRecordingsOf(world, ticket, { ...cause, cause: 'ticketGone' });
  });
}

export function deleteUser(world: World, user: UserRecord, cause: Cause): void {
  world.staleUsers.set(user.id, world.now + world.indexLagMs);
  user.presence = 'soft';
  user.updatedAt = world.now;
  note(world, cause, { kind: 'user', userId: user.id });
  if (world.switches.complianceBefore === 'entries') {
    complianceOf(world, user.id).push({
      action: 'request_deletion',
      application: 'all',
      executerId: cause.byUserId,
      createdAt: world.now,
    });
  }
  world.later(world.now + 30 * day, () => {
    scrubUser(world, user, { ...cause, cause: 'after30Days' });
  });
}

/** Permanent deletion: product after product, and the person's recordings at Talk with it. */
export function scrubUser(world: World, user: UserRecord, cause: Cause): void {
  if (user.presence !== 'soft') return;
  user.presence = 'hard';
  note(world, cause, { kind: 'userForGood', userId: user.id });
  const entries = complianceOf(world, user.id);
  if (!entries.some((entry) => entry.action === 'request_deletion')) {
    entries.push({
      action: 'request_deletion',
      application: 'all',
      executerId: cause.byUserId,
      createdAt: world.now,
    });
  }
  const unit = { minutes: minute, hours: hour, days: 6 * hour }[world.switches.complianceLag];
  for (const application of ['support', 'talk', 'guide', 'chat', 'explore']) {
    const startedAt = world.now + world.rng.between(1, 8) * unit;
    const completeAt = startedAt + world.rng.between(1, 5) * unit;
    entries.push(
      { action: 'started', application, executerId: null, createdAt: startedAt },
      { action: 'complete', application, executerId: null, createdAt: completeAt },
    );
    if (application !== 'talk') continue;
    world.later(completeAt, () => {
      for (const ticket of world.account.tickets.values()) {
        if (ticket.requesterId === user.id) {
          removeRecordingsOf(world, ticket, { ...cause, cause: 'userGone' });
        }
      }
    });
  }
}

/** Tickets that keep their requester from being deleted. */
export function blockersOf(world: World, userId: UserId): TicketRecord[] {
  return [...world.account.tickets.values()].filter(
    (ticket) =>
      ticket.requesterId === userId &&
      ticket.status !== 'closed' &&
      (ticket.presence === 'there' ||
        (ticket.presence === 'soft' && world.switches.softDeletedCounts === 'yes')),
  );
}

/** Whether this agent may see the ticket at all. */
export function sees(viewer: UserRecord, ticket: TicketRecord): boolean {
  switch (viewer.ticketRestriction) {
    case null:
      return true;
    case 'assigned':
      return ticket.assigneeId === viewer.id;
    case 'groups':
      return (
        ticket.assigneeId === viewer.id ||
        (ticket.groupId !== null && viewer.groupIds.includes(ticket.groupId))
      );
    case 'organization':
      return ticket.organizationId !== null && ticket.organizationId === viewer.organizationId;
    case 'requested':
      return ticket.requesterId === viewer.id;
  }
}

/** Billing admins (role type 5) are not counted as admins: what they may is not known. */
export function isAdmin(viewer: UserRecord | null): boolean {
  return viewer?.role === 'admin' && viewer.roleType !== 5;
}

function note(world: World, cause: Cause, deed: Deed): void {
  world.history.push({ ...deed, ...cause, at: world.now });
  world.changed.push(wordsOf(deed));
}

function wordsOf(deed: Deed): string {
  switch (deed.kind) {
    case 'recording':
      return `${deed.recording} recording of call ${deed.callId} deleted`;
    case 'close':
      return `ticket ${deed.ticketId} closed`;
    case 'ticket':
      return `ticket ${deed.ticketId} deleted`;
    case 'ticketForGood':
      return `ticket ${deed.ticketId} deleted for good`;
    case 'user':
      return `user ${deed.userId} deleted`;
    case 'userForGood':
      return `user ${deed.userId} deleted for good`;
  }
}

function leaveStale(world: World, ticket: TicketRecord): void {
  if (world.indexLagMs === 0) return;
  world.staleTickets.set(ticket.id, {
    until: world.now + world.indexLagMs,
    isThere: ticket.presence === 'there',
    status: ticket.status,
  });
}

function complianceOf(world: World, userId: UserId): ComplianceEntry[] {
  const entries = world.account.compliance.get(userId) ?? [];
  world.account.compliance.set(userId, entries);
  return entries;
}

function holdsCall(ticket: TicketRecord, callId: CallId): boolean {
  return ticket.comments.some(
    (comment) => comment.type === 'VoiceComment' && comment.talk.callId === callId,
  );
}

function removeRecordingsOf(world: World, ticket: TicketRecord, cause: Cause): void {
  for (const comment of ticket.comments) {
    if (comment.type !== 'VoiceComment' || comment.talk.callId === null) continue;
    removeRecording(world, comment.talk.callId, 'call', cause);
    removeRecording(world, comment.talk.callId, 'voicemail', cause);
  }
}
