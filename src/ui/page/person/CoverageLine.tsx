import { Fragment } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import type { Coverage, Portion } from '../../../inventory/coverage.ts';
import type { Inventory, Scan } from '../../../inventory/scan.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { When } from '../../parts/When.tsx';
import { type Text, type TextKey, useText } from '../../text.tsx';

interface CoverageLineProps {
  readonly inventory: Inventory;
  readonly coverage: Coverage;
  readonly scan: Scan;
}

/** What was read and what was not; while the reading goes on, how far it is. */
export function CoverageLine({ inventory, coverage, scan }: CoverageLineProps) {
  const text = useText();
  const { t } = text;
  const isGoing = inventory.phase === 'reading' || inventory.phase === 'paused';
  return (
    <Block>
      <Line>
        {isGoing ? (
          <Going inventory={inventory} scan={scan} />
        ) : (
          <>
            <span>{readText(inventory, coverage, text)}</span>
            {coverage.at !== null && <When at={coverage.at} />}
            <Button size="small" onClick={() => scan.start()}>
              {t('page.person.coverage.again')}
            </Button>
          </>
        )}
      </Line>
      <details>
        <summary>{t('page.person.coverage.notSearched')}</summary>
        <ul>
          {coverage.notSearched.map((place) => (
            <li key={place}>{t(`page.person.unsearched.${place}`)}</li>
          ))}
        </ul>
      </details>
      <Failures inventory={inventory} onTryAgain={() => scan.start()} />
    </Block>
  );
}

function Going({ inventory, scan }: Pick<CoverageLineProps, 'inventory' | 'scan'>) {
  const { t, formats } = useText();
  const { ticketsKnown, ticketsRead, msLeft } = inventory.progress;
  const isPaused = inventory.phase === 'paused';
  return (
    <>
      <span role="status">
        {isPaused
          ? t('page.person.coverage.paused', { read: ticketsRead, of: ticketsKnown })
          : t('page.person.coverage.reading', { read: ticketsRead, of: ticketsKnown })}
      </span>
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

/** What could not be read, each source once, however many tickets failed alike. */
function Failures({
  inventory,
  onTryAgain,
}: Pick<CoverageLineProps, 'inventory'> & { readonly onTryAgain: () => void }) {
  const { t } = useText();
  const unread = inventory.tickets.flatMap(({ comments }) =>
    comments.state === 'failed' ? [comments.failure] : [],
  );
  const [first] = unread;
  return (
    <>
      {inventory.sources.map(
        ({ source, profileId, failure }) =>
          failure && (
            <Fragment key={`${source}:${profileId}`}>
              <FailureNote
                failure={failure}
                about={t(failedSource[source])}
                means={t('page.person.coverage.atLeast')}
                onTryAgain={onTryAgain}
              />
            </Fragment>
          ),
      )}
      {first && (
        <FailureNote
          failure={first}
          about={t('page.person.coverage.failed.comments', { n: unread.length })}
          means={t('page.person.coverage.atLeast')}
          onTryAgain={onTryAgain}
        />
      )}
    </>
  );
}

const failedSource: Readonly<Record<Inventory['sources'][number]['source'], TextKey>> = {
  profile: 'page.person.coverage.failed.profile',
  requested: 'page.person.coverage.failed.requested',
  ccd: 'page.person.coverage.failed.ccd',
};

function readText(inventory: Inventory, coverage: Coverage, text: Text): string {
  const { t } = text;
  const read = t('page.person.coverage.read', {
    requested: portion(coverage.requested, text),
    ccd: portion(coverage.ccd, text),
  });
  if (inventory.phase === 'complete') return read;
  const { ticketsRead, ticketsKnown } = inventory.progress;
  return `${t(
    inventory.phase === 'stopped'
      ? 'page.person.coverage.stopped'
      : 'page.person.coverage.incomplete',
    { read: ticketsRead, of: ticketsKnown },
  )} ${read}`;
}

const portion = ({ read, of }: Portion, { t, formats }: Text) =>
  of === null
    ? t('page.person.coverage.some', { read: formats.number(read) })
    : t('page.person.coverage.of', { read: formats.number(read), of: formats.number(of) });

const Block = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  padding: ${({ theme }) => theme.space.xs} 0;
  border-block: ${({ theme }) =>
    `${theme.borders.sm} ${getColor({ theme, variable: 'border.default' })}`};

  summary {
    cursor: pointer;
  }

  ul {
    margin: ${({ theme }) => theme.space.xs} 0;
  }
`;

const Line = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.xs};
  align-items: center;
  font-variant-numeric: tabular-nums;
`;
