import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

import { useText } from '../../text.tsx';
import type { CallRow } from './callRow.ts';

interface MonthsProps {
  readonly rows: readonly CallRow[];
}

/** Calls by month as bars: the part with a recording filled, the rest outlined. */
export function Months({ rows }: MonthsProps) {
  const { t, formats } = useText();
  const months = byMonth(rows);
  const [first, last] = [months[0], months[months.length - 1]];
  if (!first || !last || months.length < 2) return null;
  const most = Math.max(...months.map(({ calls }) => calls));
  const bar = (from: number, to: number, at: number) =>
    `M${at * 8 + 1} ${24 - (from / most) * 24}h6V${24 - (to / most) * 24}h-6z`;
  return (
    <Picture
      role="img"
      viewBox={`0 0 ${months.length * 8} 25`}
      preserveAspectRatio="none"
      style={{ width: `${months.length * 1.5}em` }}
      aria-label={t('page.person.months', {
        from: formats.day(first.startsAt) ?? '',
        to: formats.day(last.startsAt) ?? '',
        most: formats.number(most),
      })}
    >
      <Filled d={months.map(({ recordings }, at) => bar(0, recordings, at)).join('')} />
      <Outlined
        d={months.map(({ recordings, calls }, at) => bar(recordings, calls, at)).join('')}
      />
    </Picture>
  );
}

interface Month {
  readonly startsAt: string;
  readonly calls: number;
  readonly recordings: number;
}

/** Every month between the first and the last call, empty ones too. */
function byMonth(rows: readonly CallRow[]): readonly Month[] {
  const counted = new Map<string, { calls: number; recordings: number }>();
  for (const { call, state } of rows) {
    const month = (call.startedAt ?? call.createdAt)?.slice(0, 7);
    if (!month || !/^\d{4}-\d{2}$/.test(month)) continue;
    const count = counted.get(month) ?? { calls: 0, recordings: 0 };
    count.calls += 1;
    if (state === 'listed') count.recordings += 1;
    counted.set(month, count);
  }
  const keys = [...counted.keys()].sort();
  const [first, last] = [keys[0], keys[keys.length - 1]];
  const months: Month[] = [];
  for (let key = first; key !== undefined && last !== undefined && key <= last; key = after(key))
    months.push({
      startsAt: `${key}-15`,
      ...(counted.get(key) ?? { calls: 0, recordings: 0 }),
    });
  return months;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`;
}

const Picture = styled.svg`
  max-width: 100%;
  height: ${({ theme }) => theme.space.xl};
`;

const Filled = styled.path`
  fill: ${({ theme }) => getColor({ theme, variable: 'background.emphasis' })};
`;

const Outlined = styled.path`
  fill: none;
  stroke: ${({ theme }) => getColor({ theme, variable: 'border.emphasis' })};
  vector-effect: non-scaling-stroke;
`;
