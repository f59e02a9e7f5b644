import type { RecordingKind } from '../../src/domain/call.ts';
import type { CallId } from '../../src/domain/ids.ts';
import type { LineRecord } from './account.ts';
import { lineJson } from './json.ts';
import { numberIn, linkOf } from './paging.ts';
import { badRequest, forbidden, noSuchEndpoint, noSuchRecord, tooMany } from './refusals.ts';
import type { Route } from './route.ts';
import { causeOf } from './userRoutes.ts';
import {
  isAdmin,
  recordingIsThere,
  removeRecording,
  type Answer,
  type Ask,
  type World,
} from './world.ts';

const minute = 60_000;
const talkPage = 100;

export const talkRoutes: readonly Route[] = [
  {
    method: 'DELETE',
    pattern: '/api/v2/channels/voice/calls/{call_id}/recordings',
    query: [],
    side: 'voice',
    who: 'agents',
    success: { status: 204, keys: [] },
    example: { path: '/api/v2/channels/voice/calls/9300001/recordings' },
    answer: (ask) => deleteRecordings(ask, ['call', 'voicemail']),
  },
  {
    method: 'DELETE',
    pattern: '/api/v2/channels/voice/calls/{call_id}/recordings/{recording_type}',
    query: [],
    side: 'voice',
    who: 'agents',
    success: { status: 204, keys: [] },
    example: { path: '/api/v2/channels/voice/calls/9300001/recordings/call' },
    answer: (ask) => {
      const kind = ask.params['recording_type'];
      if (kind === 'call' || kind === 'voicemail') return deleteRecordings(ask, [kind]);
      throw new Error(`a kind of recording that Talk does not have: ${kind}`);
    },
  },
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/phone_numbers',
    query: ['minimal_mode', 'page'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['phone_numbers', 'count', 'next_page', 'previous_page'] },
    example: { path: '/api/v2/channels/voice/phone_numbers' },
    answer: phoneNumbers,
  },
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/phone_numbers/{id}',
    query: ['include'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['phone_number'] },
    example: { path: '/api/v2/channels/voice/phone_numbers/36001?include=settings' },
    answer: phoneNumber,
  },
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/stats/current_queue_activity',
    query: ['phone_number_ids'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['current_queue_activity'] },
    example: { path: '/api/v2/channels/voice/stats/current_queue_activity' },
    answer: queueActivity,
  },
  {
    method: 'GET',
    pattern: '/api/v2/channels/voice/stats/agents_activity',
    query: ['group_ids', 'page'],
    side: 'voice',
    who: 'agents',
    success: { status: 200, keys: ['agents_activity', 'count', 'next_page', 'previous_page'] },
    example: { path: '/api/v2/channels/voice/stats/agents_activity' },
    answer: agentsActivity,
  },
];

function deleteRecordings(ask: Ask, kinds: readonly RecordingKind[]): Answer {
  const { world, viewer } = ask;
  if (!isAdmin(viewer)) {
    return world.switches.recordingForbidden === '403' ? forbidden(world) : noSuchRecord();
  }
  const callId = Number(ask.params['call_id']) as CallId;
  const there = kinds.filter((kind) => recordingIsThere(world, callId, kind));
  if (there.length === 0) {
    switch (world.switches.recordingAgain) {
      case '204':
        return { status: 204, body: null };
      case '404RecordNotFound':
        return noSuchRecord();
      case '404InvalidEndpoint':
        return noSuchEndpoint(world);
    }
  }
  const cause = causeOf(ask);
  const remove = (): void => {
    for (const kind of there) removeRecording(world, callId, kind, cause);
  };
  switch (world.switches.recordingDeletion) {
    case 'atOnce':
      remove();
      break;
    case 'afterSeconds':
      world.later(world.now + world.rng.between(2, 20) * 1000, remove);
      break;
    case 'afterMinutes':
      world.later(world.now + world.rng.between(1, 6) * minute, remove);
      break;
  }
  return { status: 204, body: null };
}

