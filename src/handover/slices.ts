import type { Clock } from '../domain/effects.ts';

/** How long work goes on who can end it. */
export interface Slicing {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** From 0 to 1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** No slice may hold the page for 50 ms on a slow machine: it ends after so many items or so long. */
const mostItems = 250;
const longestMs = 12;

/** Does the work item by item and lets the page breathe before each slice. False when it was aborted. */
export async function inSlices<Item>(
  items: readonly Item[],
  { clock, signal }: Slicing,
  work: (item: Item) => void,
  sliced: (done: number) => void = () => undefined,
): Promise<boolean> {
  let begun = 0;
  let inSlice = mostItems;
  for (const [index, item] of items.entries()) {
    if (inSlice >= mostItems || clock.now() - begun >= longestMs) {
      sliced(index);
      await clock.sleep(0);
      if (signal?.aborted === true) return false;
      begun = clock.now();
      inSlice = 0;
    }
    work(item);
    inSlice += 1;
  }
  sliced(items.length);
  return signal?.aborted !== true;
}
