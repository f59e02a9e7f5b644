/** What the host page shows, as in the product's addresses under `/agent`. */
export type Place =
  | { readonly view: 'tickets' }
  | { readonly view: 'ticket'; readonly ticketId: number }
  | { readonly view: 'user'; readonly userId: number }
  /** The app's own page; `route` is the rest of the address, for example `/person/7`. */
  | { readonly view: 'app'; readonly route: string };

export function placeFrom(path: string): Place {
  const ticket = /^\/agent\/tickets\/(\d+)$/.exec(path);
  if (ticket) return { view: 'ticket', ticketId: Number(ticket[1]) };
  const user = /^\/agent\/users\/(\d+)/.exec(path);
  if (user) return { view: 'user', userId: Number(user[1]) };
  const app = /^\/agent\/apps\/[^/]+(\/.*)?$/.exec(path);
  if (app) return { view: 'app', route: app[1] ?? '' };
  return { view: 'tickets' };
}

export function pathOf(place: Place, slug: string): string {
  switch (place.view) {
    case 'tickets':
      return '/agent/tickets';
    case 'ticket':
      return `/agent/tickets/${place.ticketId}`;
    case 'user':
      return `/agent/users/${place.userId}`;
    case 'app':
      return `/agent/apps/${slug}${place.route}`;
  }
}

/** What the switches in the address say; every window of the page has its own. */
export interface Switches {
  /** A rank (`admin`, `agent`, `light agent`) or a user id. */
  readonly signedInAs: string;
  readonly colorScheme: 'light' | 'dark';
  readonly mayDownload: boolean;
  readonly mayStore: boolean;
  readonly areHeadersShown: boolean;
}

export function switchesFrom(search: string): Switches {
  const given = new URLSearchParams(search);
  return {
    signedInAs: given.get('as') ?? 'admin',
    colorScheme: given.get('scheme') === 'dark' ? 'dark' : 'light',
    mayDownload: given.get('downloads') !== 'forbidden',
    mayStore: given.get('storage') !== 'refused',
    areHeadersShown: given.get('headers') === 'shown',
  };
}

export function searchOf(switches: Switches): string {
  const search = new URLSearchParams({ as: switches.signedInAs });
  if (switches.colorScheme === 'dark') search.set('scheme', 'dark');
  if (!switches.mayDownload) search.set('downloads', 'forbidden');
  if (!switches.mayStore) search.set('storage', 'refused');
  if (switches.areHeadersShown) search.set('headers', 'shown');
  return `?${search.toString()}`;
}
