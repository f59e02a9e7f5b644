import type { Asked } from '../domain/failure.ts';
import type { WireRequest } from './send.ts';

/** Requests with a limit of their own, tighter than the app's; the figures stand in `turns.ts`. */
export type Budget = 'general' | 'search' | 'jobs' | 'searchExport' | 'exports';

export interface Route extends Asked {
  readonly kind: 'read' | 'act';
  /** The only query parameters that are ever sent with it. */
  readonly query: readonly string[];
  readonly budget: Budget;
}

/**
 * Every request that the app can send, but for the deep reads of `deepRoutes.ts`, which a sidebar does not
 * carry. What is in neither list cannot leave the app.
 */
export const routes = {
  me: read('/api/v2/users/me', []),
  user: read('/api/v2/users/{user_id}', []),
  users: read('/api/v2/users/show_many', ['ids']),
  searchUsers: read('/api/v2/users/search', ['query', 'per_page'], 'search'),
  identities: read('/api/v2/users/{user_id}/identities', ['page[size]', 'page[after]']),
  related: read('/api/v2/users/{user_id}/related', []),
  requestedTickets: read('/api/v2/users/{user_id}/tickets/requested', [
    'page[size]',
    'page[after]',
  ]),
  ccdTickets: read('/api/v2/users/{user_id}/tickets/ccd', ['page', 'per_page']),
  complianceStatuses: read('/api/v2/users/{user_id}/compliance_deletion_statuses', [
    'page[size]',
    'page[after]',
  ]),
  deletedUser: read('/api/v2/deleted_users/{user_id}', []),
  ticket: read('/api/v2/tickets/{ticket_id}', []),
  tickets: read('/api/v2/tickets/show_many', ['ids']),
  comments: read('/api/v2/tickets/{ticket_id}/comments', ['include', 'page[size]', 'page[after]']),
  relatedToTicket: read('/api/v2/tickets/{ticket_id}/related', []),
  search: read('/api/v2/search', ['query', 'per_page'], 'search'),
  job: read('/api/v2/job_statuses/{job_id}', [], 'jobs'),
  accountSettings: read('/api/v2/account/settings', []),
  lines: read('/api/v2/channels/voice/phone_numbers', ['page']),
  queueActivity: read('/api/v2/channels/voice/stats/current_queue_activity', []),
  agentsActivity: read('/api/v2/channels/voice/stats/agents_activity', ['page']),

  deleteRecordings: act('DELETE', '/api/v2/channels/voice/calls/{call_id}/recordings'),
  deleteRecordingsOfKind: act(
    'DELETE',
    '/api/v2/channels/voice/calls/{call_id}/recordings/{recording_type}',
  ),
  closeTicket: act('PUT', '/api/v2/tickets/{ticket_id}'),
  deleteTicket: act('DELETE', '/api/v2/tickets/{ticket_id}'),
  deleteTicketForGood: act('DELETE', '/api/v2/deleted_tickets/{ticket_id}'),
  deleteUser: act('DELETE', '/api/v2/users/{user_id}'),
  deleteUserForGood: act('DELETE', '/api/v2/deleted_users/{user_id}'),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
type PlaceIn<Text extends string> = Text extends `${string}{${infer Place}}${infer Rest}`
  ? Place | PlaceIn<Rest>
  : never;

/** What fills the places of a route's pattern. */
export type Places<To extends Route> = {
  readonly [Place in PlaceIn<To['pattern']>]: string | number;
};
export type Query<To extends Route> = { readonly [Key in To['query'][number]]?: string };

/** The request of a route. Values are encoded here and nowhere else. */
export function requestOf<To extends Route>(
  route: To,
  places: Places<To>,
  query: Query<To>,
  body?: unknown,
): WireRequest {
  const path = route.pattern.replace(/\{(\w+)\}/g, (_, place: string) =>
    encodeURIComponent(String(Object.entries(places).find(([key]) => key === place)?.[1])),
  );
  const pairs = route.query.flatMap((key) => {
    const value = Object.entries(query).find(([asked]) => asked === key)?.[1];
    return typeof value === 'string'
      ? [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`]
      : [];
  });
  return {
    method: route.method,
    path: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    ...(body === undefined ? {} : { body }),
  };
}

export function askedOf({ method, pattern }: Route): Asked {
  return { method, pattern };
}

export function askedBy(name: RouteName): Asked {
  return askedOf(routes[name]);
}

/** A read's place in a list of routes. */
export function read<const Path extends string, const Keys extends readonly string[]>(
  pattern: Path,
  query: Keys,
  budget: Budget = 'general',
) {
  return { kind: 'read', method: 'GET', pattern, query, budget } as const;
}

function act<const Path extends string>(method: 'PUT' | 'DELETE', pattern: Path) {
  return { kind: 'act', method, pattern, query: [], budget: 'general' } as const;
}
