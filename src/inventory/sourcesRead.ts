import type { RelatedCounts } from '../api/reads.ts';
import type { Failure } from '../domain/failure.ts';
import type { UserId } from '../domain/ids.ts';
import type { SourceReading } from './scan.ts';

type Kind = SourceReading['source'];

/** How far each list of a scan is. */
export interface SourcesRead {
  all(): readonly SourceReading[];
  of(kind: Kind, profileId: UserId): SourceReading;
  begin(kind: Kind, profileId: UserId): void;
  found(kind: Kind, profileId: UserId, found: number): void;
  expect(profileId: UserId, counts: RelatedCounts): void;
  end(kind: Kind, profileId: UserId, failure: Failure | null): void;
  /** What did not end is stopped. */
  giveUp(): void;
  restart(): void;
  areRead(kind?: Kind): boolean;
  /** Announced, but not listed yet. */
  toCome(): number;
}

export function openSourcesRead(profileIds: readonly UserId[]): SourcesRead {
  let sources = waitingSources(profileIds);

  function update(kind: Kind, profileId: UserId, changes: Partial<SourceReading>): void {
    sources = sources.map((one) =>
      one.source === kind && one.profileId === profileId ? { ...one, ...changes } : one,
    );
  }

  return {
    all: () => sources,
    of(kind, profileId) {
      const source = sources.find((one) => one.source === kind && one.profileId === profileId);
      if (source === undefined) throw new Error(`No ${kind} source for this profile`);
      return source;
    },
    begin: (kind, id) => update(kind, id, { state: 'reading' }),
    found: (kind, id, found) => update(kind, id, { found }),
    expect(id, counts) {
      update('requested', id, { expected: counts.requested });
      update('ccd', id, { expected: counts.ccd });
    },
    end(kind, id, failure) {
      update(kind, id, failure === null ? { state: 'read' } : { state: 'failed', failure });
    },
    giveUp() {
      sources = sources.map((one) =>
        one.state === 'reading' || one.state === 'waiting' ? { ...one, state: 'stopped' } : one,
      );
    },
    restart() {
      sources = waitingSources(profileIds);
    },
    areRead: (kind) =>
      sources.every((one) => (kind !== undefined && one.source !== kind) || one.state === 'read'),
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

function waitingSources(profileIds: readonly UserId[]): readonly SourceReading[] {
  return profileIds.flatMap((profileId) =>
    (['profile', 'requested', 'ccd'] as const).map((source) => ({
      source,
      profileId,
      state: 'waiting' as const,
      found: 0,
      expected: source === 'profile' ? 1 : null,
      failure: null,
    })),
  );
}
