import { useEffect, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Clock } from '../../../domain/effects.ts';
import type { Act } from '../../../domain/receipt.ts';
import type { Progress } from '../../../erasure/progress.ts';
import type { Wait } from '../../../erasure/run.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { commandText, type KnownCalls } from './itemText.ts';
import { NotOnCall } from './NotOnCall.tsx';
import { StopNote } from './StopNote.tsx';

interface RunProgressProps {
  readonly rooms: Rooms;
  readonly store: RunStore;
  readonly calls: KnownCalls;
  /** Left out where there is no plan to change. */
  readonly onChangePlan?: () => void;
}

/** A run at work, waiting, asking or standing still: what is done, what is next, and what one can do about it. */
export function RunProgress({ rooms, store, calls, onChangePlan }: RunProgressProps) {
  const text = useText();
  const { t, formats } = text;
  const view = useStore(store);
  const pace = useStore(rooms.pace);
  const { items } = view.progress;
  const done = items.filter(({ phase }) => phase.kind === 'receipted').length;
  const isAtWork = view.state === 'acting' || view.state === 'doubtful' || view.state === 'waiting';
  const minutesLeft = Math.ceil(requestsLeft(view.progress) / pace.perMinute);
  const wait = view.command?.kind === 'wait' ? view.command : null;
  return (
    <Panel aria-label={t('erase.running.name')}>
      <Counted>
        <progress max={items.length} value={done} aria-label={t('erase.running.bar')} />
        <span>{t('erase.running.items', { done, of: items.length })}</span>
        {isAtWork && minutesLeft > 0 && <span>{t('erase.running.left', { n: minutesLeft })}</span>}
      </Counted>
      {isAtWork && view.command?.kind === 'askNotOnCall' && (
        <NotOnCall clock={rooms.clock} store={store} hints={view.hints} />
      )}
      {isAtWork && wait && <Waiting clock={rooms.clock} wait={wait} />}
      {isAtWork && !wait && view.command?.kind !== 'askNotOnCall' && (
        <p role="status">{commandText(view, calls, text)}</p>
      )}
      {isAtWork && (
        <Row>
          <Quiet>
            {t(`erase.running.pace.${pace.reason}`, {
              used: formats.number(pace.usedLastMinute),
              allowed: formats.number(pace.perMinute),
            })}
          </Quiet>
          <Button size="small" onClick={() => store.pause()}>
            {t('erase.running.pause')}
          </Button>
        </Row>
      )}
      {!isAtWork && view.state !== 'finished' && (
        <StopNote
          view={view}
          calls={calls}
          onResume={() => void store.start()}
          {...(onChangePlan ? { onChangePlan } : {})}
        />
      )}
    </Panel>
  );
}

/** About how many requests the items without a receipt still need: each act, and the looks around it. */
function requestsLeft(progress: Progress): number {
  return progress.items
    .filter(({ phase }) => phase.kind !== 'receipted')
    .reduce((sum, { planned }) => sum + requestsOf[planned.act.kind], 0);
}

const requestsOf: Readonly<Record<Act['kind'], number>> = {
  recording: 2,
  close: 3,
  ticket: 3,
  ticketForGood: 3,
  user: 6,
  userForGood: 3,
};

/** What is waited for and until when, with a countdown. The page may be closed meanwhile. */
function Waiting({ clock, wait }: { readonly clock: Clock; readonly wait: Wait }) {
  const { t, formats } = useText();
  const left = useCountdown(clock, wait.until);
  const until = formats.moment(wait.until)?.text ?? t('words.unknownTime');
  return (
    <div>
      <p>{t(`erase.wait.${wait.why}`, { until })}</p>
      {wait.why === 'quiet' && <p>{t('erase.wait.mayClose')}</p>}
      <p role="timer">{t('erase.wait.left', { time: formats.duration(left) })}</p>
    </div>
  );
}

/** Seconds until an instant, counted down on the app's own clock. */
function useCountdown(clock: Clock, until: number): number {
  const left = () => Math.max(0, Math.ceil((until - clock.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const stop = new AbortController();
    const count = async () => {
      for (;;) {
        setSeconds(left());
        if (left() === 0) return;
        await clock.sleep(1000, stop.signal);
      }
    };
    count().catch((reason: unknown) => {
      if (!stop.signal.aborted) throw reason;
    });
    return () => stop.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `left` is made of the two that are named
  }, [clock, until]);
  return seconds;
}

const Panel = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
  padding: ${({ theme }) => theme.space.sm};
  border: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
  border-radius: ${({ theme }) => theme.borderRadii.md};

  p {
    margin: 0;
  }
`;

const Counted = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  font-variant-numeric: tabular-nums;

  progress {
    flex: 1;
    min-width: calc(${({ theme }) => theme.space.xxl} * 2);
  }
`;

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  justify-content: space-between;
`;

const Quiet = styled.span`
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
  font-variant-numeric: tabular-nums;
`;
