import type { Clock, SaveFile } from '../domain/effects.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import type { Result } from '../domain/result.ts';
import type { WrittenComment } from '../domain/written.ts';
import type { Figures } from '../api/pace.ts';
import type { RelatedCounts } from '../api/reads.ts';
import type { Erasure } from '../erasure/erasure.ts';
import type { Handover } from '../handover/handover.ts';
import type { Finding } from '../inventory/find.ts';
import type { OpenedTicket } from '../inventory/openedTicket.ts';
import type { PhoneReading } from '../inventory/phoneBook.ts';
import type { RecentlyViewed } from '../inventory/recentPeople.ts';
import type { Scan } from '../inventory/scan.ts';
import type { Host } from '../zaf/host.ts';

interface Cancellable {
  readonly signal?: AbortSignal;
}

/** What every screen is handed: verbs bound to the account, and the world around the frame. */
export interface CommonRooms {
  readonly host: Host;
  readonly clock: Clock;
  readonly saveFile: SaveFile;
  /** How fast requests go and why; a store for `useStore`. */
  readonly pace: {
    snapshot(): Figures;
    subscribe(listener: () => void): () => void;
  };
  /** The signed-in person by the server's word, asked afresh. */
  me(options?: Cancellable): Promise<Result<Profile>>;
  /** A new scan, not yet started. A promise, because a ticket that is only looked at never fetches its code. */
  openScan(profileIds: readonly UserId[]): Promise<Scan>;
  /** Fetched when it is first asked something: an agent who looks at a ticket never needs its code. */
  readonly erasure: Erasure;
}

/** What a screen of the sidebar is handed besides. */
export interface SidebarRooms extends CommonRooms {
  /** The ticket in front of the sidebar, a snapshot whenever a part of it came in. */
  openedTicket(
    opened: { readonly ticketId: TicketId; readonly requesterId: UserId | null },
    options?: Cancellable,
  ): AsyncIterable<OpenedTicket>;
}

/** What a screen of the page is handed besides. Its scans look everywhere. */
export interface Rooms extends CommonRooms {
  find(input: string, options?: Cancellable): Promise<Result<Finding>>;
  /** The ways to read a text as a phone number, best first. Its code is fetched for a text that looks like one. */
  readPhone(input: string): Promise<readonly PhoneReading[]>;
  ticketCounts(
    ids: readonly UserId[],
    options?: Cancellable,
  ): Promise<ReadonlyMap<UserId, RelatedCounts | null>>;
  /** The people whose pages were opened in this browser, the last one first, with their names of now. */
  recentPeople(options?: Cancellable): Promise<RecentlyViewed>;
  /** A person's page was opened. */
  noteVisit(userIds: readonly UserId[]): void;
  /** Forgets who was viewed in this browser, and what it keeps of their scans. */
  forgetVisits(): Promise<void>;
  /** The comments of a call's ticket with their texts, read again for a look and kept nowhere. One request. */
  readCall(ticketId: TicketId, options?: Cancellable): Promise<Result<readonly WrittenComment[]>>;
  /** What handing over reads of the account. A promise, because most visits hand nothing over. */
  handover(): Promise<Handover>;
}
