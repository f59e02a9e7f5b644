declare const brand: unique symbol;

/** A number in E.164: `+` and 7 to 15 digits. */
export type PhoneNumber = string & { readonly [brand]: 'phoneNumber' };

/**
 * The number in a text that writes it internationally, whatever separates its digits; null for
 * anything else. Zendesk matches by E.164, so two spellings of one number must become one value.
 */
export function phoneNumberFrom(text: unknown): PhoneNumber | null {
  if (typeof text !== 'string') return null;
  const bare = text
    .normalize('NFKC')
    .replace(/[\s().\-/\u2010-\u2015\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? (bare as PhoneNumber) : null;
}
