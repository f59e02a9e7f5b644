import { steppedClock } from '../zendesk/clock.ts';
import type { Route } from '../zendesk/route.ts';
import { exampleAccount } from '../zendesk/routes.ts';
import { openZendesk } from '../zendesk/zendesk.ts';

/** What the small Zendesk answers to a route's example, on an account of its own. */
export async function answerTo(
  route: Route,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const clock = steppedClock();
  const zendesk = openZendesk(exampleAccount(), { clock });
  const { path, body } = route.example;
  const request = { method: route.method, path, ...(body === undefined ? {} : { body }) };
  const reply = await clock.run(zendesk.send(request, { timeoutMs: 30_000 }));
  if (reply.kind !== 'answer') return { status: 0, body: null };
  const json: unknown = reply.text === '' ? null : JSON.parse(reply.text);
  return { status: reply.status, body: json };
}
