import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, type Token } from '@messageformat/parser';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { compileMessages, leavesOf, type Section } from '../../scripts/messages.ts';

const root = resolve(import.meta.dirname, '../..');
const catalogue = JSON.parse(readFileSync(join(root, 'translations/en.json'), 'utf8')) as Section;
const leaves = leavesOf(catalogue).filter(([key]) => !key.startsWith('app.'));
const keys = new Set(leaves.map(([key]) => key));
const sections = new Set([...keys].map((key) => key.split('.')[0]));

interface Use {
  readonly where: string;
  /** The key, or a pattern with `*` for what stands in `${}`. */
  readonly key: string;
  /** Names of the arguments where they are written out beside the key; null where they are not. */
  readonly args: readonly string[] | null;
}

const uses = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .flatMap((path) => usesIn(`src/${path}`, readFileSync(join(root, 'src', path), 'utf8')));

test('every message compiles', () => {
  const broken = leaves.filter(([key, message]) => {
    try {
      compileMessages([[key, message]]);
      return false;
    } catch {
      return true;
    }
  });
  expect(broken).toEqual([]);
});

test('a broken message is seen', () => {
  expect(() => compileMessages([['a', '{n, plural, one {# call}}']])).toThrow();
  expect(() => compileMessages([['a', '{n']])).toThrow();
});

test('every key that a screen names exists', () => {
  const missing = uses.filter(({ key }) => matching(key).length === 0);
  expect(missing.map(({ key, where }) => `${key} (${where})`)).toEqual([]);
});

test('every message is named by a screen', () => {
  const used = new Set(uses.flatMap(({ key }) => matching(key)));
  expect([...keys].filter((key) => !used.has(key))).toEqual([]);
});

test('a message gets the arguments that it asks for', () => {
  const wrong = uses.flatMap(({ key, args, where }) => {
    const missing = args === null ? [] : argumentsOf(key).filter((name) => !args.includes(name));
    return missing.map((name) => `${key} lacks ${name} (${where})`);
  });
  expect(wrong).toEqual([]);
});

test('no message shouts, apologises or boasts', () => {
  const loud = leaves.filter(([, message]) => /!|\boops\b|\bsorry\b|successful/i.test(message));
  expect(loud).toEqual([]);
});

test('each failure says what happened, what it means and what to do next', () => {
  const source = readFileSync(join(root, 'src/domain/failure.ts'), 'utf8');
  const kinds = [...source.matchAll(/readonly kind: ('\w+'(?: \| '\w+')*)/g)].flatMap(
    ([, names = '']) => [...names.matchAll(/\w+/g)].map(([name]) => name),
  );
  expect(kinds.length).toBeGreaterThan(10);
  const parts = kinds.flatMap((kind) =>
    ['happened', 'means', 'next'].map((part) => `failures.${kind}.${part}`),
  );
  expect([...keys].filter((key) => key.startsWith('failures.')).sort()).toEqual(parts.sort());
});

function matching(key: string): string[] {
  if (!key.includes('*')) return keys.has(key) ? [key] : [];
  const pattern = new RegExp(`^${key.split('*').map(escaped).join('[^.]+')}$`);
  return [...keys].filter((found) => pattern.test(found));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function argumentsOf(key: string): string[] {
  const message = leaves.find(([found]) => found === key)?.[1] ?? '';
  const visit = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) => {
      if (token.type === 'content' || token.type === 'octothorpe') return [];
      const inner = 'cases' in token ? token.cases.flatMap((each) => visit(each.tokens)) : [];
      return [token.arg, ...inner];
    });
  return [...new Set(visit(parse(message)))];
}

function usesIn(where: string, text: string): Use[] {
  const file = ts.createSourceFile(where, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: Use[] = [];
  const visit = (node: ts.Node): void => {
    const key = keyIn(node);
    if (key !== null) found.push({ where, key, args: argsBeside(node) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A text that begins like a key: `section.name`, with `*` for what is put in. */
function keyIn(node: ts.Node): string | null {
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? node.head.text + node.templateSpans.map((span) => `*${span.literal.text}`).join('')
      : '';
  const isKey = /^[a-z]\w*(\.[\w*-]+)+$/i.test(text) && sections.has(text.split('.')[0] ?? '');
  return isKey ? text : null;
}

function argsBeside(node: ts.Node): string[] | null {
  const call = node.parent;
  if (
    !ts.isCallExpression(call) ||
    call.arguments[0] !== node ||
    call.expression.getText() !== 't'
  ) {
    return null;
  }
  const given = call.arguments[1];
  if (!given) return [];
  if (!ts.isObjectLiteralExpression(given)) return null;
  if (given.properties.some((property) => ts.isSpreadAssignment(property))) return null;
  return given.properties.map((property) => property.name?.getText() ?? '');
}
