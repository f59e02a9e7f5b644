import type { CommentId, TicketId } from './ids.ts';
import type { Place } from './written.ts';

/**
 * What kind of personal data stands there. `name`, `number`, `address`: one of the person's own identifiers,
 * found exactly. `aiNote`: a note beside a call that no person wrote, most likely an AI transcript or summary.
 * `location` and `system`: where the caller was, and what their device told.
 */
export type TraceKind =
  | 'voicemailTranscript'
  | 'aiNote'
  | 'textMessage'
  | 'name'
  | 'number'
  | 'address'
  | 'location'
  | 'system';

/** The text around one match; personal, for the screen. Where the match is the whole text, `match` is its beginning. */
export interface Excerpt {
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** Personal data beside the audio: one kind in one place of one ticket. Text matches are proposals for an admin. */
export interface Trace {
  readonly kind: TraceKind;
  readonly ticketId: TicketId;
  /** Null where it stands on the ticket itself. */
  readonly commentId: CommentId | null;
  readonly place: Place;
  readonly fieldId: number | null;
  /** Null on the ticket itself, or where Zendesk did not say. */
  readonly isPublic: boolean | null;
  /** How often it stands in this place. */
  readonly times: number;
  /** Around the first; null where only ids were kept and the text is read again when it is opened. */
  readonly excerpt: Excerpt | null;
}
