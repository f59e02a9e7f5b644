/** No request leaves any frame before `until`. `at` is when that was learnt. */
export interface Stop {
  readonly at: number;
  readonly until: number;
}

/** What all frames of a browser share: when requests were sent, and the last stop. */
export interface Ledger {
  readonly sent: readonly number[];
  readonly stop: Stop | null;
}

/** What another frame wrote; anything unreadable counts as nothing written. */
export function ledgerIn(text: string | null): Ledger {
  const json = text === null ? null : parsed(text);
  const record = typeof json === 'object' && json !== null ? json : {};
  const sent =
    'sent' in record && Array.isArray(record.sent) ? record.sent.slice(-longestLedger) : [];
  const stop = 'stop' in record && typeof record.stop === 'object' ? record.stop : null;
  const at = stop !== null && 'at' in stop ? stop.at : null;
  const until = stop !== null && 'until' in stop ? stop.until : null;
  return {
    sent: sent.filter((instant) => Number.isSafeInteger(instant)).sort((one, other) => one - other),
    stop:
      typeof at === 'number' && typeof until === 'number' && until > at && until - at < longestStop
        ? { at, until }
        : null,
  };
}

/** Own and others' instants in order; one that both know counts once. */
export function merged(own: readonly number[], others: readonly number[]): readonly number[] {
  const known = new Map<number, number>();
  for (const instant of own) known.set(instant, (known.get(instant) ?? 0) + 1);
  const news = others.filter((instant) => {
    const times = known.get(instant) ?? 0;
    known.set(instant, times - 1);
    return times <= 0;
  });
  return [...own, ...news].sort((one, other) => one - other);
}

export function later(one: Stop | null, other: Stop | null): Stop | null {
  if (one === null || other === null) return one ?? other;
  return one.until >= other.until ? one : other;
}

export function countSince(sent: readonly number[], instant: number): number {
  return sent.length - firstSince(sent, instant);
}

/** The index of the first instant that is not before `instant`; what is recent stands at the end. */
export function firstSince(sent: readonly number[], instant: number): number {
  let index = sent.length;
  while (index > 0 && (sent[index - 1] ?? 0) >= instant) index -= 1;
  return index;
}

const longestLedger = 2000;
const longestStop = 24 * 60 * 60_000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
