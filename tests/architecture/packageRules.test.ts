import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPackage } from '../../scripts/packageFiles.ts';
import { judgePackage } from '../../scripts/packageRules.ts';

type Json = Readonly<Record<string, unknown>>;
type Contents = Readonly<Record<string, string | Uint8Array | null>>;

const manifest = {
  author: { name: 'Ada Example', email: 'ada@example.com', url: 'https://example.com/' },
  defaultLocale: 'en',
  private: true,
  version: '1.0.0',
  frameworkVersion: '2.0',
  location: {
    support: {
      ticket_sidebar: { url: 'assets/sidebar.html?view=small', flexible: true },
      nav_bar: 'assets/page.html',
    },
  },
};

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 18"><path d="M1 1h9z"></path></svg>';
const page = '<!doctype html><script type="module" src="./page.js"></script>';

const whole: Contents = {
  'manifest.json': JSON.stringify(manifest),
  'translations/en.json': JSON.stringify({ app: { name: 'Example' } }),
  'assets/sidebar.html': page,
  'assets/page.html': page,
  'assets/page.js': 'export {};',
  'assets/logo.png': png(320, 320),
  'assets/logo-small.png': png(128, 128),
  'assets/logo.svg': svg,
  'assets/icon_nav_bar.svg': svg,
};

test('a whole package has neither faults nor warnings', () => {
  expect(judge({})).toEqual({ faults: [], warnings: [] });
});

describe('the manifest', () => {
  test('has to be there', () => {
    expect(faults({ 'manifest.json': null })).toContain('manifest.json is missing.');
  });

  test('has to lie at the top of the package', () => {
    expect(faults({ 'manifest.json': null, 'app/manifest.json': '{}' })).toContain(
      'manifest.json lies in a folder (app/manifest.json); it belongs at the top.',
    );
  });

  test('has to be JSON', () => {
    expect(faults({ 'manifest.json': '{' })).toContain('manifest.json is not JSON.');
    expect(faults({ 'manifest.json': '[]' })).toContain('manifest.json is not an object.');
  });

  test('names no key twice, at any depth', () => {
    const twice = JSON.stringify(manifest).replace('"name":', '"name":"Omar","name":');
    expect(faults({ 'manifest.json': twice })).toEqual(['manifest.json names "name" twice.']);
  });

  test('may use one key in two objects, and a key’s name as a value', () => {
    expect(faultsOf({ name: 'author', experiments: { hashParams: true } })).toEqual([]);
  });

  test.each(['author', 'defaultLocale', 'location', 'frameworkVersion'])('needs %s', (key) => {
    expect(faultsOf({ [key]: undefined })).toContain(`manifest.json lacks ${key}.`);
  });

  test.each([
    ['version', 1, 'string'],
    ['remoteInstallationURL', true, 'string'],
    ['gaID', 4, 'string'],
    ['private', 'true', 'boolean'],
    ['singleInstall', 1, 'boolean'],
    ['signedUrls', 'no', 'boolean'],
    ['experiments', [], 'object'],
    ['parameters', {}, 'array'],
    ['domainWhitelist', 'example.com', 'array'],
  ])('gives %s its type', (key, value, type) => {
    expect(faultsOf({ [key]: value })).toContain(`${key} in manifest.json is no ${type}.`);
  });

  test('lists hosts as text', () => {
    expect(faultsOf({ domainWhitelist: [1] })).toHaveLength(1);
  });

  test('writes the author’s parts as text and the address with a host', () => {
    expect(faultsOf({ author: { name: 1 } })).toEqual(['author.name is no string.']);
    expect(faultsOf({ author: { url: 'example' } })).toEqual([
      'author.url is no http address with a host.',
    ]);
  });

  test('gives the terms a web address', () => {
    expect(faultsOf({ termsConditionsURL: 'ftp://example.com' })).toHaveLength(1);
  });

  test('names a default locale that exists', () => {
    expect(faultsOf({ defaultLocale: 'english' })).toEqual([
      'defaultLocale "english" is no locale.',
    ]);
    expect(faultsOf({ defaultLocale: 'de' })).toEqual([
      'translations/de.json is missing, and the default locale needs it.',
    ]);
  });

  test.each(['1.0', '2', '2.1'])('refuses framework version %s', (frameworkVersion) => {
    expect(faultsOf({ frameworkVersion })).toEqual([
      `frameworkVersion "${frameworkVersion}" is not "2.0".`,
    ]);
  });

  test('holds nothing of framework version 1', () => {
    expect(faultsOf({ noTemplate: true })).toEqual(['noTemplate belongs to framework version 1.']);
  });

  test.each(['requirementsOnly', 'marketingOnly'])(
    'is not %s, because the app has screens',
    (key) => {
      expect(faultsOf({ [key]: true })).toEqual([`${key} is for apps without screens.`]);
    },
  );

  test('switches on known experiments only', () => {
    expect(faultsOf({ experiments: { newCssCompiler: true, warp: true } })).toEqual([
      'Experiment "warp" is not known.',
    ]);
  });
});

