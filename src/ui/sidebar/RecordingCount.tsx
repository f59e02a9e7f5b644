import { useEffect, useState } from 'react';

import { Button } from '@zendeskgarden/react-buttons';

import type { UserId } from '../../domain/ids.ts';
import type { Scan } from '../../inventory/scan.ts';
import type { SidebarRooms } from '../rooms.ts';
import { useText } from '../text.tsx';
import type { Counting } from './Counting.tsx';

interface RecordingCountProps {
  readonly rooms: SidebarRooms;
  readonly requesterId: UserId;
  /** Tickets that are known of so far, this one included: what the button says of its cost. */
  readonly ticketsKnown: number;
}

/** The profile, its identities, its counts and the two lists of tickets. */
const requestsBesidesTickets = 5;

type Opening =
  | { readonly kind: 'closed' | 'opening' | 'notFetched' }
  | { readonly kind: 'open'; readonly scan: Scan; readonly Screen: typeof Counting };

/** Reads every ticket of the requester, on a click that says what it costs. */
export function RecordingCount({ rooms, requesterId, ticketsKnown }: RecordingCountProps) {
  const { t } = useText();
  const [opening, setOpening] = useState<Opening>({ kind: 'closed' });
  const scan = opening.kind === 'open' ? opening.scan : null;

  useEffect(() => () => scan?.stop(), [scan]);

  if (opening.kind === 'open') return <opening.Screen scan={opening.scan} rooms={rooms} />;
  if (opening.kind === 'notFetched') return <p role="alert">{t('sidebar.notFetched')}</p>;
  const begin = async () => {
    setOpening({ kind: 'opening' });
    const fetched = await Promise.all([
      import('./Counting.tsx'),
      rooms.openScan([requesterId]),
    ]).catch(() => null);
    if (!fetched) {
      setOpening({ kind: 'notFetched' });
      return;
    }
    const [{ Counting: Screen }, opened] = fetched;
    opened.start();
    setOpening({ kind: 'open', scan: opened, Screen });
  };
  return (
    <Button isLink disabled={opening.kind === 'opening'} onClick={() => void begin()}>
      {t('elsewhere.count', { n: ticketsKnown + requestsBesidesTickets })}
    </Button>
  );
}
