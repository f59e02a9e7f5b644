/** The part of `color2k` that Garden's theme calls, without the names of colours and HSL. */

export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Throws where the text is no colour in hexadecimal or `rgb()` notation, as Garden expects it to. */
export function parseToRgba(color: string): Rgba {
  const text = color.trim().toLowerCase();
  if (text === 'transparent') return [0, 0, 0, 0];
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text);
  const digits = short
    ? short.slice(1).map((digit) => digit + digit)
    : /^#(..)(..)(..)(..)?$/.exec(text)?.slice(1);
  const rgb = /^rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)$/.exec(text);
  const [red, green, blue, alpha] = digits
    ? digits.map((pair, at) => (at < 3 || !pair ? parseInt(pair, 16) : parseInt(pair, 16) / 255))
    : (rgb?.slice(1).map(Number) ?? []);
  if (
    red === undefined ||
    green === undefined ||
    blue === undefined ||
    Number.isNaN(red + green + blue)
  ) {
    throw new Error(`No colour: ${color}`);
  }
  return [red, green, blue, alpha === undefined || Number.isNaN(alpha) ? 1 : alpha];
}

export function toHex(color: string): string {
  const [red, green, blue, alpha] = parseToRgba(color);
  const channels = alpha < 1 ? [red, green, blue, Math.round(alpha * 255)] : [red, green, blue];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** Garden makes a scale only of a colour that is not its own. */
export function getScale(): never {
  throw new Error('Colours come from Garden’s palette');
}