describe('a location', () => {
  test('belongs to a known product', () => {
    expect(faultsOf({ location: { desk: {} } })).toEqual([
      'Product "desk" is not one that this app stands in.',
    ]);
  });

  test('lists its places in an object', () => {
    expect(faultsOf({ location: { support: 'assets/page.html' } })).toEqual([
      'The locations of "support" are no object.',
    ]);
  });

  test.each(['admin', 'admin_center', 'sidebar'])('is a place that exists, not %s', (place) => {
    expect(locationFaults({ [place]: 'assets/page.html' })).toEqual([
      `Location "${place}" is not known.`,
    ]);
  });

  test('is an address or an object', () => {
    expect(locationFaults({ modal: 1 })).toEqual([
      'Location modal is neither an address nor an object.',
    ]);
  });

  test('has an address unless it loads nothing by itself', () => {
    expect(locationFaults({ modal: { url: '' } })).toEqual(['Location modal has no url.']);
    expect(locationFaults({ modal: { autoLoad: false } })).toEqual([]);
  });

  test('loads over https, or from localhost', () => {
    expect(locationFaults({ modal: 'http://example.com/a' })).toHaveLength(1);
    expect(locationFaults({ modal: 'http://localhost:4567/a' })).toEqual([]);
    expect(locationFaults({ modal: 'https://example.com/a' })).toEqual([]);
  });

  test('names a page under assets that is in the package', () => {
    expect(locationFaults({ modal: 'page.html' })).toHaveLength(1);
    expect(locationFaults({ modal: 'assets/gone.html#top' })).toEqual([
      'assets/gone.html, the page of location modal, is missing.',
    ]);
  });

  test('takes its address from a setting unchecked', () => {
    expect(locationFaults({ modal: '{{setting.place}}' })).toEqual([]);
  });

  test.each(['flexible', 'autoLoad', 'autoHide', 'signed'])('writes %s as true or false', (key) => {
    expect(locationFaults({ modal: { url: 'assets/page.html', [key]: 'true' } })).toEqual([
      `${key} of location modal is no boolean.`,
    ]);
  });

  test('beside a custom object names the object types', () => {
    const place = 'custom_object_record_sidebar';
    expect(locationFaults({ [place]: { url: 'assets/page.html', objectTypes: [] } })).toHaveLength(
      1,
    );
    expect(locationFaults({ [place]: { url: 'assets/page.html', objectTypes: ['car'] } })).toEqual(
      [],
    );
  });
});

describe('a parameter', () => {
  const parameterFaults = (...parameters: unknown[]) => faultsOf({ parameters });

  test('is an object with a name', () => {
    expect(parameterFaults('regime')).toEqual(['A parameter is no object.']);
    expect(parameterFaults({ type: 'text' })).toEqual(['A parameter has no name.']);
  });

  test('has a name of its own, and not the reserved one', () => {
    expect(parameterFaults({ name: 'a' }, { name: 'a' })).toEqual([
      'Parameter "a" is named twice.',
    ]);
    expect(parameterFaults({ name: 'name' })).toEqual(['No parameter may be called "name".']);
  });

  test('is of a known type', () => {
    expect(parameterFaults({ name: 'a', type: 'dropdown' })).toEqual([
      'Parameter "a" is of no known type.',
    ]);
  });

  test('says true or false to required and secure', () => {
    expect(parameterFaults({ name: 'a', required: 'yes' })).toHaveLength(1);
  });

  test('is not hidden and required', () => {
    expect(parameterFaults({ name: 'a', type: 'hidden', required: true })).toHaveLength(1);
  });

  test('has known scopes, and only when it is secure', () => {
    expect(parameterFaults({ name: 'a', secure: true, scopes: ['header'] })).toEqual([]);
    expect(parameterFaults({ name: 'a', scopes: ['header'] })).toHaveLength(1);
    expect(parameterFaults({ name: 'a', secure: true, scopes: [] })).toHaveLength(1);
    expect(parameterFaults({ name: 'a', secure: true, scopes: ['moon'] })).toHaveLength(1);
  });

  test('of type oauth is the only one, is not secure, and has its oauth part', () => {
    const client = {
      client_id: 'a',
      client_secret: 'b',
      authorize_uri: 'c',
      access_token_uri: 'd',
    };
    const parameters = [{ name: 'token', type: 'oauth' }];
    expect(faultsOf({ parameters, oauth: client })).toEqual([]);
    expect(faultsOf({ parameters })).toHaveLength(1);
    expect(faultsOf({ oauth: client })).toHaveLength(1);
    expect(faultsOf({ parameters, oauth: { ...client, client_id: '' } })).toHaveLength(1);
    expect(
      faultsOf({ parameters: [{ ...parameters[0], secure: true }], oauth: client }),
    ).toHaveLength(1);
    expect(
      faultsOf({ parameters: [...parameters, { name: 'b', type: 'oauth' }], oauth: client }),
    ).toHaveLength(2);
  });

  test('that looks secret, has an idle default, or no scopes is pointed out', () => {
    const parameters = [
      { name: 'api_token' },
      { name: 'a', type: 'hidden', default: 'x' },
      { name: 'b', secure: true },
    ];
    expect(judge({ 'manifest.json': JSON.stringify({ ...manifest, parameters }) })).toEqual({
      faults: [],
      warnings: [
        'Parameter "api_token" looks secret and is not secure.',
        'Parameter "a" has a default although it is secure or hidden.',
        'Parameter "b" is secure without scopes.',
      ],
    });
  });
});

