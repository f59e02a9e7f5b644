import type { Asked } from '../domain/failure.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { decoded, type Decoder } from './decode.ts';
import type { ExportAnswer } from './decodeExports.ts';
import type { ExportPages } from './deepReads.ts';
import { parameterOf } from './page.ts';

interface Row {
  readonly id: number;
  readonly updatedAt: string | null;
}

/** A thousand rows each: ten million calls. */
const mostPages = 10_000;
/** Seconds. Whether Talk refuses a younger start is not known (talk-api 4). */
const youngestStart = 120;

/**
 * An incremental export of Talk, read to its end (talk-api 4). The link to the next page never ends; only its
 * start time is taken, never its address. The end is a page that brings nothing unseen while the end time
 * stands still, an empty page, or one that reaches into the last two minutes. What changed meanwhile comes again.
 */
export function exportPagesOf<Item extends Row>(
  asked: Asked,
  since: number,
  ask: (start: string, onSent: (at: number) => void) => Promise<Result<unknown>>,
  decode: Decoder<ExportAnswer<Item>>,
): ExportPages<Item> {
  return {
    async *[Symbol.asyncIterator]() {
      let start = Math.floor(since);
      let until = start;
      /** Of the last page alone: only its end can come again. */
      let seen: ReadonlySet<string> = new Set();
      let longest = 0;
      for (let page = 0; page < mostPages; page += 1) {
        let sentAt = Infinity;
        const answer = await ask(String(start), (at) => {
          sentAt = at;
        });
        const read = answer.ok ? decoded(asked, answer.value, decode) : answer;
        if (!read.ok) {
          yield read;
          return;
        }
        const { rows, endTime, nextPage } = read.value;
        if (rows.length === 0) {
          yield ok({ rows, until });
          return;
        }
        if (endTime === null) {
          yield failed({ asked, kind: 'garbled', where: 'end_time' });
          return;
        }
        const byKey = new Map(rows.map((row) => [`${row.id} ${row.updatedAt}`, row]));
        const news = [...byKey].flatMap(([key, row]) => (seen.has(key) ? [] : [row]));
        const stands = page > 0 && news.length === 0 && endTime === until;
        if (stands && isFull(rows.length, longest)) break;
        seen = new Set(byKey.keys());
        longest = Math.max(longest, rows.length);
        until = endTime;
        yield ok({ rows: news, until });
        if (stands || nextPage === null) return;
        const next = parameterOf(nextPage, 'start_time') ?? '';
        if (!/^\d{1,12}$/.test(next)) {
          yield failed({ asked, kind: 'garbled', where: 'next_page' });
          return;
        }
        if (Number(next) < start) break;
        start = Number(next);
        if (start > sentAt / 1000 - youngestStart) return;
      }
      yield failed({ asked, kind: 'endlessPaging' });
    },
  };
}

/**
 * Whether a page that repeats itself is a full one: then more rows changed in one second than a page holds, and
 * no start time leads past them. Zendesk's page sizes are whole hundreds.
 */
function isFull(length: number, longest: number): boolean {
  return length >= longest && length % 100 === 0;
}
