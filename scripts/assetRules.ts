import { locationsOf, type Manifest } from './manifestRules.ts';
import { textOf, type PackageFiles } from './packageFiles.ts';

export function assetFaults(files: PackageFiles, manifest: Manifest | null): string[] {
  const paths = [...files.keys()];
  return [
    ...paths.flatMap((path) => layout(path)),
    ...paths.flatMap((path) => forbiddenContent(path, files.get(path))),
    ...paths.filter(isSvg).flatMap((path) => svg(path, textOf(files, path) ?? '')),
    ...banner(files),
    ...marks(files, manifest),
    ...paths.filter((path) => path.endsWith('.html')).flatMap((path) => references(path, files)),
  ];
}

export function assetWarnings(files: PackageFiles): string[] {
  return [...files.keys()].flatMap((path) => {
    const text = /\.(js|html|xml|json)$/.test(path) ? (textOf(files, path) ?? '') : '';
    return [
      ...(/\.(js|html)$/.test(path) && text.includes('http://')
        ? [`${path} holds an http:// address.`]
        : []),
      ...(/password|secret|auth_key|api_key/i.test(text)
        ? [`${path} holds a word that secrets are named by.`]
        : []),
    ];
  });
}

/** Types that Zendesk's documentation allows, without `map`: nobody asked for our sources there. */
const assetTypes = /\.(png|jpe?g|gif|svg|js|html?|css|eot|woff2?|otf|ttf|json|xml)$/;

function layout(path: string): string[] {
  const parts = path.split('/');
  if (parts.some((part) => part.startsWith('.'))) return [`${path} is a dotfile.`];
  if (parts.some((part) => part === '') || path.includes('\\'))
    return [`${path} is no plain path.`];
  if (path === 'requirements.json') {
    return [
      'requirements.json is not ours: one that cannot be created leaves the whole app disabled.',
    ];
  }
  if (parts[0] === 'assets') {
    return assetTypes.test(path) ? [] : [`${path} is of a type that does not belong in a package.`];
  }
  const isKnown = path === 'manifest.json' || path.startsWith('translations/');
  return isKnown ? [] : [`${path} does not belong in a package.`];
}

const forbiddenNames =
  /\.(rar|zip|gz|gzip|pdf|docx?|avi|bin|bz2?|csh|sh|jar|mp3|mpe?g|odt|pptx?|xlsx?|7z)$/i;

const forbiddenBeginnings: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a zip archive'],
  ['\x1f\x8b', 'a gzip archive'],
  ['Rar!', 'a rar archive'],
  ['BZh', 'a bzip archive'],
  ['7z\xbc\xaf\x27\x1c', 'a 7z archive'],
  ['%PDF', 'a PDF'],
  ['\xd0\xcf\x11\xe0', 'an Office document'],
  ['ID3', 'an MP3'],
  ['\xff\xfb', 'an MP3'],
  ['\x00\x00\x01\xba', 'an MPEG film'],
  ['\x00\x00\x01\xb3', 'an MPEG film'],
  ['#!', 'a script for a shell'],
  ['MZ', 'a program'],
  ['\x7fELF', 'a program'],
];

function forbiddenContent(path: string, bytes: Uint8Array | undefined): string[] {
  if (forbiddenNames.test(path)) return [`${path} is of a type that Zendesk refuses.`];
  const beginning = Buffer.from(bytes ?? []).toString('latin1', 0, 16);
  const isFilm = beginning.startsWith('RIFF') && beginning.startsWith('AVI', 8);
  const found = isFilm
    ? 'an AVI film'
    : forbiddenBeginnings.find(([bytesOfIt]) => beginning.startsWith(bytesOfIt))?.[1];
  return found ? [`${path} is ${found}, whatever its name says.`] : [];
}

const isSvg = (path: string): boolean => path.startsWith('assets/') && path.endsWith('.svg');

/** Zendesk's sanitizer keeps these; anything else makes it rewrite the file in place. */
const svgElements = ['svg', 'symbol', 'g', 'path'];
const svgAttributes = [
  'xmlns',
  'viewBox',
  'width',
  'height',
  'id',
  'd',
  'fill',
  'fill-rule',
  'transform',
];

function svg(path: string, text: string): string[] {
  if (
    !/^<svg\b[^>]*\bviewBox="[^"]+"/.test(text) &&
    !/<symbol\b[^>]*\bviewBox="[^"]+"/.test(text)
  ) {
    return [`${path} has no viewBox.`];
  }
  if (/<[!?]/.test(text)) return [`${path} holds more than plain elements.`];
  const strangers = [...text.matchAll(/<([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*\/?>/g)].flatMap(
    ([, element = '', attributes = '']) => [
      ...(svgElements.includes(element) ? [] : [`<${element}>`]),
      ...[...attributes.matchAll(/([\w:-]+)=/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !svgAttributes.includes(name)),
    ],
  );
  return strangers.map((what) => `${path} holds ${what}, which Zendesk would strip.`);
}

function banner(files: PackageFiles): string[] {
  const bytes = files.get('assets/banner.png');
  if (!bytes) return [];
  const size = pngSize(bytes);
  return size === '830x200' || size === '1660x400'
    ? []
    : ['assets/banner.png is no PNG of 830x200 or 1660x400.'];
}

const placesWithIcon = ['top_bar', 'nav_bar', 'system_top_bar', 'ticket_editor'];

function marks(files: PackageFiles, manifest: Manifest | null): string[] {
  const logos = [
    ['assets/logo.png', '320x320'],
    ['assets/logo-small.png', '128x128'],
  ].flatMap(([path = '', size = '']) => {
    const bytes = files.get(path);
    if (!bytes) return [`${path} is missing.`];
    return pngSize(bytes) === size ? [] : [`${path} is no PNG of ${size}.`];
  });
  const icons = manifest
    ? locationsOf(manifest)
        .filter(({ place }) => placesWithIcon.includes(place))
        .map(({ place }) => `assets/icon_${place}.svg`)
    : [];
  return [
    ...logos,
    ...['assets/logo.svg', ...icons]
      .filter((path) => !files.has(path))
      .map((path) => `${path} is missing.`),
  ];
}

function pngSize(bytes: Uint8Array): string | null {
  const png = Buffer.from(bytes);
  if (png.length < 24 || png.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return null;
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

/** Every file that a page names relatively is in the package. */
function references(page: string, files: PackageFiles): string[] {
  const text = textOf(files, page) ?? '';
  return [...text.matchAll(/\b(?:src|href)="([^"]*)"/g)]
    .map((match) => match[1] ?? '')
    .filter((address) => !/^[a-z][a-z\d+.-]*:/i.test(address))
    .map((address) => [address, new URL(address, `package:///${page}`).pathname.slice(1)] as const)
    .filter(([address, path]) => address.startsWith('/') || !files.has(path))
    .map(([address]) => `${page} names ${address}, which is not in the package.`);
}
