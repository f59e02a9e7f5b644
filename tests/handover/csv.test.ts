import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { csvHeader, csvRows } from '../../src/handover/csv.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '=1\n2', '",=1'),
);

it('gives back every text, and none of them as a formula', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 2, maxLength: 4 }), (cells) => {
      const text = csvHeader(['a', 'b']) + csvRows([cells]);
      const [, row] = Papa.parse<string[]>(text.slice(1), { newline: '\r\n' }).data;
      expect(row).toHaveLength(cells.length);
      for (const [index, cell] of cells.entries()) {
        expect([cell, `'${cell}`]).toContain(row?.[index]);
        expect(row?.[index]).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }
    }),
  );
});

it('quotes only what needs it, and leaves null empty and zero a zero', () => {
  expect(csvRows([['plain', 'a,b', 'a"b', null, 0, false, -5]])).toBe(
    'plain,"a,b","a""b",,0,false,-5\r\n',
  );
  expect(csvRows([])).toBe('');
});
