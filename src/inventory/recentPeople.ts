import type { Reads, ReadOptions } from '../api/reads.ts';
import type { Store } from '../domain/effects.ts';
import type { Failure } from '../domain/failure.ts';
import { idFrom, type UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import { ok } from '../domain/result.ts';

/** Whose pages were opened in this browser: ids only, the last one first. */
export interface RecentPeople {
  /** Each person as the ids of their profiles. */
  list(): readonly (readonly UserId[])[];
  visited(userIds: readonly UserId[]): void;
  clear(): void;
}

const most = 10;

/** `account` names account and signed-in person: one browser's storage is shared by all of them. */
export function openRecentPeople(store: Store, account: string): RecentPeople {
  const key = `recentPeople/${account}`;
  const list = () =>
    (store.get(key) ?? '').split(' ').flatMap((person) => {
      const ids = person.split(',').flatMap((id) => idFrom<UserId>(id) ?? []);
      return ids.length === 0 ? [] : [ids];
    });
  return {
    list,
    visited(userIds) {
      const others = list().filter((person) => !isSame(person, userIds));
      const people = [userIds, ...others].slice(0, most);
      store.set(key, people.map((person) => person.join(',')).join(' '));
    },
    clear: () => store.remove(key),
  };
}

export interface RecentPerson {
  readonly userIds: readonly UserId[];
  /** Those that are still there; null where that is not known. */
  readonly profiles: readonly Profile[] | null;
}

export interface RecentlyViewed {
  readonly people: readonly RecentPerson[];
  readonly unread: Failure | null;
}

const mostIds = 100;

/** The people with their names, read afresh with one request. */
export async function recentlyViewed(
  reads: Pick<Reads, 'users'>,
  recent: RecentPeople,
  options: ReadOptions = {},
): Promise<RecentlyViewed> {
  const people = recent.list();
  const asked = [...new Set(people.flat())].slice(0, mostIds);
  const users = asked.length === 0 ? ok([]) : await reads.users(asked, options);
  return {
    people: people.map((userIds) => ({
      userIds,
      profiles:
        users.ok && userIds.every((id) => asked.includes(id))
          ? users.value.filter(({ id }) => userIds.includes(id))
          : null,
    })),
    unread: users.ok ? null : users.failure,
  };
}

const isSame = (one: readonly UserId[], other: readonly UserId[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));
