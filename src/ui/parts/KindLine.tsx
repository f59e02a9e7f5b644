import InboundIcon from '@zendeskgarden/svg-icons/src/16/phone-call-in-stroke.svg?react';
import OutboundIcon from '@zendeskgarden/svg-icons/src/16/phone-call-out-stroke.svg?react';
import PhoneIcon from '@zendeskgarden/svg-icons/src/16/phone-stroke.svg?react';
import VoicemailIcon from '@zendeskgarden/svg-icons/src/16/voicemail-stroke.svg?react';

import type { Call } from '../../domain/call.ts';
import { useText } from '../text.tsx';
import { type Icon, Mark } from './Mark.tsx';

interface KindLineProps {
  readonly call: Pick<Call, 'kind' | 'direction' | 'origin'>;
}

/** Kind and direction of a call, as an icon and in words. */
export function KindLine({ call }: KindLineProps) {
  const { t } = useText();
  return (
    <Mark icon={iconOf(call)} manner="fact">
      {t('words.callLine', { kind: call.kind, direction: call.direction, origin: call.origin })}
    </Mark>
  );
}

function iconOf({ kind, direction }: KindLineProps['call']): Icon {
  if (kind === 'voicemail') return VoicemailIcon;
  if (direction === 'inbound') return InboundIcon;
  return direction === 'outbound' ? OutboundIcon : PhoneIcon;
}
