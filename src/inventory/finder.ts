import type { RelatedCounts } from '../api/reads.ts';
import type { Store } from '../domain/effects.ts';
import type { UserId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import { find, ticketCounts, type FindDeps, type Finding } from './find.ts';
import type { PhoneReading } from './phoneBook.ts';
import { openPhoneReader } from './phoneReader.ts';
import { openRecentPeople, recentlyViewed, type RecentlyViewed } from './recentPeople.ts';

interface Cancellable {
  readonly signal?: AbortSignal;
}

/** Finds people, and remembers between two questions what the lines said and who was viewed. */
export interface Finder {
  find(input: string, options?: Cancellable): Promise<Result<Finding>>;
  /** The ways to read a text as a phone number, best first; empty where it is none, or nothing tells its country. */
  readPhone(input: string): Promise<readonly PhoneReading[]>;
  ticketCounts(
    ids: readonly UserId[],
    options?: Cancellable,
  ): Promise<ReadonlyMap<UserId, RelatedCounts | null>>;
  /** The people whose pages were opened in this browser, the last one first, with their names of now. */
  recentPeople(options?: Cancellable): Promise<RecentlyViewed>;
  noteVisit(userIds: readonly UserId[]): void;
  forgetVisits(): void;
}

export interface FinderDeps extends Omit<FindDeps, 'phones'> {
  readonly store: Store;
  /** Names account and signed-in person: what is remembered is theirs. */
  readonly account: string;
}

export function openFinder({ store, account, ...deps }: FinderDeps): Finder {
  const { reads } = deps;
  const phones = openPhoneReader(reads);
  const recent = openRecentPeople(store, account);
  return {
    find: (input, options) => find({ ...deps, phones }, input, options),
    readPhone: phones.read,
    ticketCounts: (ids, options) => ticketCounts(reads, ids, options),
    recentPeople: (options) => recentlyViewed(reads, recent, { ...options, urgency: 'click' }),
    noteVisit: recent.visited,
    forgetVisits: recent.clear,
  };
}
