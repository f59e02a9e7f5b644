import type { CallId, CommentId, TicketId, UserId } from './ids.ts';
import type { PhoneNumber } from './phoneNumber.ts';

export type RecordingKind = 'call' | 'voicemail';

/** One voice comment. Null and `unknown` mean that Zendesk did not say. */
export interface Call {
  readonly commentId: CommentId;
  readonly ticketId: TicketId;
  /** `partner` is a `TpeVoiceComment`: its audio lives elsewhere and Talk cannot delete it. */
  readonly origin: 'talk' | 'partner';
  /** Talk's id; null for partner calls and for voice comments written through the Tickets API. */
  readonly callId: CallId | null;
  readonly kind: RecordingKind | 'unknown';
  readonly direction: 'inbound' | 'outbound' | 'unknown';
  readonly from: PhoneNumber | null;
  readonly to: PhoneNumber | null;
  /** The account's own line as Zendesk named it on the call. */
  readonly lineName: string | null;
  /** As Zendesk displays them; personal data. */
  readonly formattedFrom: string | null;
  readonly formattedTo: string | null;
  readonly authorId: UserId | null;
  readonly answeredById: UserId | null;
  readonly answeredByName: string | null;
  readonly startedAt: string | null;
  readonly createdAt: string | null;
  readonly durationSeconds: number | null;
  /** Zendesk gives an address for audio. That the file still exists is not proven by it. */
  readonly hasAddress: boolean;
  readonly hasTranscript: boolean;
}

/** Any comment of a ticket, reduced to what erasing and counting need. */
export interface Comment {
  readonly id: CommentId;
  /** `Comment`, `VoiceComment`, `TpeVoiceComment`, or what Zendesk says in future; never skipped. */
  readonly type: string;
  readonly authorId: UserId | null;
  /** From the side-loaded users; null where it was not among them. */
  readonly authorRole: string | null;
  readonly isPublic: boolean | null;
  readonly createdAt: string | null;
  /** The call in it, when `type` ends in `VoiceComment`. */
  readonly call: Call | null;
}

/**
 * What this app's receipts say about the recordings of one call id. The two accepted ones differ in whether
 * an address was listed before: only then can its absence be seen.
 */
export type DeletionEvidence =
  'acceptedWhileListed' | 'acceptedNoneListed' | 'nothingToDelete' | 'seenGone';

export type RecordingState =
  | 'listed'
  | 'noneListed'
  | 'mayStillCome'
  | 'deletionAccepted'
  | 'seenGone'
  | 'partners'
  | 'cannotTell';

const hour = 3_600_000;

/** Whether a recording may still appear: the audio comes some time after the call (talk-api 2.6). */
export function isFresh(
  call: Pick<Call, 'startedAt' | 'createdAt' | 'durationSeconds'>,
  now: number,
): boolean {
  const begun = Date.parse(call.startedAt ?? call.createdAt ?? '');
  if (Number.isNaN(begun)) return false;
  const ended = call.durationSeconds === null ? begun : begun + call.durationSeconds * 1000;
  return now - ended < hour;
}

/** The word for a call's recording. What Zendesk lists now outranks what it reported before. */
export function recordingState(
  call: Call,
  evidence: DeletionEvidence | null,
  now: number,
): RecordingState {
  if (call.origin === 'partner') return 'partners';
  if (call.callId === null) return 'cannotTell';
  if (call.hasAddress) {
    if (evidence === 'acceptedWhileListed') return 'deletionAccepted';
    return evidence === 'nothingToDelete' ? 'cannotTell' : 'listed';
  }
  if (evidence === 'seenGone' || evidence === 'acceptedWhileListed') return 'seenGone';
  if (evidence === 'acceptedNoneListed') return 'deletionAccepted';
  return isFresh(call, now) ? 'mayStillCome' : 'noneListed';
}
