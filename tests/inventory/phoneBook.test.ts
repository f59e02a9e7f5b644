import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Line, Pages } from '../../src/api/reads.ts';
import { phoneNumberFrom, type PhoneNumber } from '../../src/domain/phoneNumber.ts';
import { failed, ok, type Result } from '../../src/domain/result.ts';
import { partsOf, readPhoneNumbers } from '../../src/inventory/phoneBook.ts';
import { openPhoneReader } from '../../src/inventory/phoneReader.ts';
import { mayBePhone } from '../../src/inventory/understood.ts';
import { failure, serverTrouble } from './playedReads.ts';

const numbersIn = (text: string, ...countries: string[]) =>
  readPhoneNumbers(text, countries).map(({ number }) => number);

test.each([
  ['+1 555 010 0123', '+15550100123'],
  ['+1 (555) 010-0123', '+15550100123'],
  ['+1.555.010.0123', '+15550100123'],
  ['tel:+1-555-010-0123', '+15550100123'],
  ['＋１ ５５５ ０１０ ０１２３', '+15550100123'],
  ['\u202a+1 555 010 0123\u202c', '+15550100123'],
  ['+١ ٥٥٥ ٠١٠ ٠١٢٣', '+15550100123'],
  ['+49 (0)30 1234567', '+49301234567'],
  ['+1-800-FLOWERS', '+18003569377'],
  ['0049 30 1234567', '+49301234567'],
  ['00 44 20 7946 0958', '+442079460958'],
  ['011 44 20 7946 0958', '+442079460958'],
  ['1 800 356 9377', '+18003569377'],
  ['+882 16 1234 5678', '+8821612345678'],
  ['+999 123 456 789', '+999123456789'],
])('reads %s without knowing a country', (text, number) => {
  expect(numbersIn(text)).toEqual([number]);
});

test.each([
  ['(555) 010-0123', 'US', '+15550100123'],
  ['555 010 0123', 'US', '+15550100123'],
  ['1-555-010-0123', 'US', '+15550100123'],
  ['5550100123', 'us', '+15550100123'],
  ['1-800-FLOWERS', 'US', '+18003569377'],
  ['1 800 flowers', 'US', '+18003569377'],
  ['011 44 20 7946 0958', 'US', '+442079460958'],
  ['00 44 20 7946 0958', 'US', '+442079460958'],
  ['0011 44 20 7946 0958', 'AU', '+442079460958'],
  ['030 1234567', 'DE', '+49301234567'],
  ['030/12345-67', 'DE', '+49301234567'],
  ['020 7946 0958', 'GB', '+442079460958'],
  ['06 1234 5678', 'IT', '+390612345678'],
  ['011 1234567', 'IT', '+390111234567'],
  ['8 495 123 45 67', 'RU', '+74951234567'],
])('reads %s as a number of %s', (text, country, number) => {
  expect(numbersIn(text, country)).toEqual([number]);
});

test.each([
  ['+1 555 010 0123 ext. 12', '12'],
  ['+1 555 010 0123x12', '12'],
  ['+15550100123;ext=12', '12'],
  ['(555) 010-0123 extension 7', '7'],
  ['555 010 0123 #77', '77'],
  ['+1-555-FLOWERS ext 5', '5'],
])('keeps the extension of %s apart', (text, extension) => {
  const [reading] = readPhoneNumbers(text, ['US']);
  expect(reading?.extension).toBe(extension);
  expect(reading?.number).toMatch(/^\+1555\d{7}$/);
  expect(reading?.shown).not.toContain(extension.padStart(3));
});

test.each([['5550100123'], ['0555 010-0123'], ['555-0123'], ['1234567']])(
  'does not guess the country of %s',
  (text) => {
    expect(readPhoneNumbers(text, [])).toEqual([]);
  },
);

test('offers a reading for each country, the first country first, and says that it was assumed', () => {
  expect(readPhoneNumbers('(555) 010-0123', ['US', 'DE', 'CA'])).toEqual([
    {
      number: '+15550100123',
      country: 'US',
      extension: null,
      shown: '+1 555 010 0123',
      assumed: 'firstCountry',
    },
    {
      number: '+495550100123',
      country: 'DE',
      extension: null,
      shown: '+49 5550 100123',
      assumed: 'laterCountry',
    },
  ]);
});

