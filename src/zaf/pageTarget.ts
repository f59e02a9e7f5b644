import type { Clock, Store } from '../domain/effects.ts';
import { idFrom, type UserId } from '../domain/ids.ts';
import { field } from './field.ts';
import type { PageTarget } from './host.ts';

/** A target that nobody came for is not followed later, when its person is no longer meant. */
const lifetimeMs = 120_000;

/**
 * The target in whatever the host hands over: a route event's payload, whose fields are not documented
 * (`appRoute`, `path`, a plain string), or what the app's other frame sent. Null for anything else.
 */
export function pageTargetFrom(value: unknown): PageTarget | null {
  if (typeof value === 'string') return targetFromPath(value);
  const view = field(value, 'view');
  if (view === 'find') return { view };
  const userId = view === 'person' ? idFrom<UserId>(field(value, 'userId')) : null;
  if (userId !== null) return { view: 'person', userId };
  for (const path of [field(value, 'appRoute'), field(value, 'path')]) {
    const target = typeof path === 'string' ? targetFromPath(path) : null;
    if (target) return target;
  }
  return null;
}

export function pathOf(target: PageTarget): string {
  return target.view === 'person' ? `person/${target.userId}` : 'find';
}

/** A target laid down by one frame of the app for another of the same account and person. Ids only. */
export interface Handover {
  leave(target: PageTarget): void;
  /** Takes it away: it is followed once. */
  take(): PageTarget | null;
}

export function handover(
  deps: { readonly store: Store; readonly clock: Clock },
  account: { readonly subdomain: string; readonly userId: UserId | null },
): Handover {
  const { store, clock } = deps;
  const key = `talk-privacy.target.${account.subdomain}.${account.userId ?? 'unknown'}`;
  return {
    leave(target) {
      store.set(key, `${clock.now()} ${pathOf(target)}`);
    },
    take() {
      const [leftAt, path] = store.get(key)?.split(' ') ?? [];
      store.remove(key);
      const age = clock.now() - Number(leftAt);
      return path !== undefined && age >= 0 && age <= lifetimeMs ? targetFromPath(path) : null;
    },
  };
}

/** The end of the path counts: what stands before it is the app's own name in Zendesk's address. */
function targetFromPath(path: string): PageTarget | null {
  const steps = path
    .replace(/[?#].*$/su, '')
    .split('/')
    .filter(Boolean);
  const last = steps.at(-1);
  if (last === 'find') return { view: 'find' };
  const userId = steps.at(-2) === 'person' ? idFrom<UserId>(last) : null;
  return userId === null ? null : { view: 'person', userId };
}
