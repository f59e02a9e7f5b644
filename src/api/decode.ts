import * as v from 'valibot';
import type { Asked } from '../domain/failure.ts';
import { idFrom } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';

/** From JSON to the domain, or the place in the answer (keys and indexes only) that is not as relied on. */
export type Decoder<Value> = (json: unknown) => Decoded<Value>;
export type Decoded<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly where: string };

/** A decoder's answer as the result of the request that it belongs to. */
export function decoded<Value>(asked: Asked, json: unknown, decode: Decoder<Value>): Result<Value> {
  const result = decode(json);
  return result.ok
    ? ok(result.value)
    : failed({ asked, kind: 'garbled', where: result.where || 'body' });
}

/** The decoder of a shape. */
export function by<Value>(schema: v.GenericSchema<unknown, Value>): Decoder<Value> {
  return (json) => {
    const parsed = v.safeParse(schema, json, { abortEarly: true });
    if (parsed.success) return { ok: true, value: parsed.output };
    const keys = parsed.issues[0].path?.map((step) => String(step.key)) ?? [];
    return { ok: false, where: keys.join('.') };
  };
}

/** The decoder of a shape that stands under one key of the answer. */
export function under<Value>(key: string, schema: v.GenericSchema<unknown, Value>): Decoder<Value> {
  const decode = by(v.object({ [key]: schema }));
  return (json) => {
    const result = decode(json);
    if (!result.ok) return result;
    const value = result.value[key];
    return value === undefined ? { ok: false, where: key } : { ok: true, value };
  };
}

// An optional fact that is missing or of another type is unknown: null, never zero, false or empty.
export const text = v.fallback(v.nullable(v.pipe(v.string(), v.nonEmpty())), null);
export const flag = v.fallback(v.nullable(v.boolean()), null);
export const count = v.fallback(
  v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  null,
);

/** Seconds, as a number or in digits (talk-api 2.3). */
export const seconds = v.fallback(
  v.nullable(
    v.pipe(
      v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,9}(\.\d+)?$/), v.transform(Number))]),
      v.finite(),
      v.minValue(0),
    ),
  ),
  null,
);

/** An id that the app cannot do without. */
export const someId = <Id extends number>() =>
  v.pipe(
    v.unknown(),
    v.transform((value) => idFrom<Id>(value)),
    v.custom<Id>((id) => id !== null),
  );

export const idOrNull = <Id extends number>() => v.fallback(v.nullable(someId<Id>()), null);

/** An object that may be missing, null or of another type: then nothing in it is known. */
export const perhaps = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.fallback(v.nullable(v.object(entries)), null);

const side = perhaps({ name: text });
/** Where a ticket or a comment came from. */
export const via = perhaps({ channel: text, source: perhaps({ rel: text, from: side, to: side }) });
export type Via = v.InferOutput<typeof via>;
