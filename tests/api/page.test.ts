import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { under } from '../../src/api/decode.ts';
import { pagesOf, type PageQuery, type Paging } from '../../src/api/page.ts';
import type { Asked } from '../../src/domain/failure.ts';
import { ok, type Result } from '../../src/domain/result.ts';

const asked: Asked = { method: 'GET', pattern: '/api/v2/things' };
const decode = under('things', v.array(v.number()));

async function read(paging: Paging, reply: (query: PageQuery, nth: number) => unknown) {
  const queries: PageQuery[] = [];
  const ask = (query: PageQuery): Promise<Result<unknown>> => {
    queries.push(query);
    return Promise.resolve(ok(reply(query, queries.length)));
  };
  const items: number[] = [];
  let failure: string | null = null;
  for await (const page of pagesOf(asked, paging, ask, decode)) {
    if (failure !== null) throw new Error('a page after a failure');
    if (page.ok) items.push(...page.value);
    else
      failure =
        page.failure.kind === 'garbled' ? `garbled ${page.failure.where}` : page.failure.kind;
  }
  return { items, failure, queries };
}

const host = 'https://elsewhere.example/api/v2/things.json';

describe('a list', () => {
  test('is read to its end by cursor, every page once, whatever the cursors look like', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, unit: 'grapheme' }), { maxLength: 12 }),
        fc.boolean(),
        fc.boolean(),
        async (cursors, isInLink, isNextGivenAtEnd) => {
          const at = (query: PageQuery) =>
            query['page[after]'] === undefined ? 0 : cursors.indexOf(query['page[after]']) + 1;
          const { items, failure, queries } = await read('cursor', (query) => {
            const page = at(query);
            const cursor = cursors[page];
            const link = `${host}?page%5Bafter%5D=${encodeURIComponent(cursor ?? 'last')}&page%5Bsize%5D=3`;
            return {
              things: [page],
              meta: {
                has_more: cursor !== undefined,
                after_cursor: isInLink ? null : (cursor ?? null),
              },
              links: { next: cursor === undefined && !isNextGivenAtEnd ? null : link },
            };
          });
          expect(failure).toBeNull();
          expect(items).toEqual([...cursors.keys(), cursors.length]);
          expect(queries.every((query) => query['page[size]'] === '100')).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is read to its end by page number, every page once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('offset' as const, 'linked' as const),
        async (last, paging) => {
          const { items, failure, queries } = await read(paging, (query) => {
            const page = Number(query.page ?? '1');
            return {
              things: [page],
              next_page: page < last ? `${host}?page=${page + 1}&per_page=7&x=y` : null,
            };
          });
          expect(failure).toBeNull();
          expect(items).toEqual(Array.from({ length: last }, (_, index) => index + 1));
          expect(queries[0]).toEqual(paging === 'offset' ? { page: '1', per_page: '100' } : {});
        },
      ),
      { numRuns: 30 },
    );
  });

  test('goes on after a full page where Zendesk says nothing of the next one', async () => {
    const full = Array.from({ length: 100 }, (_, index) => index);
    const { items, failure } = await read('offset', (query) => ({
      things: query.page === '3' ? [7] : full,
    }));
    expect(failure).toBeNull();
    expect(items).toHaveLength(201);
  });

  test('that is asked without parameters and names no next page ends', async () => {
    expect(await read('linked', () => ({ things: [1] }))).toEqual({
      items: [1],
      failure: null,
      queries: [{}],
    });
  });

  test('ends after a failure, which is its last value', async () => {
    const { items, failure } = await read('offset', (_, nth) =>
      nth === 1 ? { things: [1], next_page: `${host}?page=2` } : { things: 'none' },
    );
    expect(items).toEqual([1]);
    expect(failure).toBe('garbled things');
  });

  test.each([
    [
      'cursor',
      'a cursor that comes again',
      () => ({ things: [1], meta: { has_more: true, after_cursor: 'x' } }),
    ],
    ['offset', 'a page that names itself', () => ({ things: [1], next_page: `${host}?page=1` })],
    [
      'linked',
      'pages in a circle',
      (query: PageQuery) => ({
        things: [1],
        next_page: `${host}?page=${query.page === '2' ? 3 : 2}`,
      }),
    ],
    [
      'cursor',
      'no end',
      (_: PageQuery, nth: number) => ({
        things: [],
        meta: { has_more: true, after_cursor: `c${nth}` },
      }),
    ],
  ] as const)('by %s stops at %s', async (paging, _, reply) => {
    const { failure, queries } = await read(paging, reply);
    expect(failure).toBe('endlessPaging');
    expect(queries.length).toBeLessThanOrEqual(1000);
  });

  test.each([
    ['cursor', { things: [1] }, 'meta'],
    ['cursor', { things: [1], meta: { has_more: 'no' } }, 'meta'],
    [
      'cursor',
      {
        things: [1],
        meta: { has_more: true, after_cursor: '' },
        links: { next: `${host}?page=2` },
      },
      'meta.after_cursor',
    ],
    ['offset', { things: [1], next_page: 5 }, 'next_page'],
    ['offset', { things: [1], next_page: host }, 'next_page'],
    ['linked', { things: [1], next_page: `${host}?page=1e9` }, 'next_page'],
    ['linked', { things: [1], next_page: `${host}?page=-2` }, 'next_page'],
  ] as const)('by %s is garbled by %j', async (paging, reply, where) => {
    const { items, failure } = await read(paging, () => reply);
    expect(items).toEqual([1]);
    expect(failure).toBe(`garbled ${where}`);
  });

  test('begins anew when it is read again', async () => {
    let asks = 0;
    const pages = pagesOf(
      asked,
      'linked',
      () => Promise.resolve(ok({ things: [(asks += 1)] })),
      decode,
    );
    for await (const page of pages) expect(page).toEqual(ok([1]));
    for await (const page of pages) expect(page).toEqual(ok([2]));
  });
});
