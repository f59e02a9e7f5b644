import { useEffect } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { TicketId } from '../../../domain/ids.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { EraseText } from '../erase/EraseText.tsx';
import { Subheading } from '../Heading.tsx';
import type { KnownCalls } from '../run/itemText.ts';
import { Receipts } from '../run/Receipts.tsx';
import { RunProgress } from '../run/RunProgress.tsx';
import { PersonText } from './PersonText.tsx';

interface DeletionRunProps {
  readonly rooms: Rooms;
  readonly store: RunStore;
  readonly calls: KnownCalls;
  /** More receipts are there; at the end with the tickets to be read again. */
  readonly onReceipts: (ended: readonly TicketId[] | null) => void;
  readonly onClose: () => void;
}

const receiptsShown = 10;
/** The journal is read for the table's states now and then, not for each receipt. */
const receiptsAtATime = 20;

/** The deletion of chosen recordings while it goes on, and what came of it. */
export function DeletionRun(props: DeletionRunProps) {
  return (
    <PersonText>
      <Worded {...props} />
    </PersonText>
  );
}

function Worded(props: DeletionRunProps) {
  return (
    <EraseText>
      <Run {...props} />
    </EraseText>
  );
}

function Run({ rooms, store, calls, onReceipts, onClose }: DeletionRunProps) {
  const { t } = useText();
  const { progress, state } = useStore(store);
  const receipts = progress.items.filter(({ phase }) => phase.kind === 'receipted');
  const isStill = state === 'finished' || state === 'stopped';
  const batch = Math.floor(receipts.length / receiptsAtATime);

  useEffect(() => {
    const tickets = progress.items.flatMap(({ planned }) =>
      'places' in planned ? planned.places.map(({ ticketId }) => ticketId) : [],
    );
    onReceipts(isStill ? [...new Set(tickets)] : null);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once a batch and once at the end
  }, [batch, isStill]);

  return (
    <Section aria-label={t('personPage.deletion.run')}>
      <Subheading>
        {state === 'finished' ? t('personPage.deletion.ended') : t('personPage.deletion.run')}
      </Subheading>
      <RunProgress rooms={rooms} store={store} calls={calls} />
      <Receipts progress={progress} calls={calls} atMost={receiptsShown} />
      {state === 'finished' && (
        <div>
          <Button size="small" onClick={onClose}>
            {t('personPage.deletion.close')}
          </Button>
        </div>
      )}
    </Section>
  );
}

const Section = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};
`;
