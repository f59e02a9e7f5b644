import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idFrom } from '../../src/domain/ids.ts';

const ids = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

test('an id is the same as a number and as its digits', () => {
  fc.assert(
    fc.property(ids, (id) => {
      expect(idFrom(id)).toBe(id);
      expect(idFrom(String(id))).toBe(id);
    }),
  );
});

test('nothing but a positive whole number that JavaScript can hold is an id', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const id = idFrom(value);
      if (id === null) return;
      expect(Number.isSafeInteger(id) && id > 0).toBe(true);
      expect(String(value)).toBe(String(id));
    }),
  );
});

test.each([
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  '9007199254740993',
  '0',
  '007',
  '-7',
  '+7',
  ' 7',
  '7 ',
  '7\n',
  '7.0',
  '7e3',
  '0x7',
  '٧',
  '７',
  '',
  null,
  undefined,
  true,
  [7],
  { id: 7 },
])('%j is no id', (value) => {
  expect(idFrom(value)).toBeNull();
});
