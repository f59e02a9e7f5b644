import * as v from 'valibot';
import type { Call, Comment } from '../domain/call.ts';
import type { CallId, CommentId, TicketId, UserId } from '../domain/ids.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import {
  by,
  count,
  flag,
  idOrNull,
  perhaps,
  seconds,
  someId,
  text,
  via,
  type Decoder,
  type Via,
} from './decode.ts';

/** One page of a ticket's comments, with their authors' roles from the users beside them. */
export function decodeComments(ticketId: TicketId): Decoder<readonly Comment[]> {
  return (json) => {
    const page = decodePage(json);
    if (!page.ok) return page;
    const roles = new Map(page.value.users.map((author) => [author?.id, author?.role]));
    const comments: Comment[] = [];
    for (const [index, raw] of page.value.comments.entries()) {
      const call = raw.type.endsWith('VoiceComment') ? decodeVoice(raw.data ?? {}) : null;
      if (call?.ok === false)
        return {
          ok: false,
          where: `comments.${index}.data${call.where === '' ? '' : `.${call.where}`}`,
        };
      comments.push({
        id: raw.id,
        type: raw.type,
        authorId: raw.author_id,
        authorRole: raw.author_id === null ? null : (roles.get(raw.author_id) ?? null),
        isPublic: raw.public,
        createdAt: raw.created_at,
        call: call === null ? null : callOf(ticketId, raw, call.value),
      });
    }
    return { ok: true, value: comments };
  };
}

const comment = v.object({
  id: someId<CommentId>(),
  type: v.pipe(v.string(), v.nonEmpty()),
  author_id: idOrNull<UserId>(),
  public: flag,
  created_at: text,
  formatted_from: text,
  formatted_to: text,
  via,
  data: v.optional(v.unknown()),
});

const decodePage = by(
  v.object({
    comments: v.array(comment),
    users: v.fallback(v.array(perhaps({ id: idOrNull<UserId>(), role: text })), []),
  }),
);

/** What Talk and partners write into a voice comment (talk-api 2.3, 2.4). */
const voice = v.object({
  call_id: idOrNull<CallId>(),
  from: text,
  to: text,
  from_line: text,
  to_line: text,
  direction: text,
  via_id: count,
  recording_type: text,
  // A deletion is checked by it: anything but a text or nothing is not to be guessed at.
  recording_url: v.nullish(v.string(), null),
  started_at: text,
  call_started_at: text,
  call_duration: seconds,
  duration: seconds,
  answered_by_id: idOrNull<UserId>(),
  agent_id: idOrNull<UserId>(),
  answered_by_name: text,
  transcription_text: text,
  transcript: text,
});
type Voice = v.InferOutput<typeof voice>;
const decodeVoice = by(voice);

function callOf(ticketId: TicketId, raw: v.InferOutput<typeof comment>, data: Voice): Call {
  const direction = directionOf(raw.via, data);
  const line = direction === 'outbound' ? raw.via?.source?.from : raw.via?.source?.to;
  return {
    commentId: raw.id,
    ticketId,
    origin: raw.type === 'TpeVoiceComment' ? 'partner' : 'talk',
    // A partner comment's call_id names the partner's own record: Talk must never get it (talk-api 2.4).
    callId: raw.type === 'VoiceComment' ? data.call_id : null,
    kind: kindOf(raw.via, data),
    direction,
    from: phoneNumberFrom(data.from ?? data.from_line),
    to: phoneNumberFrom(data.to ?? data.to_line),
    lineName: direction === 'unknown' ? null : (line?.name ?? null),
    formattedFrom: raw.formatted_from,
    formattedTo: raw.formatted_to,
    authorId: raw.author_id,
    answeredById: data.answered_by_id ?? data.agent_id,
    answeredByName: data.answered_by_name,
    startedAt: data.started_at ?? data.call_started_at,
    createdAt: raw.created_at,
    durationSeconds: data.call_duration ?? data.duration,
    hasAddress: data.recording_url !== null && data.recording_url !== '',
    hasTranscript: data.transcription_text !== null || data.transcript !== null,
  };
}

/** talk-api 2.6: what the call says itself, else where it came from, else whether somebody answered. */
function kindOf(from: Via, data: Voice): Call['kind'] {
  if (data.recording_type !== null) {
    return data.recording_type === 'call' || data.recording_type === 'voicemail'
      ? data.recording_type
      : 'unknown';
  }
  if (from?.source?.rel === 'voicemail' || data.via_id === 33 || data.via_id === 44)
    return 'voicemail';
  return data.answered_by_id === null && data.agent_id === null ? 'unknown' : 'call';
}

function directionOf(from: Via, data: Voice): Call['direction'] {
  const words = [from?.source?.rel, directionByVia.get(data.via_id), data.direction];
  for (const word of words) {
    if (word === 'inbound' || word === 'voicemail') return 'inbound';
    if (word === 'outbound') return 'outbound';
  }
  return 'unknown';
}

/** talk-api 3.1: Talk's voicemail, inbound, outbound; from 44 on the partners'. */
const directionByVia: ReadonlyMap<number | null, 'inbound' | 'outbound'> = new Map([
  [33, 'inbound'],
  [34, 'inbound'],
  [35, 'outbound'],
  [44, 'inbound'],
  [45, 'inbound'],
  [46, 'outbound'],
]);
