import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeComments } from '../../src/api/decodeComments.ts';
import {
  decodeIdentities,
  decodeIsArchived,
  decodeJob,
  decodeJobId,
  decodeQueueActivity,
  decodeRelated,
  decodeSettings,
  decodeTicket,
  decodeTickets,
  decodeUser,
} from '../../src/api/decodeRecords.ts';
import type { Call } from '../../src/domain/call.ts';
import type { TicketId } from '../../src/domain/ids.ts';

const ticketId = 42 as TicketId;
const unknownCall: Call = {
  commentId: 1 as Call['commentId'],
  ticketId,
  origin: 'talk',
  callId: null,
  kind: 'unknown',
  direction: 'unknown',
  from: null,
  to: null,
  lineName: null,
  formattedFrom: null,
  formattedTo: null,
  authorId: null,
  answeredById: null,
  answeredByName: null,
  startedAt: null,
  createdAt: null,
  durationSeconds: null,
  hasAddress: false,
  hasTranscript: false,
};

function commentsOf(json: unknown) {
  const result = decodeComments(ticketId)(json);
  return result.ok ? result.value : result.where;
}

function callOf(data: unknown, beside: Readonly<Record<string, unknown>> = {}): Call | null {
  const comments = commentsOf({ comments: [{ id: 1, type: 'VoiceComment', data, ...beside }] });
  if (typeof comments === 'string') throw new Error(comments);
  return comments[0]?.call ?? null;
}

describe('a voice comment', () => {
  test('with every fact becomes a call', () => {
    const call = callOf(
      {
        from: '+15550100123',
        to: '+1 (555) 010-0999',
        call_id: 9300001,
        recording_url:
          'https://acme.zendesk.com/api/v2/channels/voice/calls/CA1/twilio/call/recording',
        started_at: '2026-02-03T09:10:02Z',
        call_duration: 338,
        answered_by_id: 501,
        answered_by_name: 'Dana',
        transcription_text: 'Hello',
        via_id: 34,
      },
      {
        author_id: 700100,
        created_at: '2026-02-03T09:15:40Z',
        formatted_from: '+1 (555) 010-0123',
        formatted_to: '+1 (555) 010-0999',
        via: {
          channel: 'voice',
          source: { rel: 'inbound', from: { name: 'Caller' }, to: { name: 'Support line' } },
        },
      },
    );
    expect(call).toEqual({
      ...unknownCall,
      callId: 9300001,
      kind: 'call',
      direction: 'inbound',
      from: '+15550100123',
      to: '+15550100999',
      lineName: 'Support line',
      formattedFrom: '+1 (555) 010-0123',
      formattedTo: '+1 (555) 010-0999',
      authorId: 700100,
      answeredById: 501,
      answeredByName: 'Dana',
      startedAt: '2026-02-03T09:10:02Z',
      createdAt: '2026-02-03T09:15:40Z',
      durationSeconds: 338,
      hasAddress: true,
      hasTranscript: true,
    });
  });

  test('without facts leaves them unknown', () => {
    expect(callOf(undefined)).toEqual(unknownCall);
    expect(callOf(null)).toEqual(unknownCall);
    expect(callOf({})).toEqual(unknownCall);
  });

  test.each([
    [338, 338],
    ['338', 338],
    ['12.5', 12.5],
    [0, 0],
    [null, null],
    [undefined, null],
    ['', null],
    [' ', null],
    ['soon', null],
    ['1e3', null],
    [-4, null],
    [true, null],
    [[], null],
    [{}, null],
  ])('with a duration of %j lasts %s seconds', (duration, seconds) => {
    expect(callOf({ call_duration: duration })?.durationSeconds).toBe(seconds);
  });

  test('has an id only where it is one', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double(), fc.string(), fc.anything()), (callId) => {
        const id = callOf({ call_id: callId })?.callId ?? null;
        if (id !== null) expect(String(id)).toMatch(/^[1-9]\d{0,15}$/);
        if (typeof callId === 'number' && Number.isSafeInteger(callId) && callId > 0)
          expect(id).toBe(callId);
      }),
    );
    expect(callOf({ call_id: '9300001' })?.callId).toBe(9300001);
    for (const odd of [0, -1, 1.5, 2 ** 53, '007', '1e5', '12 ', true, [5], { id: 5 }]) {
      expect(callOf({ call_id: odd })?.callId).toBeNull();
    }
  });

  test.each([
    [{ recording_type: 'voicemail', answered_by_id: 5 }, {}, 'voicemail'],
    [{ recording_type: 'call', via_id: 33 }, {}, 'call'],
    [{ recording_type: 'screen', answered_by_id: 5 }, {}, 'unknown'],
    [{ answered_by_id: 5 }, { via: { source: { rel: 'voicemail' } } }, 'voicemail'],
    [{ via_id: 33 }, {}, 'voicemail'],
    [{ via_id: 44 }, {}, 'voicemail'],
    [{ via_id: 34, answered_by_id: 5 }, {}, 'call'],
    [{ via_id: 34, answered_by_id: 0 }, {}, 'unknown'],
    [{}, {}, 'unknown'],
  ])('with %j and %j is of kind %s', (data, beside, kind) => {
    expect(callOf(data, beside)?.kind).toBe(kind);
  });

  test.each([
    [{}, { via: { source: { rel: 'voicemail' } } }, 'inbound'],
    [{ via_id: 34 }, { via: { source: { rel: 'outbound' } } }, 'outbound'],
    [{ via_id: 35 }, { via: { source: { rel: 'transfer' } } }, 'outbound'],
    [{ via_id: 33 }, {}, 'inbound'],
    [{ via_id: 34 }, { via: null }, 'inbound'],
    [{ via_id: 46 }, {}, 'outbound'],
    [{ direction: 'inbound' }, {}, 'inbound'],
    [{ direction: 'internal' }, {}, 'unknown'],
    [{}, {}, 'unknown'],
  ])('with %j and %j goes %s', (data, beside, direction) => {
    expect(callOf(data, beside)?.direction).toBe(direction);
  });

  test('names the line by the side that is the account', () => {
    const source = { from: { name: 'One' }, to: { name: 'Other' } };
    expect(callOf({}, { via: { source: { ...source, rel: 'inbound' } } })?.lineName).toBe('Other');
    expect(callOf({}, { via: { source: { ...source, rel: 'outbound' } } })?.lineName).toBe('One');
    expect(callOf({}, { via: { source } })?.lineName).toBeNull();
  });

  test('lists a recording only by an address, and is garbled by anything stranger', () => {
    expect(callOf({ recording_url: 'https://x.example/a' })?.hasAddress).toBe(true);
    for (const none of ['', null, undefined])
      expect(callOf({ recording_url: none })?.hasAddress).toBe(false);
    for (const odd of [true, 5, {}, []]) {
      expect(
        commentsOf({ comments: [{ id: 1, type: 'VoiceComment', data: { recording_url: odd } }] }),
      ).toBe('comments.0.data.recording_url');
    }
  });

  test('of a partner has no id that Talk could delete', () => {
    const call = callOf(
      {
        call_id: 77,
        direction: 'outbound',
        from_line: '+15550100999',
        to_line: '+15550100123',
        agent_id: 501,
        transcript: 'Hi',
      },
      { type: 'TpeVoiceComment' },
    );
    expect(call).toMatchObject({
      origin: 'partner',
      callId: null,
      kind: 'call',
      direction: 'outbound',
      from: '+15550100999',
      to: '+15550100123',
      hasTranscript: true,
    });
  });

  test('of a type that is not known yet is a call without an id', () => {
    expect(callOf({ call_id: 77 }, { type: 'NextVoiceComment' })).toMatchObject({
      origin: 'talk',
      callId: null,
    });
  });
});

