import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCalls } from '../../src/api/decodeExports.ts';
import { exportPagesOf } from '../../src/api/exportPages.ts';
import type { Asked } from '../../src/domain/failure.ts';
import { ok } from '../../src/domain/result.ts';

const asked: Asked = { method: 'GET', pattern: '/api/v2/channels/voice/stats/incremental/calls' };
const host = 'https://elsewhere.example/anything?page=7&start_time=';
const day = 86_400;

interface Row {
  readonly id: number;
  /** Seconds. */
  readonly at: number;
}

function json(rows: readonly Row[], end: unknown, next: unknown) {
  return {
    calls: rows.map(({ id, at }) => ({ id, updated_at: timeOf(at) })),
    count: rows.length,
    end_time: end,
    next_page: next,
  };
}

/** What Zendesk does: everything that changed on or since the start, a page of it, and a link for ever. */
function zendesk(rows: readonly Row[], size: number, end: 'repeatedTail' | 'emptyPage') {
  const sorted = [...rows].sort((one, other) => one.at - other.at);
  return (start: number) => {
    const since = sorted.filter(({ at }) => at >= start);
    const page = since.slice(0, size);
    const last = page.at(-1)?.at ?? start;
    const next = page.length > 0 && since.length <= size && end === 'emptyPage' ? last + 1 : last;
    return json(page, last, `${host}${next}`);
  };
}

async function read(since: number, reply: (start: number, nth: number) => unknown, now?: number) {
  const starts: string[] = [];
  const ids: number[] = [];
  const pages: number[] = [];
  let failure: string | null = null;
  let until: number | null = null;
  const exported = exportPagesOf(
    asked,
    since,
    (start, onSent) => {
      starts.push(start);
      if (now !== undefined) onSent(now * 1000);
      return Promise.resolve(ok(reply(Number(start), starts.length)));
    },
    decodeCalls,
  );
  for await (const page of exported) {
    if (failure !== null) throw new Error('a page after a failure');
    if (page.ok) {
      ids.push(...page.value.rows.map(({ id }) => id));
      pages.push(page.value.rows.length);
      until = page.value.until;
    } else
      failure =
        page.failure.kind === 'garbled' ? `garbled ${page.failure.where}` : page.failure.kind;
  }
  return { starts, ids, pages, failure, until };
}

