import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '../zendesk/route.ts';
import { routes } from '../zendesk/routes.ts';
import { answerTo } from './answers.ts';
import { shapeOf, type Checked } from './findings.ts';
import { mismatches, propertiesOf, type Schema } from './shape.ts';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly { readonly name: string; readonly required?: boolean }[];
  readonly success: { readonly status: number; readonly body: Schema | null };
}
interface Values {
  readonly file: readonly string[];
  readonly seen?: readonly string[];
  readonly assumed?: readonly string[];
}
interface Contract {
  readonly operations: readonly Operation[];
  readonly values: Readonly<Record<string, Values>>;
  readonly schemas: { readonly $defs: Readonly<Record<string, Schema>> };
}

/** Every voice route against the voice contract: path, method, parameters, success shape, words. */
export async function checkVoiceRoutes(folder: string): Promise<Checked> {
  // Our own file in a form that we keep; anything else in it is an error.
  const contract = JSON.parse(
    readFileSync(join(folder, 'facts/voice-contract.json'), 'utf8'),
  ) as Contract;
  const voice = routes.filter(({ side }) => side === 'voice');
  const findings: string[] = [];
  for (const route of voice) {
    const found = await checkRoute(route, contract);
    findings.push(...found.map((finding) => `${route.method} ${route.pattern}: ${finding}`));
  }
  return { name: 'voice routes', counted: voice.length, findings };
}

async function checkRoute(route: Route, contract: Contract): Promise<readonly string[]> {
  const operation = contract.operations.find(
    ({ method, path }) => method === route.method && shapeOf(path) === shapeOf(route.pattern),
  );
  if (operation === undefined) return ['no such operation'];
  const known = operation.query.map(({ name }) => name);
  const findings = route.query
    .filter((name) => !known.includes(name))
    .map((name) => `parameter ${name} is not described`);
  const { status, body: schema } = operation.success;
  if (route.success.status !== status)
    findings.push(`success is ${route.success.status} instead of ${status}`);
  const answer = await answerTo(route);
  if (answer.status !== status)
    return [...findings, `the example is answered with ${answer.status}`];
  if (schema === null)
    return answer.body === null ? findings : [...findings, 'a body is not described'];

  const resolve = (ref: string): Schema => {
    const found = contract.schemas.$defs[nameIn(ref)];
    if (found === undefined) throw new Error(`${ref} leads nowhere`);
    return found;
  };
  const properties = propertiesOf(schema, resolve);
  return [
    ...findings,
    ...route.success.keys
      .filter((key) => !properties.has(key))
      .map((key) => `key ${key} is not described`),
    ...new Set(
      mismatches(answer.body, schema, resolve).map(({ at, problem }) => `${at} is ${problem}`),
    ),
    ...new Set(oddWords(answer.body, schema, null, { ...contract, resolve })),
  ];
}

/** Words that the small Zendesk says and the contract's lists of values do not know. */
function oddWords(
  value: unknown,
  schema: Schema,
  name: string | null,
  contract: Contract & { readonly resolve: (ref: string) => Schema },
): readonly string[] {
  if (schema.$ref !== undefined)
    return oddWords(value, contract.resolve(schema.$ref), nameIn(schema.$ref), contract);
  const { items } = schema;
  if (Array.isArray(value)) {
    return items === undefined
      ? []
      : value.flatMap((item) => oddWords(item, items, name, contract));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    const values = contract.values[`${name}.${key}`];
    const words =
      values === undefined
        ? null
        : [...values.file, ...(values.seen ?? []), ...(values.assumed ?? [])];
    const isOdd = typeof part === 'string' && words !== null && !words.includes(part);
    const inner = schema.properties?.[key];
    return [
      ...(isOdd ? [`${name}.${key} says a word that is not listed`] : []),
      ...(inner === undefined ? [] : oddWords(part, inner, null, contract)),
    ];
  });
}

function nameIn(ref: string): string {
  return ref.split('/').at(-1) ?? '';
}
