/** The deadline passed first. A symbol, so that no answer can be mistaken for it. */
export const late = Symbol('late');

/**
 * The promise's value, or `late` after `ms`. A plain timer: a hidden tab may fire it up to a minute too
 * late, which only delays giving up.
 */
export async function within<Value>(
  ms: number,
  promise: Promise<Value>,
): Promise<Value | typeof late> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