describe('a page of comments', () => {
  test('keeps comments of every type, with their authors roles where they are known', () => {
    const comments = commentsOf({
      comments: [
        { id: 1, type: 'Comment', author_id: 7, public: true },
        { id: 2, type: 'AiSummary', author_id: 8, data: 'odd' },
        { id: '3', type: 'VoiceComment', author_id: 9 },
      ],
      users: [{ id: 7, role: 'end-user' }, { id: 8, role: 'agent' }, null, { id: 'x' }],
    });
    expect(comments).toMatchObject([
      { id: 1, type: 'Comment', authorRole: 'end-user', isPublic: true, call: null },
      { id: 2, type: 'AiSummary', authorRole: 'agent', isPublic: null, call: null },
      { id: 3, type: 'VoiceComment', authorRole: null, call: { authorId: 9 } },
    ]);
  });

  test.each([
    [{}, 'comments'],
    [[], 'comments'],
    [null, ''],
    [{ comments: null }, 'comments'],
    [{ comments: {} }, 'comments'],
    [{ comments: [{ type: 'Comment' }] }, 'comments.0.id'],
    [
      {
        comments: [
          { id: 1, type: 'Comment' },
          { id: 0, type: 'Comment' },
        ],
      },
      'comments.1.id',
    ],
    [{ comments: [{ id: 1 }] }, 'comments.0.type'],
    [{ comments: [{ id: 1, type: 'VoiceComment', data: 'secret' }] }, 'comments.0.data'],
  ])('of %j is garbled at %j', (json, where) => {
    expect(commentsOf(json)).toBe(where);
  });

  test('never lets a value into the place of a failure', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const result = commentsOf({
          comments: [{ id: 1, type: 'VoiceComment', data, author_id: data }],
        });
        if (typeof result === 'string')
          expect(result).toMatch(/^comments\.0\.data(\.recording_url)?$/);
      }),
    );
  });

  test('is not touched by keys that reach for a prototype', () => {
    const json: unknown = JSON.parse(
      '{"comments":[{"id":1,"type":"VoiceComment","__proto__":{"author_id":5},"data":{"__proto__":{"call_id":6},"constructor":{"x":1}}}]}',
    );
    expect(commentsOf(json)).toMatchObject([{ id: 1, authorId: null, call: { callId: null } }]);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
    expect('call_id' in {}).toBe(false);
  });
});

