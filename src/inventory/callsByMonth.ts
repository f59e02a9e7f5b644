import type { CallRow } from './callList.ts';

export interface Month {
  /** `2026-02`. */
  readonly month: string;
  readonly calls: number;
  /** The calls with a recording listed now. */
  readonly recordings: number;
}

/** Every month between the first and the last call, empty ones too. */
export function callsByMonth(rows: readonly CallRow[]): readonly Month[] {
  const counted = new Map<string, { calls: number; recordings: number }>();
  for (const { month, state } of rows) {
    if (month === null) continue;
    const count = counted.get(month) ?? { calls: 0, recordings: 0 };
    count.calls += 1;
    if (state === 'listed') count.recordings += 1;
    counted.set(month, count);
  }
  const keys = [...counted.keys()].sort();
  const [first, last] = [keys.at(0), keys.at(-1)];
  const months: Month[] = [];
  let month = first;
  while (month !== undefined && last !== undefined && month <= last) {
    months.push({ month, ...(counted.get(month) ?? { calls: 0, recordings: 0 }) });
    month = monthAfter(month);
  }
  return months;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${year + 1}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}
