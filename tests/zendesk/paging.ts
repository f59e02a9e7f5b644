import { badRequest } from './refusals.ts';
import type { Answer, Ask } from './world.ts';

/** A list in its order, and how a cursor names a place in it. */
export interface Listing<Item> {
  /** The wrapper's key. */
  readonly name: string;
  readonly items: readonly Item[];
  readonly toJson: (item: Item) => unknown;
  /** Grows along the list; two items never share it. Needed where cursors are allowed. */
  readonly place?: (item: Item) => number;
  /** True where the list runs from the greatest place to the least. */
  readonly falling?: boolean;
  readonly mostPerPage?: number;
  /** More keys beside the list, from the items on the page. */
  readonly beside?: (items: readonly Item[]) => Record<string, unknown>;
}

const deepestRecord = 10_000;

/** Cursor paging when the request has `page[size]` or `page[after]`, offset paging otherwise. */
export function paged<Item>(
  ask: Ask,
  listing: Listing<Item>,
  modes: { cursor: boolean; offset: boolean },
): Answer {
  const wantsCursor = ask.query.has('page[size]') || ask.query.has('page[after]');
  if (wantsCursor && ask.query.has('page')) {
    return badRequest(
      ask.world,
      'InvalidPaginationParameter',
      'page cannot be used with page[size]',
    );
  }
  if (modes.cursor && (wantsCursor || !modes.offset)) return byCursor(ask, listing);
  return byOffset(ask, listing);
}

/** A positive whole number in the query; null where it is something else. */
export function numberIn(ask: Ask, name: string, absent: number): number | null {
  const text = ask.query.get(name);
  if (text === null) return absent;
  return /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null;
}

/** The request's own address with other query values. */
export function linkOf(ask: Ask, values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(ask.query);
  for (const [name, value] of Object.entries(values)) query.set(name, value);
  return `https://${ask.world.account.subdomain}.zendesk.com${ask.path}.json?${query.toString()}`;
}

function byCursor<Item>(ask: Ask, listing: Listing<Item>): Answer {
  const { world } = ask;
  const most = listing.mostPerPage ?? 100;
  const size = numberIn(ask, 'page[size]', Math.min(100, most));
  if (size === null || size > most) {
    return badRequest(
      world,
      'InvalidPaginationParameter',
      `page[size] must be between 1 and ${most}`,
    );
  }
  const after = ask.query.get('page[after]');
  const from = after === null ? null : placeIn(after);
  if (after !== null && from === null) {
    return badRequest(world, 'InvalidCursor', 'page[after] is not a valid cursor');
  }
  const place = listing.place;
  if (!place) throw new Error(`${listing.name} has no cursor`);
  const start =
    from === null
      ? 0
      : listing.items.findIndex((item) =>
          listing.falling ? place(item) < from : place(item) > from,
        );
  const items = start < 0 ? [] : listing.items.slice(start, start + size);
  const hasMore = start >= 0 && start + size < listing.items.length;
  const first = items[0];
  const last = items.at(-1);
  const afterCursor = last === undefined ? null : cursorAt(place(last));
  const linked = afterCursor !== null && (hasMore || world.switches.linkAfterLastPage === 'given');
  return {
    status: 200,
    body: {
      [listing.name]: items.map(listing.toJson),
      ...listing.beside?.(items),
      meta: {
        has_more: hasMore,
        after_cursor: afterCursor,
        before_cursor: first === undefined ? null : cursorAt(place(first)),
      },
      links: {
        prev: null,
        next: linked
          ? linkOf(ask, { 'page[after]': afterCursor, 'page[size]': String(size) })
          : null,
      },
    },
  };
}

function byOffset<Item>(ask: Ask, listing: Listing<Item>): Answer {
  const page = numberIn(ask, 'page', 1);
  const wanted = numberIn(ask, 'per_page', 100);
  if (page === null || wanted === null) {
    return badRequest(
      ask.world,
      'InvalidPaginationParameter',
      'page and per_page must be positive numbers',
    );
  }
  // Zendesk gives 100 where more is asked for.
  const size = Math.min(100, wanted);
  if (page * size > deepestRecord) {
    return badRequest(
      ask.world,
      'InvalidPaginationDepth',
      'Pages beyond 10000 records are not allowed',
    );
  }
  const start = (page - 1) * size;
  const items = listing.items.slice(start, start + size);
  const more = start + size < listing.items.length;
  return {
    status: 200,
    body: {
      [listing.name]: items.map(listing.toJson),
      ...listing.beside?.(items),
      next_page: more ? linkOf(ask, { page: String(page + 1), per_page: String(size) }) : null,
      previous_page:
        page > 1 ? linkOf(ask, { page: String(page - 1), per_page: String(size) }) : null,
      count: listing.items.length,
    },
  };
}

function cursorAt(place: number): string {
  return btoa(`o=${place}`).replace(/=+$/, '');
}

function placeIn(cursor: string): number | null {
  try {
    const digits = /^o=(-?\d+)$/.exec(atob(cursor))?.[1];
    return digits === undefined ? null : Number(digits);
  } catch {
    return null;
  }
}
