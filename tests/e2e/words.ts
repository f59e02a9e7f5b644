import MessageFormat from '@messageformat/core';
import catalogue from '../../translations/en.json';
import type { Arguments, TextKey } from '../../src/ui/text.tsx';

const format = new MessageFormat('en');

/** A sentence of the screens as the catalogue has it now. */
export function say(key: TextKey, args: Arguments = {}): string {
  return format.compile(messageOf(key))(args);
}

/** The same for a message of whose arguments the journey knows only some; the others may be anything. */
export function sayAny(key: TextKey, known: Arguments = {}): RegExp {
  const message = messageOf(key).replaceAll(/\{(\w+)(?:, number)?\}/g, (whole, name: string) =>
    name in known ? whole : anything,
  );
  const parts = format
    .compile(message)(known)
    .split(anything)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(parts.join('.+'));
}

/** No message holds it. */
const anything = '\u0001';

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
