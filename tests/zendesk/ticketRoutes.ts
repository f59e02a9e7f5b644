import type { TicketId, UserId } from '../../src/domain/ids.ts';
import type { CommentRecord, SuspendedRecord, TicketRecord, UserRecord } from './account.ts';
import { queued, showJob } from './jobs.ts';
import { commentJson, suspendedJson, ticketJson, timeOf, userJson } from './json.ts';
import { paged } from './paging.ts';
import { badRequest, forbidden, invalid, noSuchRecord, tooMany } from './refusals.ts';
import { cursorPaging, idsIn, offsetPaging, type Route } from './route.ts';
import { causeOf, peopleOf } from './userRoutes.ts';
import {
  closeTicket,
  deleteTicket,
  isAdmin,
  sees,
  type Answer,
  type Ask,
  type World,
} from './world.ts';

const minute = 60_000;

export const ticketRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/tickets/show_many',
    query: ['ids', 'include'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['tickets'] },
    example: { path: '/api/v2/tickets/show_many?ids=4001' },
    answer: showMany,
  },
  {
    method: 'GET',
    pattern: '/api/v2/tickets/{id}',
    query: ['include'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['ticket'] },
    example: { path: '/api/v2/tickets/4001' },
    answer: show,
  },
  {
    method: 'PUT',
    pattern: '/api/v2/tickets/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['ticket', 'audit'] },
    example: { path: '/api/v2/tickets/4001', body: { ticket: { status: 'closed' } } },
    answer: update,
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/tickets/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 204, keys: [] },
    example: { path: '/api/v2/tickets/4001' },
    answer: deleteOne,
  },
  {
    method: 'GET',
    pattern: '/api/v2/tickets/{id}/comments',
    query: [
      'include',
      'include_inline_images',
      'sort',
      'sort_order',
      ...cursorPaging,
      ...offsetPaging,
    ],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['comments'] },
    example: { path: '/api/v2/tickets/4001/comments?include=users&page%5Bsize%5D=100' },
    answer: comments,
  },
  {
    method: 'GET',
    pattern: '/api/v2/tickets/{id}/related',
    query: [],
    side: 'support',
    who: 'agents',
    success: {
      status: 200,
      keys: ['topic_id', 'from_archive', 'incidents', 'followup_source_ids', 'jira_issue_ids'],
    },
    example: { path: '/api/v2/tickets/4001/related' },
    answer: (ask) =>
      shown(ask, (ticket) => ({
        status: 200,
        body: {
          topic_id: null,
          jira_issue_ids: [],
          followup_source_ids: [],
          from_archive: ticket.archived,
          incidents: 0,
        },
      })),
  },
  {
    method: 'GET',
    pattern: '/api/v2/suspended_tickets',
    query: [...cursorPaging, ...offsetPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['suspended_tickets'] },
    example: { path: '/api/v2/suspended_tickets?page%5Bsize%5D=100' },
    answer: suspended,
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/deleted_tickets/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['job_status'] },
    example: { path: '/api/v2/deleted_tickets/4002' },
    answer: deleteOneForGood,
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/deleted_tickets/destroy_many',
    query: ['ids'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['job_status'] },
    example: { path: '/api/v2/deleted_tickets/destroy_many?ids=4002' },
    answer: deleteManyForGood,
  },
  {
    method: 'GET',
    pattern: '/api/v2/job_statuses/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['job_status'] },
    example: { path: '/api/v2/job_statuses/exampleJob' },
    answer: showJob,
  },
];

function showMany(ask: Ask): Answer {
  const { world, viewer } = ask;
  const ids = idsIn(ask);
  if (ids === null) return badRequest(world, 'BadRequest', 'ids must name 1 to 100 tickets');
  const tickets = ids
    .map((id) => world.account.tickets.get(id as TicketId))
    .filter((ticket) => ticket !== undefined)
    .filter((ticket) => ticket.presence === 'there' && viewer !== null && sees(viewer, ticket));
  return {
    status: 200,
    body: {
      tickets: tickets.map((ticket) => ticketJson(world, ticket)),
      next_page: null,
      previous_page: null,
      count: tickets.length,
      ...(sideLoadsUsers(ask) ? { users: peopleOf(world, tickets) } : {}),
    },
  };
}

function show(ask: Ask): Answer {
  const { world } = ask;
  const ticket = ticketOf(ask);
  if (ticket?.presence === 'soft' && world.switches.softDeletedTicket === '200deleted') {
    return { status: 200, body: { ticket: ticketJson(world, ticket) } };
  }
  if (ticket?.presence === 'hard' && world.switches.hardDeletedTicket === '200deleted') {
    return { status: 200, body: { ticket: ticketJson(world, ticket) } };
  }
  return shown(ask, (one) => ({
    status: 200,
    body: {
      ticket: ticketJson(world, one),
      ...(sideLoadsUsers(ask) ? { users: peopleOf(world, [one]) } : {}),
    },
  }));
}

