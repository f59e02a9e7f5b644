import type { IdentityId, UserId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Identity, Profile } from '../domain/profile.ts';

/** The person's profiles and identities as they come in. */
export interface ProfilesRead {
  /** Null until every profile was asked for and at least one is known. */
  person(): Person | null;
  has(id: UserId): boolean;
  keepProfile(profile: Profile): void;
  /** The profile was asked for, known or not. */
  settle(id: UserId): void;
  keepIdentities(id: UserId, identities: readonly Identity[]): void;
}

export function openProfilesRead(profileIds: readonly UserId[]): ProfilesRead {
  const profiles = new Map<UserId, Profile>();
  const identities = new Map<UserId, readonly Identity[]>();
  const unsettled = new Set(profileIds);
  let person: Person | null = null;

  const forget = () => {
    person = null;
  };

  return {
    person() {
      if (unsettled.size > 0 || profiles.size === 0) return null;
      return (person ??= {
        profiles: profileIds.flatMap((id) => profiles.get(id) ?? []),
        identities: new Map(identities),
      });
    },
    has: (id) => profiles.has(id),
    keepProfile(profile) {
      profiles.set(profile.id, profile);
      forget();
    },
    settle(id) {
      unsettled.delete(id);
    },
    keepIdentities(id, found) {
      const byId = new Map<IdentityId, Identity>(found.map((identity) => [identity.id, identity]));
      identities.set(id, [...byId.values()]);
      forget();
    },
  };
}
