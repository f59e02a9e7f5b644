import { type RefObject, useEffect, useMemo, useRef } from 'react';
import styled from 'styled-components';

import type { Evidence } from '../../../inventory/coverage.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Scan } from '../../../inventory/scan.ts';
import { useStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { Subheading } from '../Heading.tsx';
import { AboutThePack } from './AboutThePack.tsx';
import { HandOverText } from './HandOverText.tsx';
import { openPreparation, type Preparation, type Stage } from './preparation.ts';
import { Progress } from './Progress.tsx';
import { Review } from './Review.tsx';
import { Save } from './Save.tsx';
import { WhatGoesIn } from './WhatGoesIn.tsx';

interface HandOverProps {
  readonly rooms: Rooms;
  readonly scan: Scan;
  readonly inventory: Inventory;
  readonly evidence: Evidence;
}

/** A copy of what is held, for the person: what goes in, a review of other people's data, the files. */
export function HandOver(props: HandOverProps) {
  return (
    <HandOverText>
      <Steps {...props} />
    </HandOverText>
  );
}

function Steps({ rooms, scan, inventory, evidence }: HandOverProps) {
  const { t } = useText();
  const preparation = useMemo(() => preparationFor(rooms, scan), [rooms, scan]);
  const { choice, stage, leftIn } = useStore(preparation);
  const prepared = stage.kind === 'ready' ? stage.prepared : null;
  const [first, second] = [useRef<HTMLElement>(null), useRef<HTMLElement>(null)];
  useFocusKept(stage.kind, prepared ? [first, second] : [second, first]);
  return (
    <>
      <Step ref={first} tabIndex={-1}>
        <Subheading>{t('handOver.what.title')}</Subheading>
        <WhatGoesIn
          rooms={rooms}
          inventory={inventory}
          choice={choice}
          stage={stage.kind}
          onChoice={(next) => preparation.choose(next)}
          onPrepare={() => preparation.prepare(inventory, evidence)}
        />
        {(stage.kind === 'reading' || stage.kind === 'looking') && (
          <Progress stage={stage} onCancel={() => preparation.cancel()} />
        )}
      </Step>
      <Step ref={second} tabIndex={-1}>
        <Subheading>{t('handOver.review.title')}</Subheading>
        {prepared ? (
          <Review
            prepared={prepared}
            leftIn={leftIn}
            onLeaveIn={(keys) => preparation.leaveIn(keys)}
            onOpenTicket={(id) => rooms.host.showTicket(id)}
            {...(choice.withTexts ? { onReadAgain: () => preparation.readAgain() } : {})}
          />
        ) : (
          <p>{t('handOver.review.later')}</p>
        )}
      </Step>
      <Step>
        <Subheading>{t('handOver.save.title')}</Subheading>
        {prepared ? (
          <Save
            rooms={rooms}
            prepared={prepared}
            leftIn={leftIn}
            withNotes={choice.withNotes}
            isStale={prepared.from !== inventory || prepared.evidence !== evidence}
            onStartOver={() => preparation.cancel()}
          />
        ) : (
          <p>{t('handOver.save.later')}</p>
        )}
        <AboutThePack host={rooms.host} />
      </Step>
    </>
  );
}

/** The button that was pressed goes with its stage: the focus goes on to what came of it. */
function useFocusKept(
  stage: Stage['kind'],
  [before, next]: readonly [RefObject<HTMLElement>, RefObject<HTMLElement>],
): void {
  const last = useRef(stage);
  useEffect(() => {
    if (last.current === stage) return;
    last.current = stage;
    const at = document.activeElement;
    if (at === document.body || at === before.current) next.current?.focus();
  }, [stage, before, next]);
}

let kept: { readonly scan: Scan; readonly preparation: Preparation } | null = null;

/** One at a time: it outlives a look at another tab, and ends when somebody else's is opened. */
function preparationFor(rooms: Rooms, scan: Scan): Preparation {
  if (kept?.scan !== scan) {
    kept?.preparation.cancel();
    kept = { scan, preparation: openPreparation(rooms) };
  }
  return kept.preparation;
}

const Step = styled.section`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.sm};

  p,
  ul {
    margin: 0;
  }

  &:focus {
    outline: none;
  }
`;