/** Only the status `closed` is understood: it is the only update that the app sends. */
function update(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (JSON.stringify(ask.body) !== '{"ticket":{"status":"closed"}}') {
    throw new Error(`an update of a ticket that is not its closing: ${JSON.stringify(ask.body)}`);
  }
  return shown(ask, (ticket) => {
    if (viewer === null || viewer.roleType === 1) return forbidden(world);
    const own = world.take(`update ticket ${ticket.id} by ${viewer.id}`, 30, 10 * minute);
    const all = world.take('update tickets', 100, minute);
    if (!own.ok || !all.ok)
      return tooMany(world, Math.ceil(Math.max(own.waitMs, all.waitMs) / 1000));
    if (ticket.status === 'closed')
      return invalid('status', 'Status: closed prevents ticket update');
    closeTicket(world, ticket, causeOf(ask));
    return {
      status: 200,
      body: {
        ticket: ticketJson(world, ticket),
        audit: {
          id: ask.number + 5_000_000,
          ticket_id: ticket.id,
          created_at: timeOf(world.now),
          author_id: viewer.id,
          metadata: { system: {}, custom: {} },
          events: [
            { id: ask.number + 6_000_000, type: 'Change', value: 'closed', field_name: 'status' },
          ],
          via: { channel: 'api', source: { from: {}, to: {}, rel: null } },
        },
      },
    };
  });
}

function deleteOne(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (!mayDelete(world, viewer, 'soft')) return forbidden(world);
  const room = world.take('delete tickets', 400, minute);
  if (!room.ok) return tooMany(world, Math.ceil(room.waitMs / 1000));
  return shown(ask, (ticket) => {
    deleteTicket(world, ticket, causeOf(ask));
    return { status: 204, body: null };
  });
}

function comments(ask: Ask): Answer {
  const { world } = ask;
  return shown(ask, (ticket) => {
    const sort = ask.query.get('sort') ?? 'created_at';
    const order = ask.query.get('sort_order') ?? 'asc';
    if (!['created_at', '-created_at'].includes(sort) || !['asc', 'desc'].includes(order)) {
      return badRequest(world, 'InvalidParameter', 'sort is not valid');
    }
    const falling = sort === '-created_at' || order === 'desc';
    const place = (comment: CommentRecord): number =>
      comment.createdAt * 1000 + (comment.id % 1000);
    const items = ticket.comments
      .filter((comment) => comment.createdAt <= world.now)
      .sort((a, b) => (falling ? place(b) - place(a) : place(a) - place(b)));
    return paged<CommentRecord>(
      ask,
      {
        name: 'comments',
        items,
        toJson: (comment) => commentJson(world, ticket, comment),
        place,
        falling,
        ...(sideLoadsUsers(ask) ? { beside: (page) => ({ users: authorsOf(world, page) }) } : {}),
      },
      { cursor: true, offset: true },
    );
  });
}

/** Of agents only those who see all tickets get to see the queue. */
function suspended(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (viewer === null || viewer.ticketRestriction !== null || viewer.roleType === 1)
    return forbidden(world);
  const isKept = ({ authorId }: SuspendedRecord): boolean =>
    world.switches.suspendedOfDeleted === 'kept' ||
    authorId === null ||
    world.account.users.get(authorId)?.presence === 'there';
  return paged(
    ask,
    {
      name: 'suspended_tickets',
      items: world.account.suspended.filter(isKept),
      toJson: (record) => suspendedJson(world, record),
      place: (record) => record.id,
    },
    { cursor: true, offset: true },
  );
}

function deleteOneForGood(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (!mayDelete(world, viewer, 'hard')) return forbidden(world);
  const ticket = ticketOf(ask);
  if (ticket?.presence !== 'soft') return noSuchRecord();
  if (ticket.archived && world.switches.archivedForGood === '404') return noSuchRecord();
  return queued(ask, [ticket.id]);
}

function deleteManyForGood(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (!mayDelete(world, viewer, 'hard')) return forbidden(world);
  const ids = idsIn(ask);
  if (ids === null) return badRequest(world, 'BadRequest', 'ids must name 1 to 100 tickets');
  return queued(
    ask,
    ids.map((id) => id as TicketId),
  );
}

/** A ticket that is there and that the viewer may see. */
function shown(ask: Ask, then: (ticket: TicketRecord) => Answer): Answer {
  const ticket = ticketOf(ask);
  if (ticket?.presence !== 'there' || ask.viewer === null) return noSuchRecord();
  return sees(ask.viewer, ticket) ? then(ticket) : forbidden(ask.world);
}

function ticketOf(ask: Ask): TicketRecord | undefined {
  return ask.world.account.tickets.get(Number(ask.params['id']) as TicketId);
}

function mayDelete(world: World, viewer: UserRecord | null, step: 'soft' | 'hard'): boolean {
  if (viewer === null || viewer.roleType === 1) return false;
  if (isAdmin(viewer)) return true;
  if (viewer.role !== 'agent') return false;
  const role =
    viewer.customRoleId === null ? undefined : world.account.customRoles.get(viewer.customRoleId);
  if (!role) return world.account.settings.agentTicketDeletion;
  return step === 'soft' ? role.ticketDeletion : role.viewDeletedTickets;
}

function sideLoadsUsers(ask: Ask): boolean {
  return ask.query.get('include')?.split(',').includes('users') === true;
}

function authorsOf(world: World, page: readonly CommentRecord[]): unknown[] {
  const ids = new Set<UserId>(page.map((comment) => comment.authorId));
  return [...ids]
    .map((id) => world.account.users.get(id))
    .filter((user) => user !== undefined)
    .map((user) => userJson(world, user));
}
