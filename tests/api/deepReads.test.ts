// Here before it is needed: stepped time does not wait for a file.
import '../../src/api/exportReads.ts';
import { describe, expect, test } from 'vitest';
import { openDeepReads, type DeepReads, type ExportPages } from '../../src/api/deepReads.ts';
import { deepRoutes } from '../../src/api/deepRoutes.ts';
import { openPace } from '../../src/api/pace.ts';
import type { Pages } from '../../src/api/reads.ts';
import { routes } from '../../src/api/routes.ts';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import type { Result } from '../../src/domain/result.ts';
import type { Place, Written } from '../../src/domain/written.ts';
import * as build from '../zendesk/builders.ts';
import { steppedClock } from '../zendesk/clock.ts';
import { aiNote, exportedCall, mergeTickets, suspendedTicket } from '../zendesk/traceBuilders.ts';
import { openZendesk, type Zendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';
import { answer, memoryStore, played, unhurried } from './played.ts';

const minute = 60_000;

function opened(options: Partial<ZendeskOptions> = {}) {
  const clock = steppedClock();
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: 'Dana Admin' });
  const omar = build.agent(account, { name: 'Omar Agent' });
  const caller = build.endUser(account, { name: 'Ada Caller', phone: '+15550100123' });
  const zendesk = openZendesk(account, { clock, ...options });
  const paced = openPace(zendesk.send, {
    clock,
    store: memoryStore(),
    key: 'example/1',
    random: () => 0,
  });
  const deep = openDeepReads(paced);
  const run = <Value>(promise: Promise<Value>): Promise<Value> => clock.run(promise);
  return { account, admin, omar, caller, zendesk, deep, run, clock };
}

function playing(body: unknown): DeepReads {
  return openDeepReads(unhurried(played(() => answer(200, body)).send));
}

async function all<Item>(pages: Pages<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...given(page));
  return items;
}

async function exported<Row>(pages: ExportPages<Row>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...given(page).rows);
  return rows;
}

