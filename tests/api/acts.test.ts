import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openActs, type ActOutcome, type Acts } from '../../src/api/acts.ts';
import { openPace } from '../../src/api/pace.ts';
import { openReads } from '../../src/api/reads.ts';
import { routes } from '../../src/api/routes.ts';
import type { WireReply } from '../../src/api/send.ts';
import type { CallId, TicketId, UserId } from '../../src/domain/ids.ts';
import * as build from '../zendesk/builders.ts';
import { steppedClock } from '../zendesk/clock.ts';
import { scripted, type Fault } from '../zendesk/faults.ts';
import { openZendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';
import { answer, memoryStore, played, unhurried } from './played.ts';

const anyTime = { notAfter: Infinity };
const callId = 9300001 as CallId;
const ticketId = 42 as TicketId;
const userId = 7 as UserId;

const every: readonly (readonly [string, (acts: Acts) => Promise<ActOutcome<unknown>>])[] = [
  ['deleteRecordings', (acts) => acts.deleteRecordings(callId, 'all', anyTime)],
  ['deleteRecordings of one kind', (acts) => acts.deleteRecordings(callId, 'voicemail', anyTime)],
  ['closeTicket', (acts) => acts.closeTicket(ticketId, anyTime)],
  ['deleteTicket', (acts) => acts.deleteTicket(ticketId, anyTime)],
  ['deleteTicketForGood', (acts) => acts.deleteTicketForGood(ticketId, anyTime)],
  ['deleteUser', (acts) => acts.deleteUser(userId, anyTime)],
  ['deleteUserForGood', (acts) => acts.deleteUserForGood(userId, anyTime)],
];

const actsAfter = (reply: WireReply) => openActs(unhurried(played(() => reply).send));

describe.each(every)('%s', (_, act) => {
  test('is unknown without an answer that tells', async () => {
    const replies: readonly (readonly [WireReply, string])[] = [
      [{ kind: 'noAnswer', cause: 'deadline' }, 'noAnswer'],
      [{ kind: 'noAnswer', cause: 'network' }, 'noAnswer'],
      [answer(500, ''), 'serverTrouble'],
      [answer(503, '', { 'retry-after': '5' }), 'serverTrouble'],
      [answer(302, ''), 'serverTrouble'],
      [answer(0, ''), 'noAnswer'],
      [answer(200, '<!doctype html><title>Sign in</title>'), 'signedOut'],
      [answer(204, ' <html>'), 'signedOut'],
    ];
    for (const [reply, kind] of replies) {
      expect(await act(actsAfter(reply))).toMatchObject({ kind: 'unknown', failure: { kind } });
    }
  });

  test('is refused by an answer that says so', async () => {
    for (const [status, kind] of [
      [401, 'signedOut'],
      [403, 'forbidden'],
      [404, 'noSuchEndpoint'],
      [409, 'refused'],
      [422, 'refused'],
      [418, 'refused'],
    ] as const) {
      expect(await act(actsAfter(answer(status, '<html>')))).toMatchObject({
        kind: 'refused',
        status,
        failure: { kind },
      });
    }
    const missing = answer(404, { error: 'RecordNotFound', description: 'Not found' });
    expect(await act(actsAfter(missing))).toMatchObject({
      kind: 'refused',
      status: 404,
      failure: { kind: 'notFound' },
    });
  });

  test('is not done after a limit, too many jobs, or when it came too late', async () => {
    expect(await act(actsAfter(answer(429, '', { 'retry-after': '7' })))).toMatchObject({
      kind: 'notDone',
      failure: { kind: 'limited', waitMs: 7000 },
    });
    for (const status of [403, 422, 429]) {
      expect(await act(actsAfter(answer(status, { error: 'TooManyJobs' })))).toMatchObject({
        kind: 'notDone',
        failure: { kind: 'tooManyJobs' },
      });
    }
    const late = openActs({
      ...unhurried(played(() => answer(204, '')).send),
      act: () => Promise.resolve({ kind: 'tooLate' }),
    });
    expect(await act(late)).toMatchObject({ kind: 'notDone', failure: { kind: 'tooLate' } });
  });

  test('has one of four outcomes and one request, whatever comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        async (status, text) => {
          const wire = played(() => answer(status, text));
          const outcome = await act(openActs(unhurried(wire.send)));
          expect(wire.requests).toHaveLength(1);
          if (status < 200 || (status >= 300 && status < 400) || status >= 500)
            expect(outcome.kind).toBe('unknown');
          else if (status >= 400) expect(['refused', 'notDone']).toContain(outcome.kind);
          else expect(['done', 'unknown']).toContain(outcome.kind);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('an answer of success', () => {
  test('to a deleted recording is never parsed', async () => {
    for (const text of ['', '{', 'null', 'gone', '{"error":"RecordNotFound"}']) {
      expect(await actsAfter(answer(200, text)).deleteRecordings(callId, 'all', anyTime)).toEqual({
        kind: 'done',
        status: 200,
        value: null,
      });
    }
  });

  test('to a closing counts only when the ticket says closed', async () => {
    const closed = (status: unknown) =>
      actsAfter(answer(200, { ticket: { id: 42, status } })).closeTicket(ticketId, anyTime);
    expect(await closed('closed')).toEqual({ kind: 'done', status: 200, value: null });
    for (const other of ['solved', 'Closed', '', null]) {
      expect(await closed(other)).toMatchObject({
        kind: 'unknown',
        failure: { kind: 'garbled', where: 'ticket.status' },
      });
    }
    expect(await actsAfter(answer(200, '{')).closeTicket(ticketId, anyTime)).toMatchObject({
      kind: 'unknown',
    });
  });

  test('to a permanent ticket deletion counts only with a job', async () => {
    const queued = (body: unknown) =>
      actsAfter(answer(200, body)).deleteTicketForGood(ticketId, anyTime);
    expect(await queued({ job_status: { id: 'V3-ab', status: 'queued' } })).toEqual({
      kind: 'done',
      status: 200,
      value: 'V3-ab',
    });
    for (const body of [
      {},
      { job_status: null },
      { job_status: { id: 5 } },
      { job_status: { id: '../x' } },
      '',
    ]) {
      expect(await queued(body)).toMatchObject({ kind: 'unknown', failure: { kind: 'garbled' } });
    }
  });
});

test('every act of the closed list is sent as it stands there', async () => {
  const { send, requests } = played(() => answer(204, ''));
  for (const [, act] of every) await act(openActs(unhurried(send)));
  expect(requests).toEqual([
    { method: 'DELETE', path: '/api/v2/channels/voice/calls/9300001/recordings' },
    { method: 'DELETE', path: '/api/v2/channels/voice/calls/9300001/recordings/voicemail' },
    { method: 'PUT', path: '/api/v2/tickets/42', body: { ticket: { status: 'closed' } } },
    { method: 'DELETE', path: '/api/v2/tickets/42' },
    { method: 'DELETE', path: '/api/v2/deleted_tickets/42' },
    { method: 'DELETE', path: '/api/v2/users/7' },
    { method: 'DELETE', path: '/api/v2/deleted_users/7' },
  ]);
  expect(Object.values(routes).filter(({ kind }) => kind === 'act')).toHaveLength(requests.length);
});

describe('against the small Zendesk', () => {
  function opened(options: Partial<ZendeskOptions> = {}) {
    const clock = steppedClock();
    const account = build.emptyAccount();
    build.admin(account);
    const caller = build.endUser(account, { phone: '+15550100123' });
    const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
    const call = build.voiceComment(account, ticket, { recorded: 'both' }).talk.callId;
    if (call === null) throw new Error('a call without an id');
    const zendesk = openZendesk(account, { clock, ...options });
    const paced = openPace(zendesk.send, {
      clock,
      store: memoryStore(),
      key: 'example/1',
      random: () => 0,
    });
    return { clock, caller, ticket, call, zendesk, acts: openActs(paced), reads: openReads(paced) };
  }
  const deeds = (zendesk: ReturnType<typeof opened>['zendesk']) =>
    zendesk.history.map(({ kind }) => kind);

  test('recordings go, one kind alone or all, and a second time is an outcome of its own', async () => {
    const { clock, call, acts, zendesk } = opened();
    expect(await clock.run(acts.deleteRecordings(call, 'voicemail', anyTime))).toMatchObject({
      kind: 'done',
      status: 204,
    });
    expect(zendesk.history).toMatchObject([{ kind: 'recording', recording: 'voicemail' }]);
    expect(await clock.run(acts.deleteRecordings(call, 'all', anyTime))).toMatchObject({
      kind: 'done',
      status: 204,
    });
    expect(await clock.run(acts.deleteRecordings(call, 'all', anyTime))).toMatchObject({
      kind: 'refused',
      status: 404,
      failure: { kind: 'notFound' },
    });
    expect(zendesk.history).toHaveLength(2);
  });

  test('a person goes in the whole order', async () => {
    const { clock, caller, ticket, acts, reads, zendesk } = opened();
    expect(await clock.run(acts.deleteUser(caller.id, anyTime))).toMatchObject({
      kind: 'refused',
      status: 422,
    });
    expect(await clock.run(acts.closeTicket(ticket.id, anyTime))).toMatchObject({ kind: 'done' });
    expect(await clock.run(acts.deleteTicket(ticket.id, anyTime))).toMatchObject({
      kind: 'done',
      status: 204,
    });
    const job = await clock.run(acts.deleteTicketForGood(ticket.id, anyTime));
    if (job.kind !== 'done') throw new Error(job.kind);
    await clock.advance(30_000);
    expect(await clock.run(reads.job(job.value))).toMatchObject({
      ok: true,
      value: { status: 'completed', success: true },
    });
    expect(await clock.run(acts.deleteUser(caller.id, anyTime))).toMatchObject({ kind: 'done' });
    expect(await clock.run(acts.deleteUserForGood(caller.id, anyTime))).toMatchObject({
      kind: 'done',
    });
    expect(deeds(zendesk)).toEqual(['close', 'ticket', 'ticketForGood', 'user', 'userForGood']);
  });

  test.each<[ActOutcome['kind'], Fault, number]>([
    ['unknown', { kind: 'lost', effect: true }, 1],
    ['unknown', { kind: 'silent', effect: true }, 1],
    ['unknown', { kind: 'trouble', status: 503, effect: true }, 1],
    ['unknown', { kind: 'loginPage' }, 0],
    ['notDone', { kind: 'limited', waitSeconds: null }, 0],
    ['refused', { kind: 'refused', status: 403 }, 0],
  ])('an act is %s after %j and never repeated', async (kind, fault, effects) => {
    const { clock, ticket, acts, zendesk } = opened({
      faults: scripted({ method: 'DELETE', nth: 1, fault }),
    });
    expect(await clock.run(acts.deleteTicket(ticket.id, anyTime))).toMatchObject({ kind });
    await clock.runUntilIdle(600_000);
    expect(zendesk.log).toHaveLength(1);
    expect(deeds(zendesk)).toHaveLength(effects);
  });

  test('an act whose time is over before its turn is not sent', async () => {
    const { clock, ticket, call, acts, zendesk } = opened({
      faults: scripted({ nth: 1, fault: { kind: 'slow', ms: 20_000 } }),
    });
    const first = acts.deleteRecordings(call, 'all', anyTime);
    const late = acts.deleteTicket(ticket.id, { notAfter: clock.now() + 5000 });
    expect(await clock.run(late)).toMatchObject({ kind: 'notDone', failure: { kind: 'tooLate' } });
    await clock.run(first);
    expect(deeds(zendesk)).toEqual(['recording', 'recording']);
  });
});
