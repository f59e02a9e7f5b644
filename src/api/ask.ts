import { ok, type Result } from '../domain/result.ts';
import { jsonOf } from './answer.ts';
import { decoded, type Decoder } from './decode.ts';
import type { Paced } from './pace.ts';
import { pagesOf, type Paging } from './page.ts';
import type { Pages, ReadOptions } from './reads.ts';
import { askedOf, requestOf, type Places, type Query, type Route } from './routes.ts';

type ReadRoute = Route & { readonly kind: 'read' };

const mostIds = 100;

/** What all doors of reading ask with: one request of a route, or a list page by page. It knows no act. */
export function openAsk(paced: Paced) {
  async function json<To extends ReadRoute>(
    to: To,
    places: Places<To>,
    query: Query<To>,
    options: ReadOptions = {},
  ): Promise<Result<unknown>> {
    const { urgency = 'scan', signal, onSent } = options;
    const reply = await paced.read(requestOf(to, places, query), {
      urgency,
      budget: to.budget,
      ...(signal === undefined ? {} : { signal }),
      ...(onSent === undefined ? {} : { onSent }),
    });
    return jsonOf(askedOf(to), reply);
  }

  async function one<To extends ReadRoute, Value>(
    to: To,
    places: Places<To>,
    query: Query<To>,
    decode: Decoder<Value>,
    options?: ReadOptions,
  ): Promise<Result<Value>> {
    const answer = await json(to, places, query, options);
    return answer.ok ? decoded(askedOf(to), answer.value, decode) : answer;
  }

  /** At most 100 ids; asks nothing where there are none. */
  async function some<Item>(
    to: ReadRoute & { readonly query: readonly ['ids'] },
    ids: readonly number[],
    decode: Decoder<readonly Item[]>,
    options?: ReadOptions,
  ): Promise<Result<readonly Item[]>> {
    if (ids.length > mostIds) throw new RangeError(`${ids.length} ids in one request`);
    return ids.length === 0 ? ok([]) : one(to, {}, { ids: ids.join(',') }, decode, options);
  }

  function pages<To extends ReadRoute, Item>(
    to: To,
    paging: Paging,
    places: Places<To>,
    query: Query<To>,
    decode: Decoder<readonly Item[]>,
    options?: ReadOptions,
  ): Pages<Item> {
    return pagesOf(
      askedOf(to),
      paging,
      (page) => json(to, places, { ...query, ...page }, options),
      decode,
    );
  }

  return { json, one, some, pages };
}
