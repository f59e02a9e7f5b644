import styled from 'styled-components';

import { getColor } from '@zendeskgarden/react-theming';

import type { Count, Counts, Coverage } from '../../../inventory/coverage.ts';
import { type Text, useText } from '../../text.tsx';

interface FiguresProps {
  readonly counts: Counts;
  readonly coverage: Coverage;
}

/** The numbers of a person, each with what it was counted in. */
export function Figures({ counts, coverage }: FiguresProps) {
  const text = useText();
  const { t, formats } = text;
  const within = coverageOfNumber(coverage, text);
  return (
    <Row aria-label={t('page.person.figures.name')}>
      {names.map((name) => {
        const count = counts[name];
        if (count === null) return null;
        const value =
          name === 'audioSeconds' ? formats.duration(count.value) : formats.number(count.value);
        return (
          <div key={name}>
            <dt>{t(`page.person.figures.${name}`)}</dt>
            <Value>{atLeast(count, value, text)}</Value>
            <Within>{name === 'tickets' ? listed(coverage, text) : within}</Within>
          </div>
        );
      })}
    </Row>
  );
}

const names = [
  'calls',
  'answered',
  'recordings',
  'voicemails',
  'audioSeconds',
  'tickets',
  'traces',
] as const;

const atLeast = (count: Count, value: string, { t }: Text) =>
  count.isAtLeast ? t('words.count.atLeast', { count: value }) : value;

/** "in 60 of 60 tickets", or how far the reading is. */
function coverageOfNumber({ comments }: Coverage, { t, formats }: Text): string {
  return comments.of === null
    ? t('page.person.figures.inSome', { read: formats.number(comments.read) })
    : t('page.person.figures.in', {
        read: formats.number(comments.read),
        of: formats.number(comments.of),
      });
}

function listed({ requested, ccd, elsewhere }: Coverage, { t, formats }: Text): string {
  return t('page.person.figures.lists', {
    requested: formats.number(requested.read),
    ccd: formats.number(ccd.read),
    others: elsewhere,
  });
}

const Row = styled.dl`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => `${theme.space.sm} ${theme.space.lg}`};
  margin: 0;

  dt {
    color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  }

  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
`;

const Value = styled.dd`
  font-size: ${({ theme }) => theme.fontSizes.xl};
  line-height: ${({ theme }) => theme.lineHeights.xl};
`;

const Within = styled.dd`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-size: ${({ theme }) => theme.fontSizes.sm};
`;
