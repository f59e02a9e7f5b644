import type { DeepReads } from '../api/deepReads.ts';
import type { AccountSettings, Line, ReadOptions, Reads } from '../api/reads.ts';
import type { Call } from '../domain/call.ts';
import type { Clock } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import type { Person } from '../domain/person.ts';
import { phoneNumberFrom, type PhoneNumber } from '../domain/phoneNumber.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { NumberParts } from '../inventory/phoneBook.ts';
import { identifiersOf, numbersInTexts } from '../inventory/traces.ts';
import type { LineReading } from './accessReport.ts';
import { openMarker, type Marker } from './marks.ts';
import { openTexts, type Texts, type TextsReading } from './readTexts.ts';
import { othersOf } from './review.ts';

/** What the account itself says for an access report. */
export interface AccountReading {
  /** Null where they could not be read. */
  readonly settings: AccountSettings | null;
  /** The lines of the calls, with how long they keep recordings. */
  readonly lines: readonly LineReading[];
  /** Why the settings or the list of lines are not known. */
  readonly failure: Failure | null;
}

/** Everything that handing over reads of the account. */
export interface Handover {
  /** The texts of these tickets; nothing is sent before it is started. */
  openTexts(tickets: readonly Ticket[]): TextsReading;
  /**
   * One request for the settings, one for each line that the calls went over, and one a page of lines where none
   * are known yet.
   */
  readAccount(
    calls: readonly Call[],
    known?: readonly Line[],
    options?: ReadOptions,
  ): Promise<AccountReading>;
  /** Finds other people's data in these texts. Sends nothing. */
  markerFor(person: Person, texts: Texts): Promise<Marker>;
}

export interface HandoverDeps {
  readonly reads: Reads;
  readonly clock: Clock;
  readonly deep: {
    readonly reads: DeepReads;
    partsOf(numbers: readonly PhoneNumber[]): Promise<readonly NumberParts[]>;
  };
}

export function openHandover({ reads, clock, deep }: HandoverDeps): Handover {
  return {
    openTexts: (tickets) => openTexts({ reads, deepReads: deep.reads, clock }, tickets),
    async readAccount(calls, known = [], options) {
      const [settings, [lines, unlisted]] = await Promise.all([
        reads.accountSettings(options),
        known.length > 0 ? ([known, null] as const) : listLines(options),
      ]);
      return {
        settings: settings.ok ? settings.value : null,
        lines: await Promise.all(
          lines.filter(isLineOf(calls)).map((line) => readLine(line, options)),
        ),
        failure: settings.ok ? unlisted : settings.failure,
      };
    },
    async markerFor(person, texts) {
      const parts = await deep.partsOf(numbersInTexts(person));
      return openMarker({
        identifiers: identifiersOf(person, parts),
        others: othersOf(texts, person),
        lines: texts.lines,
      });
    },
  };

  async function listLines(
    options?: ReadOptions,
  ): Promise<readonly [lines: readonly Line[], failure: Failure | null]> {
    const lines: Line[] = [];
    for await (const page of reads.lines(options)) {
      if (!page.ok) return [lines, page.failure];
      lines.push(...page.value);
    }
    return [lines, null];
  }

  async function readLine(
    { id, nickname, number }: Line,
    options?: ReadOptions,
  ): Promise<LineReading> {
    const answer = await deep.reads.lineRetention(id, options);
    return answer.ok
      ? { state: 'read', line: answer.value }
      : { state: 'refused', lineId: id, nickname, number, failure: answer.failure };
  }
}

/** About how many requests `readAccount` sends for these calls. */
export function requestsForAccount(calls: readonly Call[]): number {
  return 2 + new Set(calls.flatMap(({ lineName }) => lineName ?? [])).size;
}

function isLineOf(calls: readonly Call[]): (line: Line) => boolean {
  const numbers = new Set(calls.flatMap(({ from, to }) => [from, to]));
  const names = new Set(calls.map(({ lineName }) => lineName));
  return ({ number, nickname }) => {
    const known = phoneNumberFrom(number);
    return (known !== null && numbers.has(known)) || (nickname !== null && names.has(nickname));
  };
}
