/** Remembers an answer under the key that `keyOf` makes of the arguments, else under the first of them. */
export default function memoize<Arguments extends readonly unknown[], Value>(
  compute: (...args: Arguments) => Value,
  keyOf: (...args: Arguments) => unknown = (...args) => args[0],
): (...args: Arguments) => Value {
  const known = new Map<unknown, Value>();
  return (...args) => {
    const key = keyOf(...args);
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Value;
    const value = compute(...args);
    known.set(key, value);
    return value;
  };
}
