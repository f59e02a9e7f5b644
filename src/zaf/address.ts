import type { ColorScheme } from './host.ts';

/** What Zendesk writes into the frame's address, in the query or in the fragment. */
export interface Address {
  readonly origin: string;
  readonly guid: string;
}

/** Null when the page was not opened by Zendesk. */
export function addressFrom(location: Pick<Location, 'search' | 'hash'>): Address | null {
  const origin = parameter(location, 'origin');
  const guid = parameter(location, 'app_guid');
  return origin && guid ? { origin, guid } : null;
}

/** For the first paint, before anybody could be asked; null where the address does not say. */
export function schemeFrom(location: Pick<Location, 'search' | 'hash'>): ColorScheme | null {
  return colorSchemeFrom(parameter(location, 'colorScheme'));
}

export function colorSchemeFrom(value: unknown): ColorScheme | null {
  return value === 'light' || value === 'dark' ? value : null;
}

/**
 * Whether the frame around us can be Zendesk. The list is the one in Zendesk's own SDK, which the
 * bundled one lacks; without it any page could frame the app and answer in Zendesk's place.
 */
export function isZendeskOrigin(origin: string): boolean {
  const found = /^(https?):\/\/([a-z0-9.-]+)(?::\d{1,5})?$/.exec(origin);
  const scheme = found?.[1];
  const name = found?.[2];
  if (scheme === undefined || name === undefined) return false;
  const hasPort = origin.length > `${scheme}://${name}`.length;
  if (name === 'localhost' || name === '127.0.0.1') return true;
  if (isUnder(name, 'zopim.com')) return true;
  if (scheme !== 'https' || hasPort) return false;
  return name === 'dashboard.zopim.org' || hosts.some((host) => isUnder(name, host));
}

const hosts = [
  'zendesk.com',
  'zd-staging.com',
  'zd-dev.com',
  'zd-master.com',
  'zendesk-staging.com',
  'zendesk-dev.com',
  'futuresimple.com',
  'cloudhatchery.com',
  'idealwith.com',
  'ourtesco.com',
];

const isUnder = (name: string, host: string): boolean =>
  name.endsWith(`.${host}`) && name.length > host.length + 1;

function parameter(location: Pick<Location, 'search' | 'hash'>, name: string): string | null {
  return (
    new URLSearchParams(location.search).get(name) ||
    new URLSearchParams(location.hash.replace(/^#/, '')).get(name)
  );
}
