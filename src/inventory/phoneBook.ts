import parsePhoneNumber, {
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber as Parsed,
} from 'libphonenumber-js/min';
import { phoneNumberFrom, type PhoneNumber } from '../domain/phoneNumber.ts';
import { extensionAtEnd, tidied } from './understood.ts';

/** How a number is put together and written, for finding it in texts. */
export interface NumberParts {
  readonly number: PhoneNumber;
  /** `1` of `+1 555 010 0123`. Empty where nobody has such a code. */
  readonly callingCode: string;
  /** `5550100123`. */
  readonly national: string;
  /** `+1 555 010 0123`. */
  readonly international: string;
  /** `(555) 010-0123`. */
  readonly local: string;
}

/** One way to read a text as a phone number. */
export interface PhoneReading {
  readonly number: PhoneNumber;
  /** Two letters; null where the number does not tell it, as with satellite numbers. */
  readonly country: string | null;
  /** Zendesk keeps and finds numbers without it. */
  readonly extension: string | null;
  /** `+1 555 010 0123`. */
  readonly shown: string;
  /** The country was not written: it is the first of those handed in, or a later one. */
  readonly assumed: 'firstCountry' | 'laterCountry' | null;
}

/** The parts of a number as its country writes it; a number of no country is one piece. */
export function partsOf(number: PhoneNumber): NumberParts {
  const parsed = parsePhoneNumber(number);
  const digits = number.slice(1);
  // One that the plan would write otherwise is taken as it stands: Zendesk matches it so.
  if (parsed?.number !== number)
    return { number, callingCode: '', national: digits, international: number, local: digits };
  return {
    number,
    callingCode: parsed.countryCallingCode,
    national: parsed.nationalNumber,
    international: parsed.formatInternational(),
    local: parsed.formatNational(),
  };
}

/** With a calling code in front nobody's national number is longer, save a few. */
const longestNational = 10;

/**
 * Every way to read the text as a number, best first; national spellings as those of the countries, in their order.
 * A possible number is enough: numbers that no network has given out yet are dialled, and kept in Zendesk, too.
 */
export function readPhoneNumbers(
  text: string,
  countries: readonly string[],
): readonly PhoneReading[] {
  const written = keyed(tidied(text));
  const abroad = written.replace(/^00\D*/, '+');
  if (abroad.startsWith('+')) {
    const parsed = parsePhoneNumber(abroad);
    if (parsed?.isPossible() === true) return readingsOf(parsed, null);
    if (written.startsWith('+')) return parsed ? readingsOf(parsed, null) : asWritten(written);
  }
  const national = countries.flatMap((name, index) => {
    const country = name.toUpperCase();
    if (!isSupportedCountry(country)) return [];
    const parsed = parsePhoneNumber(written, country);
    if (!parsed || !isPlausible(parsed)) return [];
    const isOwn = parsed.countryCallingCode === getCountryCallingCode(country);
    return readingsOf(parsed, !isOwn ? null : index === 0 ? 'firstCountry' : 'laterCountry');
  });
  const readings = national.length > 0 ? national : withoutPlus(written);
  return readings.filter(
    ({ number }, index) => readings.findIndex((one) => one.number === number) === index,
  );
}

/** A zero in front that is no trunk prefix there was meant for another country. */
const isPlausible = (parsed: Parsed): boolean =>
  parsed.isValid() || (parsed.isPossible() && !parsed.nationalNumber.startsWith('0'));

/** With the calling code, or America's way to dial it, but without `+`: only where it cannot be anything else. */
function withoutPlus(written: string): readonly PhoneReading[] {
  const digits = written.replace(extensionAtEnd, '').replace(/\D/g, '').length;
  const dialled = written.replace(/^011\D*/, '');
  if (dialled === written && digits <= longestNational) return [];
  const parsed = parsePhoneNumber(`+${dialled}`);
  return parsed?.isValid() === true ? readingsOf(parsed, null) : [];
}

function readingsOf(parsed: Parsed, assumed: PhoneReading['assumed']): readonly PhoneReading[] {
  const number = phoneNumberFrom(parsed.number);
  if (number === null) return [];
  return [
    {
      number,
      country: parsed.country ?? null,
      extension: parsed.ext ?? null,
      shown: partsOf(number).international,
      assumed,
    },
  ];
}

/** A calling code that nobody has; Zendesk may hold the number all the same. */
function asWritten(written: string): readonly PhoneReading[] {
  const number = phoneNumberFrom(written);
  return number === null
    ? []
    : [{ number, country: null, extension: null, shown: number, assumed: null }];
}

/** The keys of a telephone for `a` to `z`. */
const keys = '22233344455566677778889999';

/** Letters in a number are the keys that they stand on; those that announce an extension stay. */
function keyed(text: string): string {
  const tail = extensionAtEnd.exec(text)?.[0] ?? '';
  const number = text.slice(0, text.length - tail.length);
  return (
    number.replace(/[a-z]/gi, (letter) => keys[letter.toLowerCase().charCodeAt(0) - 97] ?? '') +
    tail
  );
}
