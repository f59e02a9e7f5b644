import type { UserId } from '../../src/domain/ids.ts';
import type { TicketRecord, UserRecord } from './account.ts';
import { deletedUserJson, identityJson, ticketJson, timeOf, userJson } from './json.ts';
import { paged, type Listing } from './paging.ts';
import { badRequest, forbidden, invalid, noSuchRecord, tooMany } from './refusals.ts';
import { cursorPaging, idsIn, offsetPaging, type Route } from './route.ts';
import { usersFound } from './searchQuery.ts';
import {
  blockersOf,
  deleteUser,
  isAdmin,
  scrubUser,
  sees,
  type Answer,
  type Ask,
  type World,
} from './world.ts';

const minute = 60_000;

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/users/me',
    query: ['include'],
    side: 'support',
    who: 'anyone',
    success: { status: 200, keys: ['user'] },
    example: { path: '/api/v2/users/me' },
    answer: me,
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/show_many',
    query: ['ids', 'include_deleted', 'include'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['users'] },
    example: { path: '/api/v2/users/show_many?ids=700002' },
    answer: showMany,
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/search',
    query: ['query', 'external_id', 'include', ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['users', 'count', 'next_page', 'previous_page'] },
    example: { path: '/api/v2/users/search?query=Ada' },
    answer: search,
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}',
    query: ['include'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['user'] },
    example: { path: '/api/v2/users/700002' },
    answer: (ask) =>
      shown(ask, (user) => ({ status: 200, body: { user: userJson(ask.world, user) } })),
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/users/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['user'] },
    example: { path: '/api/v2/users/700003' },
    answer: deleteOne,
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/related',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['user_related'] },
    example: { path: '/api/v2/users/700002/related' },
    answer: (ask) =>
      shown(ask, (user) => ({ status: 200, body: { user_related: countsOf(ask.world, user) } })),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/identities',
    query: ['type[]', ...cursorPaging, ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['identities'] },
    example: { path: '/api/v2/users/700002/identities?page%5Bsize%5D=100' },
    answer: identities,
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/tickets/requested',
    query: [
      'sort_by',
      'sort_order',
      'include',
      'exclude_archived',
      ...cursorPaging,
      ...offsetPaging,
    ],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['tickets'] },
    example: { path: '/api/v2/users/700002/tickets/requested?page%5Bsize%5D=100' },
    answer: (ask) => listed(ask, (ticket, user) => ticket.requesterId === user, true),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/tickets/ccd',
    query: ['include', ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['tickets', 'count', 'next_page', 'previous_page'] },
    example: { path: '/api/v2/users/700002/tickets/ccd' },
    answer: (ask) => listed(ask, (ticket, user) => ticket.ccIds.includes(user), false),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/tickets/followed',
    query: ['sort_by', 'sort_order', 'exclude_archived', ...cursorPaging, ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['tickets'] },
    example: { path: '/api/v2/users/700001/tickets/followed?page%5Bsize%5D=100' },
    answer: (ask) => listed(ask, (ticket, user) => ticket.followerIds.includes(user), true),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/tickets/assigned',
    query: [...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['tickets', 'count', 'next_page', 'previous_page'] },
    example: { path: '/api/v2/users/700001/tickets/assigned' },
    answer: (ask) => listed(ask, (ticket, user) => ticket.assigneeId === user, false),
  },
  {
    method: 'GET',
    pattern: '/api/v2/users/{id}/compliance_deletion_statuses',
    query: ['application', ...cursorPaging, ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['compliance_deletion_statuses'] },
    example: { path: '/api/v2/users/700005/compliance_deletion_statuses' },
    answer: complianceStatuses,
  },
  {
    method: 'GET',
    pattern: '/api/v2/deleted_users/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['deleted_user'] },
    example: { path: '/api/v2/deleted_users/700004' },
    answer: (ask) => {
      const user = userOf(ask);
      return user?.presence === 'soft'
        ? { status: 200, body: { deleted_user: deletedUserJson(ask.world, user) } }
        : noSuchRecord();
    },
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/deleted_users/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['deleted_user'] },
    example: { path: '/api/v2/deleted_users/700004' },
    answer: deleteForGood,
  },
];

/** Whoever is not signed in gets an anonymous user with status 200, not a refusal. */
function me(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (viewer === null) {
    return {
      status: 200,
      body: {
        user: {
          id: null,
          url: null,
          name: 'Anonymous user',
          email: 'invalid@example.com',
          role: 'end-user',
          authenticity_token: 'none',
        },
      },
    };
  }
  return {
    status: 200,
    body: { user: { ...userJson(world, viewer), authenticity_token: 'a1b2c3' } },
  };
}

