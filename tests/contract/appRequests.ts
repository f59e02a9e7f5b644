import { deepRoutes } from '../../src/api/deepRoutes.ts';
import { routes as sent, type Route } from '../../src/api/routes.ts';
import { routes as understood } from '../zendesk/routes.ts';
import { shapeOf, type Checked } from './findings.ts';

/** Every request that the app can send against the small Zendesk's table, which the other checks vouch for. */
export function checkAppRequests(): Checked {
  const requests: readonly Route[] = [...Object.values(sent), ...Object.values(deepRoutes)];
  const findings = requests.flatMap(({ method, pattern, query }) => {
    const route = understood.find(
      (one) => one.method === method && shapeOf(one.pattern) === shapeOf(pattern),
    );
    if (route === undefined) return [`${method} ${pattern}: the small Zendesk does not know it`];
    return query
      .filter((name) => !route.query.includes(name))
      .map((name) => `${method} ${pattern}: the small Zendesk does not know parameter ${name}`);
  });
  return { name: 'requests of the app', counted: requests.length, findings };
}
