import type { Desk } from '../inventory/desk.ts';

export interface Row {
  readonly what: string;
  readonly requests: number;
  /** The least that anyone could send; null where nothing is to be compared. */
  readonly floor: number | null;
  readonly bar: number | null;
  readonly minutes: number;
  readonly notes: string;
}

export function rowOf(desk: Desk, begun: number, row: Omit<Row, 'requests' | 'minutes'>): Row {
  return {
    ...row,
    requests: desk.requests().length,
    minutes: (desk.clock.now() - begun) / 60_000,
  };
}

export function tableOf(rows: readonly Row[]): string {
  const head = ['what', 'requests', 'floor', 'bar', 'minutes', 'a minute', 'outcome'];
  const cells = rows.map((row) => [
    row.what,
    String(row.requests),
    row.floor === null ? '' : String(row.floor),
    row.bar === null ? '' : `${row.bar}${row.requests > row.bar ? ' OVER' : ''}`,
    row.minutes.toFixed(1),
    row.minutes < 1 ? '' : (row.requests / row.minutes).toFixed(0),
    row.notes,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  return [head, widths.map((width) => '-'.repeat(width)), ...cells]
    .map(
      (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
    )
    .join('\n');
}