function showMany(ask: Ask): Answer {
  const { world } = ask;
  const ids = idsIn(ask);
  if (ids === null) return badRequest(world, 'BadRequest', 'ids must name 1 to 100 users');
  const withDeleted = ask.query.get('include_deleted') === 'true';
  const users = ids
    .map((id) => world.account.users.get(id as UserId))
    .filter((user) => user !== undefined)
    .filter((user) => user.presence === 'there' || withDeleted);
  return {
    status: 200,
    body: {
      users: users.map((user) => userJson(world, user)),
      next_page: null,
      previous_page: null,
      count: users.length,
    },
  };
}

function search(ask: Ask): Answer {
  const { world } = ask;
  const externalId = ask.query.get('external_id');
  const query = ask.query.get('query');
  if (query === null && externalId === null) {
    return badRequest(world, 'invalid', 'query or external_id is required');
  }
  const found =
    externalId === null
      ? usersFound(world, query ?? '')
      : [...world.account.users.values()].filter(
          (user) => user.presence === 'there' && user.externalId === externalId,
        );
  return paged(
    ask,
    { name: 'users', items: found, toJson: (user) => userJson(world, user) },
    { cursor: false, offset: true },
  );
}

function deleteOne(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (!isAdmin(viewer) || viewer === null) return forbidden(world);
  const user = userOf(ask);
  if (user?.presence !== 'there') return noSuchRecord();
  if (user.shared) return forbidden(world, 'Shared users cannot be changed');
  if (user.owner) return invalid('base', 'The account owner cannot be deleted');
  if (user.id === viewer.id) return invalid('base', 'You cannot delete yourself');
  const blockers = blockersOf(world, user.id);
  if (blockers.length > 0) return userRefusal(world, blockers.length);
  deleteUser(world, user, causeOf(ask));
  return { status: 200, body: { user: userJson(world, user) } };
}

function userRefusal(world: World, count: number): Answer {
  const text = `Unable to delete the user: they are the requester of ${count} ticket(s) that are not closed`;
  switch (world.switches.userRefusal) {
    case '422':
      return invalid('base', text);
    case '422otherLanguage':
      return invalid('base', `No es posible eliminar al usuario: ${count} tickets sin cerrar`);
    case '422plainText':
      return { status: 422, type: 'text', body: text };
    case '400':
      return { status: 400, body: { error: 'BadRequest', description: text } };
    case '409':
      return { status: 409, body: { error: 'Conflict', description: text } };
  }
}

function deleteForGood(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (!isAdmin(viewer)) return forbidden(world);
  const room = world.take('delete user for good', 700, 10 * minute);
  if (!room.ok) return tooMany(world, Math.ceil(room.waitMs / 1000));
  const user = userOf(ask);
  if (user?.presence !== 'soft') return noSuchRecord();
  const deleted_user = deletedUserJson(world, user);
  scrubUser(world, user, causeOf(ask));
  return { status: 200, body: { deleted_user } };
}

function identities(ask: Ask): Answer {
  const { world } = ask;
  return shown(ask, (user) => {
    const types = ask.query.getAll('type[]');
    const dropped =
      user.presence === 'hard' ||
      (user.presence === 'soft' && world.switches.softDeletionDrops === 'yes');
    const items = dropped
      ? []
      : user.identities.filter((identity) => types.length === 0 || types.includes(identity.type));
    return paged(
      ask,
      {
        name: 'identities',
        items,
        toJson: (identity) => identityJson(world, user, identity),
        place: (identity) => identity.id,
      },
      { cursor: true, offset: true },
    );
  });
}

function listed(
  ask: Ask,
  belongs: (ticket: TicketRecord, userId: UserId) => boolean,
  cursor: boolean,
): Answer {
  const { world, viewer } = ask;
  const user = userOf(ask);
  if (!user || user.presence === 'hard' || viewer === null) return noSuchRecord();
  const withoutArchived = ask.query.get('exclude_archived') === 'true';
  const items = [...world.account.tickets.values()].filter(
    (ticket) =>
      belongs(ticket, user.id) &&
      ticket.presence === 'there' &&
      ticket.listedFrom <= world.now &&
      !(withoutArchived && ticket.archived) &&
      sees(viewer, ticket),
  );
  const sorted = sortedBy(ask, items);
  if (sorted === null)
    return badRequest(world, 'InvalidParameter', 'sort_by or sort_order is not valid');
  const sideLoaded = ask.query.get('include')?.split(',').includes('users') === true;
  const listing: Listing<TicketRecord> = {
    name: 'tickets',
    items: sorted.items,
    toJson: (ticket) => ticketJson(world, ticket),
    place: sorted.place,
    falling: sorted.falling,
    ...(sideLoaded ? { beside: (page) => ({ users: peopleOf(world, page) }) } : {}),
  };
  return paged(ask, listing, { cursor, offset: true });
}

