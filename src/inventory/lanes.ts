/** `first`: the first ticket of all, so that call rows come early. */
export type Rank = 'first' | 'list' | 'ticket';

/** So many readings at once, the most urgent first. */
export interface Lanes {
  /** Begins the reading when a lane is free, or at once when they are closed, and keeps the lane until it ends. */
  run(rank: Rank, reading: () => Promise<void>): Promise<void>;
  /** Lets more urgent readings go before the next request of this one. */
  yield(rank: Rank): Promise<void>;
  /** Asked before each request of a reading: waits out a pause; false when the lanes were closed. */
  mayGoOn(): Promise<boolean>;
  pause(): void;
  resume(): void;
  close(): void;
  isClosed(): boolean;
}

const order: readonly Rank[] = ['first', 'list', 'ticket'];

export function openLanes(width: number): Lanes {
  const queues: Record<Rank, (() => void)[]> = { first: [], list: [], ticket: [] };
  let waitingOut: (() => void)[] = [];
  let free = width;
  let isPaused = false;
  let isClosed = false;

  function admit(): void {
    while (isClosed || free > 0) {
      const rank = order.find((one) => queues[one].length > 0);
      if (rank === undefined) return;
      free -= 1;
      queues[rank].shift()?.();
    }
  }

  function goOn(): void {
    const going = waitingOut;
    waitingOut = [];
    for (const go of going) go();
    admit();
  }

  function enter(rank: Rank): Promise<void> {
    return new Promise((resolve) => {
      queues[rank].push(resolve);
      admit();
    });
  }

  return {
    async run(rank, reading) {
      await enter(rank);
      try {
        await reading();
      } finally {
        free += 1;
        admit();
      }
    },
    yield(rank) {
      free += 1;
      return enter(rank);
    },
    async mayGoOn() {
      if (isPaused && !isClosed) await new Promise<void>((resolve) => waitingOut.push(resolve));
      return !isClosed;
    },
    pause() {
      isPaused = true;
    },
    resume() {
      isPaused = false;
      goOn();
    },
    close() {
      isClosed = true;
      goOn();
    },
    isClosed: () => isClosed,
  };
}
