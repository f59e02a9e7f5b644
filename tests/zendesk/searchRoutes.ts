import type { TicketRecord, UserRecord } from './account.ts';
import { ticketJson, userJson } from './json.ts';
import { numberIn, paged } from './paging.ts';
import { badRequest, noSuchRecord, tooMany } from './refusals.ts';
import { cursorPaging, offsetPaging, type Route } from './route.ts';
import { queryFrom, ticketsFound, usersFound } from './searchQuery.ts';
import { peopleOf } from './userRoutes.ts';
import type { Answer, Ask, World } from './world.ts';

const minute = 60_000;
const searchWindow = 1000;
const mostWords = 64;

export const searchRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/search',
    query: ['query', 'sort_by', 'sort_order', 'include', ...offsetPaging, 'page[size]'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['results', 'facets', 'next_page', 'previous_page', 'count'] },
    example: { path: '/api/v2/search?query=type%3Aticket%20requester%3A700002' },
    answer: search,
  },
  {
    method: 'GET',
    pattern: '/api/v2/search/export',
    query: ['query', 'filter[type]', 'include', ...cursorPaging],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['results', 'facets', 'meta', 'links'] },
    example: {
      path: '/api/v2/search/export?query=requester%3A700002&filter%5Btype%5D=ticket&page%5Bsize%5D=100',
    },
    answer: searchExport,
  },
  {
    method: 'GET',
    pattern: '/api/v2/search/count',
    query: ['query'],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['count'] },
    example: { path: '/api/v2/search/count?query=type%3Aticket%20requester%3A700002' },
    answer: searchCount,
  },
];

function search(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (viewer === null) return noSuchRecord();
  const query = ask.query.get('query');
  const refusal = unfit(world, query);
  if (query === null || refusal !== null) return refusal ?? noSuchRecord();
  if (ask.query.has('page[size]')) {
    return badRequest(world, 'invalid', 'page[size] is not supported by this endpoint');
  }
  const page = numberIn(ask, 'page', 1);
  const size = numberIn(ask, 'per_page', 100);
  if (page !== null && size !== null && page * Math.min(100, size) > searchWindow) {
    return {
      status: 422,
      body: {
        error: 'invalid',
        description:
          'Invalid search: Requested response size was greater than Search Response Limits',
      },
    };
  }
  const { type } = queryFrom(query);
  const tickets = type === 'user' ? [] : ticketsFound(world, query, viewer);
  const people = type === 'ticket' ? [] : usersFound(world, query);
  const falling = ask.query.get('sort_order') !== 'asc';
  const by = ask.query.get('sort_by') === 'created_at' ? 'createdAt' : 'updatedAt';
  const results: (TicketRecord | UserRecord)[] = [...tickets, ...people].sort(
    (a, b) => (falling ? b[by] - a[by] : a[by] - b[by]) || a.id - b.id,
  );
  return paged(
    ask,
    {
      name: 'results',
      items: results,
      toJson: (item) => resultJson(world, item),
      beside: (items) => ({
        facets: null,
        ...(ask.query.get('include') === 'users'
          ? { users: peopleOf(world, items.filter(isTicket)) }
          : {}),
      }),
    },
    { cursor: false, offset: true },
  );
}

function searchCount(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (viewer === null) return noSuchRecord();
  const query = ask.query.get('query');
  const refusal = unfit(world, query);
  if (query === null || refusal !== null) return refusal ?? noSuchRecord();
  const { type } = queryFrom(query);
  const tickets = type === 'user' ? 0 : ticketsFound(world, query, viewer).length;
  const people = type === 'ticket' ? 0 : usersFound(world, query).length;
  return { status: 200, body: { count: tickets + people } };
}

/** What no search takes: nothing at all, or more than 64 words. */
function unfit(world: World, query: string | null): Answer | null {
  if (query === null || query.trim() === '')
    return badRequest(world, 'invalid', 'query is required');
  return query.trim().split(/\s+/).length > mostWords
    ? badRequest(world, 'invalid', `query has more than ${mostWords} words`)
    : null;
}

function searchExport(ask: Ask): Answer {
  const { world, viewer } = ask;
  if (viewer === null) return noSuchRecord();
  const room = world.take('search export', 100, minute);
  if (!room.ok) return tooMany(world, Math.ceil(room.waitMs / 1000));
  const query = ask.query.get('query');
  const type = ask.query.get('filter[type]');
  const refusal = unfit(world, query);
  if (query === null || refusal !== null) return refusal ?? noSuchRecord();
  if (type !== 'ticket' && type !== 'user')
    return badRequest(world, 'invalid', 'filter[type] is required');
  if (queryFrom(query).type !== null) {
    return badRequest(world, 'invalid', 'type: cannot be used in the query of an export');
  }
  const found: (TicketRecord | UserRecord)[] =
    type === 'ticket' ? ticketsFound(world, query, viewer) : usersFound(world, query);
  return paged(
    ask,
    {
      name: 'results',
      items: found.sort((a, b) => exportPlace(a) - exportPlace(b)),
      toJson: (item) => resultJson(world, item),
      place: exportPlace,
      mostPerPage: 1000,
      beside: () => ({ facets: null }),
    },
    { cursor: true, offset: false },
  );
}

/** The export is sorted by the time of creation. */
function exportPlace(item: TicketRecord | UserRecord): number {
  return item.createdAt * 1000 + (item.id % 1000);
}

function isTicket(item: TicketRecord | UserRecord): item is TicketRecord {
  return 'requesterId' in item;
}

function resultJson(world: World, item: TicketRecord | UserRecord): unknown {
  // What is deleted meanwhile is still shown as the index remembers it.
  const remembered = { ...item, presence: 'there' as const };
  return isTicket(item)
    ? {
        ...ticketJson(world, { ...remembered, ...staleOf(world, item) } as TicketRecord),
        result_type: 'ticket',
      }
    : { ...userJson(world, remembered as UserRecord), result_type: 'user' };
}

function staleOf(world: World, ticket: TicketRecord): Partial<TicketRecord> {
  const believed = world.staleTickets.get(ticket.id);
  return believed !== undefined && believed.until > world.now ? { status: believed.status } : {};
}
