import type { Clock, Store } from '../domain/effects.ts';
import { idFrom, type UserId } from '../domain/ids.ts';
import { addressFrom, colorSchemeFrom, isZendeskOrigin, schemeFrom } from './address.ts';
import { readPaths } from './ask.ts';
import { connectedHost } from './connectedHost.ts';
import { late, within } from './deadline.ts';
import { field, textFrom } from './field.ts';
import type { Host, Started } from './host.ts';
import { loadSdk } from './loadSdk.ts';
import type { SdkClient } from './sdk.ts';

const registrationDeadlineMs = 15_000;
/** Language and colours are worth a short wait, not a blank panel. */
const firstReadDeadlineMs = 8000;

export interface StartDeps {
  readonly clock: Clock;
  readonly store: Store;
}

/** Connects to Zendesk around the frame. Called once per page. */
export async function start(place: Host['place'], deps: StartDeps): Promise<Started> {
  const address = addressFrom(window.location);
  if (!address) return { kind: 'outside' };
  if (!isZendeskOrigin(address.origin)) return { kind: 'foreignOrigin' };

  const registration = await register();
  if (!registration) return { kind: 'silent' };
  const { client, registered } = registration;

  const said = await readPaths(client, ['currentUser', 'colorScheme'], firstReadDeadlineMs);
  const user = said?.get('currentUser');
  const context = field(registered, 'context');
  return {
    kind: 'host',
    host: connectedHost(client, deps, {
      place,
      subdomain: textFrom(field(context, 'account', 'subdomain')) ?? subdomainOf(address.origin),
      ticketId: field(context, 'ticketId'),
      guid: textFrom(field(context, 'instanceGuid')) ?? address.guid,
      userId: idFrom<UserId>(field(user, 'id')),
      locale: textFrom(field(user, 'locale')) ?? 'en',
      settings: field(registered, 'metadata', 'settings'),
      scheme: colorSchemeFrom(said?.get('colorScheme')) ?? schemeFrom(window.location) ?? 'light',
    }),
  };
}

async function register(): Promise<{
  readonly client: SdkClient;
  readonly registered: unknown;
} | null> {
  try {
    const sdk = await loadSdk();
    let client: SdkClient | false = false;
    const registered = await within(
      registrationDeadlineMs,
      new Promise<unknown>((resolve) => {
        client = sdk.init(resolve);
      }),
    );
    return registered === late || !client ? null : { client, registered };
  } catch {
    // Neither SDK could be loaded or started; the page can say no more than that Zendesk is not there.
    return null;
  }
}

const subdomainOf = (origin: string): string => new URL(origin).hostname.replace(/\..*$/u, '');
