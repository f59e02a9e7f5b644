import type { Asked } from '../domain/failure.ts';

/** One HTTP request to the account. `path` begins with `/api/v2/` and carries its encoded query. */
export interface WireRequest {
  readonly method: Asked['method'];
  readonly path: string;
  readonly body?: unknown;
}

/** What came back. Whether headers cross the frame is unknown: null where they do not. */
export type WireReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** The body as text; empty for 204. */
      readonly text: string;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>> | null;
    }
  /** Sent, but no answer: the server may have done it or not. */
  | { readonly kind: 'noAnswer'; readonly cause: 'deadline' | 'network' }
  /** Aborted before it was sent. */
  | { readonly kind: 'cancelled' };

/**
 * The one seam to Zendesk. Sends once, never retries, never throws; `timeoutMs` is the own deadline after
 * which the answer counts as lost. An aborted signal stops waiting for a read; an act is waited for.
 */
export type Send = (
  request: WireRequest,
  options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
) => Promise<WireReply>;