function given<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.failure.kind} of ${result.failure.asked.pattern}`);
  return result.value;
}

const paths = (zendesk: Zendesk) => zendesk.log.map(({ path }) => decodeURIComponent(path));
const ids = (items: readonly { readonly id: number }[]) => items.map(({ id }) => id);
const at = (place: Place, texts: readonly Written[]) =>
  texts.filter((one) => one.place === place).map(({ text }) => text);
const secondsOf = (ms: number) => Math.floor(ms / 1000);

describe('a person’s tickets', () => {
  test('are read by every relation, with their texts', async () => {
    const { account, deep, run, caller, omar, zendesk } = opened();
    const own = build.ticket(account, {
      requester: caller,
      assignee: omar,
      via: 'inbound',
      description: 'Call me',
      tags: ['vip'],
      customFields: [
        { id: 11, value: 'Spring Road 1' },
        { id: 12, value: ['red', 'blue'] },
        { id: 13, value: 15550100123 },
        { id: 14, value: true },
        { id: 15, value: null },
      ],
    });
    const copied = build.ticket(account, { requester: omar, cc: [caller], followers: [omar] });
    expect(ids(await run(all(deep.ccdTickets(caller.id))))).toEqual([copied.id]);
    expect(ids(await run(all(deep.followedTickets(omar.id))))).toEqual([copied.id]);
    expect(ids(await run(all(deep.assignedTickets(omar.id))))).toEqual([own.id]);
    expect(ids(given(await run(deep.tickets([own.id, copied.id]))))).toEqual([own.id, copied.id]);
    const [read] = await run(all(deep.requestedTickets(caller.id)));
    expect(read).toMatchObject({ id: own.id, requesterId: caller.id, channel: 'voice' });
    expect(read?.texts).toEqual([
      { place: 'subject', text: 'Call from: Ada Caller', fieldId: null },
      { place: 'description', text: 'Call me', fieldId: null },
      { place: 'via', text: '+15550100123', fieldId: null },
      { place: 'via', text: '+1 (555) 010-0123', fieldId: null },
      { place: 'via', text: 'Ada Caller', fieldId: null },
      { place: 'via', text: '+15550100999', fieldId: null },
      { place: 'via', text: '+1 (555) 010-0999', fieldId: null },
      { place: 'via', text: 'Support line', fieldId: null },
      { place: 'tags', text: 'vip', fieldId: null },
      { place: 'customField', text: 'Spring Road 1', fieldId: 11 },
      { place: 'customField', text: 'red, blue', fieldId: 12 },
      { place: 'customField', text: '15550100123', fieldId: 13 },
    ]);
    expect(paths(zendesk)).toEqual([
      `/api/v2/users/${caller.id}/tickets/ccd?page=1&per_page=100`,
      `/api/v2/users/${omar.id}/tickets/followed?page[size]=100`,
      `/api/v2/users/${omar.id}/tickets/assigned?page=1&per_page=100`,
      `/api/v2/tickets/show_many?ids=${own.id},${copied.id}`,
      `/api/v2/users/${caller.id}/tickets/requested?page[size]=100`,
    ]);
  });

  test('are found by the search to the last page, and counted', async () => {
    const { account, deep, run, caller, zendesk } = opened();
    for (let index = 0; index < 230; index += 1) build.ticket(account, { requester: caller });
    expect(await run(all(deep.searchTickets(`requester:${caller.id}`)))).toHaveLength(230);
    expect(given(await run(deep.countTickets(`requester:${caller.id}`)))).toBe(230);
    expect(paths(zendesk)[0]).toBe(
      `/api/v2/search/export?query=requester:${caller.id}&filter[type]=ticket&page[size]=100`,
    );
    expect(paths(zendesk).at(-1)).toBe(
      `/api/v2/search/count?query=type:ticket requester:${caller.id}`,
    );
  });

  test('are found by a number in the words of a call that was merged away', async () => {
    const { account, deep, run, caller, omar } = opened();
    const call = build.ticket(account, { requester: caller, via: 'inbound', subject: 'A call' });
    build.voiceComment(account, call, { answeredBy: omar });
    const older = build.ticket(account, { requester: omar, subject: 'An older matter' });
    mergeTickets(account, call, older, omar);
    const found = await run(all(deep.searchTickets('"+1 (555) 010-0123"')));
    expect(ids(found).sort()).toEqual([call.id, older.id]);
    const [note] = await run(all(deep.comments(older.id)));
    expect(at('comment', note?.texts ?? [])[0]).toContain('+1 (555) 010-0123');
  });

  test('ask for nothing where no id is named', async () => {
    const { deep, run, zendesk } = opened();
    expect(given(await run(deep.tickets([])))).toEqual([]);
    expect(zendesk.log).toEqual([]);
  });
});

describe('a comment', () => {
  test('of a call brings what was said, where, and both numbers once', async () => {
    const { account, deep, run, caller, omar } = opened();
    const ticket = build.ticket(account, { requester: caller, via: 'voicemail' });
    build.voiceComment(account, ticket, {
      kind: 'voicemail',
      transcript: 'Please ring me',
      location: 'Springfield, Exampleland',
      system: { ip: '203.0.113.4', client: 'Phone 1', location: 'Springfield' },
    });
    build.voiceComment(account, ticket, { direction: 'outbound', answeredBy: omar });
    const [mail, call] = await run(all(deep.comments(ticket.id)));
    expect(mail).toMatchObject({ channel: 'voice', call: { hasTranscript: true } });
    expect(mail?.author).toEqual({ name: 'Ada Caller', email: caller.email });
    const texts = mail?.texts ?? [];
    expect(at('transcript', texts)).toEqual(['Please ring me']);
    expect(at('location', texts)).toEqual(['Springfield, Exampleland']);
    expect(at('system', texts)).toEqual(['203.0.113.4', 'Phone 1', 'Springfield']);
    expect(at('via', texts)).toEqual([
      '+15550100123',
      '+1 (555) 010-0123',
      '+15550100999',
      '+1 (555) 010-0999',
      'Support line',
    ]);
    expect(at('comment', texts)[0]).toContain('Call from: +1 (555) 010-0123');
    expect(at('via', call?.texts ?? [])).toContain('Omar Agent');
  });

  test('of a text message says its channel and numbers, and names its files', async () => {
    const { account, deep, run, caller } = opened();
    const ticket = build.ticket(account, { requester: caller, via: 'sms' });
    build.comment(account, ticket, { body: 'On my way', attachments: ['face.jpg'] });
    const [message] = await run(all(deep.comments(ticket.id)));
    expect(message?.channel).toBe('sms');
    expect(at('via', message?.texts ?? [])).toContain('+15550100123');
    expect(at('comment', message?.texts ?? [])).toEqual(['On my way']);
    expect(at('attachment', message?.texts ?? [])).toEqual(['face.jpg']);
  });

  test.each(['internalNote', 'otherType'] as const)(
    'of nobody beside a call is kept as it is: %s',
    async (aiComment) => {
      const { account, deep, run, caller, omar } = opened({ switches: { aiComment } });
      const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
      build.voiceComment(account, ticket, { answeredBy: omar });
      aiNote(account, ticket, { body: 'Caller: my name is Ada.' });
      const [, note] = await run(all(deep.comments(ticket.id)));
      expect(note).toMatchObject({ authorId: null, author: null, isPublic: false, call: null });
      expect(note?.type === 'Comment').toBe(aiComment === 'internalNote');
      expect(at('comment', note?.texts ?? [])).toEqual(['Caller: my name is Ada.']);
    },
  );

  test('keeps its texts beside strange ones', async () => {
    const odd = {
      id: 1,
      type: 'TpeVoiceComment',
      author_id: 7,
      body: 'From the body',
      plain_body: '',
      via: {
        channel: 'api',
        source: { from: 'nobody', to: { name: 5, address: 'a@example.com' } },
      },
      attachments: [null, { file_name: 3 }, { file_name: 'a.pdf' }],
      metadata: { system: 'none' },
      formatted_from: 55,
      data: {
        from_line: '+15550100123',
        to_line: 8,
        transcript: 'Hello',
        location: {},
        end_user_location: 'Springfield',
      },
    };
    const [comment] = await all(
      playing({
        comments: [odd],
        users: [null, { id: 7, name: 4 }],
        meta: { has_more: false },
      }).comments(1 as TicketId),
    );
    expect(comment?.author).toEqual({ name: null, email: null });
    expect(comment?.texts.map(({ place, text }) => `${place}: ${text}`)).toEqual([
      'comment: From the body',
      'transcript: Hello',
      'location: Springfield',
      'via: a@example.com',
      'via: +15550100123',
      'attachment: a.pdf',
    ]);
  });

  test('without its place in the answer is a failure that names it', async () => {
    const pages = playing({ comments: [{ type: 'Comment' }], meta: { has_more: false } });
    for await (const page of pages.comments(1 as TicketId))
      expect(page).toMatchObject({ ok: false, failure: { where: 'comments.0.id' } });
  });
});

test('a ticket keeps its texts beside strange ones', async () => {
  const odd = {
    id: 1,
    status: 'open',
    subject: 9,
    description: 'Words',
    via: 'api',
    tags: ['a', 7, null],
    custom_fields: [null, { id: 'x', value: 'kept' }, { id: 2, value: { no: 1 } }, 5],
  };
  const page = { tickets: [odd], meta: { has_more: false } };
  const [ticket] = await all(playing(page).requestedTickets(7 as UserId));
  expect(ticket?.texts).toEqual([
    { place: 'description', text: 'Words', fieldId: null },
    { place: 'tags', text: 'a', fieldId: null },
    { place: 'customField', text: 'kept', fieldId: null },
  ]);
  const bare = { tickets: [{ id: 1, status: 'open', tags: 'none', custom_fields: {} }] };
  expect(given(await playing(bare).tickets([1 as TicketId]))[0]?.texts).toEqual([]);
});

test('messages that never became tickets are listed with their sender', async () => {
  const { account, deep, run, caller } = opened();
  const known = suspendedTicket(account, { author: caller, subject: 'Hello' });
  const unknown = suspendedTicket(account, { email: 'ada@elsewhere.example' });
  const read = await run(all(deep.suspendedTickets()));
  expect(read).toMatchObject([
    { id: known.id, authorId: caller.id, authorEmail: caller.email, subject: 'Hello' },
    { id: unknown.id, authorId: null, authorEmail: 'ada@elsewhere.example' },
  ]);
  expect(read[0]?.createdAt).toMatch(/^2026-/);
});

describe('Talk’s exports', () => {
  test('bring the calls of tickets and those that no ticket shows', async () => {
    const { account, deep, run, caller, omar, admin } = opened();
    const other = build.endUser(account, { phone: '+15550100124' });
    const ticket = build.ticket(account, { requester: other, via: 'email' });
    const call = build.voiceComment(account, ticket, {
      caller,
      answeredBy: omar,
      alsoAnsweredBy: [admin],
      durationSeconds: 90,
    });
    aiNote(account, ticket, { kind: 'summary' });
    const lonely = exportedCall(account, { customer: caller, status: null });
    const rows = await run(exported(deep.calls(0)));
    expect(rows).toHaveLength(2);
    expect(rows.find(({ id }) => id === call.talk.callId)).toMatchObject({
      customerId: caller.id,
      agentId: omar.id,
      ticketId: ticket.id,
      direction: 'inbound',
      completionStatus: 'completed',
      durationSeconds: 90,
      recordedSeconds: 90,
      isVoicemail: false,
      hasTranscript: false,
      hasSummary: true,
    });
    expect(rows.find(({ id }) => id === lonely.id)).toMatchObject({
      ticketId: null,
      agentId: null,
      completionStatus: null,
    });
    const legs = await run(exported(deep.legs(0)));
    const ofCall = legs.filter(({ callId }) => callId === call.talk.callId);
    expect(ofCall.map(({ type, agentId }) => [type, agentId])).toEqual([
      ['customer', null],
      ['agent', omar.id],
      ['agent', admin.id],
    ]);
  });

  test('never send more than nine requests a minute, calls and legs together', async () => {
    const { account, deep, run, caller, zendesk, clock } = opened({
      switches: { exportPage: '100' },
    });
    const begins = account.madeAt - 400 * 60 * minute;
    for (let index = 0; index < 2000; index += 1)
      exportedCall(account, { customer: caller, updatedAt: begins + index * 1000 });
    const both = Promise.all([exported(deep.calls(0)), exported(deep.legs(0))]);
    const [calls, legs] = await run(both);
    expect([new Set(ids(calls)).size, new Set(ids(legs)).size]).toEqual([2000, 2000]);
    const times = zendesk.log.map((entry) => entry.at);
    const most = Math.max(
      ...times.map((first) => times.filter((t) => t >= first && t < first + minute).length),
    );
    expect(most).toBe(9);
    expect(zendesk.log.every(({ status }) => status === 200)).toBe(true);
    expect(clock.now() - (times[0] ?? 0)).toBeGreaterThan(4 * minute);
  });

  test('read on from where they ended, and show what changed since', async () => {
    const { account, deep, run, caller, clock } = opened();
    const first = exportedCall(account, { customer: caller });
    let until = 0;
    const reading = (async () => {
      for await (const page of deep.calls(0)) until = given(page).until;
    })();
    await run(reading);
    expect(until).toBe(secondsOf(first.updatedAt));
    const second = exportedCall(account, { updatedAt: clock.now() });
    await clock.advance(5 * minute);
    expect(ids(await run(exported(deep.calls(until))))).toEqual([first.id, second.id]);
  });

  test.each(['anyAge', 'refusedWhenYoung'] as const)(
    'do not stumble over a call of this minute: %s',
    async (exportStart) => {
      const { account, deep, run, clock } = opened({ switches: { exportStart } });
      const young = exportedCall(account, { updatedAt: clock.now() - 10_000 });
      const old = exportedCall(account);
      expect(ids(await run(exported(deep.calls(0))))).toEqual([old.id, young.id]);
    },
  );

  test.each([
    ['kept', (id: UserId) => id],
    ['null', () => null],
    ['0', () => null],
  ] as const)('accept a deleted person as %s', async (exportedCustomer, wanted) => {
    const { account, deep, run, caller } = opened({ switches: { exportedCustomer } });
    exportedCall(account, { customer: caller });
    caller.presence = 'hard';
    const [row] = await run(exported(deep.calls(0)));
    expect(row?.customerId).toBe(wanted(caller.id));
  });

  test('keep strange rows and say what they do not know', async () => {
    const row = {
      id: '9300001',
      agent_id: 0,
      customer_id: '700002',
      ticket_id: null,
      direction: 'sideways',
      completion_status: '',
      duration: '18',
      recording_time: null,
      voicemail: 'no',
    };
    const deep = playing({ calls: [row], end_time: 5, next_page: '?start_time=5' });
    expect(await exported(deep.calls(0))).toEqual([
      {
        id: 9300001,
        createdAt: null,
        updatedAt: null,
        customerId: 700002,
        agentId: null,
        ticketId: null,
        direction: 'unknown',
        completionStatus: null,
        durationSeconds: 18,
        recordedSeconds: null,
        isVoicemail: null,
        hasTranscript: null,
        hasSummary: null,
      },
    ]);
  });

  test('are refused to who is no admin', async () => {
    const { deep, run, zendesk, omar } = opened();
    zendesk.signIn(omar.id);
    await expect(run(exported(deep.calls(0)))).rejects.toThrow('forbidden of');
  });
});

describe('a line', () => {
  const wish = { number: '+34910000000', nickname: 'Madrid', country: 'ES' };

  test.each([
    ['all', '6.months', 'never'],
    ['some', null, null],
    ['none', null, null],
  ] as const)('says what Zendesk says of its retention: %s', async (lineSettings, calls, mails) => {
    const { account, deep, run, zendesk } = opened({ switches: { lineSettings } });
    const line = build.line(account, { ...wish, callRecordingDeleteAfter: '6.months' });
    expect(given(await run(deep.lineRetention(line.id)))).toEqual({
      lineId: line.id,
      nickname: 'Madrid',
      number: '+34910000000',
      isRecorded: true,
      callsDeletedAfter: calls,
      voicemailsDeletedAfter: mails,
    });
    expect(paths(zendesk)).toEqual([
      `/api/v2/channels/voice/phone_numbers/${line.id}?include=settings`,
    ]);
  });

  test('without a key of its own is not known, and one that is refused is refused', async () => {
    const { account, deep, run, zendesk } = opened();
    const line = build.line(account, { ...wish, voicemailRecordingDeleteAfter: null });
    const read = given(await run(deep.lineRetention(line.id)));
    expect([read.callsDeletedAfter, read.voicemailsDeletedAfter]).toEqual(['never', null]);
    zendesk.switches.lineSettings = '403';
    expect(await run(deep.lineRetention(line.id))).toMatchObject({
      failure: { kind: 'forbidden' },
    });
  });
});

test('the deep reads are requests that only read, and none of them twice', () => {
  const all = [...Object.values(routes), ...Object.values(deepRoutes)];
  expect(
    Object.values(deepRoutes).every(({ kind, method }) => kind === 'read' && method === 'GET'),
  ).toBe(true);
  const names = all.map(({ method, pattern }) => `${method} ${pattern}`);
  expect(new Set(names).size).toBe(names.length);
});

test('an aborted reading ends as cancelled', async () => {
  const { deep, run, caller } = opened();
  const signal = AbortSignal.abort();
  expect(await run(deep.countTickets(`requester:${caller.id}`, { signal }))).toMatchObject({
    failure: { kind: 'cancelled' },
  });
});
