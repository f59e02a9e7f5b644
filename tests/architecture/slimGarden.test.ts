import { DEFAULT_THEME, PALETTE } from '@zendeskgarden/react-theming';
import * as realColors from 'color2k';
import fc from 'fast-check';
import * as real from 'polished';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as colors from '../../src/garden/color2k.ts';
import get from '../../src/garden/lodashGet.ts';
import memoize from '../../src/garden/lodashMemoize.ts';
import { StyledOverflowButton } from '../../src/garden/overflowButton.ts';
import * as slim from '../../src/garden/polished.ts';

const palette = Object.values(PALETTE).flatMap((hue) =>
  typeof hue === 'string' ? [hue] : Object.values(hue),
);
const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map(
    (channels) => `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`,
  );
const length = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('', '.5'))
  .map((parts) => parts.join(''));
const formula = fc.letrec<{ term: string; formula: string }>((tie) => ({
  term: fc.oneof(
    { depthSize: 'small' },
    length.map((value) => `${value}px`),
    tie('formula').map((inner) => `(${inner})`),
  ),
  formula: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(tie('term'), fc.constantFrom('+', '-', '*', '/'), tie('term'))
      .map((parts) => parts.join(' ')),
    fc
      .tuple(tie('term'), fc.constantFrom('+', '-'), tie('term'), fc.constantFrom('*', '/'), length)
      .map((parts) => parts.join(' ')),
  ),
})).formula;

test('a formula has the value that the calculator gives it', () => {
  fc.assert(fc.property(formula, (text) => slim.math(text) === real.math(text)));
  expect(slim.math('10px * -2')).toBe(real.math('10px * -2'));
  expect(() => slim.math('1px + 1em')).toThrow('Two units');
  expect(() => slim.math('(1px')).toThrow('No formula');
});

test('a length keeps its value and unit', () => {
  for (const value of ['12px', '1.5em', '0', '40', 'auto', '100%', 7]) {
    expect(slim.getValueAndUnit(value)).toEqual(real.getValueAndUnit(value));
    expect(slim.stripUnit(value)).toEqual(real.stripUnit(value));
  }
  fc.assert(
    fc.property(
      length,
      length,
      (value, base) => slim.em(`${value}px`, `${base}px`) === real.em(`${value}px`, `${base}px`),
    ),
  );
});

test('a colour is read and written as before', () => {
  for (const text of [
    ...palette,
    '#fff',
    '#12345678',
    'rgb(1, 2, 3)',
    'rgba(1, 2, 3, 0.4)',
    'transparent',
  ]) {
    expect(colors.parseToRgba(text)).toEqual(realColors.parseToRgba(text));
    expect(colors.toHex(text)).toBe(realColors.toHex(text));
  }
  fc.assert(
    fc.property(
      color,
      fc.constantFrom(0, 0.08, 0.2, 1),
      (text, alpha) => slim.rgba(text, alpha) === real.rgba(text, alpha),
    ),
  );
});

test.each(['', 'red.700', '#12', '#gggggg', 'rgba(palette.grey.700, 0.4)'])(
  '%s is no colour',
  (text) => {
    expect(() => colors.parseToRgba(text)).toThrow('No colour');
    expect(() => realColors.parseToRgba(text)).toThrow();
  },
);

test('a darker and a lighter colour differ from before by no more than rounding', () => {
  const apart = (one: string, other: string): number => {
    const [a, b] = [realColors.parseToRgba(one), realColors.parseToRgba(other)];
    return Math.max(...a.map((channel, at) => Math.abs(channel - (b[at] ?? NaN))));
  };
  fc.assert(
    fc.property(color, fc.constantFrom(0.0125, 0.025, 0.05, 0.4), (text, amount) => {
      expect(apart(slim.darken(amount, text), real.darken(amount, text))).toBeLessThanOrEqual(1);
      expect(apart(slim.lighten(amount, text), real.lighten(amount, text))).toBeLessThanOrEqual(1);
    }),
  );
});

test('what is hidden stays readable for a screen reader', () => {
  expect(slim.hideVisually()).toEqual(real.hideVisually());
});

test('a theme variable is found under its path, and a wrong path finds nothing', () => {
  const variables = DEFAULT_THEME.colors.variables.dark;
  expect(get(variables, 'foreground.danger')).toBe(variables.foreground?.['danger']);
  expect(get(variables, 'foreground.nothing.here')).toBeUndefined();
});

test('an answer is computed once for a key', () => {
  const asked: number[] = [];
  const square = memoize((value: number) => {
    asked.push(value);
    return value * value;
  });
  expect([square(3), square(3), square(4)]).toEqual([9, 9, 16]);
  expect(asked).toEqual([3, 4]);
});

test('the rules that name a table’s overflow button apply to nothing', () => {
  const attribute = /^\[(data-[\w-]+)\]$/.exec(StyledOverflowButton)?.[1] ?? '';
  expect(attribute).not.toBe('');
  const screens = readdirSync('src/ui', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx'))
    .map((path) => readFileSync(join('src/ui', path), 'utf8'));
  expect(screens.length).toBeGreaterThan(50);
  for (const source of screens) {
    expect(source).not.toContain(attribute);
    expect(source).not.toMatch(/Table\.(?:OverflowButton|GroupRow|Caption)/);
  }
});
