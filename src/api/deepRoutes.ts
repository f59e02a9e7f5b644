import { read, type Route } from './routes.ts';

const cursor = ['page[size]', 'page[after]'] as const;
const incremental = '/api/v2/channels/voice/stats/incremental';

/** The requests of `deepReads.ts` that the app's other reads do not send. */
export const deepRoutes = {
  followedTickets: read('/api/v2/users/{user_id}/tickets/followed', cursor),
  assignedTickets: read('/api/v2/users/{user_id}/tickets/assigned', ['page', 'per_page']),
  searchExport: read('/api/v2/search/export', ['query', 'filter[type]', ...cursor], 'searchExport'),
  searchCount: read('/api/v2/search/count', ['query'], 'search'),
  suspendedTickets: read('/api/v2/suspended_tickets', cursor),
  calls: read(`${incremental}/calls`, ['start_time'], 'exports'),
  legs: read(`${incremental}/legs`, ['start_time'], 'exports'),
  line: read('/api/v2/channels/voice/phone_numbers/{line_id}', ['include']),
} as const satisfies Record<string, Route>;
