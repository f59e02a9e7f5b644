import { parseToRgba, toHex, type Rgba } from './color2k.ts';

/** The part of `polished` that Garden's components call, without its colour names and calculator. */

/** A colour with another opacity. */
export function rgba(color: string, alpha: number): string {
  const [red, green, blue] = parseToRgba(color);
  return `rgba(${red},${green},${blue},${alpha})`;
}

export const darken = (amount: number, color: string): string => withLightness(color, -amount);
export const lighten = (amount: number, color: string): string => withLightness(color, amount);

/** Garden asks for contrasts only to make a scale for a colour that is not its own. */
export function getContrast(): never {
  throw new Error('Colours come from Garden’s palette');
}

/** The value of a formula of + - * / and parentheses whose lengths all have one unit, with that unit. */
export function math(formula: string): string {
  const units = [...new Set([...formula.matchAll(/(?<=\d)(?:[a-z]+|%)/g)].map(([unit]) => unit))];
  if (units.length > 1) throw new Error(`Two units in ${formula}`);
  const [unit = ''] = units;
  const tokens = formula.match(/\d*\.?\d+|[-+*/()]/g) ?? [];
  const value = sum(tokens);
  if (tokens.length > 0 || Number.isNaN(value)) throw new Error(`No formula: ${formula}`);
  return `${value}${unit}`;
}

export function em(length: string | number, base: string | number = 16): string {
  return `${parseFloat(String(length)) / parseFloat(String(base))}em`;
}

export function stripUnit(value: string | number): string | number {
  return getValueAndUnit(value)[1] === undefined ? value : parseFloat(String(value));
}

export function getValueAndUnit(value: string | number): [string | number, string | undefined] {
  if (typeof value === 'number') return [value, ''];
  const unit = /^[+-]?(?:\d+|\d*\.\d+)([a-z]*|%)$/.exec(value)?.[1];
  return unit === undefined ? [value, undefined] : [parseFloat(value), unit];
}

/** Out of sight, and there for a screen reader. */
export function hideVisually(): Readonly<Record<string, string>> {
  return {
    border: '0',
    clip: 'rect(0 0 0 0)',
    height: '1px',
    margin: '-1px',
    overflow: 'hidden',
    padding: '0',
    position: 'absolute',
    whiteSpace: 'nowrap',
    width: '1px',
  };
}

function sum(tokens: string[]): number {
  let value = product(tokens);
  while (tokens[0] === '+' || tokens[0] === '-') {
    value += tokens.shift() === '+' ? product(tokens) : -product(tokens);
  }
  return value;
}

function product(tokens: string[]): number {
  let value = factor(tokens);
  while (tokens[0] === '*' || tokens[0] === '/') {
    value = tokens.shift() === '*' ? value * factor(tokens) : value / factor(tokens);
  }
  return value;
}

function factor(tokens: string[]): number {
  const token = tokens.shift();
  if (token === '-') return -factor(tokens);
  if (token !== '(') return Number(token);
  const value = sum(tokens);
  return tokens.shift() === ')' ? value : NaN;
}

/** The same hue and saturation with its HSL lightness moved by an amount between −1 and 1. */
function withLightness(color: string, amount: number): string {
  const [red, green, blue] = parseToRgba(color).map((channel) => channel / 255) as [...Rgba];
  const [max, min] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const [before, spread] = [(max + min) / 2, max - min];
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * before - 1));
  const sixth =
    max === red
      ? (green - blue) / spread + 6
      : max === green
        ? (blue - red) / spread + 2
        : (red - green) / spread + 4;
  const lightness = Math.min(Math.max(before + amount, 0), 1);
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const turn = spread === 0 ? 0 : (offset + 2 * sixth) % 12;
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1))));
  };
  return toHex(`rgb(${channel(0)},${channel(8)},${channel(4)})`);
}
