import { useCallback, useEffect, useState } from 'react';

import type { Failure } from '../../domain/failure.ts';
import type { Result } from '../../domain/result.ts';

/** What a screen has of one thing. `last` is what was known before: it stays on the screen. */
export type Loaded<Value> =
  | { readonly kind: 'loading'; readonly last: Value | null }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly last: Value | null }
  | { readonly kind: 'ready'; readonly value: Value };

/** The best that is known now, read or remembered. */
export function known<Value>(loaded: Loaded<Value>): Value | null {
  return loaded.kind === 'ready' ? loaded.value : loaded.last;
}

/**
 * Reads what `key` names, and reads anew when the key changes: the old request is aborted, its answer
 * dropped however late it comes, and nothing of the old key stays on the screen. A null key asks
 * nothing. `readAgain` reads the same key and keeps what is known.
 */
export function useLoaded<Value>(
  key: string | number | null,
  read: (signal: AbortSignal) => Promise<Result<Value>>,
): readonly [Loaded<Value>, () => void] {
  const [turn, setTurn] = useState(0);
  const [held, setHeld] = useState<{ readonly key: typeof key; readonly loaded: Loaded<Value> }>({
    key,
    loaded: { kind: 'loading', last: null },
  });

  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    const show = (next: (before: Loaded<Value>) => Loaded<Value>) => {
      if (abort.signal.aborted) return;
      setHeld((before) => ({
        key,
        loaded: next(before.key === key ? before.loaded : { kind: 'loading', last: null }),
      }));
    };
    show((before) => ({ kind: 'loading', last: known(before) }));
    void read(abort.signal).then((result) =>
      show((before) =>
        result.ok
          ? { kind: 'ready', value: result.value }
          : { kind: 'failed', failure: result.failure, last: known(before) },
      ),
    );
    return () => abort.abort();
    // `read` is a new closure with each render; the key says what it reads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, turn]);

  const readAgain = useCallback(() => setTurn((before) => before + 1), []);
  // Between a change of key and its effect one render still holds the old key's value.
  const loaded: Loaded<Value> = held.key === key ? held.loaded : { kind: 'loading', last: null };
  return [loaded, readAgain];
}