describe('a record', () => {
  const value = <Value>(result: { ok: true; value: Value } | { ok: false; where: string }) =>
    result.ok ? result.value : result.where;

  test('of a user keeps unknown what is not said', () => {
    expect(
      value(decodeUser({ user: { id: 7, name: 'Ada', phone: '', active: 'yes', extra: 1 } })),
    ).toEqual({
      id: 7,
      name: 'Ada',
      email: null,
      phone: null,
      number: null,
      isPhoneShared: null,
      role: null,
      roleType: null,
      customRoleId: null,
      isActive: null,
      isShared: null,
      isSharedAgent: null,
      isSuspended: null,
      ticketRestriction: null,
      createdAt: null,
      updatedAt: null,
      lastLoginAt: null,
    });
    expect(
      value(decodeUser({ user: { id: 7, name: 'Ada', phone: '+1 (555) 010-0123' } })),
    ).toMatchObject({
      phone: '+1 (555) 010-0123',
      number: '+15550100123',
    });
  });

  test.each([
    [{ user: null }, 'user'],
    [{ user: { id: 7 } }, 'user.name'],
    [{ user: { id: '7x', name: 'Ada' } }, 'user.id'],
    [{ users: [] }, 'user'],
  ])('of a user is garbled by %j at %s', (json, where) => {
    expect(value(decodeUser(json))).toBe(where);
  });

  test('of a ticket joins both lists of people in copy without followers, and knows when neither is there', () => {
    const ticket = (more: object) =>
      value(decodeTicket({ ticket: { id: 1, status: 'open', ...more } }));
    expect(ticket({ collaborator_ids: [5, 6], email_cc_ids: [6, 7] })).toMatchObject({
      ccIds: [6, 7, 5],
    });
    expect(
      ticket({ collaborator_ids: [5, 6, 8], email_cc_ids: [6], follower_ids: [8] }),
    ).toMatchObject({ ccIds: [6, 5] });
    expect(ticket({ collaborator_ids: [], email_cc_ids: [] })).toMatchObject({ ccIds: [] });
    expect(ticket({})).toMatchObject({ ccIds: null, channel: null, requesterId: null });
    expect(ticket({ collaborator_ids: ['x'] })).toMatchObject({ ccIds: null });
    expect(ticket({ status: null })).toBe('ticket.status');
    expect(value(decodeTickets({ tickets: 'none' }))).toBe('tickets');
  });

  test('of an identity takes a number for its text, and nothing for no identity', () => {
    expect(
      value(decodeIdentities({ identities: [{ id: 1, type: 'facebook', value: 55 }] })),
    ).toEqual([{ id: 1, type: 'facebook', value: '55', isPrimary: null, updatedAt: null }]);
    expect(value(decodeIdentities({ identities: [{ id: 1, type: 'email' }] }))).toBe(
      'identities.0.value',
    );
  });

  test('of a job knows success only from one boolean', () => {
    const job = (results: unknown) =>
      value(decodeJob({ job_status: { id: 'V3-ab', status: 'completed', results } }));
    expect(job({ success: true })).toMatchObject({ success: true });
    expect(job({ success: false })).toMatchObject({ success: false });
    for (const odd of [null, undefined, {}, [], [{ success: true }], { success: 'true' }, 'x']) {
      expect(job(odd)).toMatchObject({ success: null });
    }
  });

  test('of a job has an id that can stand in a path', () => {
    for (const id of ['', '..', 'a/b', 'a?b', 5, null, 'x'.repeat(129)]) {
      expect(value(decodeJobId({ job_status: { id } }))).toBe('job_status.id');
    }
    expect(value(decodeJobId({ job_status: { id: '2fbf1d63d07a69cf' } }))).toBe('2fbf1d63d07a69cf');
  });

  test('of counts and figures never takes nothing for zero', () => {
    expect(
      value(decodeRelated({ user_related: { requested_tickets: 0, ccd_tickets: '3' } })),
    ).toEqual({
      requested: 0,
      ccd: null,
      assigned: null,
    });
    expect(value(decodeQueueActivity({ current_queue_activity: { calls_waiting: 2 } }))).toEqual({
      callsWaiting: 2,
      callbacksWaiting: null,
      aiAgentCalls: null,
    });
  });

  test('of the settings and of an archive reads either form', () => {
    expect(value(decodeSettings({ settings: { active_features: { voice: true } } }))).toEqual({
      agentsMayDeleteTickets: null,
      voiceEnabled: true,
      recordingsPublic: null,
    });
    expect(value(decodeIsArchived({ from_archive: false }))).toBe(false);
    expect(value(decodeIsArchived({ ticket_related: { from_archive: true } }))).toBe(true);
    expect(value(decodeIsArchived({}))).toBeNull();
    expect(value(decodeIsArchived([1]))).toBeNull();
  });
});
