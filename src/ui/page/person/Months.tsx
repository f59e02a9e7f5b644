import type { KeyboardEvent, MouseEvent } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { focusStyles, getColor } from '@zendeskgarden/react-theming';

import type { Month } from '../../../inventory/callsByMonth.ts';
import { useText } from '../../text.tsx';

interface MonthsProps {
  readonly months: readonly Month[];
  /** The month that the table is limited to; null for all of them. */
  readonly chosen: string | null;
  readonly onChoose: (month: string | null) => void;
}

/**
 * Calls by month as bars, the part with a recording filled, the rest outlined. One stop for the keyboard, however
 * many months there are: arrow keys walk along them, before the first one stands every month.
 */
export function Months({ months, chosen, onChoose }: MonthsProps) {
  const { t, locale } = useText();
  if (months.length < 2) return null;
  const place = months.findIndex(({ month }) => month === chosen);
  const most = Math.max(...months.map(({ calls }) => calls));
  const choose = (index: number) => onChoose(months[index]?.month ?? null);
  const bar = (from: number, to: number, at: number) =>
    `M${at * 8 + 1} ${24 - (from / most) * 24}h6V${24 - (to / most) * 24}h-6z`;

  const walk = (event: KeyboardEvent) => {
    const places: Readonly<Record<string, number>> = {
      ArrowRight: place + 1,
      ArrowUp: place + 1,
      ArrowLeft: place - 1,
      ArrowDown: place - 1,
      Home: -1,
      End: months.length - 1,
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    choose(Math.max(-1, Math.min(to, months.length - 1)));
  };

  const point = ({ clientX, currentTarget }: MouseEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const index = Math.floor(((clientX - left) / width) * months.length);
    if (index === place) onChoose(null);
    else choose(index);
  };

  const about = ({ month, calls, recordings }: Month) =>
    t('personPage.months.month', { month: monthName(month, locale), calls, recordings });
  const current = months[place];

  return (
    <Row>
      <Picture
        role="slider"
        tabIndex={0}
        viewBox={`0 0 ${months.length * 8} 25`}
        preserveAspectRatio="none"
        style={{ width: `${months.length * 1.5}em` }}
        aria-label={t('personPage.months.name')}
        aria-valuemin={0}
        aria-valuemax={months.length}
        aria-valuenow={place + 1}
        aria-valuetext={current ? about(current) : t('personPage.months.every')}
        onKeyDown={walk}
        onClick={point}
      >
        {current && <Chosen d={`M${place * 8} 0h8v25h-8z`} />}
        <Filled d={months.map(({ recordings }, at) => bar(0, recordings, at)).join('')} />
        <Outlined
          d={months.map(({ recordings, calls }, at) => bar(recordings, calls, at)).join('')}
        />
      </Picture>
      {current ? (
        <span>
          {about(current)}{' '}
          <Button isLink onClick={() => onChoose(null)}>
            {t('personPage.months.showEvery')}
          </Button>
        </span>
      ) : (
        <Quiet>
          {t('personPage.months.range', {
            from: monthName(months[0]?.month ?? '', locale),
            to: monthName(months.at(-1)?.month ?? '', locale),
            most,
          })}
        </Quiet>
      )}
    </Row>
  );
}

function monthName(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${month}-01`));
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: flex-end;
`;

const Picture = styled.svg`
  max-width: 100%;
  height: ${({ theme }) => theme.space.xl};
  cursor: pointer;

  ${({ theme }) => focusStyles({ theme })}
`;

const Chosen = styled.path`
  fill: none;
  stroke: ${({ theme }) => getColor({ theme, variable: 'border.primaryEmphasis' })};
  stroke-width: ${({ theme }) => theme.borderWidths.md};
  vector-effect: non-scaling-stroke;
`;

const Filled = styled.path`
  fill: ${({ theme }) => getColor({ theme, variable: 'background.emphasis' })};
`;

const Outlined = styled.path`
  fill: none;
  stroke: ${({ theme }) => getColor({ theme, variable: 'border.emphasis' })};
  vector-effect: non-scaling-stroke;
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-size: ${({ theme }) => theme.fontSizes.sm};
`;
