import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import manifest from '../../manifest.json';
import packageJson from '../../package.json';
import { judgePackage } from '../../scripts/packageRules.ts';
import { textOf, type PackageFiles } from '../../scripts/packageFiles.ts';
import { buildPackage, zipPackage } from '../../scripts/zipPackage.ts';

const root = resolve(import.meta.dirname, '../..');
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'talk-privacy-package-')));

let zips: Uint8Array[] = [];
let files: PackageFiles = new Map();

beforeAll(() => {
  zips = folders.map((folder) => zipPackage(buildPackage(root, folder)));
  files = new Map(Object.entries(unzipSync(zips[0]!)));
}, 120_000);

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

test('packaging twice gives the same bytes', () => {
  expect(Buffer.compare(zips[0]!, zips[1]!)).toBe(0);
});

test('the order of the files in memory does not show in the zip', () => {
  const turned = new Map([...files].reverse());
  expect(Buffer.compare(zipPackage(turned), zips[0]!)).toBe(0);
});

test('Zendesk’s rules find no fault in the package', () => {
  expect(judgePackage(files).faults).toEqual([]);
});

test('the package holds what Zendesk installs and nothing else', () => {
  const strange = [...files.keys()].filter(
    (path) =>
      !/^(manifest\.json|translations\/en\.json|assets\/(sidebar|page)\.html|assets\/[\w.-]+\.js)$/.test(
        path,
      ) && !/^assets\/(logo\.png|logo-small\.png|logo\.svg|icon_nav_bar\.svg)$/.test(path),
  );
  expect(strange).toEqual([]);
});

test('the quiet time in the package is 11 minutes', () => {
  expect(millisecondsIn(files)).toContain(660_000);
});

test('every setting of the app has its words, and may be left empty', () => {
  const words = JSON.parse(textOf(files, 'translations/en.json') ?? '') as {
    app: { parameters: Record<string, { label: string; helpText: string }> };
  };
  expect(manifest.parameters.map(({ name }) => name)).toEqual(Object.keys(words.app.parameters));
  for (const { label, helpText } of Object.values(words.app.parameters))
    expect([label, helpText].every((text) => text.length > 3)).toBe(true);
  for (const { required, secure } of manifest.parameters)
    expect([required, secure]).toEqual([false, false]);
});

test('manifest and package carry one version', () => {
  expect(manifest.version).toBe(packageJson.version);
});

test.each(['sidebar', 'page'])('the %s forbids what the app does not need', (place) => {
  const html = textOf(files, `assets/${place}.html`) ?? '';
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const directives = policy.split('; ');
  expect(directives).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self' https://static.zdassets.com",
      "img-src 'self' data:",
      "connect-src 'none'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types talk-privacy-worker',
    ]),
  );
  expect(policy).not.toMatch(/unsafe|\*|http:/);
});

test.each(['sidebar', 'page'])(
  'the %s holds no script of its own, and a picture before the first',
  (place) => {
    const html = textOf(files, `assets/${place}.html`) ?? '';
    const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)];
    expect(
      scripts.map(([, attributes = '', body]) => [/ src="([^"]*)"/.exec(attributes)?.[1], body]),
    ).toEqual([
      ['https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js', ''],
      [`./${place}.js`, ''],
    ]);
    expect(html).toMatch(/<div id="root">\s*<div class="shell" aria-hidden="true">/);
  },
);

test('no script of the package evaluates text or opens a connection', () => {
  const scripts = [...files.keys()].filter((path) => path.endsWith('.js'));
  const found = scripts.flatMap((path) =>
    [
      ...(textOf(files, path) ?? '').matchAll(
        /\beval\(|\bnew Function\b|\bfetch\(|new XMLHttpRequest|sendBeacon/g,
      ),
    ].map(([what]) => `${path}: ${what}`),
  );
  expect(found).toEqual([]);
});

test('no script of the package needs one that needs it', () => {
  const needs = new Map(
    [...files.keys()]
      .filter((path) => path.endsWith('.js'))
      .map((path) => [
        path,
        [
          ...(textOf(files, path) ?? '').matchAll(/\bimport(?:[\w\s{},*$]*from)?"\.\/([^"]+)"/g),
        ].map(([, name]) => `assets/${name}`),
      ]),
  );
  expect([...needs.values()].flat().length).toBeGreaterThan(20);
  const circles: string[] = [];
  const done = new Set<string>();
  const follow = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) circles.push([...way, path].join(' > '));
    if (way.includes(path) || done.has(path)) return;
    for (const next of needs.get(path) ?? []) follow(next, [...way, path]);
    done.add(path);
  };
  for (const path of needs.keys()) follow(path, []);
  // A circle runs: what one of them should have made for the other is missing, and nothing says so.
  expect(circles).toEqual([]);
});

/** Every number that the scripts write, however the minifier spelled it. */
function millisecondsIn(package_: PackageFiles): number[] {
  return [...package_.keys()]
    .filter((path) => path.endsWith('.js'))
    .flatMap((path) => [
      ...(textOf(package_, path) ?? '').matchAll(/(?<![\w$.])\d+(?:\.\d+)?(?:e\d+)?(?![\w$])/g),
    ])
    .map(([written]) => Number(written));
}
