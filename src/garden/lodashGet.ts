/** What stands under a dotted path, as Garden's theme looks its variables up. */
export default function get(object: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, name) =>
        typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined,
      object,
    );
}
