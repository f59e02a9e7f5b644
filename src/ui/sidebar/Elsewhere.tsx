import { Button } from '@zendeskgarden/react-buttons';
import messages from 'virtual:messages/elsewhere';

import type { Profile } from '../../domain/profile.ts';
import type { Elsewhere as Found } from '../../inventory/openedTicket.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { SidebarRooms } from '../rooms.ts';
import { MoreText, useText } from '../text.tsx';
import { RecordingCount } from './RecordingCount.tsx';

interface ElsewhereProps {
  readonly rooms: SidebarRooms;
  readonly found: Found;
  readonly requester: Profile | null;
  readonly onTryAgain: () => void;
}

/** What else Zendesk holds on the requester. */
export function Elsewhere({ rooms, found, requester, onTryAgain }: ElsewhereProps) {
  return (
    <MoreText messages={messages}>
      <OtherTickets found={found} onTryAgain={onTryAgain} />
      {requester && found.state === 'read' && (
        <RecordingCount
          key={requester.id}
          rooms={rooms}
          requesterId={requester.id}
          ticketsKnown={found.atLeast + 1}
        />
      )}
      <OpenPage
        onOpen={() =>
          rooms.host.showPage(
            requester ? { view: 'person', userId: requester.id } : { view: 'find' },
          )
        }
      />
    </MoreText>
  );
}

function OpenPage({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useText();
  return (
    <Button isLink onClick={onOpen}>
      {t('elsewhere.openPage')}
    </Button>
  );
}

function OtherTickets({
  found,
  onTryAgain,
}: {
  readonly found: Found;
  readonly onTryAgain: () => void;
}) {
  const { t } = useText();
  switch (found.state) {
    case 'waiting':
      return <Skeleton label={t('sidebar.elsewhere.waiting')} rows={1} />;
    case 'notAsked':
      return <p>{t('elsewhere.notAsked')}</p>;
    case 'failed':
      return (
        <FailureNote
          failure={found.failure}
          about={t('elsewhere.failed')}
          onTryAgain={onTryAgain}
        />
      );
    case 'read':
      return (
        <>
          <p>
            {found.atLeast === 0
              ? t('elsewhere.none')
              : t('elsewhere.atLeast', { n: found.atLeast })}
          </p>
          <p>{t('elsewhere.how')}</p>
        </>
      );
  }
}
