import type { IdentityId, UserId } from './ids.ts';
import type { PhoneNumber } from './phoneNumber.ts';

/** One Zendesk user record. Null means that Zendesk did not say. */
export interface Profile {
  readonly id: UserId;
  readonly name: string;
  readonly email: string | null;
  /** As Zendesk shows it; `number` is the same in E.164 where it can be read as one. */
  readonly phone: string | null;
  readonly number: PhoneNumber | null;
  /** A shared number hangs on several people, never is an identity, and pulls in nobody. */
  readonly isPhoneShared: boolean | null;
  /** `end-user`, `agent`, `admin`, or what Zendesk says in future. */
  readonly role: string | null;
  /** 4 is admin, 5 billing admin (support-api 11). */
  readonly roleType: number | null;
  readonly customRoleId: number | null;
  /** False once deleted. */
  readonly isActive: boolean | null;
  /** From a ticket-sharing agreement: cannot be changed or deleted. */
  readonly isShared: boolean | null;
  readonly isSharedAgent: boolean | null;
  readonly isSuspended: boolean | null;
  /** `all` unless the agent sees only some tickets; then counts are "at least". */
  readonly ticketRestriction: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly lastLoginAt: string | null;
}

export interface Identity {
  readonly id: IdentityId;
  readonly type: string;
  readonly value: string;
  readonly isPrimary: boolean | null;
  readonly updatedAt: string | null;
}

/** Only an admin by the server's own word: role `admin`, and not a billing admin. */
export function isAdmin(profile: Pick<Profile, 'role' | 'roleType'>): boolean {
  return profile.role === 'admin' && profile.roleType !== 5;
}
