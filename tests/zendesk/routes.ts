import { accountRoutes } from './accountRoutes.ts';
import type { Account } from './account.ts';
import * as build from './builders.ts';
import { exportRoutes } from './exportRoutes.ts';
import type { JobId, UserId } from '../../src/domain/ids.ts';
import type { Route } from './route.ts';
import { searchRoutes } from './searchRoutes.ts';
import { talkRoutes } from './talkRoutes.ts';
import { ticketRoutes } from './ticketRoutes.ts';
import { suspendedTicket } from './traceBuilders.ts';
import { userRoutes } from './userRoutes.ts';

/** Every request that the small Zendesk understands. */
export const routes: readonly Route[] = [
  ...userRoutes,
  ...ticketRoutes,
  ...searchRoutes,
  ...accountRoutes,
  ...talkRoutes,
  ...exportRoutes,
];

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a path without its query, or null. A `.json` suffix is accepted. */
export function routeOf(method: string, path: string): Match | null {
  const segments = path.replace(/\.json$/, '').split('/');
  for (const { route, pattern } of byShape.get(`${method} ${segments.length}`) ?? []) {
    const params = paramsOf(pattern, segments, route);
    if (params) return { route, params };
  }
  return null;
}

/** An account on which the example of every route succeeds. */
export function exampleAccount(): Account {
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: 'Dana Admin' });
  const caller = build.endUser(account, { name: 'Ada Caller', phone: '+15550100123' });
  build.endUser(account, { name: 'Ben Without Tickets' });
  build.endUser(account, { name: 'Carl Deleted' }).presence = 'soft';
  const gone = build.endUser(account, { name: 'Dora Gone' });
  gone.presence = 'hard';
  account.compliance.set(gone.id, [
    {
      action: 'request_deletion',
      application: 'all',
      executerId: admin.id,
      createdAt: account.madeAt,
    },
    { action: 'started', application: 'support', executerId: null, createdAt: account.madeAt },
  ]);
  const open = build.ticket(account, { requester: caller, via: 'inbound', cc: [gone] });
  build.voiceComment(account, open, { answeredBy: admin });
  build.comment(account, open, { author: admin, body: 'Called back' });
  build.partnerCall(account, open);
  build.ticket(account, { requester: caller }).presence = 'soft';
  const other = build.ticket(account, {
    requester: admin,
    assignee: admin,
    cc: [caller],
    followers: [admin],
    customFields: [{ id: 360_101, value: 'Spring sale' }],
  });
  build.comment(account, other, { attachments: ['invoice.pdf'] });
  suspendedTicket(account, { author: caller });
  build.activity(account, admin);
  build.customRole(account);
  const jobId = 'exampleJob' as JobId;
  account.jobs.set(jobId, {
    id: jobId,
    type: 'Bulk Permanently Delete Tickets',
    ticketIds: [],
    byUserId: admin.id satisfies UserId,
    createdAt: account.madeAt - 2000,
    workingFrom: account.madeAt - 1000,
    finishedAt: account.madeAt,
    ending: { status: 'completed', success: true },
  });
  return account;
}

const byShape = new Map<string, { route: Route; pattern: readonly string[] }[]>();
for (const route of routes) {
  const pattern = route.pattern.split('/');
  const key = `${route.method} ${pattern.length}`;
  byShape.set(key, [...(byShape.get(key) ?? []), { route, pattern }]);
}

function paramsOf(
  pattern: readonly string[],
  segments: readonly string[],
  route: Route,
): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (let i = 0; i < pattern.length; i++) {
    const wanted = pattern[i] ?? '';
    const segment = segments[i] ?? '';
    if (!wanted.startsWith('{')) {
      if (wanted !== segment) return null;
      continue;
    }
    const name = wanted.slice(1, -1);
    if (!shapeOf(name, route).test(segment)) return null;
    params[name] = segment;
  }
  return params;
}

function shapeOf(name: string, route: Route): RegExp {
  if (name === 'recording_type') return /^[a-z]+$/;
  if (route.pattern.startsWith('/api/v2/job_statuses/')) return /^[A-Za-z0-9-]{4,64}$/;
  return /^[1-9]\d{0,15}$/;
}
