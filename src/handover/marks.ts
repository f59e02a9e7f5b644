import type { Line } from '../api/reads.ts';
import type { UserId } from '../domain/ids.ts';
import {
  digitsOf,
  fewestDigits,
  fold,
  inOriginal,
  isUnspaced,
  nameFinder,
  numberInName,
  wordsOf,
  type Finder,
  type Span,
} from '../inventory/spelling.ts';
import type { Identifiers } from '../inventory/traces.ts';
import { addressesIn, numbersIn } from './lookalikes.ts';

export type FoundKind = 'name' | 'number' | 'address';

/** Somebody who is not the person, as far as the account tells. */
export interface Other {
  readonly userId: UserId | null;
  readonly name: string | null;
  /** `end-user`, `agent`, `admin`, or what Zendesk says; null where it does not. */
  readonly role: string | null;
  readonly addresses: readonly string[];
  /** As Zendesk shows them. */
  readonly numbers: readonly string[];
}

/** One place of other people's data in a text; indexes of the text itself, end excluded. */
export interface Mark extends Span {
  /** Names the value, however it is spelled. Personal, for the page only. */
  readonly key: string;
  readonly kind: FoundKind;
  readonly owner: Other | null;
}

/** Finds other people's data in texts. What is the person's own, or one of the company's lines, is never marked. */
export interface Marker {
  /** First to last, none over another. */
  marks(text: string): readonly Mark[];
}

export interface Known {
  readonly identifiers: Identifiers;
  readonly others: readonly Other[];
  readonly lines: readonly Line[];
}

/** Names are known people's alone; addresses and numbers are anybody's. Linear in the length of a text. */
export function openMarker({ identifiers, others, lines }: Known): Marker {
  const names = openNames(others);
  const addresses = new Map(
    others.flatMap((other) => other.addresses.map((one) => [fold(one), other] as const)),
  );
  const numbers = openNumbers(others);
  const ownLines = new Set(lines.flatMap(({ number }) => tailsOf(number ?? '')));
  const own: readonly Finder[] = [
    ...identifiers.names,
    ...identifiers.addresses,
    identifiers.number,
  ];

  return {
    marks(text) {
      const folded = fold(text);
      const found: Mark[] = [];
      const free = openFree(folded.length, () => own.flatMap((find) => find(folded)));
      for (const span of addressesIn(folded)) {
        const value = folded.slice(span.start, span.end);
        const owner = addresses.get(value) ?? null;
        for (const piece of free(span))
          found.push({ ...piece, key: `address ${value}`, kind: 'address', owner });
      }
      for (const span of numbersIn(folded)) {
        const tail = tailOf(folded.slice(span.start, span.end));
        const known = numbers.get(tail);
        const rest = { key: `number ${known?.key ?? tail}`, owner: known?.owner ?? null };
        if (ownLines.has(tail)) continue;
        for (const piece of free(span))
          if (digitsOf(folded.slice(piece.start, piece.end)).length >= fewestDigits)
            found.push({ ...piece, ...rest, kind: 'number' });
      }
      for (const { key, owner, find } of names(folded))
        for (const span of find(folded))
          for (const piece of free(span))
            found.push({ ...piece, key: `name ${key}`, kind: 'name', owner });
      found.sort((one, other) => one.start - other.start);
      const places = inOriginal(text, found);
      return found.map((one, index) => ({ ...one, ...placeOf(places[index]) }));
    },
  };
}

const placeOf = (span: Span | undefined): Partial<Span> =>
  span === undefined ? {} : { start: span.start, end: span.end };

/** Gives what is still free of a stretch, and takes it. Begun with the places that are the person's own. */
function openFree(length: number, own: () => readonly Span[]) {
  let taken: Uint8Array | null = null;
  return (span: Span): readonly Span[] => {
    if (taken === null) {
      taken = new Uint8Array(length);
      for (const { start, end } of own()) taken.fill(1, start, end);
    }
    const pieces: Span[] = [];
    let from: number | null = null;
    for (let at = span.start; at <= span.end; at += 1) {
      const isFree = at < span.end && taken[at] === 0;
      if (isFree) from ??= at;
      else if (from !== null) {
        pieces.push({ start: from, end: at });
        from = null;
      }
    }
    taken.fill(1, span.start, span.end);
    return pieces;
  };
}

interface Name {
  readonly key: string;
  readonly owner: Other;
  readonly find: Finder;
}

/** The names that may stand in a text, longest first: known by their first words, because people may be many. */
function openNames(others: readonly Other[]): (folded: string) => readonly Name[] {
  const byFirst = new Map<string, Name[]>();
  const always: Name[] = [];
  const seen = new Set<string>();
  for (const owner of others) {
    const parts = wordsOf(fold(owner.name ?? ''));
    const [first] = parts;
    const key = parts.join(' ');
    const find =
      owner.name === null || numberInName(owner.name) !== null ? null : nameFinder(owner.name);
    if (first === undefined || find === null || seen.has(key)) continue;
    seen.add(key);
    const name = { key, owner, find };
    if (isUnspaced(key)) always.push(name);
    else byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  return (folded) => {
    const wanted = new Set(always);
    if (byFirst.size > 0)
      for (const word of wordsOf(folded))
        for (const name of byFirst.get(word) ?? []) wanted.add(name);
    return [...wanted].sort((one, other) => other.key.length - one.key.length);
  };
}

/** Known numbers by every end of theirs that may be written without its beginning. */
function openNumbers(others: readonly Other[]) {
  const byTail = new Map<string, { readonly key: string; readonly owner: Other }>();
  for (const owner of others) {
    const inName = owner.name === null ? null : numberInName(owner.name);
    for (const number of [...owner.numbers, ...(inName === null ? [] : [inName])]) {
      const [key] = tailsOf(number);
      for (const tail of tailsOf(number))
        if (key !== undefined && !byTail.has(tail)) byTail.set(tail, { key, owner });
    }
  }
  return byTail;
}

/** The digits without a trunk zero and what is dialled for a `+`. */
const tailOf = (number: string): string => digitsOf(number.replace('(0)', '')).replace(/^0+/, '');

function tailsOf(number: string): readonly string[] {
  const digits = tailOf(number);
  const count = Math.max(0, digits.length - fewestDigits + 1);
  return Array.from({ length: count }, (_, from) => digits.slice(from));
}
