import { extname } from 'node:path';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import * as v from 'valibot';
import { idFrom, type TicketId, type UserId } from '../../../src/domain/ids.ts';
import { installedApp, typeOf } from './appFiles.ts';
import { hostBundle } from './bundle.ts';
import type { DeskEvent, Overview } from './desk.ts';
import type { Seat } from './seat.ts';
import { signablesOf, ticketPage, ticketSheet, userSheet } from './sheets.ts';

interface HostDeps {
  readonly build: string;
  readonly appUrl: () => string;
}

/** The host page, what it asks of its server, and the account's API under `/zendesk`. */
export function hostRoutes(seat: Seat, { build, appUrl }: HostDeps): Hono {
  const routes = new Hono();

  routes.all('/zendesk/*', async (context) => {
    const { method, url } = context.req.raw;
    const asked = new URL(url);
    const text = await context.req.text();
    const reply = await seat.ask(
      {
        method: v.parse(Method, method),
        path: asked.pathname.slice('/zendesk'.length) + asked.search,
        ...(text === '' ? {} : { body: JSON.parse(text) as unknown }),
      },
      idFrom<UserId>(context.req.header('x-signed-in')),
    );
    // A browser may repeat a request whose connection breaks, so a lost answer travels as a mark.
    if (reply.kind !== 'answer')
      return new Response(null, { status: 502, headers: { 'x-answer': 'lost' } });
    const isEmpty = reply.status === 204 || reply.status === 304;
    return new Response(isEmpty ? null : reply.text, {
      status: reply.status,
      headers: { 'cache-control': 'no-store', ...reply.headers },
    });
  });

  routes.get('/host/overview', async (context) => {
    const account = seat.account();
    const overview: Overview = {
      account: seat.which(),
      subdomain: account.subdomain,
      app: await installedApp(build, appUrl()),
      settings: seat.settings(),
      people: signablesOf(account),
    };
    return context.json(overview);
  });
  routes.get('/host/tickets', (context) =>
    context.json(ticketPage(seat.account(), context.req.query('query') ?? '')),
  );
  routes.get('/host/tickets/:id', (context) => {
    const id = idFrom<TicketId>(context.req.param('id'));
    const sheet = id && ticketSheet(seat.account(), id, Date.now());
    return context.json(sheet);
  });
  routes.get('/host/users/:id', (context) => {
    const id = idFrom<UserId>(context.req.param('id'));
    const sheet = id && userSheet(seat.account(), id);
    return context.json(sheet);
  });
  routes.get('/host/log', (context) => context.json(seat.log()));
  routes.get('/host/events', (context) =>
    streamSSE(context, async (stream) => {
      const write = (event: DeskEvent) => void stream.writeSSE({ data: JSON.stringify(event) });
      const stop = seat.listen(write);
      await new Promise<void>((ended) => {
        stream.onAbort(ended);
        seat.onClose(ended);
      });
      stop();
    }),
  );

  routes.post('/host/calls', async (context) => {
    const { ticketId, readyInMs } = v.parse(CallOrder, await context.req.json());
    const made = seat.newCall(idFrom<TicketId>(ticketId), readyInMs);
    return made === null ? context.json(null, 409) : context.json({ ticketId: made });
  });
  routes.post('/host/tickets/:id/status', async (context) => {
    const { status } = v.parse(StatusOrder, await context.req.json());
    const id = idFrom<TicketId>(context.req.param('id'));
    return context.json(null, id && seat.submit(id, status) ? 200 : 409);
  });
  routes.post('/host/account', async (context) => {
    seat.openAccount(v.parse(AccountOrder, await context.req.json()).account);
    return context.json(null);
  });
  routes.post('/host/settings', async (context) => {
    seat.changeSettings(v.parse(Settings, await context.req.json()));
    return context.json(null);
  });
  routes.post('/host/reset', (context) => {
    seat.reset();
    return context.json(null);
  });
  routes.post('/host/faults', async (context) => {
    seat.arm(v.parse(Faults, await context.req.json()));
    return context.json(null);
  });
  routes.post('/host/log/clear', (context) => {
    seat.clearLog();
    return context.json(null);
  });

  routes.get('*', async (context) => {
    const { path } = context.req;
    if (path === '/') return context.redirect('/agent/tickets');
    const files = await hostBundle();
    const file = path.startsWith('/agent') ? '/index.html' : path;
    const body = files.get(file);
    if (body === undefined) return context.text('Not found', 404);
    return new Response(body, {
      headers: { 'content-type': typeOf(`x${extname(file)}`), 'cache-control': 'no-store' },
    });
  });

  routes.onError((error, context) =>
    error instanceof v.ValiError
      ? context.text(error.message, 400)
      : context.text(String(error), 500),
  );
  return routes;
}

const CallOrder = v.object({
  ticketId: v.nullable(v.number()),
  readyInMs: v.optional(v.number()),
});
const StatusOrder = v.object({ status: v.picklist(['open', 'pending', 'solved']) });
const Method = v.picklist(['GET', 'PUT', 'POST', 'DELETE']);
const AccountOrder = v.object({
  /** A number: tickets of the generated person. */
  account: v.union([
    v.literal('demo'),
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20_000)),
  ]),
});
const Settings = v.record(v.string(), v.string());
const Faults = v.object({
  method: v.exactOptional(Method),
  pathHas: v.exactOptional(v.string()),
  times: v.exactOptional(v.number()),
  fault: v.variant('kind', [
    v.object({ kind: v.literal('lost'), effect: v.boolean() }),
    v.object({ kind: v.literal('silent'), effect: v.boolean() }),
    v.object({ kind: v.literal('limited'), waitSeconds: v.nullable(v.number()) }),
    v.object({
      kind: v.literal('trouble'),
      status: v.picklist([500, 502, 503, 504]),
      effect: v.boolean(),
    }),
    v.object({ kind: v.literal('refused'), status: v.picklist([400, 401, 403, 404, 409, 422]) }),
    v.object({ kind: v.picklist(['loginPage', 'cutJson', 'tooManyJobs', 'jobFails', 'jobStuck']) }),
    v.object({ kind: v.literal('slow'), ms: v.number() }),
  ]),
});
