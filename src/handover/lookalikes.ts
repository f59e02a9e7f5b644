import {
  digitGroups,
  fewestDigits,
  mostDigits,
  startOfNumber,
  type DigitGroup,
  type Span,
} from '../inventory/spelling.ts';

/** Longer than any part of an address may be (RFC 5321). */
const longestLocal = 128;
const longestDomain = 260;
const local = /[\p{L}\p{M}\p{N}._%+'-]+$/u;
const domain = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/u;

/** Everything in a folded text that has the look of an e-mail address. */
export function addressesIn(folded: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = folded.indexOf('@'); at >= 0; at = folded.indexOf('@', at + 1)) {
    const from = Math.max(spans.at(-1)?.end ?? 0, at - longestLocal);
    const before = local.exec(folded.slice(from, at))?.[0].replace(/^[.'%+-]+/, '') ?? '';
    const after = domain.exec(folded.slice(at + 1, at + longestDomain))?.[0].replace(/-+$/, '');
    if (before !== '' && after !== undefined)
      spans.push({ start: at - before.length, end: at + 1 + after.length });
  }
  return spans;
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
/** Dates, times and addresses of computers: digits that nobody can call. */
const uncallable = new RegExp(
  [
    String.raw`(?<![\d.\-/])(?:\d{4}([-./])${day}\1${day}|${day}([-./])${day}\2(?:\d{4}|\d{2}))(?![.\-/]?\d)`,
    String.raw`(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)`,
    String.raw`(?<![\d.])(?!(?:\d\d\.){3}\d\d(?!\d))\d{1,3}(?:\.\d{1,3}){3}(?![\d]|\.\d)`,
  ].join('|'),
  'g',
);

/** A run without any sign of a number must be this long: shorter ones count things. */
const shortestBare = 8;

/** Everything in a folded text that has the look of a phone number. A run of several numbers is one. */
export function numbersIn(folded: string): readonly Span[] {
  const text = folded.replace(uncallable, (found) => 'x'.repeat(found.length));
  const runs: DigitGroup[][] = [];
  for (const group of digitGroups(text)) {
    const run = runs.at(-1);
    if (run === undefined || !group.isJoined) runs.push([group]);
    else run.push(group);
  }
  return runs.flatMap((run) => {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return [];
    const start = startOfNumber(text, first.start);
    const count = last.from + last.end - last.start - first.from;
    const isLong = run.length === 1 && count > mostDigits;
    const isNamed = text.charAt(start - 1) === '#';
    const looksDialled =
      text.charAt(start) === '+' || text.charAt(start) === '(' || text.charAt(start) === '0';
    const fewest = run.length > 1 || looksDialled ? fewestDigits : shortestBare;
    return isLong || isNamed || count < fewest ? [] : [{ start, end: last.end }];
  });
}
