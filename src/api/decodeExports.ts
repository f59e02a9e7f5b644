import * as v from 'valibot';
import type { CallId, TicketId, UserId } from '../domain/ids.ts';
import { by, flag, idOrNull, seconds, someId, text, under, type Decoder } from './decode.ts';
import type { ExportedCall, ExportedLeg } from './deepReads.ts';

const isDirection = (word: string | null) => word === 'inbound' || word === 'outbound';

const call = v.pipe(
  v.object({
    id: someId<CallId>(),
    created_at: text,
    updated_at: text,
    // Nobody is null or 0 (talk-api 4); neither is an id.
    customer_id: idOrNull<UserId>(),
    agent_id: idOrNull<UserId>(),
    ticket_id: idOrNull<TicketId>(),
    direction: text,
    completion_status: text,
    duration: seconds,
    recording_time: seconds,
    voicemail: flag,
    post_call_transcription_created: flag,
    post_call_summary_created: flag,
  }),
  v.transform((raw): ExportedCall => ({
    id: raw.id,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    customerId: raw.customer_id,
    agentId: raw.agent_id,
    ticketId: raw.ticket_id,
    direction: isDirection(raw.direction) ? raw.direction : 'unknown',
    completionStatus: raw.completion_status,
    durationSeconds: raw.duration,
    recordedSeconds: raw.recording_time,
    isVoicemail: raw.voicemail,
    hasTranscript: raw.post_call_transcription_created,
    hasSummary: raw.post_call_summary_created,
  })),
);

const leg = v.pipe(
  v.object({
    id: someId<number>(),
    call_id: idOrNull<CallId>(),
    agent_id: idOrNull<UserId>(),
    type: text,
    created_at: text,
    updated_at: text,
    duration: seconds,
  }),
  v.transform((raw): ExportedLeg => ({
    id: raw.id,
    callId: raw.call_id,
    agentId: raw.agent_id,
    type: raw.type,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    durationSeconds: raw.duration,
  })),
);

/** One answer of an export. `endTime` is in seconds since 1970; null where Zendesk did not say. */
export interface ExportAnswer<Row> {
  readonly rows: readonly Row[];
  readonly endTime: number | null;
  readonly nextPage: string | null;
}

const decodeEnd = by(
  v.pipe(
    v.object({ end_time: v.nullish(seconds, null), next_page: v.nullable(v.string()) }),
    v.transform((raw) => ({ endTime: raw.end_time, nextPage: raw.next_page })),
  ),
);

export const decodeCalls = exportOf('calls', call);
export const decodeLegs = exportOf('legs', leg);

function exportOf<Row>(
  name: string,
  row: v.GenericSchema<unknown, Row>,
): Decoder<ExportAnswer<Row>> {
  const decodeRows = under(name, v.array(row));
  return (json) => {
    const rows = decodeRows(json);
    const end = decodeEnd(json);
    if (!rows.ok) return rows;
    return end.ok ? { ok: true, value: { rows: rows.value, ...end.value } } : end;
  };
}
