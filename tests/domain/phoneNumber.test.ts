import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneNumberFrom } from '../../src/domain/phoneNumber.ts';

const digits = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.stringMatching(/^\d{6,14}$/))
  .map(([first, rest]) => `${first}${rest}`);
const separators = [
  ' ',
  '\u00a0',
  '\u2009',
  '-',
  '\u2011',
  '\u2013',
  '.',
  '/',
  '(',
  ')',
  '\u202a',
  '\u200e',
];

test('one number in any international spelling is one value', () => {
  fc.assert(
    fc.property(
      digits,
      fc.array(fc.constantFrom('', ...separators), { minLength: 20, maxLength: 20 }),
      (number, between) => {
        const spelled = [...`+${number}`].map((sign, at) => sign + (between[at] ?? '')).join('');
        expect(phoneNumberFrom(spelled)).toBe(`+${number}`);
      },
    ),
  );
});

test('whatever is read as a number is E.164, and reads as itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (text) => {
      const number = phoneNumberFrom(text);
      if (number === null) return;
      expect(number).toMatch(/^\+[1-9][0-9]{6,14}$/);
      expect(phoneNumberFrom(number)).toBe(number);
    }),
  );
});

test.each([
  ['＋１ ５５５ ０１０ ０１２３', '+15550100123'],
  ['\u202a+1 (555) 010‑0123\u202c', '+15550100123'],
  ['+1-555-010-0123\n', '+15550100123'],
])('%j is a number', (spelling, number) => {
  expect(phoneNumberFrom(spelling)).toBe(number);
});

test.each([
  '15550100123',
  '0015550100123',
  '555-0100',
  '+0155501001',
  '+123456',
  '+1234567890123456',
  '++15550100123',
  '+1555+0100123',
  '+1555010012x',
  '+1 555 010 0123 ext. 4',
  '+١٥٥٥٠١٠٠١٢٣',
  'tel:+15550100123',
  '=+15550100123',
  '<b>+15550100123</b>',
  'Anonymous',
  '',
  '+',
  null,
  15550100123,
])('%j is no number', (spelling) => {
  expect(phoneNumberFrom(spelling)).toBeNull();
});
