import { openAsk } from './ask.ts';
import type { Decoder } from './decode.ts';
import { decodeCalls, decodeLegs, type ExportAnswer } from './decodeExports.ts';
import type { DeepReads, ExportedCall, ExportedLeg, ExportPages } from './deepReads.ts';
import { deepRoutes } from './deepRoutes.ts';
import { exportPagesOf } from './exportPages.ts';
import type { Paced } from './pace.ts';
import type { ReadOptions } from './reads.ts';
import { askedOf } from './routes.ts';

/** Talk's exports of calls and legs. */
export function openExportReads(paced: Paced): Pick<DeepReads, 'calls' | 'legs'> {
  const { json } = openAsk(paced);

  function exported<Row extends ExportedCall | ExportedLeg>(
    to: typeof deepRoutes.calls | typeof deepRoutes.legs,
    since: number,
    decode: Decoder<ExportAnswer<Row>>,
    options: ReadOptions = {},
  ): ExportPages<Row> {
    const ask = (start_time: string, sent: (at: number) => void) =>
      json(
        to,
        {},
        { start_time },
        {
          ...options,
          onSent(at) {
            sent(at);
            options.onSent?.(at);
          },
        },
      );
    return exportPagesOf(askedOf(to), since, ask, decode);
  }

  return {
    calls: (since, options) => exported(deepRoutes.calls, since, decodeCalls, options),
    legs: (since, options) => exported(deepRoutes.legs, since, decodeLegs, options),
  };
}
