import * as v from 'valibot';
import type { Asked } from '../domain/failure.ts';
import { failed, type Result } from '../domain/result.ts';
import { decoded, type Decoder } from './decode.ts';
import type { Pages } from './reads.ts';

/**
 * How a list is paged. `cursor` and `offset` are asked for; `linked` lists document no parameters of
 * their own, so the first request carries none and the answer's link says the next page's number.
 */
export type Paging = 'cursor' | 'offset' | 'linked';

export interface PageQuery {
  readonly 'page[size]'?: string;
  readonly 'page[after]'?: string;
  readonly page?: string;
  readonly per_page?: string;
}

/** Zendesk's most for every list that the app reads (support-api 2.5). */
const pageSize = 100;
const mostPages = 1000;

/**
 * A list read to its end, each page once. Only a cursor or a page number is taken from an answer,
 * never an address. Every iteration begins anew; it stops after a failure, which is its last value.
 */
export function pagesOf<Item>(
  asked: Asked,
  paging: Paging,
  ask: (query: PageQuery) => Promise<Result<unknown>>,
  decode: Decoder<readonly Item[]>,
): Pages<Item> {
  return {
    async *[Symbol.asyncIterator]() {
      const seen = new Set<string>();
      let query: PageQuery | null = firstOf(paging);
      while (query !== null) {
        const place = JSON.stringify(query);
        if (seen.has(place) || seen.size === mostPages) {
          yield failed({ asked, kind: 'endlessPaging' });
          return;
        }
        seen.add(place);
        const answer = await ask(query);
        const items = answer.ok ? decoded(asked, answer.value, decode) : answer;
        yield items;
        if (!answer.ok || !items.ok) return;
        const next = nextOf(paging, seen.size, answer.value, items.value.length);
        if ('where' in next) {
          yield failed({ asked, kind: 'garbled', where: next.where });
          return;
        }
        query = next.query;
      }
    },
  };
}

type Next = { readonly query: PageQuery | null } | { readonly where: string };
const end: Next = { query: null };

function firstOf(paging: Paging): PageQuery {
  if (paging === 'cursor') return { 'page[size]': String(pageSize) };
  return paging === 'offset' ? { page: '1', per_page: String(pageSize) } : {};
}

const cursorPage = v.object({
  meta: v.object({ has_more: v.boolean(), after_cursor: v.nullish(v.string()) }),
  links: v.optional(v.unknown()),
});
const cursorLinks = v.object({ next: v.string() });
const linkedPage = v.object({ next_page: v.nullable(v.string()) });

function nextOf(paging: Paging, page: number, answer: unknown, length: number): Next {
  if (paging === 'cursor') {
    if (!v.is(cursorPage, answer)) return { where: 'meta' };
    if (!answer.meta.has_more) return end;
    const links = v.is(cursorLinks, answer.links) ? answer.links : null;
    const cursor = answer.meta.after_cursor || parameterOf(links?.next, 'page[after]');
    if (cursor === null) return { where: 'meta.after_cursor' };
    return { query: { 'page[size]': String(pageSize), 'page[after]': cursor } };
  }
  if (v.is(linkedPage, answer)) {
    if (answer.next_page === null) return end;
    const number = parameterOf(answer.next_page, 'page') ?? '';
    if (!/^[1-9]\d{0,6}$/.test(number)) return { where: 'next_page' };
    return paging === 'offset'
      ? { query: { page: number, per_page: String(pageSize) } }
      : { query: { page: number } };
  }
  if (typeof answer === 'object' && answer !== null && 'next_page' in answer)
    return { where: 'next_page' };
  // Without a word on the next page only a page that is not full is the last one.
  if (paging === 'linked' || length < pageSize) return end;
  return { query: { page: String(page + 1), per_page: String(pageSize) } };
}

/** A parameter of a link. The link's host, path and other parameters are not looked at. */
export function parameterOf(link: string | undefined, key: string): string | null {
  const query = link?.split('#')[0]?.split('?')[1];
  return new URLSearchParams(query ?? '').get(key) || null;
}
