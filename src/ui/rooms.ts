import type { Clock, SaveFile } from '../domain/effects.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import type { Profile } from '../domain/profile.ts';
import type { Result } from '../domain/result.ts';
import type { Figures } from '../api/pace.ts';
import type { RelatedCounts } from '../api/reads.ts';
import type { Erasure } from '../erasure/erasure.ts';
import type { Finding } from '../inventory/find.ts';
import type { OpenedTicket } from '../inventory/openedTicket.ts';
import type { Scan } from '../inventory/scan.ts';
import type { Host } from '../zaf/host.ts';

interface Cancellable {
  readonly signal?: AbortSignal;
}

/** What a screen is handed: verbs bound to the account, and the world around the frame. */
export interface Rooms {
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
  /** The ticket in front of the sidebar, a snapshot whenever a part of it came in. */
  openedTicket(
    opened: { readonly ticketId: TicketId; readonly requesterId: UserId | null },
    options?: Cancellable,
  ): AsyncIterable<OpenedTicket>;
  find(input: string, options?: Cancellable): Promise<Result<Finding>>;
  ticketCounts(
    ids: readonly UserId[],
    options?: Cancellable,
  ): Promise<ReadonlyMap<UserId, RelatedCounts | null>>;
  /** A new scan, not yet started. A promise, because a ticket that is only looked at never fetches its code. */
  openScan(profileIds: readonly UserId[]): Promise<Scan>;
  /** Fetched when it is first asked something: an agent who looks at a ticket never needs its code. */
  readonly erasure: Erasure;
}
