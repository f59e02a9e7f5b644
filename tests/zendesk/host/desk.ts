import type { Fault } from '../faults.ts';

/** What the server tells the host page about the account; personal values are the demo's own. */
export interface Overview {
  readonly account: WhichAccount;
  readonly subdomain: string;
  readonly app: InstalledApp;
  /** What an admin entered as the installation's settings, by name. */
  readonly settings: AppSettings;
  readonly people: readonly Signable[];
}

/** `size` is the tickets of the one person in a generated account; `own` is a test's. */
export type WhichAccount =
  | { readonly kind: 'demo' }
  | { readonly kind: 'generated'; readonly size: number }
  | { readonly kind: 'own' };

export interface InstalledApp {
  readonly title: string;
  readonly version: string;
  /** Path of this app's page in the product's addresses. */
  readonly slug: string;
  /** Absolute, on the app's own origin; null while there is no build. */
  readonly sidebarUrl: string | null;
  readonly pageUrl: string | null;
  readonly iconUrl: string | null;
  readonly logoUrl: string | null;
  readonly parameters: readonly AppParameter[];
}

export type AppSettings = Readonly<Record<string, string>>;

/** A setting that the manifest lists, with its words. */
export interface AppParameter {
  readonly name: string;
  /** `text`, `multiline` and so on, as the manifest says. */
  readonly type: string;
  readonly label: string;
  readonly help: string;
}

/** Somebody who can sign in. */
export interface Signable {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
  /** In people's words: admin, agent, light agent. */
  readonly rank: 'admin' | 'agent' | 'light agent';
  readonly locale: string;
}

export interface TicketRow {
  readonly id: number;
  readonly subject: string;
  readonly status: string;
  readonly channel: string;
  readonly requesterId: number;
  readonly requesterName: string;
  readonly updatedAt: string;
}

export interface TicketPage {
  readonly tickets: readonly TicketRow[];
  readonly total: number;
}

export interface Party {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly role: string;
  readonly locale: string;
  readonly isActive: boolean;
}

export interface TicketSheet extends TicketRow {
  readonly requester: Party;
  readonly assigneeName: string | null;
  readonly ccs: readonly Party[];
  readonly tags: readonly string[];
  readonly isArchived: boolean;
  readonly createdAt: string;
  readonly conversation: readonly Utterance[];
}

export interface Utterance {
  readonly id: number;
  readonly authorId: number;
  readonly authorName: string;
  readonly isStaff: boolean;
  readonly isPublic: boolean;
  readonly createdAt: string;
  readonly text: string;
  readonly call: HeardCall | null;
}

export interface HeardCall {
  readonly origin: 'talk' | 'partner';
  readonly kind: 'call' | 'voicemail';
  readonly direction: 'inbound' | 'outbound';
  readonly seconds: number;
  /** Null where the caller hid it. */
  readonly from: string | null;
  readonly to: string | null;
  readonly answeredBy: string | null;
  readonly location: string | null;
  /** Whether there is audio to play, for partner calls at the partner. */
  readonly isAudible: boolean;
  readonly transcript: string | null;
}

export interface UserSheet extends Party {
  readonly identities: readonly { readonly type: string; readonly value: string }[];
  readonly tickets: readonly TicketRow[];
}

export interface LoggedRequest {
  readonly number: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** What Zendesk answered, whether it arrived or not; null where it never decided. */
  readonly status: number | null;
  readonly signedIn: string;
  /** What the request changed in the account, in words; empty for a read. */
  readonly changes: readonly string[];
  /** The fault that struck it, or why it should not have been sent. */
  readonly remark: string | null;
}

export type DeskEvent =
  | { readonly type: 'request'; readonly entry: LoggedRequest }
  /** Tickets or users changed, by whomever. */
  | { readonly type: 'moved' }
  | { readonly type: 'call'; readonly ticketId: number }
  /** Another account stands in place of the old one. */
  | { readonly type: 'replaced' };

/** A fault that lies in wait for the next requests that fit. */
export interface FaultOrder {
  readonly method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** In the path with its query. */
  readonly pathHas?: string;
  /** How many requests it strikes; one unless told otherwise. */
  readonly times?: number;
  readonly fault: Fault;
}
