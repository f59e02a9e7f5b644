declare const brand: unique symbol;
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

export type UserId = Branded<number, 'user'>;
export type TicketId = Branded<number, 'ticket'>;
export type CommentId = Branded<number, 'comment'>;
/** Talk's numeric call id (`data.call_id` of a `VoiceComment`), the only id its DELETE takes. */
export type CallId = Branded<number, 'call'>;
export type IdentityId = Branded<number, 'identity'>;
export type JobId = Branded<string, 'job'>;
/** Names one plan's run in the journal. Random, never made from personal values. */
export type CaseId = Branded<string, 'case'>;

/**
 * The id in a number or a string of digits, or null. Ids are positive integers of at most 2^53−1;
 * anything else in an answer, a link or an input is not an id.
 */
export function idFrom<Id extends number>(value: unknown): Id | null {
  const number = typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? (number as Id)
    : null;
}
