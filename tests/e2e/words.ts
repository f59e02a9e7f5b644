import MessageFormat from '@messageformat/core';
import catalogue from '../../translations/en.json';
import type { Arguments, TextKey } from '../../src/ui/text.tsx';

const format = new MessageFormat('en');

/** A sentence of the screens as the catalogue has it now. */
export function say(key: TextKey, args: Arguments = {}): string {
  return format.compile(messageOf(key))(args);
}

/** The same for a message whose arguments the journey does not know; they may be anything. */
export function sayAny(key: TextKey): RegExp {
  const parts = messageOf(key)
    .split(/\{\w+(?:, number)?\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}

function messageOf(key: TextKey): string {
  const found = key
    .split('.')
    .reduce<unknown>(
      (node, name) =>
        typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined,
      catalogue,
    );
  if (typeof found !== 'string') throw new Error(`There is no message ${key}.`);
  return found;
}
