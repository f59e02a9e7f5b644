import AlertIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';
import GoneIcon from '@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg?react';
import NoneIcon from '@zendeskgarden/svg-icons/src/16/circle-line-stroke.svg?react';
import ClockIcon from '@zendeskgarden/svg-icons/src/16/clock-stroke.svg?react';
import ElsewhereIcon from '@zendeskgarden/svg-icons/src/16/new-window-stroke.svg?react';
import UnknownIcon from '@zendeskgarden/svg-icons/src/16/question-mark-stroke.svg?react';
import ListedIcon from '@zendeskgarden/svg-icons/src/16/record-fill.svg?react';

import type { RecordingState } from '../../domain/call.ts';
import { useText } from '../text.tsx';
import { type Icon, type Manner, Mark } from './Mark.tsx';

interface StateMarkProps {
  readonly state: RecordingState;
}

/** What is known of a recording, in its word, with an icon. */
export function StateMark({ state }: StateMarkProps) {
  const { t } = useText();
  const { icon, manner } = marks[state];
  return (
    <Mark icon={icon} manner={manner}>
      {t(`words.recordingState.${state}`)}
    </Mark>
  );
}

const marks: Readonly<Record<RecordingState, { readonly icon: Icon; readonly manner: Manner }>> = {
  listed: { icon: ListedIcon, manner: 'fact' },
  noneListed: { icon: NoneIcon, manner: 'fact' },
  mayStillCome: { icon: ClockIcon, manner: 'look' },
  deletionAccepted: { icon: AlertIcon, manner: 'look' },
  seenGone: { icon: GoneIcon, manner: 'fact' },
  partners: { icon: ElsewhereIcon, manner: 'look' },
  cannotTell: { icon: UnknownIcon, manner: 'look' },
};