test('leaves out a country in which the number cannot begin so', () => {
  expect(numbersIn('030 1234567', 'US', 'DE')).toEqual(['+49301234567']);
  expect(numbersIn('0555 010-0123', 'US')).toEqual([]);
  expect(numbersIn('(555) 010-0123', 'XX', '')).toEqual([]);
});

test('takes a number apart as its country writes it', () => {
  expect(partsOf('+15550100123' as PhoneNumber)).toEqual({
    number: '+15550100123',
    callingCode: '1',
    national: '5550100123',
    international: '+1 555 010 0123',
    local: '(555) 010-0123',
  });
  expect(partsOf('+49301234567' as PhoneNumber)).toMatchObject({
    callingCode: '49',
    national: '301234567',
    local: '030 1234567',
  });
});

test('calling code and national digits are the number, whatever the number', () => {
  const digits = fc.stringMatching(/^[1-9]\d{6,14}$/);
  fc.assert(
    fc.property(digits, (text) => {
      const number = `+${text}` as PhoneNumber;
      const { callingCode, national } = partsOf(number);
      expect(`+${callingCode}${national}`).toBe(number);
    }),
  );
});

test('whatever is read is a number, and every spelling of it that is shown reads as the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0]?[\d ().a-z-]{5,18}$/)),
      fc.subarray(['US', 'DE', 'GB', 'IT', 'BR']),
      (text, countries) => {
        for (const { number, shown } of readPhoneNumbers(text, countries)) {
          expect(phoneNumberFrom(number)).toBe(number);
          expect(numbersIn(shown)).toEqual([number]);
        }
      },
    ),
  );
});

test.each([
  ['Ada Example', false],
  ['ada@example.com', false],
  ['4242', false],
  ['#4242', false],
  ['3 Musketeers', false],
  ['Ada 5550100123', false],
  ['555 0100', true],
  ['1-800-FLOWERS', true],
  ['+1 555 010 0123 ext. 12', true],
  ['٠٣٠ ١٢٣٤٥٦٧', true],
  ['1 '.repeat(40), false],
])('whether %j may be a phone number: %s', (text, mayBe) => {
  expect(mayBePhone(text)).toBe(mayBe);
});

type Page = Result<readonly Line[]>;

/** Answers in turn, the last one again and again; counts how often the lines are asked for. */
function played(...answers: readonly Page[]) {
  const asked = { times: 0 };
  async function* lines(): Pages<Line> & AsyncGenerator<Page> {
    const answer = answers[Math.min(asked.times, answers.length - 1)];
    asked.times += 1;
    if (answer !== undefined) yield answer;
  }
  return { phones: openPhoneReader({ lines }), asked };
}

const linesIn = (...countries: (string | null)[]): Page =>
  ok(countries.map((country, id) => ({ id, number: null, nickname: null, country })));

test('a national spelling is read like most of the lines, which are asked for once', async () => {
  const { phones, asked } = played(linesIn('DE', 'US', null, 'US'));
  const [one, two] = [await phones.read('(555) 010-0123'), await phones.read('555 010 0123')];
  expect(one.map(({ number, assumed }) => [number, assumed])).toEqual([
    ['+15550100123', 'firstCountry'],
    ['+495550100123', 'laterCountry'],
  ]);
  expect(two).toEqual(one);
  expect(asked.times).toBe(1);
});

test('a spelling that says its country asks nothing', async () => {
  const { phones, asked } = played(linesIn('US'));
  for (const text of ['+1 555 010 0123', '0049 30 1234567', 'Ada Example', '4242'])
    await phones.read(text);
  expect(asked.times).toBe(0);
});

test('lines that may not be read are no default, and are not asked for again', async () => {
  const { phones, asked } = played(failed(failure('notFound')));
  expect(await phones.read('555 010 0123')).toEqual([]);
  expect(await phones.read('555 010 0123')).toEqual([]);
  expect(asked.times).toBe(1);
});

test('lines that did not come are asked for again', async () => {
  const { phones } = played(failed(serverTrouble), linesIn('US'));
  expect(await phones.read('555 010 0123')).toEqual([]);
  expect(await phones.read('555 010 0123')).toHaveLength(1);
});
