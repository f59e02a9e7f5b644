import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import * as v from 'valibot';
import type { AppParameter, InstalledApp } from './desk.ts';

/** Zendesk serves every upload from a folder of its own. */
const uploadPath = '/990001/assets/1700000000-0';

const Manifest = v.looseObject({
  name: v.string(),
  version: v.string(),
  parameters: v.optional(
    v.array(v.looseObject({ name: v.string(), type: v.optional(v.string(), 'text') })),
    [],
  ),
  location: v.looseObject({
    support: v.looseObject({
      ticket_sidebar: v.optional(v.union([v.string(), v.looseObject({ url: v.string() })])),
      nav_bar: v.optional(v.union([v.string(), v.looseObject({ url: v.string() })])),
    }),
  }),
});

const Words = v.looseObject({
  app: v.looseObject({
    parameters: v.optional(
      v.record(v.string(), v.looseObject({ label: v.string(), helpText: v.optional(v.string()) })),
      {},
    ),
  }),
});

/** The app as it lies in the build's folder, at this moment. */
export async function installedApp(folder: string, appUrl: string): Promise<InstalledApp> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null);
  if (text === null)
    return {
      title: 'Talk Privacy',
      version: '0.0.0',
      slug: 'talk-privacy',
      sidebarUrl: null,
      pageUrl: null,
      iconUrl: null,
      logoUrl: null,
      parameters: [],
    };
  const manifest = v.parse(Manifest, JSON.parse(text));
  const { ticket_sidebar: sidebar, nav_bar: page } = manifest.location.support;
  const urlOf = (location: typeof sidebar): string | null => {
    if (location === undefined) return null;
    const path = typeof location === 'string' ? location : location.url;
    return `${appUrl}${uploadPath}/${path.replace(/^assets\//, '')}`;
  };
  const assetUrl = (name: string): string | null =>
    existsSync(join(folder, 'assets', name)) ? `${appUrl}${uploadPath}/${name}` : null;
  return {
    title: manifest.name,
    version: manifest.version,
    slug: manifest.name.toLowerCase().replaceAll(/[\s_]+/g, '-'),
    sidebarUrl: urlOf(sidebar),
    pageUrl: urlOf(page),
    iconUrl: assetUrl('icon_nav_bar.svg'),
    logoUrl: assetUrl('logo-small.png'),
    parameters: await parametersOf(folder, manifest),
  };
}

async function parametersOf(
  folder: string,
  { parameters }: v.InferOutput<typeof Manifest>,
): Promise<readonly AppParameter[]> {
  if (parameters.length === 0) return [];
  const text = await readFile(join(folder, 'translations', 'en.json'), 'utf8');
  const words = v.parse(Words, JSON.parse(text)).app.parameters;
  return parameters.map(({ name, type }) => ({
    name,
    type,
    label: words[name]?.label ?? name,
    help: words[name]?.helpText ?? '',
  }));
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json',
};

export const typeOf = (path: string): string => types[extname(path)] ?? 'application/octet-stream';

/** One file of the build's `assets/`, or a 404. */
export async function appFile(folder: string, path: string): Promise<Response> {
  const assets = resolve(folder, 'assets');
  const file = resolve(
    assets,
    `.${path.startsWith(uploadPath) ? path.slice(uploadPath.length) : '/'}`,
  );
  const body = file.startsWith(assets + sep) ? await readFile(file).catch(() => null) : null;
  if (body === null) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': typeOf(file),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // A frame without an origin of its own fetches its own modules across origins, the icon is a mask.
      'access-control-allow-origin': '*',
    },
  });
}
