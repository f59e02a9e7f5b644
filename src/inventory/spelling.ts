import type { NumberParts } from './phoneBook.ts';

/** A stretch of a folded text, end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds every place of one identifier in a folded text, first to last, none over another. Linear. */
export type Finder = (folded: string) => readonly Span[];

const wordSign = String.raw`\p{L}\p{M}\p{N}`;
const words = new RegExp(`[${wordSign}]+`, 'gu');

/** The words of a folded text. */
export const wordsOf = (folded: string): readonly string[] => folded.match(words) ?? [];

const outsideAscii = /[\u0080-\uffff]/;
/** Signs inside a word that nobody sees. */
const unseen = /\p{Join_Control}|[\u00ad\u2060\ufeff]/gu;
/** Arabic, Persian and Devanagari digits; full-width ones become plain by normalisation. */
const otherDigits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g;

/** A text without regard to case, width and composition: two spellings of one word become one. */
export function fold(text: string): string {
  if (!outsideAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(unseen, '')
    .replace(otherDigits, (digit) => {
      const code = digit.charCodeAt(0);
      return String((code >= 0x966 ? code - 6 : code) & 0xf);
    });
}

/**
 * Where stretches of the folded text stand in the text itself, never between two halves of a sign. They come in
 * their order, none over another.
 */
export function inOriginal(text: string, spans: readonly Span[]): readonly Span[] {
  if (spans.length === 0 || !outsideAscii.test(text)) return spans;
  const found: Span[] = [];
  let folded = 0;
  let at = 0;
  let from: number | null = null;
  const close = () => {
    for (let span = spans[found.length]; span && folded >= span.end; span = spans[found.length]) {
      found.push({ start: from ?? at, end: at });
      from = null;
    }
  };
  for (const sign of text) {
    close();
    const span = spans[found.length];
    if (span === undefined) break;
    folded += fold(sign).length;
    if (from === null && folded > span.start) from = at;
    at += sign.length;
  }
  close();
  return found;
}

/** Between the words of a name: spaces and punctuation, a tag or an entity; never the sign that makes an address. */
const betweenWords = `(?:[^${wordSign}<&@]|<[^<>]{0,300}>|&(?:#?[a-z0-9]{1,8};)?){1,12}`;
/** Scripts that write without spaces: a whole word cannot be told there. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const unspacedFirst = new RegExp(`^${unspaced}`, 'u');
const unspacedLast = new RegExp(`${unspaced}\\p{M}*$`, 'u');
const fewestLetters = 3;

/** Whether its words cannot be told from their neighbours. */
export function isUnspaced(name: string): boolean {
  return new RegExp(unspaced, 'u').test(name);
}

const outerSigns = new RegExp(`^[^${wordSign}]+|[^${wordSign}]+$`, 'gu');
const syntax = /[$()*+./?[\\\]^{|}]/g;

/** The whole name as whole words. Null where it is too short to mean anybody, or has no letter. */
export function nameFinder(name: string): Finder | null {
  const parts = wordsOf(fold(name));
  const [first] = parts;
  const letters = parts.join('').match(/\p{L}/gu)?.length ?? 0;
  if (first === undefined || letters === 0) return null;
  if (parts.length === 1 && letters < fewestLetters) return null;
  const last = parts.at(-1) ?? first;
  const before = unspacedFirst.test(first) ? '' : `(?<![${wordSign}])`;
  const after = unspacedLast.test(last) ? String.raw`(?!\p{M})` : `(?![${wordSign}])`;
  const spelled = parts.join(betweenWords);
  const asWritten = fold(name).replace(outerSigns, '');
  // Of a name that holds markup the words alone would not be found.
  const isPlain = asWritten.includes('@') || new RegExp(`^${spelled}$`, 'u').test(asWritten);
  const wanted = isPlain ? spelled : `(?:${asWritten.replace(syntax, '\\$&')}|${spelled})`;
  const whole = new RegExp(before + wanted + after, 'uy');
  return (folded) => {
    const spans: Span[] = [];
    for (let at = folded.indexOf(first); at >= 0; at = folded.indexOf(first, at)) {
      whole.lastIndex = at;
      const end = whole.test(folded) ? whole.lastIndex : null;
      if (end !== null) spans.push({ start: at, end });
      at = end ?? at + 1;
    }
    return spans;
  };
}

const longerBefore = new RegExp(`[${wordSign}][._+\\-]?$`, 'u');
const longerAfter = new RegExp(`^[.\\-]?[${wordSign}]`, 'u');

/** The whole e-mail address, not as the part of a longer one. */
export function addressFinder(address: string): Finder {
  const wanted = fold(address.trim());
  return (folded) => {
    const spans: Span[] = [];
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      // Four units hold the two signs that decide, also beyond the basic plane.
      const isPart =
        longerBefore.test(folded.slice(Math.max(0, at - 4), at)) ||
        longerAfter.test(folded.slice(end, end + 4));
      if (!isPart) spans.push({ start: at, end });
    }
    return spans;
  };
}

