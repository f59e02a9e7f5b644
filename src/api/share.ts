/**
 * What Zendesk's headers say about the account's own limit. `resetMs` is the time until the minute
 * begins anew; null where it is not visible.
 */
export interface Limits {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number | null;
}

/** What the app knows of its share of the account's requests. */
export interface Share {
  /** The last visible figures, and what they say about everybody else. */
  readonly seen: Seen | null;
  /** Own estimate of what is harmless, in requests a minute, for when nothing is visible. */
  readonly careful: number;
  /** After a 429: the own estimate holds until then, also where figures are visible. */
  readonly holdUntil: number;
}

interface Seen {
  readonly at: number;
  readonly limit: number;
  readonly remaining: number;
  /** By the figures' own reset. */
  readonly minuteBegan: number;
  /** Whether they count the last 60 s instead of a minute that begins anew; only a new minute tells. */
  readonly isRolling: boolean;
  /** Requests of others: the estimate for a whole minute. */
  readonly othersAMinute: number;
  /** The same at the end of the minute before; null when it was not watched. */
  readonly othersBefore: number | null;
}

export type Reason = 'ceiling' | 'fairShare' | 'careful' | 'backingOff';
export interface Allowance {
  readonly perMinute: number;
  readonly reason: Reason;
}

/** The limit of one app for one person, per minute (support-api 10.1). */
export const appLimit = 100;

const minute = 60_000;
/** Half the app's limit to begin with, then one more after every 25 answers, to three quarters. */
const carefulFirst = appLimit / 2;
const carefulMost = appLimit * 0.75;
const climbPerAnswer = 1 / 25;
/** Slow enough to harm nobody, quick enough that work goes on and figures stay fresh. */
const slowest = 6;
const holdAfterStop = 3 * minute;
const figuresFresh = 90_000;
/** Figures this close to both sides of a minute's turn tell whether they fell with it. */
const turnWatched = 15_000;
const leftToOthers = 1.35;
const untouched = 0.1;

export const freshShare: Share = { seen: null, careful: carefulFirst, holdUntil: 0 };

/** How many requests a minute are fair at this moment. `sentSince` counts ours after the last figures. */
export function allowanceOf(
  share: Share,
  sentSince: (instant: number) => number,
  now: number,
): Allowance {
  const { seen } = share;
  const isVisible = seen !== null && now - seen.at < figuresFresh;
  const fair = isVisible ? fairOf(seen, sentSince(seen.at), now) : null;
  if (now < share.holdUntil) {
    return { perMinute: Math.min(share.careful, fair ?? share.careful), reason: 'backingOff' };
  }
  if (fair === null) return { perMinute: share.careful, reason: 'careful' };
  return fair >= appLimit
    ? { perMinute: appLimit, reason: 'ceiling' }
    : { perMinute: fair, reason: 'fairShare' };
}

/** An answer that was not a refusal. `sentSince` counts the app's own requests, all frames together. */
export function afterAnswer(
  share: Share,
  limits: Limits | null,
  sentSince: (instant: number) => number,
  now: number,
): Share {
  const climbs = now >= share.holdUntil && share.careful < carefulMost;
  return {
    ...share,
    careful: climbs ? Math.min(carefulMost, share.careful + climbPerAnswer) : share.careful,
    seen: limits === null ? share.seen : seenIn(share.seen, limits, sentSince, now),
  };
}

/** A 429 that was not expected: half the pace, for minutes after the wait. */
export function afterRefusal(share: Share, perMinute: number, waitUntil: number): Share {
  return {
    ...share,
    careful: Math.max(slowest, Math.min(share.careful, perMinute) / 2),
    holdUntil: waitUntil + holdAfterStop,
  };
}

function seenIn(
  before: Seen | null,
  { limit, remaining, resetMs }: Limits,
  sentSince: (instant: number) => number,
  now: number,
): Seen {
  const minuteBegan = resetMs === null ? now - minute : now + resetMs - minute;
  const later = before === null ? Infinity : minuteBegan - before.minuteBegan;
  const isNewMinute = later >= minute / 2;
  const othersBefore = !isNewMinute
    ? (before?.othersBefore ?? null)
    : later < 1.5 * minute
      ? (before?.othersAMinute ?? null)
      : null;
  const used = limit - remaining;
  const isRolling =
    resetMs === null ||
    (isNewMinute &&
    before !== null &&
    now - before.at < turnWatched &&
    now - minuteBegan < turnWatched
      ? used > (before.limit - before.remaining) / 2
      : (before?.isRolling ?? false));
  const from = isRolling ? now - minute : minuteBegan;
  const others = Math.max(0, used - sentSince(from));
  return {
    at: now,
    limit,
    remaining,
    minuteBegan,
    isRolling,
    othersBefore,
    othersAMinute: othersAMinute(others, othersBefore, now - from),
  };
}

/** Early in a minute the minute before says more than an extrapolation of a few seconds. */
function othersAMinute(others: number, before: number | null, elapsed: number): number {
  const part = Math.min(1, Math.max(0, elapsed) / minute);
  const extrapolated = others / Math.max(part, 1 / 6);
  if (before === null) return extrapolated;
  const sliding = others + before * (1 - part);
  return part < 1 / 3 ? sliding : Math.max(sliding, extrapolated);
}

function fairOf(seen: Seen, sentSinceSeen: number, now: number): number {
  const most = Math.min(
    appLimit,
    seen.limit / 2,
    seen.limit * (1 - untouched) - leftToOthers * seen.othersAMinute,
  );
  const left = seen.minuteBegan + minute - now;
  if (seen.isRolling || left <= 0) return Math.max(slowest, most);
  const room =
    seen.remaining -
    sentSinceSeen -
    seen.limit * untouched -
    leftToOthers * seen.othersAMinute * (left / minute);
  const spread = (Math.max(0, room) * minute) / Math.max(left, 1000);
  return Math.max(slowest, Math.min(most, spread));
}
