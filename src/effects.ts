import timerAddress from './timer.worker.ts?worker&url';
import type { Clock, SaveFile, Store } from './domain/effects.ts';

declare global {
  interface Window {
    /** Not in TypeScript's library yet. What a policy makes is opaque and stands where an address stands. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { readonly createScriptURL: (address: string) => string },
      ): { createScriptURL(address: string): URL };
    };
  }
}

/**
 * The browser's clock. Each sleep is set twice, on the page and in a worker, and the first to ring counts:
 * the worker goes on in a hidden tab, the page's timer stands in wherever no worker can be had.
 */
export function browserClock(): Clock {
  const ring = new Map<number, () => void>();
  let worker: Worker | null | undefined;
  let count = 0;

  return {
    now: () => Date.now(),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(signal.reason);
          return;
        }
        // Null once it was refused: the policy's name may be used only once.
        if (worker === undefined) worker = timerWorker((id) => ring.get(id)?.());
        const id = ++count;
        const timer = setTimeout(rung, ms);
        ring.set(id, rung);
        signal?.addEventListener('abort', aborted, { once: true });
        worker?.postMessage({ id, ms });

        function settle(): void {
          clearTimeout(timer);
          ring.delete(id);
          signal?.removeEventListener('abort', aborted);
        }
        function rung(): void {
          settle();
          resolve();
        }
        function aborted(): void {
          settle();
          reject(signal?.reason);
        }
      }),
  };
}

function timerWorker(onRing: (id: number) => void): Worker | null {
  try {
    const worker = new Worker(trusted(timerAddress), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data === 'number') onRing(event.data);
    });
    return worker;
  } catch {
    return null;
  }
}

/** The page requires Trusted Types; this is the one policy, and the timer's address all that it gives out. */
function trusted(address: string): string | URL {
  const policy = window.trustedTypes?.createPolicy('talk-privacy-worker', {
    createScriptURL(asked) {
      if (asked !== timerAddress) throw new TypeError('Not the address of the timer');
      return asked;
    },
  });
  return policy ? policy.createScriptURL(address) : address;
}

/** Local storage, or nothing where the browser refuses it; a full one forgets. */
export const browserStore: Store = {
  get(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Small things only: whoever stores them goes on without.
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept, so nothing is left.
    }
  },
};

/** Long enough for the slowest disk; the browser reads the file in the background. */
const keepFileMs = 60_000;

/**
 * False where the browser says no. A frame sandboxed without downloads drops the file in silence, so a
 * screen shows the text to copy beside every file in any case.
 */
export const saveInBrowser: SaveFile = (name, type, content) => {
  try {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), keepFileMs);
    return true;
  } catch {
    return false;
  }
};