describe('an export', () => {
  test('brings every row once to its end, whatever follows the last page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 45 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('repeatedTail' as const, 'emptyPage' as const),
        async (times, since, room, end) => {
          const rows = times.map((at, id) => ({ id: id + 1, at }));
          const most = Math.max(
            0,
            ...rows.map(({ at }) => rows.filter((row) => row.at === at).length),
          );
          // A page that holds more than one second's rows.
          const { ids, failure, until } = await read(since, zendesk(rows, most + room, end));
          const wanted = rows.filter(({ at }) => at >= since);
          expect(failure).toBeNull();
          expect([...ids].sort((one, other) => one - other)).toEqual(wanted.map(({ id }) => id));
          expect(until).toBe(Math.max(since, ...wanted.map(({ at }) => at)));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('stops at the first page that repeats the tail', async () => {
    const rows = [1, 2, 3, 4, 5].map((id) => ({ id, at: id * 10 }));
    const { starts, pages, until } = await read(0, zendesk(rows, 3, 'repeatedTail'));
    expect(starts).toEqual(['0', '30', '50']);
    expect(pages).toEqual([3, 2, 0]);
    expect(until).toBe(50);
  });

  test('goes on while the end time moves, though a page brings nothing unseen', async () => {
    const same = [{ id: 1, at: 10 }];
    const { ids, starts } = await read(0, (_, nth) =>
      nth === 1
        ? json(same, 10, `${host}10`)
        : nth === 2
          ? json(same, 20, `${host}20`)
          : nth === 3
            ? json([{ id: 2, at: 20 }], 20, `${host}20`)
            : json([{ id: 2, at: 20 }], 20, `${host}20`),
    );
    expect(ids).toEqual([1, 2]);
    expect(starts).toEqual(['0', '10', '20', '20']);
  });

  test('takes the start time from the link and nothing else', async () => {
    const { starts } = await read(5, (_, nth) =>
      nth === 1
        ? json([{ id: 1, at: 9 }], 9, 'ftp://nobody?cursor=x&start_time=8#y')
        : json([], 9, host),
    );
    expect(starts).toEqual(['5', '8']);
  });

  test('brings a row again that changed meanwhile', async () => {
    const { ids } = await read(0, (_, nth) =>
      nth === 1
        ? json(
            [
              { id: 1, at: 10 },
              { id: 2, at: 11 },
            ],
            11,
            `${host}11`,
          )
        : json(
            [
              { id: 2, at: 11 },
              { id: 1, at: 12 },
            ],
            12,
            `${host}12`,
          ),
    );
    expect(ids).toEqual([1, 2, 1]);
  });

  test('brings a row once that stands twice on a page', async () => {
    const twice = [
      { id: 1, at: 10 },
      { id: 1, at: 10 },
    ];
    expect((await read(0, () => json(twice, 10, `${host}10`))).ids).toEqual([1]);
  });

  test('of nothing is one page, and reading on begins where it began', async () => {
    const { starts, pages, until, failure } = await read(77.9, () => json([], null, `${host}99`));
    expect({ starts, pages, until, failure }).toEqual({
      starts: ['77'],
      pages: [0],
      until: 77,
      failure: null,
    });
  });

  test('ends where there is no link after all', async () => {
    const { pages, failure } = await read(0, () => json([{ id: 1, at: 10 }], 10, null));
    expect({ pages, failure }).toEqual({ pages: [1], failure: null });
  });

  test('does not ask for the last two minutes', async () => {
    const rows = [
      { id: 1, at: day },
      { id: 2, at: day + 100 },
    ];
    const { starts, ids, until } = await read(0, zendesk(rows, 50, 'repeatedTail'), day + 219);
    expect(starts).toEqual(['0']);
    expect(ids).toEqual([1, 2]);
    expect(until).toBe(day + 100);
    const later = await read(0, zendesk(rows, 50, 'repeatedTail'), day + 221);
    expect(later.starts).toEqual(['0', `${day + 100}`]);
  });

  test('reads numbers in digits', async () => {
    const { until, starts } = await read(0, (_, nth) =>
      nth === 1
        ? { ...json([], '10', `${host}10`), calls: [{ id: '7', updated_at: null }] }
        : json([], '10', host),
    );
    expect(until).toBe(10);
    expect(starts).toEqual(['0', '10']);
  });

  test('does not end silently in a second that holds more rows than a page', async () => {
    const rows = Array.from({ length: 250 }, (_, id) => ({ id: id + 1, at: 10 }));
    const { ids, failure } = await read(0, zendesk(rows, 100, 'repeatedTail'));
    expect(ids).toHaveLength(100);
    expect(failure).toBe('endlessPaging');
  });

  test('fails where it goes back in time', async () => {
    const { failure, starts } = await read(50, (_, nth) =>
      json([{ id: nth, at: 60 }], 60 - nth, `${host}${nth === 1 ? 60 : 40}`),
    );
    expect(failure).toBe('endlessPaging');
    expect(starts).toEqual(['50', '60']);
  });

  test('fails after so many pages that it cannot end', async () => {
    const { failure, starts } = await read(0, (start, nth) =>
      json([{ id: nth, at: start }], start + 1, `${host}${start + 1}`),
    );
    expect(failure).toBe('endlessPaging');
    expect(starts).toHaveLength(10_000);
  });

  test.each([
    ['garbled calls.1.id', { ...json([], 1, host), calls: [{ id: 1 }, { id: 'x' }] }],
    ['garbled calls', { end_time: 1, next_page: host }],
    ['garbled end_time', json([{ id: 1, at: 1 }], null, host)],
    ['garbled end_time', json([{ id: 1, at: 1 }], 'soon', host)],
    ['garbled next_page', json([{ id: 1, at: 1 }], 1, host)],
    ['garbled next_page', json([{ id: 1, at: 1 }], 1, `${host}soon`)],
    ['garbled next_page', json([{ id: 1, at: 1 }], 1, undefined)],
    ['garbled next_page', json([{ id: 1, at: 1 }], 1, 7)],
  ])('is %s where it says %j', async (wanted, body) => {
    expect((await read(0, () => body)).failure).toBe(wanted);
  });
});

function timeOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
