import { lazy, type ReactNode, Suspense } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Coverage } from '../../../inventory/coverage.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';
import { isPastFirstRows } from './pastFirstRows.ts';

const Sources = lazy(() => import('./Sources.tsx').then(({ Sources }) => ({ default: Sources })));

interface CoverageLineProps {
  readonly inventory: Inventory;
  readonly coverage: Coverage;
  readonly scan: Scan;
  /** Stands behind the buttons. */
  readonly children?: ReactNode;
}

/** How far the reading is and when it ended; then what was read and what was not, source by source. */
export function CoverageLine({ inventory, coverage, scan, children }: CoverageLineProps) {
  const { t } = useText();
  const { phase, progress, sources, tickets } = inventory;
  const hasFailed =
    sources.some(({ failure }) => failure !== null) ||
    tickets.some(({ comments }) => comments.state === 'failed');
  return (
    <Block>
      <Line>
        {phase === 'reading' || phase === 'paused' ? (
          <Going inventory={inventory} coverage={coverage} scan={scan} />
        ) : (
          <>
            {phase !== 'complete' && (
              <span>
                {t(`page.person.coverage.${phase}`, {
                  read: progress.ticketsRead,
                  of: progress.ticketsKnown,
                })}
              </span>
            )}
            {coverage.at !== null && (
              <span>
                {t('page.person.coverage.read')} <When at={coverage.at} />
              </span>
            )}
            <Button size="small" onClick={() => scan.start()}>
              {t('page.person.coverage.again')}
            </Button>
          </>
        )}
        {children}
      </Line>
      <Room>
        <Suspense fallback={null}>
          {(hasFailed || isPastFirstRows(inventory)) && (
            <Sources inventory={inventory} coverage={coverage} onReadAgain={() => scan.start()} />
          )}
        </Suspense>
      </Room>
    </Block>
  );
}

function Going({ inventory, coverage, scan }: Omit<CoverageLineProps, 'children'>) {
  const { t, formats } = useText();
  const { ticketsKnown, ticketsRead, requestsSent, msLeft } = inventory.progress;
  const isPaused = inventory.phase === 'paused';
  const isExport =
    !isPaused &&
    ticketsRead === ticketsKnown &&
    [coverage.callsExport, coverage.legsExport].some((one) => one?.state === 'reading');
  const told = { read: ticketsRead, of: ticketsKnown };
  return (
    <>
      <span role="status">
        {isPaused && t('page.person.coverage.paused', told)}
        {isExport &&
          t('page.person.coverage.readingExport', { n: inventory.exported?.rowsRead ?? 0 })}
        {!isPaused && !isExport && t('page.person.coverage.reading', told)}
      </span>
      <span>{t('page.person.coverage.requests', { n: requestsSent })}</span>
      {!isPaused && msLeft !== null && (
        <span>
          {t('page.person.coverage.left', {
            time: formats.duration(Math.max(1, Math.ceil(msLeft / 1000))),
          })}
        </span>
      )}
      <progress
        aria-label={t('page.person.coverage.progress')}
        max={Math.max(ticketsKnown, 1)}
        value={ticketsRead}
      />
      {isPaused ? (
        <Button size="small" onClick={() => scan.resume()}>
          {t('page.person.coverage.resume')}
        </Button>
      ) : (
        <Button size="small" onClick={() => scan.pause()}>
          {t('page.person.coverage.pause')}
        </Button>
      )}
      <Button size="small" onClick={() => scan.stop()}>
        {t('page.person.coverage.stop')}
      </Button>
    </>
  );
}

const Block = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  padding: ${({ theme }) => theme.space.xs} 0;
  border-block: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};
`;

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
  font-variant-numeric: tabular-nums;
`;

/** What comes later moves nothing below it. */
const Room = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  align-content: start;
  min-height: calc(${({ theme }) => theme.lineHeights.md} * 3);
`;