function sortedBy(
  ask: Ask,
  items: TicketRecord[],
): { items: TicketRecord[]; place: (ticket: TicketRecord) => number; falling: boolean } | null {
  const by = ask.query.get('sort_by') ?? 'id';
  const order = ask.query.get('sort_order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') return null;
  const falling = order === 'desc';
  const times: Record<string, (ticket: TicketRecord) => number> = {
    id: (ticket) => ticket.id,
    created_at: (ticket) => ticket.createdAt * 1000 + (ticket.id % 1000),
    updated_at: (ticket) => ticket.updatedAt * 1000 + (ticket.id % 1000),
  };
  const place = times[by];
  if (!place) return null;
  const sorted = items.sort((a, b) => (falling ? place(b) - place(a) : place(a) - place(b)));
  return { items: sorted, place, falling };
}

function complianceStatuses(ask: Ask): Answer {
  const { world } = ask;
  const user = userOf(ask);
  if (!user) return noSuchRecord();
  const { complianceBefore, complianceAfter } = world.switches;
  const word = user.presence === 'hard' ? complianceAfter : complianceBefore;
  if (word === '404') return noSuchRecord();
  const application = ask.query.get('application');
  const entries = (world.account.compliance.get(user.id) ?? []).filter(
    (entry) =>
      word === 'entries' &&
      entry.createdAt <= world.now &&
      (application === null || entry.application === application),
  );
  const places = new Map(entries.map((entry, index) => [entry, index]));
  return paged(
    ask,
    {
      name: 'compliance_deletion_statuses',
      items: entries,
      toJson: (entry) => ({
        action: entry.action,
        application: entry.application,
        account_subdomain: world.account.subdomain,
        executer_id: entry.executerId,
        user_id: user.id,
        created_at: timeOf(entry.createdAt),
      }),
      place: (entry) => places.get(entry) ?? -1,
    },
    { cursor: true, offset: true },
  );
}

/** What GET gives for a user, where it shows them at all. */
function shown(ask: Ask, then: (user: UserRecord) => Answer): Answer {
  const user = userOf(ask);
  if (!user) return noSuchRecord();
  const { softDeletedUser, hardDeletedUser } = ask.world.switches;
  if (user.presence === 'soft' && softDeletedUser === '404') return noSuchRecord();
  if (user.presence === 'hard' && hardDeletedUser === '404') return noSuchRecord();
  return then(user);
}

function userOf(ask: Ask): UserRecord | undefined {
  return ask.world.account.users.get(Number(ask.params['id']) as UserId);
}

function countsOf(world: World, user: UserRecord): Record<string, number> {
  let requested = 0;
  let ccd = 0;
  let assigned = 0;
  for (const ticket of world.account.tickets.values()) {
    if (ticket.presence !== 'there' || ticket.listedFrom > world.now) continue;
    if (ticket.requesterId === user.id) requested++;
    if (ticket.ccIds.includes(user.id)) ccd++;
    if (ticket.assigneeId === user.id) assigned++;
  }
  return {
    assigned_tickets: assigned,
    requested_tickets: requested,
    ccd_tickets: ccd,
    organization_subscriptions: 0,
  };
}

/** Side-loaded people of some tickets. */
export function peopleOf(world: World, tickets: readonly TicketRecord[]): unknown[] {
  const ids = new Set<UserId>();
  for (const ticket of tickets) {
    ids.add(ticket.requesterId);
    ids.add(ticket.submitterId);
    if (ticket.assigneeId !== null) ids.add(ticket.assigneeId);
  }
  return [...ids]
    .map((id) => world.account.users.get(id))
    .filter((user) => user !== undefined)
    .map((user) => userJson(world, user));
}

/** The request itself as the cause of what it does. */
export function causeOf(ask: Ask): {
  cause: 'request';
  byUserId: UserId | null;
  request: number;
  askedAt: number;
} {
  return {
    cause: 'request',
    byUserId: ask.viewer?.id ?? null,
    request: ask.number,
    askedAt: ask.world.now,
  };
}
