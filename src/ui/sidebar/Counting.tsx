import { useEffect } from 'react';

import { Button } from '@zendeskgarden/react-buttons';

import type { Failure } from '../../domain/failure.ts';
import { coverageOf, countsOf } from '../../inventory/coverage.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import type { Scan } from '../../inventory/scan.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { useStore } from '../parts/useStore.ts';
import type { SidebarRooms } from '../rooms.ts';
import { useText } from '../text.tsx';

interface CountingProps {
  readonly scan: Scan;
  readonly rooms: SidebarRooms;
}

/** What Zendesk lists now: what was deleted from another ticket is not looked up for a count. */
const noEvidence = new Map();

/** A count on its way, "at least" until every ticket is read. */
export function Counting({ scan, rooms: { host, clock } }: CountingProps) {
  const { t } = useText();
  const inventory = useStore(scan);
  const { recordings } = countsOf(inventory, noEvidence, clock.now());
  const { comments } = coverageOf(inventory);
  const failure = firstFailure(inventory);

  // Nothing is asked while the panel is hidden: the reading rests with the last answer.
  useEffect(() => {
    if (inventory.phase === 'reading' && !host.isVisible()) scan.pause();
  }, [inventory, host, scan]);
  useEffect(() => host.onVisible(() => scan.resume()), [host, scan]);

  const figures = { n: recordings.value, read: comments.read, of: comments.of ?? comments.read };
  return (
    <>
      <p role="status">
        {recordings.isAtLeast
          ? t('elsewhere.countedAtLeast', figures)
          : t('elsewhere.counted', figures)}
      </p>
      {inventory.phase === 'reading' && (
        <Button isLink onClick={() => scan.stop()}>
          {t('elsewhere.stop')}
        </Button>
      )}
      {(inventory.phase === 'stopped' || inventory.phase === 'incomplete') && (
        <Button isLink onClick={() => scan.start()}>
          {t('elsewhere.goOn')}
        </Button>
      )}
      {inventory.phase === 'incomplete' && failure && (
        <FailureNote failure={failure} about={t('elsewhere.countFailed')} />
      )}
    </>
  );
}

function firstFailure({ sources, tickets }: Inventory): Failure | null {
  const source = sources.find(({ failure }) => failure !== null);
  const comments = tickets.map((ticket) => ticket.comments).find(({ state }) => state === 'failed');
  return source?.failure ?? (comments?.state === 'failed' ? comments.failure : null);
}
