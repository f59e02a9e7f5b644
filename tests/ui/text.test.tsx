import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import messages from 'virtual:messages/sidebar';
import { TextProvider, textFor, useText } from '../../src/ui/text.tsx';

const { t, formats } = textFor(messages, 'en-US', 'Europe/Berlin');

test('a message is found under its dotted path', () => {
  expect(t('words.recordingState.seenGone')).toBe('Seen gone');
});

test('a plural follows its number', () => {
  expect(t('sidebar.calls.noneElsewhere', { n: 1 })).toBe(
    'No calls on this ticket. The requester has at least 1 other Talk ticket.',
  );
  expect(t('sidebar.calls.noneElsewhere', { n: 1400 })).toBe(
    'No calls on this ticket. The requester has at least 1,400 other Talk tickets.',
  );
});

test('a key without a message throws in tests', () => {
  // @ts-expect-error -- a key that en.json does not hold is a type error
  expect(() => t('words.nothing')).toThrow('words.nothing');
  // @ts-expect-error -- nor does a prototype's member count as a message
  expect(() => t('constructor')).toThrow('constructor');
});

test('an instant is shown in the viewer’s zone, with the exact one beside it', () => {
  const moment = formats.moment('2026-02-03T09:10:20Z');
  expect(moment?.text).toMatch(/^Feb 3, 2026, 10:10\sAM$/);
  expect(moment?.exact).toMatch(/10:10:20\sAM GMT\+1$/);
  expect(moment?.iso).toBe('2026-02-03T09:10:20.000Z');
});

test('what is no instant stays unknown', () => {
  expect(formats.moment('yesterday')).toBeNull();
  expect(formats.day('')).toBeNull();
});

test('durations name hours, minutes and seconds', () => {
  expect(formats.duration(338)).toBe('5 min 38 sec');
  expect(formats.duration(41)).toBe('41 sec');
  expect(formats.duration(8040)).toBe('2 hr 14 min');
  expect(formats.duration(3600)).toBe('1 hr 0 min');
});

test('relative times take the largest unit that fits', () => {
  expect(formats.relative(3 * 86_400_000, 0)).toBe('in 3 days');
  expect(formats.relative(0, 7_200_000)).toBe('2 hours ago');
});

test('a locale that nobody knows reads as English', () => {
  expect(textFor(messages, 'not a locale').locale).toBe('en');
});

test('formats follow the host’s locale', () => {
  expect(textFor(messages, 'de', 'UTC').formats.number(1234.5)).toBe('1.234,5');
});

function Count() {
  const { t } = useText();
  return <p>{t('sidebar.calls.noneElsewhere', { n: 2 })}</p>;
}

test('a component reads its text from the provider', () => {
  render(
    <TextProvider messages={messages} locale="en-US">
      <Count />
    </TextProvider>,
  );
  expect(
    screen.getByText('No calls on this ticket. The requester has at least 2 other Talk tickets.')
      .tagName,
  ).toBe('P');
});
