import type { WireRequest } from '../../src/api/send.ts';
import type { Rng } from './rng.ts';

/** A request as it arrives, before anything is decided. */
export interface Arrival extends WireRequest {
  /** Counts from 1 in the order of arrival. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** For example `/api/v2/users/{id}`; null where no route fits. */
  readonly pattern: string | null;
}

/** What goes wrong with one request. `effect` says whether Zendesk did what was asked all the same. */
export type Fault =
  | { readonly kind: 'lost'; readonly effect: boolean }
  /** Nothing ever comes back: the sender's own deadline ends it. */
  | { readonly kind: 'silent'; readonly effect: boolean }
  | { readonly kind: 'limited'; readonly waitSeconds: number | null }
  | { readonly kind: 'trouble'; readonly status: 500 | 502 | 503 | 504; readonly effect: boolean }
  /** Refused for a reason of its own, nothing done. */
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 404 | 409 | 422 }
  /** The session's end as a proxy shows it: status 200, a page to sign in, nothing done. */
  | { readonly kind: 'loginPage' }
  /** Done, and the answer's JSON ends in the middle. */
  | { readonly kind: 'cutJson' }
  /** Thirty jobs are in flight, others' among them. */
  | { readonly kind: 'tooManyJobs' }
  /** The job is taken and ends as `failed`, or never ends. */
  | { readonly kind: 'jobFails' }
  | { readonly kind: 'jobStuck' }
  | { readonly kind: 'slow'; readonly ms: number };

/** Asked once for every request that arrives, in order. */
export type Faults = (arrival: Arrival) => Fault | null;

export const noFaults: Faults = () => null;

export interface FaultScript {
  readonly method?: WireRequest['method'];
  readonly pattern?: string;
  /** In the path with its query. */
  readonly pathHas?: string;
  /** The first request that fits is 1. Without it every one that fits. */
  readonly nth?: number;
  /** How many in a row from `nth` on; one unless told otherwise. */
  readonly times?: number;
  readonly fault: Fault;
}

/** The faults of a test, each said in full. The first script that fits a request wins. */
export function scripted(...scripts: readonly FaultScript[]): Faults {
  const seen = scripts.map(() => 0);
  return (arrival) => {
    let chosen: Fault | null = null;
    scripts.forEach((script, index) => {
      if (script.method !== undefined && script.method !== arrival.method) return;
      if (script.pattern !== undefined && script.pattern !== arrival.pattern) return;
      if (script.pathHas !== undefined && !arrival.path.includes(script.pathHas)) return;
      const count = (seen[index] ?? 0) + 1;
      seen[index] = count;
      const from = script.nth ?? 1;
      const until =
        script.nth === undefined && script.times === undefined
          ? Number.POSITIVE_INFINITY
          : from + (script.times ?? 1);
      if (count >= from && count < until) chosen ??= script.fault;
    });
    return chosen;
  };
}

/** Chances of each fault for one request. What is left out never happens. */
export interface FaultRates {
  readonly lost?: number;
  readonly silent?: number;
  readonly limited?: number;
  readonly trouble?: number;
  readonly loginPage?: number;
  readonly cutJson?: number;
  readonly tooManyJobs?: number;
  readonly jobFails?: number;
  readonly jobStuck?: number;
  readonly slow?: number;
  /** After this instant (ms) nothing goes wrong any more. */
  readonly until?: number;
}

/** Faults by chance, the same for the same seed and the same order of requests. */
export function seeded(rng: Rng, rates: FaultRates): Faults {
  const until = rates.until ?? Number.POSITIVE_INFINITY;
  const chances: [number, () => Fault][] = [
    [rates.lost ?? 0, () => ({ kind: 'lost', effect: rng.chance(0.7) })],
    [rates.silent ?? 0, () => ({ kind: 'silent', effect: rng.chance(0.5) })],
    [
      rates.limited ?? 0,
      () => ({ kind: 'limited', waitSeconds: rng.chance(0.5) ? rng.between(1, 90) : null }),
    ],
    [
      rates.trouble ?? 0,
      () => ({
        kind: 'trouble',
        status: rng.pick([500, 502, 503, 504] as const),
        effect: rng.chance(0.4),
      }),
    ],
    [rates.loginPage ?? 0, () => ({ kind: 'loginPage' })],
    [rates.cutJson ?? 0, () => ({ kind: 'cutJson' })],
    [rates.tooManyJobs ?? 0, () => ({ kind: 'tooManyJobs' })],
    [rates.jobFails ?? 0, () => ({ kind: 'jobFails' })],
    [rates.jobStuck ?? 0, () => ({ kind: 'jobStuck' })],
    [rates.slow ?? 0, () => ({ kind: 'slow', ms: rng.between(1_000, 40_000) })],
  ];
  return (arrival) => {
    let draw = rng.next();
    if (arrival.at >= until) return null;
    for (const [chance, make] of chances) {
      if (draw < chance) return make();
      draw -= chance;
    }
    return null;
  };
}
