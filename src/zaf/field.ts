/** A field of something from another frame; undefined where there is no such thing. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, name) =>
      typeof found === 'object' && found !== null
        ? new Map<string, unknown>(Object.entries(found)).get(name)
        : undefined,
    value,
  );
}

/** A text with something in it, or null. */
export const textFrom = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