function phoneNumbers(ask: Ask): Answer {
  const { world } = ask;
  if (world.switches.phoneNumbers === '403') return forbidden(world);
  if (world.switches.phoneNumbers === '404') return noSuchEndpoint(world);
  const minimal = ask.query.get('minimal_mode') === 'true';
  return talkList(ask, 'phone_numbers', world.account.lines, (line) => lineJson(line, minimal));
}

function phoneNumber(ask: Ask): Answer {
  const { world } = ask;
  const include = ask.query.get('include');
  if (include !== null && include !== 'settings')
    throw new Error(`an include that the small Zendesk does not understand: ${include}`);
  if (world.switches.lineSettings === '403') return forbidden(world);
  const line = world.account.lines.find(({ id }) => id === Number(ask.params['id']));
  if (!line) return noSuchRecord();
  const settings = world.switches.lineSettings === 'none' ? null : settingsJson(world, line);
  return {
    status: 200,
    body: {
      phone_number: {
        ...lineJson(line, false),
        ...(include === null || settings === null ? {} : { settings }),
      },
    },
  };
}

function settingsJson(world: World, line: LineRecord): Record<string, unknown> {
  const some = { voicemail: line.transcription };
  if (world.switches.lineSettings === 'some') return some;
  const { callRecordingDeleteAfter: calls, voicemailRecordingDeleteAfter: voicemails } = line;
  return {
    ...some,
    voicemail_outside_business_hours: true,
    create_ticket_for_abandoned_calls: true,
    allow_outbound_calls: true,
    forwarding_caller_id: 'caller_number',
    maximum_queue_size: 5,
    maximum_queue_wait_time: 1,
    overflow_number: { enabled: false, number: '' },
    wrap_up_enabled: false,
    ...(calls === null ? {} : { call_recording_delete_after: calls }),
    ...(voicemails === null ? {} : { voicemail_recording_delete_after: voicemails }),
  };
}

function queueActivity(ask: Ask): Answer {
  const { world } = ask;
  const room = world.take('queue activity', 2500, 5 * minute);
  if (!room.ok) return tooMany(world, Math.ceil(room.waitMs / 1000));
  const { queue } = world.account;
  return {
    status: 200,
    body: {
      current_queue_activity: {
        agents_online: queue.agentsOnline,
        calls_waiting: queue.callsWaiting,
        callbacks_waiting: queue.callbacksWaiting,
        embeddable_callbacks_waiting: queue.embeddableCallbacksWaiting,
        ai_agent_calls: queue.aiAgentCalls,
        average_wait_time: queue.averageWaitTime,
        longest_wait_time: queue.longestWaitTime,
      },
    },
  };
}

function agentsActivity(ask: Ask): Answer {
  const { world } = ask;
  return talkList(ask, 'agents_activity', world.account.agentsActivity, (activity) => ({
    name: world.account.users.get(activity.agentId)?.name ?? 'Agent',
    agent_id: activity.agentId,
    via: activity.via,
    avatar_url: '',
    forwarding_number: activity.forwardingNumber,
    call_status: activity.callStatus,
    agent_state: activity.agentState,
    calls_accepted: 0,
    calls_denied: 0,
    calls_missed: 0,
    online_time: 0,
    available_time: 0,
    away_time: 0,
    total_call_duration: 0,
    total_talk_time: 0,
    average_talk_time: 0,
  }));
}

/** Talk's lists have offset links, and nothing but the link says how to ask for the next page. */
function talkList<Item>(
  ask: Ask,
  name: string,
  items: readonly Item[],
  toJson: (item: Item) => unknown,
): Answer {
  const page = numberIn(ask, 'page', 1);
  if (page === null) {
    return badRequest(ask.world, 'InvalidPaginationParameter', 'page must be a positive number');
  }
  const start = (page - 1) * talkPage;
  return {
    status: 200,
    body: {
      [name]: items.slice(start, start + talkPage).map(toJson),
      count: items.length,
      next_page: start + talkPage < items.length ? linkOf(ask, { page: String(page + 1) }) : null,
      previous_page: page > 1 ? linkOf(ask, { page: String(page - 1) }) : null,
    },
  };
}
