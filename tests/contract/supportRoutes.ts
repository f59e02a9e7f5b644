import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Route } from '../zendesk/route.ts';
import { routes } from '../zendesk/routes.ts';
import { answerTo } from './answers.ts';
import { shapeOf, type Checked } from './findings.ts';
import { mismatches, propertiesOf, type Schema } from './shape.ts';

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
}
interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, Response>>;
}
interface Path extends Readonly<Partial<Record<'get' | 'put' | 'post' | 'delete', Operation>>> {
  readonly parameters?: readonly Parameter[];
}
interface Description {
  readonly paths: Readonly<Record<string, Path>>;
}

/** Path, method, parameters and success shape of every Support route against Zendesk's own description. */
export async function checkSupportRoutes(folder: string): Promise<Checked> {
  const file = readFileSync(join(folder, 'data/zendesk-support-openapi.yaml'), 'utf8');
  // The shape of an OpenAPI file; what the checks meet in it otherwise is a finding or an error.
  const description = parse(file, { maxAliasCount: -1 }) as Description;
  const paths = new Map(
    Object.entries(description.paths).map(([path, item]) => [shapeOf(path), item]),
  );
  const support = routes.filter(({ side }) => side === 'support');
  const findings: string[] = [];
  for (const route of support) {
    const found = await checkRoute(route, description, paths.get(shapeOf(route.pattern)));
    findings.push(...found.map((finding) => `${route.method} ${route.pattern}: ${finding}`));
  }
  return { name: 'Support routes', counted: support.length, findings };
}

async function checkRoute(
  route: Route,
  description: Description,
  path: Path | undefined,
): Promise<readonly string[]> {
  if (path === undefined) return ['no such path'];
  const operation = path[wordOf(route.method)];
  if (operation === undefined) return ['no such method'];
  const resolve = <Part>(ref: string): Part => at(description, ref) as Part;
  const whole = <Part extends { readonly $ref?: string }>(part: Part): Part =>
    part.$ref === undefined ? part : whole(resolve<Part>(part.$ref));

  const parameters = [...(path.parameters ?? []), ...(operation.parameters ?? [])].map(whole);
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const findings = route.query
    .filter(
      (name) =>
        !known.has(name) &&
        !(name.startsWith('page[') && known.has('page')) &&
        !known.has(name.replace(/\[\]$/, '')),
    )
    .map((name) => `parameter ${name} is not described`);

  const response = operation.responses[String(route.success.status)];
  if (response === undefined)
    return [...findings, `status ${route.success.status} is not described`];
  const schema = Object.entries(whole(response).content ?? {}).find(([type]) =>
    type.includes('json'),
  )?.[1].schema;
  const answer = await answerTo(route);
  if (answer.status !== route.success.status)
    return [...findings, `the example is answered with ${answer.status}`];
  if (schema === undefined)
    return answer.body === null ? findings : [...findings, 'a body is not described'];
  const properties = propertiesOf(schema, resolve);
  const keys =
    typeof answer.body === 'object' && answer.body !== null ? Object.keys(answer.body) : [];
  return [
    ...findings,
    ...[...new Set([...route.success.keys, ...keys])]
      .filter((key) => !properties.has(key))
      .map((key) => `key ${key} is not described`),
    ...route.success.keys
      .filter((key) => !keys.includes(key))
      .map((key) => `key ${key} is not answered`),
    ...new Set(
      mismatches(answer.body, schema, resolve).map(
        ({ at: place, problem }) => `${place} is ${problem}`,
      ),
    ),
  ];
}

function wordOf(method: Route['method']): 'get' | 'put' | 'post' | 'delete' {
  const words = { GET: 'get', PUT: 'put', POST: 'post', DELETE: 'delete' } as const;
  return words[method];
}

/** The part that a reference within the file names. */
function at(description: Description, ref: string): unknown {
  let part: unknown = description;
  for (const key of ref.replace('#/', '').split('/')) {
    part =
      typeof part === 'object' && part !== null
        ? Object.entries(part).find(([name]) => name === key)?.[1]
        : undefined;
  }
  if (part === undefined) throw new Error(`${ref} leads nowhere`);
  return part;
}
