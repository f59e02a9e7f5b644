import { late, within } from './deadline.ts';
import { field } from './field.ts';
import type { SdkClient } from './sdk.ts';

/** The host can be slow while a page with many apps loads; Zendesk's own SDK waits for minutes. */
const readDeadlineMs = 20_000;
const invokeDeadlineMs = 20_000;
const bundledTimeoutMs = 5000;

/**
 * Values of the host by path. A path that the host refused or left out is missing; null when it did not
 * answer at all. Always the array form: asked for a single path, the SDK rejects where the host refuses.
 */
export async function readPaths(
  client: SdkClient,
  paths: readonly string[],
  deadlineMs = readDeadlineMs,
): Promise<ReadonlyMap<string, unknown> | null> {
  const turns = Math.ceil(deadlineMs / bundledTimeoutMs);
  const answer = await within(deadlineMs, askUntilAnswered(client, paths, turns));
  if (answer === late || isTimeout(answer)) return null;
  const given = paths.filter(
    (path) => field(answer, path) !== undefined && field(answer, 'errors', path) === undefined,
  );
  return new Map(given.map((path) => [path, field(answer, path)]));
}

/** Asks the host to do something, once. Without an answer it may have happened, so nobody asks again. */
export async function invoke(
  client: SdkClient,
  action: string,
  ...args: readonly unknown[]
): Promise<'done' | 'refused' | 'noAnswer'> {
  try {
    const answer = await within(invokeDeadlineMs, client.invoke(action, ...args));
    if (answer === late || isTimeout(answer)) return 'noAnswer';
    // An error without a name resolves as if it were an answer.
    return typeof answer === 'object' && answer !== null && !('message' in answer)
      ? 'done'
      : 'refused';
  } catch (refusal) {
    return isTimeout(refusal) ? 'noAnswer' : 'refused';
  }
}

/** The bundled SDK gives up after five seconds. For a read that only means "not yet". */
async function askUntilAnswered(
  client: SdkClient,
  paths: readonly string[],
  turns: number,
): Promise<unknown> {
  const answer = await client.get(paths).catch((refusal: unknown) => refusal);
  return isTimeout(answer) && turns > 1 ? askUntilAnswered(client, paths, turns - 1) : answer;
}

/** `TimeoutError` is not an `Error`, so the bundled SDK resolves with it. */
const isTimeout = (answer: unknown): boolean => field(answer, 'name') === 'TimeoutError';
