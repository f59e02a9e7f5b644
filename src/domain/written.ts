import type { Comment } from './call.ts';
import type { Ticket } from './ticket.ts';

/** Where on a ticket something is written. `via` is where it came from; `system` is what the browser or phone told. */
export type Place =
  | 'subject'
  | 'description'
  | 'comment'
  | 'transcript'
  | 'via'
  | 'location'
  | 'system'
  | 'attachment'
  | 'tags'
  | 'customField';

/** A text with its place. Personal data: read, searched, dropped; never kept. */
export interface Written {
  readonly place: Place;
  readonly text: string;
  /** Of a custom field, else null. */
  readonly fieldId: number | null;
}

/** A ticket with what is written on it outside its comments. */
export interface WrittenTicket extends Ticket {
  readonly texts: readonly Written[];
}

/** A comment with what is written in it. */
export interface WrittenComment extends Comment {
  readonly texts: readonly Written[];
  /** From the side-loaded users; null where the author was not among them. */
  readonly author: { readonly name: string | null; readonly email: string | null } | null;
  /** `via.channel`: `voice`, `sms`, `email`, `system`, or what Zendesk says in future. */
  readonly channel: string | null;
}

/** The ticket without what is written on it: all that may be kept. */
export function withoutTexts(written: WrittenTicket): Ticket {
  const ticket: Ticket & { texts?: unknown } = { ...written };
  delete ticket.texts;
  return ticket;
}
