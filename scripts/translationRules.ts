import { localePattern, locationsOf, type Manifest } from './manifestRules.ts';
import { isRecord, textOf, type PackageFiles } from './packageFiles.ts';

export function translationFaults(manifest: Manifest, files: PackageFiles): string[] {
  const paths = [...files.keys()].filter((path) => path.startsWith('translations/'));
  return [
    ...(files.has('translations/en.json') ? [] : ['translations/en.json is missing.']),
    ...paths.flatMap((path) => translation(path, manifest, files)),
  ];
}

function translation(path: string, manifest: Manifest, files: PackageFiles): string[] {
  const locale = /^translations\/([^/]+)\.json$/.exec(path)?.[1];
  if (locale === undefined || !localePattern.test(locale))
    return [`${path} is not named after a locale.`];
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(files, path) ?? '');
  } catch {
    return [`${path} is not JSON.`];
  }
  if (!isRecord(parsed)) return [`${path} is not an object.`];
  const app = parsed['app'];
  return [
    ...(isRecord(app) ? [...labels(path, app), ...pairs(path, app)] : []),
    ...(locale === 'en' ? installTexts(path, isRecord(app) ? app : {}, manifest) : []),
  ];
}

function labels(path: string, app: Manifest): string[] {
  const parameters = app['parameters'];
  if (!isRecord(parameters)) return [];
  return Object.entries(parameters)
    .filter(([, texts]) => !isRecord(texts) || !('label' in texts))
    .map(([name]) => `${path}: parameter "${name}" has no label.`);
}

/** Zendesk's own style: once `app.package` is there, every other leaf is a hint and a text. */
function pairs(path: string, app: Manifest): string[] {
  if (!('package' in app)) return [];
  const visit = (node: unknown, name: string): string[] => {
    if (!isRecord(node)) return [`${path}: ${name} is not {title, value}.`];
    if (!('title' in node) && !('value' in node)) {
      return Object.entries(node).flatMap(([key, child]) => visit(child, `${name}.${key}`));
    }
    const isPair =
      Object.keys(node).length === 2 &&
      typeof node['title'] === 'string' &&
      typeof node['value'] === 'string';
    return isPair ? [] : [`${path}: ${name} is not {title, value}.`];
  };
  return Object.entries(app)
    .filter(([key]) => key !== 'package')
    .flatMap(([key, node]) => visit(node, `app.${key}`));
}

function installTexts(path: string, app: Manifest, manifest: Manifest): string[] {
  const products = [...new Set(locationsOf(manifest).map(({ product }) => product))];
  const perProduct = ['support', 'chat', 'sell'].filter((product) => isRecord(app[product]));
  const strangers = perProduct
    .filter((product) => !products.includes(product))
    .map((product) => `${path}: app.${product} is for a product that the manifest does not name.`);
  const homes = perProduct.length > 0 ? perProduct.map((product) => app[product]) : [app];
  const needed = [
    ['name'],
    ...(manifest['private'] === false
      ? [['short_description', 'description'], ['long_description'], ['installation_instructions']]
      : []),
  ];
  return [
    ...strangers,
    ...needed
      .filter((keys) =>
        homes.some((home) => isRecord(home) && !keys.some((key) => isText(home[key]))),
      )
      .map((keys) => `${path}: app.${keys[0]} is missing.`),
  ];
}

function isText(value: unknown): boolean {
  const text = isRecord(value) ? value['value'] : value;
  return typeof text === 'string' && text.trim() !== '';
}