describe('translations', () => {
  const textFaults = (app: Json, change: Json = {}) =>
    faults({
      'manifest.json': JSON.stringify({ ...manifest, ...change }),
      'translations/en.json': JSON.stringify({ app }),
    });

  test('hold English', () => {
    expect(faults({ 'translations/en.json': null })).toContain('translations/en.json is missing.');
  });

  test.each(['pt-br', 'pt-BR', 'es-419', 'fil'])('may be named %s', (locale) => {
    expect(faults({ [`translations/${locale}.json`]: '{}' })).toEqual([]);
  });

  test.each(['zh-hant', 'english', 'EN'])('may not be named %s', (locale) => {
    expect(faults({ [`translations/${locale}.json`]: '{}' })).toHaveLength(1);
  });

  test('are JSON objects', () => {
    expect(faults({ 'translations/de.json': '{' })).toEqual(['translations/de.json is not JSON.']);
    expect(faults({ 'translations/de.json': '[]' })).toEqual([
      'translations/de.json is not an object.',
    ]);
  });

  test('name the app', () => {
    expect(textFaults({})).toEqual(['translations/en.json: app.name is missing.']);
    expect(textFaults({ name: ' ' })).toHaveLength(1);
    expect(textFaults({ name: { title: 'the app', value: 'Example' } })).toEqual([]);
  });

  test('of a public app say what it does and how it is installed', () => {
    expect(textFaults({ name: 'a' }, { private: false })).toEqual([
      'translations/en.json: app.short_description is missing.',
      'translations/en.json: app.long_description is missing.',
      'translations/en.json: app.installation_instructions is missing.',
    ]);
    const texts = {
      name: 'a',
      description: 'b',
      long_description: 'c',
      installation_instructions: 'd',
    };
    expect(textFaults(texts, { private: false })).toEqual([]);
  });

  test('for one product name a product of the manifest', () => {
    expect(textFaults({ support: { name: 'a' } })).toEqual([]);
    expect(textFaults({ support: {} })).toHaveLength(1);
    expect(textFaults({ name: 'a', chat: { name: 'a' } })).toHaveLength(1);
  });

  test('label every parameter', () => {
    expect(textFaults({ name: 'a', parameters: { b: {} } })).toEqual([
      'translations/en.json: parameter "b" has no label.',
    ]);
  });

  test('are pairs of title and value once the app names its package', () => {
    const pair = { title: 'a', value: 'b' };
    expect(textFaults({ package: 'a', name: pair, parameters: { c: { label: pair } } })).toEqual(
      [],
    );
    expect(textFaults({ package: 'a', name: 'b' })).toEqual([
      'translations/en.json: app.name is not {title, value}.',
    ]);
    expect(textFaults({ package: 'a', name: { ...pair, extra: 'c' } })).toHaveLength(1);
  });
});

