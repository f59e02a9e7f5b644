import styled from 'styled-components';

import { Button } from '@zendeskgarden/react-buttons';

import type { UserId } from '../../../domain/ids.ts';
import { ok } from '../../../domain/result.ts';
import { known, useLoaded } from '../../parts/useLoaded.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { EraseText } from '../erase/EraseText.tsx';
import { CallHint } from '../run/CallHint.tsx';
import { PersonText } from './PersonText.tsx';

interface OnCallProps {
  readonly rooms: Rooms;
  readonly profileIds: readonly UserId[];
}

/** Whether the person may be on a call right now: what Zendesk hints at, and when that was read. */
export function OnCall(props: OnCallProps) {
  return (
    <EraseText>
      <PersonText>
        <Answer {...props} />
      </PersonText>
    </EraseText>
  );
}

function Answer({ rooms, profileIds }: OnCallProps) {
  const { t } = useText();
  const [loaded, readAgain] = useLoaded(profileIds.join(), async () =>
    ok(await rooms.erasure.hints(profileIds)),
  );
  const hints = known(loaded);
  return (
    <Box>
      <div role="status">
        {loaded.kind === 'loading' && <p>{t('erase.notOnCall.reading')}</p>}
        {hints && <CallHint hints={hints} />}
        {hints && <p>{t('personPage.onCall.hint')}</p>}
      </div>
      <Button size="small" disabled={loaded.kind === 'loading'} onClick={readAgain}>
        {t('erase.notOnCall.again')}
      </Button>
    </Box>
  );
}

const Box = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xs};
  justify-items: start;

  p {
    margin: 0;
  }
`;
