/** The part of JSON Schema (and of OpenAPI 3.0's dialect of it) that the descriptions use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly nullable?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Mismatch {
  /** For example `users[].role_type`: keys of the description, never a value. */
  readonly at: string;
  readonly problem: string;
}

export type Resolve = (ref: string) => Schema;

/** Where a value is not what a schema says. Keys that the schema does not know are no mismatch. */
export function mismatches(
  value: unknown,
  schema: Schema,
  resolve: Resolve,
  at = '',
): readonly Mismatch[] {
  if (schema.$ref !== undefined) return mismatches(value, resolve(schema.$ref), resolve, at);
  const inAll = (schema.allOf ?? []).flatMap((part) => mismatches(value, part, resolve, at));
  // Where no alternative fits, the first is the one that agents get.
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).map((part) =>
    mismatches(value, part, resolve, at),
  );
  const inAny = alternatives.some((found) => found.length === 0) ? [] : alternatives[0];
  return [...inAll, ...(inAny ?? []), ...ownMismatches(value, schema, resolve, at)];
}

/** The properties that a schema names, those of its parts included. */
export function propertiesOf(schema: Schema, resolve: Resolve): ReadonlySet<string> {
  if (schema.$ref !== undefined) return propertiesOf(resolve(schema.$ref), resolve);
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return new Set([
    ...Object.keys(schema.properties ?? {}),
    ...parts.flatMap((part) => [...propertiesOf(part, resolve)]),
  ]);
}

function ownMismatches(
  value: unknown,
  schema: Schema,
  resolve: Resolve,
  at: string,
): readonly Mismatch[] {
  const types = typeof schema.type === 'string' ? [schema.type] : schema.type;
  if (value === null) {
    const isAllowed = types === undefined || schema.nullable === true || types.includes('null');
    return isAllowed ? [] : [{ at, problem: 'null' }];
  }
  if (types !== undefined && !types.some((type) => isOf(type, value))) {
    return [
      {
        at,
        problem: `${Array.isArray(value) ? 'array' : typeof value} instead of ${types.join(' or ')}`,
      },
    ];
  }
  const found: Mismatch[] = [];
  if (schema.enum !== undefined && !schema.enum.includes(value))
    found.push({ at, problem: 'not in the list of values' });
  if (Array.isArray(value) && schema.items !== undefined) {
    for (const item of value) found.push(...mismatches(item, schema.items, resolve, `${at}[]`));
  } else if (typeof value === 'object') {
    const record: Readonly<Record<string, unknown>> = { ...value };
    for (const key of schema.required ?? []) {
      if (!Object.hasOwn(record, key)) found.push({ at: under(at, key), problem: 'missing' });
    }
    for (const [key, part] of Object.entries(schema.properties ?? {})) {
      if (Object.hasOwn(record, key))
        found.push(...mismatches(record[key], part, resolve, under(at, key)));
    }
  }
  return found;
}

function under(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && !Array.isArray(value);
    case 'null':
      return value === null;
    default:
      return typeof value === type;
  }
}
