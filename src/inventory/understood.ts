import { idFrom, type TicketId, type UserId } from '../domain/ids.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import type { PhoneReading } from './phoneBook.ts';

/**
 * What the field read. `needsCountryCode`: the text may be a phone number, but nothing says of which country, so
 * the screen asks for `+` and country code: Zendesk cannot match it otherwise.
 */
export type Understood =
  | { readonly kind: 'empty' }
  /** A bare integer: both are asked for, and the phone number only where nobody has that id. */
  | {
      readonly kind: 'number';
      readonly userId: UserId;
      readonly ticketId: TicketId;
      readonly readings: readonly PhoneReading[];
      readonly needsCountryCode: boolean;
    }
  /** `#4242`. */
  | { readonly kind: 'ticket'; readonly ticketId: TicketId }
  | { readonly kind: 'email'; readonly email: string }
  /** The best reading is searched; the others are for the person to choose. */
  | {
      readonly kind: 'phone';
      readonly reading: PhoneReading;
      readonly others: readonly PhoneReading[];
    }
  | { readonly kind: 'text'; readonly text: string; readonly needsCountryCode: boolean };

/** What a text may mean. `readings` is what the phone book made of it, best first. */
export function understand(input: string, readings: readonly PhoneReading[] = []): Understood {
  const text = input.normalize('NFKC').trim();
  if (text === '') return { kind: 'empty' };
  const ticketId = text.startsWith('#') ? idFrom<TicketId>(text.slice(1).trim()) : null;
  if (ticketId !== null) return { kind: 'ticket', ticketId };
  const isUnread = readings.length === 0;
  const [userId, asTicket] = [idFrom<UserId>(text), idFrom<TicketId>(text)];
  if (userId !== null && asTicket !== null) {
    const needsCountryCode = isUnread && mayBePhone(text);
    return { kind: 'number', userId, ticketId: asTicket, readings, needsCountryCode };
  }
  const phone = phoneIn(isUnread ? spelledOut(text) : readings);
  if (phone !== null) return phone;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { kind: 'email', email: text };
  return { kind: 'text', text, needsCountryCode: mayBePhone(text) };
}

/** The question for the best of the readings; null where there is none. */
export function phoneIn(
  readings: readonly PhoneReading[],
): Extract<Understood, { kind: 'phone' }> | null {
  const [reading, ...others] = readings;
  return reading === undefined ? null : { kind: 'phone', reading, others };
}

/** Written with `+` and country code it is known without the phone book. */
function spelledOut(text: string): readonly PhoneReading[] {
  const number = phoneNumberFrom(text);
  return number === null
    ? []
    : [{ number, country: null, extension: null, shown: number, assumed: null }];
}

const shortestPhoneNumber = 7;
const longestSpelling = 60;
/** Three digits and a word of three letters at least: `1-800-FLOWERS`. */
const onKeypad = /^\+?[\d\s().-]*\d[\s().-]*[a-z][a-z\s.-]*$/i;

/** What stands behind a number: `ext. 12`, `x12`, `;ext=12`, `#12`. */
export const extensionAtEnd =
  /[\s,;.]*(?<!\p{L})(?:e?xt(?:ensi[oó]n?|n)?|anexo|доб|int|x|#)[\s.:=]*\d{1,7}$/iu;

/** Whether a text may be a phone number in some spelling: only then is the phone book worth its bytes. */
export function mayBePhone(input: string): boolean {
  const text = tidied(input);
  if (text.length > longestSpelling) return false;
  const number = text.replace(extensionAtEnd, '');
  const digits = number.replace(/\D/g, '').length;
  if (/^\+?[\d\s().\-/\u2010-\u2015\u2212]+$/.test(number)) return digits >= shortestPhoneNumber;
  const letters = number.replace(/[^a-z]/gi, '').length;
  const keys = digits + letters;
  return onKeypad.test(number) && digits >= 3 && letters >= 3 && keys >= 10 && keys <= 15;
}

/** A spelling in plain digits and signs, whatever keyboard or address book it came from. */
export function tidied(input: string): string {
  return input
    .normalize('NFKC')
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
    .replace(/^tel[.:\s]*(?=[+(\d])/i, '');
}