describe('files', () => {
  test('hold no symbolic link', () => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'));
    writeFileSync(join(folder, 'manifest.json'), '{}');
    symlinkSync(join(folder, 'manifest.json'), join(folder, 'link.json'));
    expect(() => readPackage(folder)).toThrow('link.json is a symbolic link.');
    rmSync(folder, { recursive: true });
  });

  test.each([
    '.DS_Store',
    'assets/.hidden.js',
    'zcli.apps.config.json',
    'requirements.json',
    'src/main.ts',
  ])('hold no %s', (path) => {
    expect(faults({ [path]: '{}' })).toHaveLength(1);
  });

  test.each(['page.js.map', 'page.LICENSE.txt', 'page.mjs', 'sums.wasm'])(
    'under assets are of known types, not %s',
    (name) => {
      expect(faults({ [`assets/${name}`]: 'x' })).toHaveLength(1);
    },
  );

  test.each(['sound.mp3', 'all.zip', 'guide.pdf', 'run.sh'])(
    'are not of a refused type: %s',
    (name) => {
      expect(faults({ [`assets/${name}`]: 'x' })).toContain(
        `assets/${name} is of a type that Zendesk refuses.`,
      );
    },
  );

  test.each([
    ['a zip archive', 'PK\x03\x04'],
    ['a gzip archive', '\x1f\x8b\x08'],
    ['a PDF', '%PDF-1.7'],
    ['an MP3', 'ID3\x04'],
    ['an AVI film', 'RIFF\x00\x00\x00\x00AVI '],
    ['a script for a shell', '#!/bin/sh'],
    ['an Office document', '\xd0\xcf\x11\xe0'],
  ])('are not %s under another name', (what, beginning) => {
    expect(faults({ 'assets/page.js': Buffer.from(beginning, 'latin1') })).toEqual([
      `assets/page.js is ${what}, whatever its name says.`,
    ]);
  });

  test('named by a page are in the package, and named relatively', () => {
    expect(faults({ 'assets/page.js': null })).toHaveLength(2);
    expect(faults({ 'assets/page.html': page.replace('./', '/') })).toHaveLength(1);
    expect(
      faults({ 'assets/page.html': '<script src="https://example.com/sdk.js"></script>' }),
    ).toEqual([]);
  });
});

describe('pictures', () => {
  test.each([
    '<svg viewBox="0 0 1 1"><script>x</script></svg>',
    '<svg viewBox="0 0 1 1"><style>x</style></svg>',
    '<svg viewBox="0 0 1 1"><path onclick="x" d="M0 0"></path></svg>',
    '<svg viewBox="0 0 1 1"><foreignObject></foreignObject></svg>',
    '<svg viewBox="0 0 1 1"><image href="data:image/png;base64,AA"></image></svg>',
    '<?xml version="1.0"?><svg viewBox="0 0 1 1"></svg>',
    '<svg viewBox="0 0 1 1"><!-- drawn by hand --></svg>',
    '<svg><path d="M0 0"></path></svg>',
  ])('in SVG are what a sanitizer leaves alone: %s', (text) => {
    expect(faults({ 'assets/logo.svg': text }).length).toBeGreaterThan(0);
  });

  test('for the top bar and the like come with the location', () => {
    expect(locationFaults({ top_bar: 'assets/page.html' })).toEqual([
      'assets/icon_top_bar.svg is missing.',
    ]);
    expect(faults({ 'assets/icon_nav_bar.svg': null })).toEqual([
      'assets/icon_nav_bar.svg is missing.',
    ]);
  });

  test.each(['assets/logo.png', 'assets/logo-small.png', 'assets/logo.svg'])('hold %s', (path) => {
    expect(faults({ [path]: null })).toEqual([`${path} is missing.`]);
  });

  test('are PNGs of the size that Zendesk asks for', () => {
    expect(faults({ 'assets/logo.png': png(128, 128) })).toEqual([
      'assets/logo.png is no PNG of 320x320.',
    ]);
    expect(faults({ 'assets/logo-small.png': 'GIF89a' })).toEqual([
      'assets/logo-small.png is no PNG of 128x128.',
    ]);
  });

  test('for a banner have one of two sizes', () => {
    expect(faults({ 'assets/banner.png': png(830, 200) })).toEqual([]);
    expect(faults({ 'assets/banner.png': png(1660, 400) })).toEqual([]);
    expect(faults({ 'assets/banner.png': png(800, 200) })).toHaveLength(1);
  });
});

describe('warnings', () => {
  test('point out addresses without encryption', () => {
    expect(judge({ 'assets/page.js': '"http://example.com"' }).warnings).toEqual([
      'assets/page.js holds an http:// address.',
    ]);
  });

  test('point out words that secrets are named by', () => {
    expect(judge({ 'assets/page.js': 'const password = 1' }).warnings).toEqual([
      'assets/page.js holds a word that secrets are named by.',
    ]);
  });
});

function judge(change: Contents) {
  const contents = Object.entries({ ...whole, ...change }).flatMap(([path, content]) =>
    content === null
      ? []
      : [[path, typeof content === 'string' ? Buffer.from(content) : content] as const],
  );
  return judgePackage(new Map(contents));
}

function faults(change: Contents): readonly string[] {
  return judge(change).faults;
}

function faultsOf(change: Json): readonly string[] {
  return faults({ 'manifest.json': JSON.stringify({ ...manifest, ...change }) });
}

/** Faults of a manifest with one more place. */
function locationFaults(place: Json): readonly string[] {
  return faultsOf({ location: { support: { ...manifest.location.support, ...place } } });
}

/** The beginning of a PNG: its mark and its size. */
function png(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(24);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
