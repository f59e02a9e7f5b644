export type Cell = string | number | boolean | null;

/**
 * A cell that begins so is a formula to a spreadsheet, in full width too; it gets an apostrophe, as the guidance on
 * CSV injection says. The first sign counts, whatever line breaks follow.
 */
const formula = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const lineEnd = '\r\n';

/** The columns' names, after the mark that tells spreadsheets that this is UTF-8. */
export const csvHeader = (columns: readonly string[]): string => `\ufeff${csvRows([columns])}`;

/** Rows as text that a spreadsheet opens without running it (RFC 4180). */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => row.map(cellText).join(',') + lineEnd).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  const text = typeof cell === 'string' && formula.test(cell) ? `'${cell}` : String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
