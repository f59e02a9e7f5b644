import type { ExportedCallRecord } from './account.ts';
import { exportedAt, firstChangedAt, type Leg } from './exportedCalls.ts';
import { timeOf } from './json.ts';
import { linkOf } from './paging.ts';
import { badRequest, forbidden, tooMany } from './refusals.ts';
import type { Route } from './route.ts';
import { isAdmin, type Answer, type Ask, type World } from './world.ts';

const minute = 60_000;

export const exportRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/stats/incremental/calls',
    query: ['start_time'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['calls', 'count', 'end_time', 'next_page'] },
    example: { path: '/api/v2/channels/voice/stats/incremental/calls?start_time=0' },
    answer: (ask) =>
      exported(ask, 'calls', visibleCalls(ask.world), (call) => callJson(ask.world, call)),
  },
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/stats/incremental/legs',
    query: ['start_time'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['legs', 'count', 'end_time', 'next_page'] },
    example: { path: '/api/v2/channels/voice/stats/incremental/legs?start_time=0' },
    answer: (ask) =>
      exported(ask, 'legs', exportedAt(ask.world.account, ask.world.now).legs, legJson),
  },
];

function visibleCalls(world: World): readonly ExportedCallRecord[] {
  const { calls } = exportedAt(world.account, world.now);
  return world.switches.runningCalls === 'absent'
    ? calls.filter(({ status }) => status !== null)
    : calls;
}

/** Everything that changed on or since `start_time`. The link to the next page is never null. */
function exported<Row extends { readonly updatedAt: number }>(
  ask: Ask,
  name: string,
  rows: readonly Row[],
  toJson: (row: Row) => unknown,
): Answer {
  const { world } = ask;
  if (!isAdmin(ask.viewer)) return forbidden(world);
  const room = world.take('talk exports', 10, minute);
  if (!room.ok) return tooMany(world, Math.ceil(room.waitMs / 1000));
  const asked = ask.query.get('start_time') ?? '';
  if (!/^\d{1,12}$/.test(asked))
    return badRequest(world, 'InvalidParameter', 'start_time must be a unix time');
  const start = Number(asked);
  if (world.switches.exportStart === 'refusedWhenYoung' && start * 1000 > world.now - minute) {
    return badRequest(world, 'StartTimeTooRecent', 'start_time must be older than a minute');
  }
  const first = firstChangedAt(rows, start * 1000);
  const page = rows.slice(first, first + Number(world.switches.exportPage));
  const last = page.at(-1);
  const end = last === undefined ? start : secondsOf(last.updatedAt);
  const isLast = first + page.length === rows.length;
  const next = isLast && last && world.switches.exportEnd === 'emptyPage' ? end + 1 : end;
  return {
    status: 200,
    body: {
      [name]: page.map(toJson),
      count: page.length,
      end_time: end,
      next_page: linkOf(ask, { start_time: String(next) }),
    },
  };
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1000);
}

function callJson(world: World, call: ExportedCallRecord): Record<string, unknown> {
  const line = world.account.lines[call.line];
  const hasAgent = call.agentId !== null;
  const seconds = call.durationSeconds;
  return {
    id: call.id,
    created_at: timeOf(call.createdAt),
    updated_at: timeOf(call.updatedAt),
    agent_id: call.agentId,
    customer_id: customerOf(world, call),
    ticket_id: call.ticketId,
    direction: call.direction,
    ...(call.status === null && world.switches.runningCalls === 'noStatus'
      ? {}
      : { completion_status: call.status }),
    duration: seconds,
    talk_time: hasAgent ? seconds : null,
    hold_time: 0,
    wait_time: 0,
    wrap_up_time: 0,
    time_to_answer: hasAgent ? 8 : null,
    consultation_time: 0,
    minutes_billed: Math.ceil(seconds / 60),
    call_charge: (Math.ceil(seconds / 60) * 0.013).toFixed(3),
    phone_number: line?.number ?? null,
    phone_number_id: line?.id ?? 0,
    line: line?.nickname ?? null,
    line_id: line?.id ?? null,
    line_type: 'phone',
    call_channel: 'phone',
    call_group_id: null,
    default_group: false,
    voicemail: call.isVoicemail,
    customer_requested_voicemail: false,
    callback: false,
    callback_source: null,
    exceeded_queue_wait_time: false,
    outside_business_hours: false,
    overflowed: false,
    overflowed_to: null,
    ivr_action: null,
    ivr_hops: null,
    ivr_routed_to: null,
    ivr_time_spent: null,
    ivr_destination_group_name: null,
    recording_time: call.recordedSeconds,
    not_recording_time: seconds - call.recordedSeconds,
    recording_control_interactions: 0,
    call_recording_consent: line?.consent ?? 'always',
    call_recording_consent_action: null,
    call_recording_consent_keypress: null,
    quality_issues: ['none'],
    post_call_transcription: call.aiTranscript,
    post_call_transcription_created: call.aiTranscript,
    post_call_summary: call.aiSummary,
    post_call_summary_created: call.aiSummary,
  };
}

function customerOf(world: World, call: ExportedCallRecord): number | null {
  const { customerId } = call;
  const user = customerId === null ? undefined : world.account.users.get(customerId);
  if (user === undefined || user.presence === 'there') return customerId;
  switch (world.switches.exportedCustomer) {
    case 'kept':
      return customerId;
    case 'null':
      return null;
    case '0':
      return 0;
  }
}

/** The side that is not meant is 0. */
function legJson({ id, call, agentId }: Leg): Record<string, unknown> {
  return {
    id,
    call_id: call.id,
    type: agentId === null ? 'customer' : 'agent',
    created_at: timeOf(call.createdAt),
    updated_at: timeOf(call.updatedAt),
    agent_id: agentId ?? 0,
    user_id: agentId === null ? null : 0,
    duration: call.durationSeconds,
    talk_time: call.durationSeconds,
    hold_time: 0,
    wrap_up_time: agentId === null ? null : 0,
    available_via: agentId === null ? null : 'browser',
    forwarded_to: null,
    completion_status: 'completed',
    call_charge: '0.0',
    minutes_billed: 0,
    quality_issues: ['none'],
    consultation_from: null,
    consultation_to: null,
    consultation_time: null,
    transferred_from: null,
    transferred_to: null,
    conference_from: null,
    conference_to: null,
    conference_time: null,
  };
}
