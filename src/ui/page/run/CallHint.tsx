import type { CallHints } from '../../../inventory/callHints.ts';
import { FailureNote } from '../../parts/FailureNote.tsx';
import { When } from '../../parts/When.tsx';
import { useText } from '../../text.tsx';

interface CallHintProps {
  readonly hints: CallHints;
  /** It will be read anew before anything rests on it. */
  readonly isOld?: boolean;
}

/** What the API hints at a call of the person, and when that was read. Stands inside `EraseText`. */
export function CallHint({ hints, isOld = false }: CallHintProps) {
  const { t } = useText();
  return (
    <>
      <p>
        {t(`erase.notOnCall.verdict.${hints.verdict}`, {
          ticket: hints.ticketId === null ? '' : String(hints.ticketId),
          agents: hints.agentsOnCall ?? t('words.notKnown'),
          waiting: hints.waiting ?? t('words.notKnown'),
        })}
      </p>
      <p>
        {t('erase.notOnCall.taken')} <When at={hints.takenAt} />.{' '}
        {isOld && t('erase.notOnCall.old')}
      </p>
      {hints.failure && (
        <FailureNote
          failure={hints.failure}
          about={t('erase.notOnCall.failed')}
          means={t('erase.notOnCall.failedMeans')}
        />
      )}
    </>
  );
}
