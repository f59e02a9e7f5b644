import type { ReadOptions } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import { openLanes, type Rank } from './lanes.ts';

/** What is done with the pages of one source or one ticket's comments. */
export interface Reading<Page> {
  readonly pages: AsyncIterable<Result<Page>>;
  page(page: Page): void;
  /** Not called when the round was closed before the end. */
  end(failure: Failure | null): void;
}

/** One start of a scan until its end: its lanes, its time, and when to give up. */
export interface Round {
  readonly number: number;
  /** `open` is called when a lane is free; where it gives null no request is needed. */
  readPages<Page>(rank: Rank, open: (options: ReadOptions) => Reading<Page> | null): Promise<void>;
  readOne<Value>(
    request: (options: ReadOptions) => Promise<Result<Value>>,
    keep: (answer: Result<Value>) => void,
  ): Promise<void>;
  pause(): void;
  resume(): void;
  /** Aborts what is under way; late answers are dropped. */
  close(): void;
  isClosed(): boolean;
  /** Milliseconds without the pauses. */
  spent(): number;
}

/** Readings at once; the pacing of the reads allows no more either. */
const width = 4;

/** So many failures in a row mean that the account is in trouble, and 2,000 more requests would not help it. */
const tooManyFailures = 5;

/** `heard` is called after each answer was kept, and after each list's or ticket's end. */
export function openRound(
  number: number,
  now: () => number,
  heard: (isAnswer: boolean) => void,
): Round {
  const lanes = openLanes(width);
  const stopping = new AbortController();
  const options: ReadOptions = { signal: stopping.signal };
  let runningSince: number | null = now();
  let spentBefore = 0;
  let failuresInARow = 0;

  function note(answer: Result<unknown>): void {
    // A record that is not there says nothing of the account.
    if (answer.ok) failuresInARow = 0;
    else if (answer.failure.kind !== 'notFound') failuresInARow += 1;
    const isHopeless =
      !answer.ok && (answer.failure.kind === 'signedOut' || answer.failure.kind === 'limited');
    if (isHopeless || failuresInARow >= tooManyFailures) lanes.close();
    heard(true);
  }

  const spent = () => spentBefore + (runningSince === null ? 0 : now() - runningSince);

  return {
    number,
    readPages: (rank, open) =>
      lanes.run(rank, async () => {
        const reading = (await lanes.mayGoOn()) ? open(options) : null;
        if (reading === null) return;
        const pages = reading.pages[Symbol.asyncIterator]();
        do {
          const next = await pages.next();
          if (lanes.isClosed()) return;
          if (next.done) {
            reading.end(null);
            heard(false);
            return;
          }
          if (next.value.ok) reading.page(next.value.value);
          else reading.end(next.value.failure);
          note(next.value);
          if (!next.value.ok) return;
          if (rank === 'list') await lanes.yield(rank);
        } while (await lanes.mayGoOn());
      }),
    readOne: (request, keep) =>
      lanes.run('list', async () => {
        if (!(await lanes.mayGoOn())) return;
        const answer = await request(options);
        if (lanes.isClosed()) return;
        keep(answer);
        note(answer);
      }),
    pause() {
      spentBefore = spent();
      runningSince = null;
      lanes.pause();
    },
    resume() {
      runningSince = now();
      lanes.resume();
    },
    close() {
      stopping.abort();
      lanes.close();
    },
    isClosed: lanes.isClosed,
    spent,
  };
}
