/** The outside world as the rooms see it; the browser's own stands in `src/effects.ts`. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms`, also in a hidden tab; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Small things under short keys, ids and numbers only. Null where the browser refuses storage. */
export interface Store {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

/** Hands a file to the person. False where the frame forbids downloads: then show the text to copy. */
export type SaveFile = (name: string, type: string, content: string | Blob) => boolean;
