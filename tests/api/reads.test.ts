import { describe, expect, test } from 'vitest';
import { openPace } from '../../src/api/pace.ts';
import { openReads, type Pages, type Reads } from '../../src/api/reads.ts';
import { routes } from '../../src/api/routes.ts';
import type { Failure, FailureKind } from '../../src/domain/failure.ts';
import type { JobId, TicketId, UserId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import type { UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { steppedClock } from '../zendesk/clock.ts';
import { scripted, type Fault } from '../zendesk/faults.ts';
import { openZendesk, type Zendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';
import { answer, memoryStore, played, unhurried } from './played.ts';

function opened(options: Partial<ZendeskOptions> = {}) {
  const clock = steppedClock();
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: 'Dana Admin' });
  const caller = build.endUser(account, { name: 'Ada Caller', phone: '+15550100123' });
  const zendesk = openZendesk(account, { clock, ...options });
  const paced = openPace(zendesk.send, {
    clock,
    store: memoryStore(),
    key: 'example/1',
    random: () => 0,
  });
  const reads = openReads(paced);
  const run = <Value>(promise: Promise<Value>): Promise<Value> => clock.run(promise);
  return { account, admin, caller, zendesk, reads, run, paced };
}

async function all<Item>(pages: Pages<Item>): Promise<Result<readonly Item[]>> {
  const items: Item[] = [];
  for await (const page of pages) {
    if (!page.ok) return page;
    items.push(...page.value);
  }
  return { ok: true, value: items };
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.kind} of ${result.failure.asked.pattern}`);
  return result.value;
}

const paths = (zendesk: Zendesk) => zendesk.log.map(({ path }) => decodeURIComponent(path));

describe('reading a person', () => {
  test('finds who is signed in, a user, several, and their identities', async () => {
    const { reads, run, admin, caller } = opened();
    expect(given(await run(reads.me()))).toMatchObject({
      id: admin.id,
      role: 'admin',
      roleType: 4,
    });
    expect(given(await run(reads.user(caller.id)))).toMatchObject({
      name: 'Ada Caller',
      number: '+15550100123',
      isPhoneShared: false,
      isActive: true,
      updatedAt: new Date(caller.updatedAt).toISOString().replace('.000', ''),
    });
    const several = given(await run(reads.users([caller.id, admin.id])));
    expect(several.map(({ id }) => id).sort()).toEqual([admin.id, caller.id]);
    expect(given(await run(all(reads.identities(caller.id))))).toMatchObject([
      { type: 'email', isPrimary: true },
      { type: 'phone_number', value: '+15550100123' },
    ]);
  });

  test('says signed out where Zendesk shows an anonymous user', async () => {
    const { reads, run, zendesk } = opened();
    zendesk.signIn(null);
    expect(await run(reads.me())).toMatchObject({ ok: false, failure: { kind: 'signedOut' } });
  });

  test('searches users by name and says how many there are', async () => {
    const { reads, run, caller } = opened();
    const found = given(await run(reads.searchUsers('Ada')));
    expect(found.profiles.map(({ id }) => id)).toEqual([caller.id]);
    expect(found.total).toBe(1);
  });

  test('sends a search so that a plus and an ampersand arrive', async () => {
    const { reads, run, zendesk } = opened();
    given(await run(reads.searchUsers('phone:+15550100123 & a=b?#')));
    expect(paths(zendesk)).toEqual([
      '/api/v2/users/search?query=phone:+15550100123 & a=b?#&per_page=100',
    ]);
    expect(zendesk.log[0]?.path).toContain('%2B15550100123%20%26%20a%3Db%3F%23');
  });

  test('asks nothing for nobody and refuses more ids than one request takes', async () => {
    const { reads, run, zendesk } = opened();
    expect(await run(reads.users([]))).toEqual({ ok: true, value: [] });
    expect(zendesk.log).toEqual([]);
    const tooMany = Array.from({ length: 101 }, (_, index) => (index + 1) as UserId);
    await expect(run(reads.users(tooMany))).rejects.toThrow(RangeError);
  });

  test('finds a deleted user only between the two deletions, and how far the erasure is', async () => {
    const { reads, run, caller, account } = opened();
    expect(await run(reads.deletedUser(caller.id))).toMatchObject({
      failure: { kind: 'notFound' },
    });
    caller.presence = 'soft';
    expect(given(await run(reads.deletedUser(caller.id)))).toMatchObject({
      id: caller.id,
      isActive: false,
    });
    caller.presence = 'hard';
    account.compliance.set(caller.id, [
      {
        action: 'request_deletion',
        application: 'all',
        executerId: null,
        createdAt: account.madeAt,
      },
    ]);
    expect(given(await run(all(reads.complianceStatuses(caller.id))))).toEqual([
      { action: 'request_deletion', application: 'all', createdAt: '2026-11-23T09:00:00Z' },
    ]);
  });
});

describe('reading tickets', () => {
  function withTickets(
    account: ReturnType<typeof opened>['account'],
    caller: UserRecord,
    count: number,
  ) {
    for (let index = 0; index < count; index += 1) build.ticket(account, { requester: caller });
  }

  test('lists every requested ticket once, 100 a page', async () => {
    const { reads, run, account, caller, zendesk } = opened();
    withTickets(account, caller, 250);
    const tickets = given(await run(all(reads.requestedTickets(caller.id))));
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(250);
    expect(tickets).toHaveLength(250);
    expect(zendesk.log).toHaveLength(3);
    expect(paths(zendesk)[0]).toBe(`/api/v2/users/${caller.id}/tickets/requested?page[size]=100`);
  });

  test('lists every ticket in copy once, by page numbers', async () => {
    const { reads, run, account, caller, admin, zendesk } = opened();
    for (let index = 0; index < 200; index += 1)
      build.ticket(account, { requester: admin, cc: [caller] });
    const tickets = given(await run(all(reads.ccdTickets(caller.id))));
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(200);
    expect(tickets[0]?.ccIds).toEqual([caller.id]);
    expect(paths(zendesk)).toEqual([
      `/api/v2/users/${caller.id}/tickets/ccd?page=1&per_page=100`,
      `/api/v2/users/${caller.id}/tickets/ccd?page=2&per_page=100`,
    ]);
  });

  test('shows one, several, their counts, and whether one is archived', async () => {
    const { reads, run, account, caller } = opened();
    const old = build.ticket(account, { requester: caller, archived: true, via: 'voicemail' });
    const open = build.ticket(account, { requester: caller });
    expect(given(await run(reads.ticket(old.id)))).toMatchObject({
      status: 'closed',
      requesterId: caller.id,
      channel: 'voice',
      channelRel: 'voicemail',
    });
    const several = given(await run(reads.tickets([old.id, open.id, 999 as TicketId])));
    expect(several.map(({ id }) => id)).toEqual([old.id, open.id]);
    expect(given(await run(reads.isArchived(old.id)))).toBe(true);
    expect(given(await run(reads.isArchived(open.id)))).toBe(false);
    expect(given(await run(reads.related(caller.id)))).toEqual({
      requested: 2,
      ccd: 0,
      assigned: 0,
    });
  });

  test('finds Talk tickets by channel in one request, with the count', async () => {
    const { reads, run, account, caller, zendesk } = opened();
    const talk = (['voicemail', 'inbound', 'outbound'] as const).map((via) =>
      build.ticket(account, { requester: caller, via }),
    );
    build.ticket(account, { requester: caller });
    const found = given(await run(reads.talkTicketsByChannel(caller.id)));
    expect(found.tickets.map(({ id }) => id).sort()).toEqual(talk.map(({ id }) => id));
    expect(found.total).toBe(3);
    expect(zendesk.log).toHaveLength(1);
  });

  test('reads all comments with their calls and the authors roles', async () => {
    const { reads, run, account, caller, admin, zendesk } = opened();
    const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
    build.voiceComment(account, ticket, { answeredBy: admin, durationSeconds: 338 });
    build.voiceComment(account, ticket, { kind: 'voicemail', transcript: 'Hello' });
    build.partnerCall(account, ticket);
    for (let index = 0; index < 120; index += 1) build.comment(account, ticket, { author: admin });
    const comments = given(await run(all(reads.comments(ticket.id))));
    expect(comments).toHaveLength(123);
    expect(zendesk.log).toHaveLength(2);
    expect(comments.flatMap(({ call }) => (call === null ? [] : [call]))).toMatchObject([
      {
        origin: 'talk',
        kind: 'call',
        direction: 'inbound',
        durationSeconds: 338,
        answeredById: admin.id,
        hasAddress: true,
        hasTranscript: false,
      },
      { origin: 'talk', kind: 'voicemail', answeredById: null, hasTranscript: true },
      { origin: 'partner', callId: null },
    ]);
    expect(new Set(comments.map(({ authorRole }) => authorRole))).toEqual(
      new Set(['end-user', 'admin']),
    );
  });
});

describe('reading the account', () => {
  test('shows settings, lines and who is on a call', async () => {
    const { reads, run, account, admin } = opened();
    build.activity(account, admin, { callStatus: 'on_call' });
    account.queue.callsWaiting = 2;
    expect(given(await run(reads.accountSettings()))).toEqual({
      agentsMayDeleteTickets: false,
      voiceEnabled: true,
      recordingsPublic: false,
    });
    expect(given(await run(all(reads.lines())))).toMatchObject([
      { number: '+15550100999', nickname: 'Support line', country: 'US' },
    ]);
    expect(given(await run(reads.queueActivity()))).toEqual({
      callsWaiting: 2,
      callbacksWaiting: 0,
      aiAgentCalls: 0,
    });
    expect(given(await run(all(reads.agentsActivity())))).toEqual([
      { agentId: admin.id, callStatus: 'on_call' },
    ]);
  });

  test('reads more than a page of lines by the number in the link', async () => {
    const { reads, run, account, zendesk } = opened();
    for (let index = 0; index < 150; index += 1)
      build.line(account, { number: `+1555020${1000 + index}` });
    expect(given(await run(all(reads.lines())))).toHaveLength(151);
    expect(paths(zendesk)).toEqual([
      '/api/v2/channels/voice/phone_numbers',
      '/api/v2/channels/voice/phone_numbers?page=2',
    ]);
  });
});

describe('a read that goes wrong', () => {
  test('names what was asked, never its values', async () => {
    const { reads, run } = opened({
      faults: scripted({ fault: { kind: 'refused', status: 403 } }),
    });
    const result = await run(reads.user(4711 as UserId));
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'forbidden', asked: { method: 'GET', pattern: '/api/v2/users/{user_id}' } },
    });
    expect(JSON.stringify(result)).not.toContain('4711');
  });

  test.each<[FailureKind, Fault]>([
    ['signedOut', { kind: 'loginPage' }],
    ['signedOut', { kind: 'refused', status: 401 }],
    ['forbidden', { kind: 'refused', status: 403 }],
    ['noSuchEndpoint', { kind: 'refused', status: 404 }],
    ['refused', { kind: 'refused', status: 422 }],
    ['limited', { kind: 'limited', waitSeconds: 1 }],
    ['serverTrouble', { kind: 'trouble', status: 500, effect: false }],
    ['noAnswer', { kind: 'lost', effect: false }],
    ['noAnswer', { kind: 'silent', effect: false }],
    ['garbled', { kind: 'cutJson' }],
  ])('is %s after %j, in a list too', async (kind, fault) => {
    const { reads, run, caller } = opened({ faults: scripted({ fault }) });
    const one: Result<unknown> = await run(reads.user(caller.id));
    const many: Result<unknown> = await run(all(reads.requestedTickets(caller.id)));
    for (const result of [one, many]) expect(!result.ok && result.failure.kind).toBe(kind);
  });

  test('keeps the pages before the failure', async () => {
    const { reads, run, account, caller } = opened({
      faults: scripted({ pathHas: 'page%5Bafter%5D', fault: { kind: 'refused', status: 403 } }),
    });
    for (let index = 0; index < 150; index += 1) build.ticket(account, { requester: caller });
    const kinds: string[] = [];
    const reading = (async () => {
      for await (const page of reads.requestedTickets(caller.id))
        kinds.push(page.ok ? `${page.value.length}` : page.failure.kind);
    })();
    await run(reading);
    expect(kinds).toEqual(['100', 'forbidden']);
  });

  test('is not found where the record is not there', async () => {
    const { reads, run } = opened();
    expect(await run(reads.ticket(1 as TicketId))).toMatchObject({ failure: { kind: 'notFound' } });
    expect(await run(reads.job('V3-none' as JobId))).toMatchObject({
      failure: { kind: 'notFound' },
    });
  });

  test('is cancelled when it is aborted, whatever has arrived', async () => {
    const { reads, run, caller } = opened();
    const abort = new AbortController();
    const reading = reads.user(caller.id, { signal: abort.signal });
    abort.abort();
    expect(await run(reading)).toMatchObject({ failure: { kind: 'cancelled' } });
  });
});

describe('the reading side', () => {
  test('only ever sends GETs of the closed list, with its parameters', async () => {
    const { send, requests } = played(() => answer(404, ''));
    const reads: Reads = openReads(unhurried(send));
    const id = 7 as UserId & TicketId;
    await Promise.all([
      reads.me(),
      reads.user(id),
      reads.users([id]),
      reads.searchUsers('x'),
      reads.related(id),
      reads.ticket(id),
      reads.tickets([id]),
      reads.isArchived(id),
      reads.talkTicketsByChannel(id),
      reads.deletedUser(id),
      reads.job('V3-a' as JobId),
      reads.accountSettings(),
      reads.queueActivity(),
      all(reads.identities(id)),
      all(reads.requestedTickets(id)),
      all(reads.ccdTickets(id)),
      all(reads.comments(id)),
      all(reads.complianceStatuses(id)),
      all(reads.lines()),
      all(reads.agentsActivity()),
    ]);
    const listed = Object.values(routes).filter(({ kind }) => kind === 'read');
    const sent = requests.map(({ method, path, body }) => {
      expect(body).toBeUndefined();
      const [bare = '', query = ''] = path.split('?');
      const route = listed.find(({ pattern }) =>
        new RegExp(`^${pattern.replace(/\{\w+\}/g, '(\\d+|V3-a)')}$`).test(bare),
      );
      const known: readonly string[] = route?.query ?? [];
      for (const key of new URLSearchParams(query).keys()) expect(known).toContain(key);
      return `${method} ${route?.pattern}`;
    });
    expect(sent.sort()).toEqual(listed.map(({ method, pattern }) => `${method} ${pattern}`).sort());
  });

  test('says when it was sent, once for each time', async () => {
    const { reads, run, caller, zendesk } = opened({
      faults: scripted({ nth: 1, fault: { kind: 'lost', effect: false } }),
    });
    const sentAt: number[] = [];
    given(await run(reads.user(caller.id, { onSent: (at) => sentAt.push(at) })));
    expect(sentAt).toHaveLength(2);
    for (const [index, { at }] of zendesk.log.entries()) {
      expect(at - sentAt[index]!).toBeGreaterThanOrEqual(0);
      expect(at - sentAt[index]!).toBeLessThan(200);
    }
  });

  test('takes the urgency along', async () => {
    const { send } = played(() => answer(200, { user: { id: 7, name: 'Ada' } }));
    const urgencies: string[] = [];
    const paced = unhurried(send);
    const reads = openReads({
      ...paced,
      read: (request, order) => {
        urgencies.push(`${order.urgency} ${order.budget}`);
        return paced.read(request, order);
      },
    });
    await reads.me({ urgency: 'click' });
    await reads.me();
    await reads.searchUsers('x');
    expect(urgencies).toEqual(['click general', 'scan general', 'scan search']);
  });
});

test('every kind of failure is reachable', async () => {
  const seen = new Set<Failure['kind']>();
  const note = (result: Result<unknown>) => {
    if (!result.ok) seen.add(result.failure.kind);
  };
  const reply = async (status: number, body: unknown) =>
    note(await openReads(unhurried(played(() => answer(status, body)).send)).user(7 as UserId));
  await reply(401, '');
  await reply(403, '');
  await reply(404, { error: 'RecordNotFound' });
  await reply(404, '');
  await reply(422, '');
  await reply(429, '');
  await reply(429, { error: 'TooManyJobs' });
  await reply(500, '');
  await reply(200, '{');
  const silent = openReads(
    unhurried(() => Promise.resolve({ kind: 'noAnswer', cause: 'network' })),
  );
  note(await silent.me());
  const aborted = openReads(unhurried(() => Promise.resolve({ kind: 'cancelled' })));
  note(await aborted.me());
  const circle = answer(200, { tickets: [], next_page: 'https://x.example/?page=1' });
  note(await all(openReads(unhurried(played(() => circle).send)).ccdTickets(7 as UserId)));
  // The twelfth, `tooLate`, belongs to acts.
  const kinds: Record<Exclude<FailureKind, 'tooLate'>, true> = {
    signedOut: true,
    forbidden: true,
    notFound: true,
    noSuchEndpoint: true,
    refused: true,
    limited: true,
    tooManyJobs: true,
    serverTrouble: true,
    noAnswer: true,
    garbled: true,
    endlessPaging: true,
    cancelled: true,
  };
  expect([...seen].sort()).toEqual(Object.keys(kinds).sort());
});
