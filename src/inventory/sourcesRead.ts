import type { RelatedCounts } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import type { UserId } from '../domain/ids.ts';
import type { SourceReading } from './inventory.ts';

export type SourceKind = SourceReading['source'];

/** Which source: one profile's list, one term's search, or one list of the whole account. */
export interface SourceName {
  readonly source: SourceKind;
  readonly profileId: UserId | null;
  readonly term: string | null;
}

/** How far each source of a scan is. */
export interface SourcesRead {
  all(): readonly SourceReading[];
  of(name: SourceName): SourceReading;
  /** A source that came to light: it waits, or is not asked for yet. One that is there already is left. */
  add(name: SourceName, state: 'waiting' | 'notAsked'): void;
  begin(name: SourceName): void;
  found(name: SourceName, found: number): void;
  expect(profileId: UserId, counts: RelatedCounts): void;
  end(name: SourceName, failure: Failure | null): void;
  /** What did not end is stopped. */
  giveUp(): void;
  /** Everything waits again. An export that was read stays so, one that was not is not asked for any more. */
  restart(): void;
  /** Searches for other terms than these are forgotten. */
  keepTerms(terms: readonly string[]): void;
  /** Every source of these kinds was read; what was not asked for does not count. */
  areRead(kinds?: readonly SourceKind[]): boolean;
  /** Announced, but not listed yet. */
  toCome(): number;
}

export const nameOf = <Kind extends SourceKind>(
  source: Kind,
  profileId: UserId | null = null,
  term: string | null = null,
): SourceName & { readonly source: Kind } => ({ source, profileId, term });

const isExport = ({ source }: SourceName): boolean =>
  source === 'callsExport' || source === 'legsExport';

export function openSourcesRead(profileIds: readonly UserId[], isDeep: boolean): SourcesRead {
  const lists: readonly SourceKind[] = isDeep
    ? ['profile', 'requested', 'ccd', 'followed', 'commented']
    : ['profile', 'requested', 'ccd'];
  let sources: readonly SourceReading[] = [
    ...profileIds.flatMap((profileId) =>
      lists.map((source) => fresh(nameOf(source, profileId), 'waiting')),
    ),
    ...(isDeep
      ? [fresh(nameOf('suspended'), 'waiting'), fresh(nameOf('callsExport'), 'notAsked')]
      : []),
  ];

  const isNamed = (name: SourceName) => (one: SourceReading) =>
    one.source === name.source && one.profileId === name.profileId && one.term === name.term;

  function update(name: SourceName, changes: Partial<SourceReading>): void {
    const isMeant = isNamed(name);
    sources = sources.map((one) => (isMeant(one) ? { ...one, ...changes } : one));
  }

  return {
    all: () => sources,
    of(name) {
      const source = sources.find(isNamed(name));
      if (source === undefined) throw new Error(`No ${name.source} source of that name`);
      return source;
    },
    add(name, state) {
      if (!sources.some(isNamed(name))) sources = [...sources, fresh(name, state)];
    },
    begin: (name) => update(name, { state: 'reading', failure: null }),
    found: (name, found) => update(name, { found }),
    expect(profileId, counts) {
      update(nameOf('requested', profileId), { expected: counts.requested });
      update(nameOf('ccd', profileId), { expected: counts.ccd });
      update(nameOf('assigned', profileId), { expected: counts.assigned });
    },
    end(name, failure) {
      update(name, failure === null ? { state: 'read' } : { state: 'failed', failure });
    },
    giveUp() {
      sources = sources.map((one) =>
        one.state === 'reading' || one.state === 'waiting' ? { ...one, state: 'stopped' } : one,
      );
    },
    restart() {
      sources = sources.map((one) => {
        if (!isExport(one)) return fresh(one, 'waiting');
        return one.state === 'read' ? one : fresh(one, 'notAsked');
      });
    },
    keepTerms(terms) {
      sources = sources.filter(
        ({ source, term }) => source !== 'search' || (term !== null && terms.includes(term)),
      );
    },
    areRead: (kinds) =>
      sources.every(
        (one) =>
          (kinds !== undefined && !kinds.includes(one.source)) ||
          one.state === 'read' ||
          one.state === 'notAsked',
      ),
    toCome: () =>
      sources.reduce(
        (sum, { source, expected, found, state }) =>
          source === 'profile' || expected === null || state === 'read'
            ? sum
            : sum + Math.max(0, expected - found),
        0,
      ),
  };
}

function fresh(name: SourceName, state: 'waiting' | 'notAsked'): SourceReading {
  return {
    source: name.source,
    profileId: name.profileId,
    term: name.term,
    state,
    found: 0,
    expected: name.source === 'profile' ? 1 : null,
    failure: null,
  };
}
