import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { Clock } from '../../../domain/effects.ts';
import { freshFor } from '../../../erasure/decide.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import type { CallHints } from '../../../inventory/callHints.ts';
import { useText } from '../../text.tsx';
import { CallHint } from './CallHint.tsx';

interface NotOnCallProps {
  readonly clock: Clock;
  readonly store: RunStore;
  readonly hints: CallHints | null;
}

/** Asks whether the person is on a call, beside what the API hints at and when that was read. */
export function NotOnCall({ clock, store, hints }: NotOnCallProps) {
  const { t } = useText();
  const isOld = hints !== null && clock.now() - hints.takenAt > freshFor.notOnCall;
  return (
    <Question role="alert">
      <strong>{t('erase.notOnCall.question')}</strong>
      <p>{t('erase.notOnCall.why')}</p>
      {hints === null ? (
        <p>{t('erase.notOnCall.reading')}</p>
      ) : (
        <CallHint hints={hints} isOld={isOld} />
      )}
      <Row>
        <Button isPrimary disabled={hints === null} onClick={() => store.confirmNotOnCall()}>
          {t('erase.notOnCall.confirm')}
        </Button>
        <Button onClick={() => store.askHintsAgain()}>{t('erase.notOnCall.again')}</Button>
      </Row>
      <p>{t('erase.notOnCall.otherwise')}</p>
    </Question>
  );
}

const Question = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  justify-items: start;
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
`;
