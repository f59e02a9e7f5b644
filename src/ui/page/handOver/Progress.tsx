import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import { useText } from '../../text.tsx';
import type { Stage } from './preparation.ts';

interface ProgressProps {
  readonly stage: Stage & { readonly kind: 'reading' | 'looking' };
  readonly onCancel: () => void;
}

/** How far the preparing is, and its end before time. */
export function Progress({ stage, onCancel }: ProgressProps) {
  const { t, formats } = useText();
  const reading = stage.kind === 'reading' ? stage.texts?.progress : undefined;
  return (
    <Line>
      <span role="status">
        {stage.kind === 'looking' && t('handOver.reading.looking')}
        {stage.kind === 'reading' && !reading && t('handOver.reading.account')}
        {reading &&
          t('handOver.reading.texts', {
            read: formats.number(reading.ticketsRead),
            of: formats.number(reading.ticketsOf),
          })}
      </span>
      {reading && <span>{t('handOver.reading.requests', { n: reading.requestsSent })}</span>}
      {reading && reading.msLeft !== null && (
        <span>
          {t('handOver.reading.left', {
            time: formats.duration(Math.max(1, Math.ceil(reading.msLeft / 1000))),
          })}
        </span>
      )}
      {reading && (
        <progress
          aria-label={t('handOver.reading.bar')}
          max={Math.max(reading.ticketsOf, 1)}
          value={reading.ticketsRead}
        />
      )}
      {stage.kind === 'looking' && (
        <progress aria-label={t('handOver.reading.lookingBar')} value={stage.done} />
      )}
      <Button size="small" onClick={onCancel}>
        {t('words.cancel')}
      </Button>
    </Line>
  );
}

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
  font-variant-numeric: tabular-nums;
`;
