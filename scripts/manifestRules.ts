import { isRecord, type PackageFiles } from './packageFiles.ts';

export type Manifest = Readonly<Record<string, unknown>>;

/** Two or three lower-case letters, then perhaps a region: `pt-br`, `es-419`, but not `zh-hant`. */
export const localePattern = /^[a-z]{2,3}(-\w{2,3})?$/;

export function manifestFaults(manifest: Manifest, files: PackageFiles): string[] {
  return [
    ...missing(manifest),
    ...wrongTypes(manifest),
    ...author(manifest),
    ...urls(manifest),
    ...defaultLocale(manifest, files),
    ...framework(manifest),
    ...experiments(manifest),
    ...locations(manifest, files),
    ...parameters(manifest),
    ...oauth(manifest),
  ];
}

export function manifestWarnings(manifest: Manifest): string[] {
  return parametersOf(manifest).flatMap((parameter) => {
    const name = String(parameter['name']);
    const isSecure = parameter['secure'] === true;
    const isText = (parameter['type'] ?? 'text') === 'text';
    return [
      ...(isText && !isSecure && /token|key|pwd|password/i.test(name)
        ? [`Parameter "${name}" looks secret and is not secure.`]
        : []),
      ...('default' in parameter && (isSecure || parameter['type'] === 'hidden')
        ? [`Parameter "${name}" has a default although it is secure or hidden.`]
        : []),
      ...(isSecure && !('scopes' in parameter)
        ? [`Parameter "${name}" is secure without scopes.`]
        : []),
    ];
  });
}

/** Product and place of every location, with what the manifest says about it. */
export function locationsOf(
  manifest: Manifest,
): { product: string; place: string; entry: unknown }[] {
  const byProduct = manifest['location'];
  if (!isRecord(byProduct)) return [];
  return Object.entries(byProduct).flatMap(([product, places]) =>
    isRecord(places)
      ? Object.entries(places).map(([place, entry]) => ({ product, place, entry }))
      : [],
  );
}

function missing(manifest: Manifest): string[] {
  return ['author', 'defaultLocale', 'location', 'frameworkVersion']
    .filter((key) => manifest[key] === undefined || manifest[key] === '')
    .map((key) => `manifest.json lacks ${key}.`);
}

const typesByKey = {
  string: [
    'defaultLocale',
    'version',
    'frameworkVersion',
    'remoteInstallationURL',
    'termsConditionsURL',
    'gaID',
  ],
  boolean: ['requirementsOnly', 'marketingOnly', 'singleInstall', 'signedUrls', 'private'],
  object: ['experiments', 'location', 'author', 'oauth'],
  array: ['parameters', 'domainWhitelist'],
};

