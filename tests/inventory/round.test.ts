import { expect, test } from 'vitest';
import type { Failure } from '../../src/domain/failure.ts';
import { failed } from '../../src/domain/result.ts';
import { openRound } from '../../src/inventory/round.ts';
import { failure, serverTrouble } from './playedReads.ts';

/** How many of seven requests were sent, when each of them fails so. */
async function sentWhenAllFail(problem: Failure): Promise<number> {
  const round = openRound(
    1,
    () => 0,
    () => undefined,
  );
  let sent = 0;
  for (let request = 0; request < 7; request++)
    await round.readOne(
      async () => {
        sent += 1;
        return failed(problem);
      },
      () => undefined,
    );
  return sent;
}

test('records that are not there do not end a scan', async () => {
  expect(await sentWhenAllFail(failure('notFound'))).toBe(7);
});

test('trouble five times in a row ends it', async () => {
  expect(await sentWhenAllFail(serverTrouble)).toBe(5);
});

test('being signed out ends it at once', async () => {
  expect(await sentWhenAllFail(failure('signedOut'))).toBe(1);
});