/** Of a folded text. */
export const isAddress = (folded: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(folded);

/** As short as a number in E.164 may be, and as long. */
export const fewestDigits = 7;
export const mostDigits = 15;

export const digitsOf = (text: string): string => fold(text).replace(/\D/g, '');

/** `+1 (555) 010-0123` of `Caller +1 (555) 010-0123`; null for the name of a human. */
export function numberInName(name: string): string | null {
  const digits = digitsOf(name);
  if (digits.length < fewestDigits || digits.length > mostDigits) return null;
  return /\+[^\p{L}]*/u.exec(name.normalize('NFKC'))?.[0].trim() ?? digits;
}

/** Digits that stand together as a number may be written, by their groups. */
export interface DigitGroup extends Span {
  /** How many digits of the text stand before it. */
  readonly from: number;
  /** Only what stands between the groups of one number separates it from the group before. */
  readonly isJoined: boolean;
}

const joint =
  /^(?:[\s().\-/_\u00b7\u2010-\u2015\u2212\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]|&nbsp;){1,6}$/;
const longestJoint = 36;

export function digitGroups(folded: string): readonly DigitGroup[] {
  const groups: DigitGroup[] = [];
  let before = -longestJoint;
  let from = 0;
  for (const { index, 0: digits } of folded.matchAll(/[0-9]+/g)) {
    const isJoined = index - before <= longestJoint && joint.test(folded.slice(before, index));
    before = index + digits.length;
    groups.push({ start: index, end: before, from, isJoined });
    from += digits.length;
  }
  return groups;
}

/** A shorter one, without its calling code, might be any number in a text. */
const shortestNational = fewestDigits;

/** One number in every spelling that people use for it, as digits. */
export function spellingsOf({
  number,
  callingCode,
  national,
  local,
}: NumberParts): readonly string[] {
  const inside = [national, `0${national}`, local.replace(/\D/g, '')];
  return [
    ...internationalSpellings(number.slice(1)),
    ...internationalSpellings(`${callingCode}0${national}`),
    ...(national.length < shortestNational ? [] : inside),
  ];
}

/** Where only the whole number is known: with `+`, with what is dialled for it, or bare. */
export function internationalSpellings(digits: string): readonly string[] {
  return ['', '00', '011', '0011'].map((prefix) => prefix + digits);
}

/** Two letters, two digits, groups of four: an account number, whatever digits stand in it. */
const iban = /(?<![a-z0-9])[a-z]{2}\d{2}(?: ?[a-z]{4})?(?: ?\d{4}){2,7}(?: ?\d{1,4})?(?![a-z0-9])/g;
const shortestIban = 15;

/** Enough digits to pass by most of what begins elsewise. */
const headLength = 4;

/** Numbers given as digits, grouped in whatever way, never the part of a longer run of digits. */
export function numberFinder(spellings: Iterable<string>): Finder {
  const wanted = new Set(spellings);
  const lengths = new Set([...wanted].map((digits) => digits.length));
  const longest = Math.max(0, ...lengths);
  const heads = new Set([...wanted].map((digits) => digits.slice(0, headLength)));
  return (folded) => {
    const groups = wanted.size === 0 ? [] : digitGroups(folded);
    const digits = groups.map(({ start, end }) => folded.slice(start, end)).join('');
    const spans: Span[] = [];
    let end = 0;
    for (const [index, { start, from }] of groups.entries()) {
      if (start < end || !heads.has(digits.slice(from, from + headLength))) continue;
      for (let next = index; next < groups.length; next += 1) {
        const group = groups[next];
        if (group === undefined || (next > index && !group.isJoined)) break;
        const to = group.from + group.end - group.start;
        if (to - from > longest) break;
        if (lengths.has(to - from) && wanted.has(digits.slice(from, to))) end = group.end;
      }
      if (end > start) spans.push({ start: startOfNumber(folded, start), end });
    }
    return spans.length === 0 ? spans : outsideIbans(folded, spans);
  };
}

/** With the `+` and the bracket that belong to it. */
export function startOfNumber(folded: string, start: number): number {
  const signs = /[+(]{1,2}$/.exec(folded.slice(Math.max(0, start - 2), start));
  return start - (signs?.[0].length ?? 0);
}

function outsideIbans(folded: string, spans: readonly Span[]): readonly Span[] {
  const ibans = [...folded.matchAll(iban)].filter(
    ([whole]) => whole.replaceAll(' ', '').length >= shortestIban,
  );
  return spans.filter(
    ({ start, end }) =>
      !ibans.some(({ index, 0: whole }) => start < index + whole.length && end > index),
  );
}
