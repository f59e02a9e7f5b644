import type { Line, Reads } from '../api/reads.ts';
import type { FailureKind } from '../domain/failure.ts';
import type { PhoneReading } from './phoneBook.ts';
import { mayBePhone, tidied } from './understood.ts';

/** Reads texts as phone numbers, with the country of the account's lines where they do not say one. */
export interface PhoneReader {
  /** Best first. Empty where the text is no number, or nothing tells its country. */
  read(input: string): Promise<readonly PhoneReading[]>;
}

/** What is asked again would be answered the same. */
const forGood: readonly FailureKind[] = ['forbidden', 'notFound', 'noSuchEndpoint', 'refused'];

/** The lines are asked for once, with one request, when the first national spelling needs them. */
export function openPhoneReader(reads: Pick<Reads, 'lines'>): PhoneReader {
  let asked: Promise<readonly string[]> | null = null;

  async function countries(): Promise<readonly string[]> {
    for await (const page of reads.lines({ urgency: 'click' })) {
      if (page.ok) return byFrequency(page.value);
      if (!forGood.includes(page.failure.kind)) asked = null;
      break;
    }
    return [];
  }

  return {
    async read(input) {
      if (!mayBePhone(input)) return [];
      const book = await import('./phoneBook.ts').catch(() => null);
      if (book === null) return [];
      const { readPhoneNumbers } = book;
      const international = readPhoneNumbers(input, []);
      if (international.length > 0 && /^(\+|00)/.test(tidied(input))) return international;
      return readPhoneNumbers(input, await (asked ??= countries()));
    },
  };
}

function byFrequency(lines: readonly Line[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { country } of lines)
    if (country !== null) times.set(country, (times.get(country) ?? 0) + 1);
  return [...times].sort(([, one], [, other]) => other - one).map(([country]) => country);
}
