import { useMemo, useState } from 'react';
import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { TicketId } from '../../../domain/ids.ts';
import type { BlackOut, Found } from '../../../handover/review.ts';
import { useText } from '../../text.tsx';
import { FoundTable } from './FoundTable.tsx';
import { placesWith } from './places.ts';
import type { Prepared } from './preparation.ts';
import { Preview } from './Preview.tsx';
import { Unread } from './Unread.tsx';

interface ReviewProps {
  readonly prepared: Prepared;
  readonly leftIn: BlackOut;
  readonly onLeaveIn: (keys: BlackOut) => void;
  readonly onReadAgain?: () => void;
  readonly onOpenTicket: (id: TicketId) => void;
}

/** What is missing, what stands of other people in it, and what was left out. */
export function Review({ prepared, leftIn, onLeaveIn, onOpenTicket, ...unread }: ReviewProps) {
  const { t, formats } = useText();
  const { found } = prepared.review;
  const places = useMemo(() => placesWith(prepared), [prepared]);
  const [at, setAt] = useState<number | null>(null);
  const shown = at === null ? undefined : places[at];
  const stay = found.filter(({ key }) => leftIn.has(key)).length;

  const toggle = (key: string) => {
    const keys = new Set(leftIn);
    if (!keys.delete(key)) keys.add(key);
    onLeaveIn(keys);
  };
  const showFirst = ({ places: [first] }: Found) => {
    const index = places.findIndex(
      ({ ticketId, commentId }) => ticketId === first?.ticketId && commentId === first?.commentId,
    );
    setAt(index < 0 ? null : index);
  };

  return (
    <>
      <Unread prepared={prepared} onOpenTicket={onOpenTicket} {...unread} />
      {found.length === 0 ? (
        <p role="status">{t('handOver.review.none')}</p>
      ) : (
        <>
          <p role="status">
            {t('handOver.review.about', { n: found.length, texts: places.length })}
          </p>
          <Row>
            <span>
              {t('handOver.review.count', {
                out: formats.number(found.length - stay),
                of: formats.number(found.length),
              })}
            </span>
            <Button size="small" onClick={() => onLeaveIn(new Set())}>
              {t('handOver.review.allOut')}
            </Button>
            <Button size="small" onClick={() => onLeaveIn(new Set(found.map(({ key }) => key)))}>
              {t('handOver.review.allIn')}
            </Button>
          </Row>
          <FoundTable
            found={found}
            leftIn={leftIn}
            onToggle={toggle}
            onShow={showFirst}
            onOpenTicket={onOpenTicket}
          />
          {shown && at !== null && (
            <Preview
              place={shown}
              at={at}
              of={places.length}
              marker={prepared.marker}
              leftIn={leftIn}
              onGo={setAt}
              onOpenTicket={onOpenTicket}
            />
          )}
        </>
      )}
      <LeftOut prepared={prepared} />
    </>
  );
}

function LeftOut({ prepared }: Pick<ReviewProps, 'prepared'>) {
  const { t } = useText();
  const { leftOut } = prepared.content;
  if (leftOut.length === 0) return null;
  return (
    <div>
      <Name>{t('handOver.review.leftOut')}</Name>
      <ul>
        {leftOut.map(({ reason, count }) => (
          <li key={reason}>{t(`handOver.review.reason.${reason}`, { n: count })}</li>
        ))}
      </ul>
    </div>
  );
}

const Row = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.space.sm};
  align-items: center;
  font-variant-numeric: tabular-nums;
`;

const Name = styled.h3`
  margin: 0;
  font-size: inherit;
  font-weight: ${({ theme }) => theme.fontWeights.semibold};
`;