function wrongTypes(manifest: Manifest): string[] {
  const faults = Object.entries(typesByKey).flatMap(([type, keys]) =>
    keys
      .filter((key) => key in manifest && typeOf(manifest[key]) !== type)
      .map((key) => `${key} in manifest.json is no ${type}.`),
  );
  const hosts = manifest['domainWhitelist'];
  if (Array.isArray(hosts) && hosts.some((host) => typeof host !== 'string')) {
    faults.push('domainWhitelist in manifest.json holds something other than text.');
  }
  for (const key of ['requirementsOnly', 'marketingOnly']) {
    if (manifest[key] === true) faults.push(`${key} is for apps without screens.`);
  }
  return faults;
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

function author(manifest: Manifest): string[] {
  const who = manifest['author'];
  if (!isRecord(who)) return [];
  return ['name', 'email', 'url']
    .filter((key) => key in who && typeof who[key] !== 'string')
    .map((key) => `author.${key} is no string.`);
}

function urls(manifest: Manifest): string[] {
  const who = manifest['author'];
  const given: [string, unknown][] = [['termsConditionsURL', manifest['termsConditionsURL']]];
  if (isRecord(who)) given.push(['author.url', who['url']]);
  return given
    .filter(([, url]) => typeof url === 'string' && !isWebAddress(url))
    .map(([key]) => `${key} is no http address with a host.`);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\/[^/]+/.test(text);
}

function defaultLocale(manifest: Manifest, files: PackageFiles): string[] {
  const locale = manifest['defaultLocale'];
  if (typeof locale !== 'string') return [];
  if (!localePattern.test(locale)) return [`defaultLocale "${locale}" is no locale.`];
  const path = `translations/${locale}.json`;
  return files.has(path) ? [] : [`${path} is missing, and the default locale needs it.`];
}

function framework(manifest: Manifest): string[] {
  const version = manifest['frameworkVersion'];
  return [
    ...(typeof version === 'string' && version !== '2.0'
      ? [`frameworkVersion "${version}" is not "2.0".`]
      : []),
    ...('noTemplate' in manifest ? ['noTemplate belongs to framework version 1.'] : []),
  ];
}

function experiments(manifest: Manifest): string[] {
  const tried = manifest['experiments'];
  if (!isRecord(tried)) return [];
  return Object.entries(tried)
    .filter(([name, value]) => value && !['hashParams', 'newCssCompiler'].includes(name))
    .map(([name]) => `Experiment "${name}" is not known.`);
}

const aliases: Readonly<Record<string, string>> = {
  zendesk: 'support',
  zopim: 'chat',
  lotus_box: 'sell',
};

/** Places of Support, the only product that this app stands in; the other products have lists of their own. */
const supportPlaces = [
  'top_bar',
  'nav_bar',
  'ticket_sidebar',
  'new_ticket_sidebar',
  'user_sidebar',
  'organization_sidebar',
  'background',
  'modal',
  'ticket_editor',
  'system_top_bar',
  'custom_object_record_sidebar',
];

function locations(manifest: Manifest, files: PackageFiles): string[] {
  const byProduct = manifest['location'];
  if (!isRecord(byProduct)) return [];
  const strange = Object.keys(byProduct).filter((name) => (aliases[name] ?? name) !== 'support');
  return [
    ...strange.map((name) => `Product "${name}" is not one that this app stands in.`),
    ...Object.entries(byProduct)
      .filter(([, places]) => !isRecord(places))
      .map(([name]) => `The locations of "${name}" are no object.`),
    ...locationsOf(manifest).flatMap(({ place, entry }) => location(place, entry, files)),
  ];
}

function location(place: string, given: unknown, files: PackageFiles): string[] {
  if (!supportPlaces.includes(place)) return [`Location "${place}" is not known.`];
  const entry = typeof given === 'string' ? { url: given } : given;
  if (!isRecord(entry)) return [`Location ${place} is neither an address nor an object.`];
  const faults = ['autoLoad', 'autoHide', 'flexible', 'signed']
    .filter((key) => key in entry && typeof entry[key] !== 'boolean')
    .map((key) => `${key} of location ${place} is no boolean.`);
  const types = entry['objectTypes'];
  const namesTypes =
    Array.isArray(types) && types.length > 0 && types.every((type) => typeof type === 'string');
  if (place === 'custom_object_record_sidebar' && !namesTypes) {
    faults.push(`Location ${place} names no objectTypes.`);
  }
  return [...faults, ...address(place, entry, files)];
}

function address(place: string, entry: Manifest, files: PackageFiles): string[] {
  const url = entry['url'];
  if (url === undefined || url === '') {
    return entry['autoLoad'] === false ? [] : [`Location ${place} has no url.`];
  }
  if (typeof url !== 'string') return [`The url of location ${place} is no string.`];
  if (url.includes('{{setting.')) return [];
  if (/^[a-z][a-z\d+.-]*:/i.test(url)) {
    const isAllowed = URL.canParse(url) && /^(https:\/\/[^/]|http:\/\/localhost\b)/.test(url);
    return isAllowed ? [] : [`The url of location ${place} is neither https nor localhost.`];
  }
  const path = url.replace(/[?#].*$/s, '');
  if (!path.startsWith('assets/')) return [`The url of location ${place} is not under assets/.`];
  return files.has(path) ? [] : [`${path}, the page of location ${place}, is missing.`];
}

const parameterTypes = ['text', 'checkbox', 'url', 'number', 'multiline', 'hidden', 'oauth'];
const secureScopes = [
  'header',
  'body',
  'url',
  'jwt_secret_key',
  'jwt_claim',
  'basic_auth_username',
  'basic_auth_password',
];

function parametersOf(manifest: Manifest): Manifest[] {
  const list = manifest['parameters'];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function parameters(manifest: Manifest): string[] {
  const list = parametersOf(manifest);
  const names = list.map((parameter) => parameter['name']);
  const given = manifest['parameters'];
  return [
    ...(Array.isArray(given) && given.length !== list.length ? ['A parameter is no object.'] : []),
    ...names
      .filter((name, at) => names.indexOf(name) !== at)
      .map((name) => `Parameter "${String(name)}" is named twice.`),
    ...(list.filter(({ type }) => type === 'oauth').length > 1
      ? ['More than one parameter is of type oauth.']
      : []),
    ...list.flatMap(parameterFaults),
  ];
}

function parameterFaults(parameter: Manifest): string[] {
  const { name, type = 'text', scopes } = parameter;
  if (typeof name !== 'string' || name === '') return ['A parameter has no name.'];
  const faults: string[] = [];
  if (name === 'name') faults.push('No parameter may be called "name".');
  if (typeof type !== 'string' || !parameterTypes.includes(type)) {
    faults.push(`Parameter "${name}" is of no known type.`);
  }
  for (const key of ['required', 'secure']) {
    if (key in parameter && typeof parameter[key] !== 'boolean') {
      faults.push(`${key} of parameter "${name}" is no boolean.`);
    }
  }
  if (type === 'hidden' && parameter['required'] === true) {
    faults.push(`Parameter "${name}" is hidden and required.`);
  }
  if (type === 'oauth' && parameter['secure'] === true) {
    faults.push(`Parameter "${name}" is oauth and secure.`);
  }
  if (scopes !== undefined) {
    if (parameter['secure'] !== true)
      faults.push(`Parameter "${name}" has scopes and is not secure.`);
    const isKnown =
      Array.isArray(scopes) &&
      scopes.length > 0 &&
      scopes.every((scope: unknown) => secureScopes.some((known) => known === scope));
    if (!isKnown) faults.push(`The scopes of parameter "${name}" are not known.`);
  }
  return faults;
}

function oauth(manifest: Manifest): string[] {
  const client = manifest['oauth'];
  const count = parametersOf(manifest).filter(({ type }) => type === 'oauth').length;
  if (!isRecord(client))
    return count > 0 ? ['A parameter is of type oauth, and oauth is missing.'] : [];
  return [
    ...['client_id', 'client_secret', 'authorize_uri', 'access_token_uri']
      .filter((key) => typeof client[key] !== 'string' || client[key] === '')
      .map((key) => `oauth lacks ${key}.`),
    ...(count === 1 ? [] : ['oauth needs exactly one parameter of type oauth.']),
  ];
}
