import type { Send } from '../api/send.ts';
import type { TicketId, UserId } from '../domain/ids.ts';

/** Where in the app's own page a link leads. Ids only: it travels through routes and storage. */
export type PageTarget =
  { readonly view: 'find' } | { readonly view: 'person'; readonly userId: UserId };

export type ColorScheme = 'light' | 'dark';

/** Zendesk around the app: what it says, what it can be asked to do. Everything in it has its own deadline. */
export interface Host {
  readonly place: 'ticketSidebar' | 'page';
  readonly subdomain: string;
  /** The signed-in person as the host names them; null where it did not say in time. */
  readonly userId: UserId | null;
  /** The signed-in person's language as Zendesk writes it, for example `en-US`. */
  readonly locale: string;
  /** What an admin entered under this name when the app was installed, or later; null where nothing. */
  setting(name: string): string | null;
  readonly send: Send;
  colorScheme(): ColorScheme;
  onColorScheme(listener: () => void): () => void;
  /** The open ticket and its requester as the agent's screen has them; null in the page or where unsaved. */
  openedTicket(): Promise<{
    readonly ticketId: TicketId;
    readonly requesterId: UserId | null;
  } | null>;
  /** Something about the open ticket may have changed, or the panel came back into view. */
  onTicketMoved(listener: () => void): () => void;
  isVisible(): boolean;
  onVisible(listener: () => void): () => void;
  /** Sidebar height in CSS pixels. */
  resize(height: number): void;
  showTicket(id: TicketId): void;
  showUser(id: UserId): void;
  /** Opens the app's own page at a place in it. */
  showPage(target: PageTarget): void;
  /** Targets that a sidebar handed over to this page, also one that came before it was listened for. */
  onPageTarget(listener: (target: PageTarget) => void): () => void;
  /** A fixed phrase without personal values and without markup characters. */
  notify(phrase: string, kind: 'notice' | 'alert' | 'error'): void;
}

export type Started =
  | { readonly kind: 'host'; readonly host: Host }
  /** The page was opened outside Zendesk. */
  | { readonly kind: 'outside' }
  /** Zendesk around the frame did not answer in time, or its address is not Zendesk's. */
  | { readonly kind: 'silent' | 'foreignOrigin' };
