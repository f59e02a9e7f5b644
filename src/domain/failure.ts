/** Which request failed: method and path pattern (`/api/v2/users/{id}`), never its values. */
export interface Asked {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly pattern: string;
}

/**
 * Everything that can go wrong with a request, closed. `serverText` is Zendesk's own wording: shown
 * beside our sentence, never written down, because it can hold personal values.
 */
export type Failure = { readonly asked: Asked } & (
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'forbidden'; readonly serverText: string | null }
  /** 404 `RecordNotFound`: no such record, or deleted. */
  | { readonly kind: 'notFound' }
  /** 404 `InvalidEndpoint`, or a 404 without a known body: says nothing about the record. */
  | { readonly kind: 'noSuchEndpoint' }
  | { readonly kind: 'refused'; readonly status: number; readonly serverText: string | null }
  /** 429. `waitMs` is Retry-After where it is visible. */
  | { readonly kind: 'limited'; readonly waitMs: number | null }
  /** 30 background jobs are queued or running in the account. */
  | { readonly kind: 'tooManyJobs' }
  | { readonly kind: 'serverTrouble'; readonly status: number }
  | { readonly kind: 'noAnswer'; readonly cause: 'deadline' | 'network' }
  /** The answer is not what the contract says; `where` names the place in it, never a value. */
  | { readonly kind: 'garbled'; readonly where: string }
  /** Paging that does not end or goes in circles. */
  | { readonly kind: 'endlessPaging' }
  | { readonly kind: 'cancelled' }
  /** The pacing could not send it before the instant it had to be sent by. Nothing was sent. */
  | { readonly kind: 'tooLate' }
);

export type FailureKind = Failure['kind'];
