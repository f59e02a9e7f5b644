import { type ReactNode, useEffect } from 'react';
import styled from 'styled-components';
import AlertIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';
import GoneIcon from '@zendeskgarden/svg-icons/src/16/check-circle-stroke.svg?react';
import WorkIcon from '@zendeskgarden/svg-icons/src/16/reload-stroke.svg?react';

import { Button } from '@zendeskgarden/react-buttons';
import messages from 'virtual:messages/deletion';

import type { Receipt } from '../../domain/receipt.ts';
import type { StopReason } from '../../erasure/journal.ts';
import type { Item } from '../../erasure/progress.ts';
import type { RunStore, RunView } from '../../erasure/runner.ts';
import { FailureNote } from '../parts/FailureNote.tsx';
import { Mark } from '../parts/Mark.tsx';
import { When } from '../parts/When.tsx';
import { MoreText, type TextKey, useText } from '../text.tsx';

interface DeletionProps {
  readonly run: RunStore;
  readonly view: RunView;
  readonly item: Item;
  /** The ticket as it was read last does not list the recording. */
  readonly isGone: boolean;
  readonly onLookAgain: () => void;
  /** The run came to its end: its receipts are written. */
  readonly onEnded: () => void;
}

/** What becomes of one recording's deletion, in the place of the button that began it. */
export function Deletion(props: DeletionProps) {
  return (
    <MoreText messages={messages}>
      <Course {...props} />
    </MoreText>
  );
}

/** A deletion of an earlier day that Zendesk accepted, and whose recording it lists to this day. */
export function StillListed({ onLookAgain }: Pick<DeletionProps, 'onLookAgain'>) {
  return (
    <MoreText messages={messages}>
      <Place>
        <Ended
          outcome="reported"
          unverifiable="stillListed"
          status={null}
          lookedAt={null}
          isGone={false}
        />
        <LookAgain onLookAgain={onLookAgain} />
      </Place>
    </MoreText>
  );
}

function Course({ run, view, item, isGone, onLookAgain, onEnded }: DeletionProps) {
  const { t } = useText();
  const hasEnded = view.state === 'finished';
  useEffect(() => {
    if (hasEnded) onEnded();
  }, [hasEnded, onEnded]);

  const receipt = item.phase.kind === 'receipted' ? item.phase.receipt : null;
  const next = nextStep(view);
  return (
    <Place>
      <div role="status">
        {receipt ? <Ended {...receipt} isGone={isGone} /> : <UnderWay view={view} item={item} />}
      </div>
      {receipt?.unverifiable === 'stillListed' && !isGone && (
        <LookAgain onLookAgain={onLookAgain} />
      )}
      {!receipt && next && (
        <Button size="small" onClick={() => void run.start()}>
          {t(next)}
        </Button>
      )}
    </Place>
  );
}

function nextStep({ state, isWritingRefused, unreadableAt }: RunView): TextKey | null {
  if (isWritingRefused || unreadableAt !== null) return null;
  if (state === 'interrupted') return 'deletion.finish';
  return state === 'stopped' ? 'deletion.resume' : null;
}

function LookAgain({ onLookAgain }: Pick<DeletionProps, 'onLookAgain'>) {
  const { t } = useText();
  return (
    <Button size="small" onClick={onLookAgain}>
      {t('words.lookAgain')}
    </Button>
  );
}

interface EndedProps extends Pick<Receipt, 'outcome' | 'unverifiable' | 'status'> {
  readonly lookedAt: number | null;
  readonly isGone: boolean;
}

function Ended({ outcome, unverifiable, status, lookedAt, isGone }: EndedProps) {
  const { t } = useText();
  if (outcome === 'seenGone')
    return (
      <Mark icon={GoneIcon} manner="fact">
        {t(status === 404 ? 'deletion.goneAlready' : 'deletion.seenGone')} <When at={lookedAt} />
      </Mark>
    );
  if (unverifiable === 'stillListed' && isGone)
    return (
      <Mark icon={GoneIcon} manner="fact">
        {t(outcomeKey(outcome))} {t('deletion.goneSince')}
      </Mark>
    );
  return (
    <Mark icon={AlertIcon} manner="look">
      {t(outcomeKey(outcome))} {unverifiable && t(`deletion.unverifiable.${unverifiable}`)}
    </Mark>
  );
}

function outcomeKey(outcome: Receipt['outcome']): TextKey {
  if (outcome === 'reported') return 'deletion.accepted';
  return outcome === 'nothingToDelete' ? 'deletion.nothingToDelete' : 'deletion.notConfirmed';
}

function UnderWay({ view, item }: { readonly view: RunView; readonly item: Item }) {
  const { t } = useText();
  const look = (words: ReactNode) => (
    <Mark icon={AlertIcon} manner="look">
      {words}
    </Mark>
  );
  if (view.unreadableAt !== null) return look(t('deletion.unreadable', { n: view.unreadableAt }));
  if (view.isWritingRefused) return look(t('deletion.writingRefused'));
  if (view.state === 'watching') return look(t('deletion.watching'));
  if (view.state === 'interrupted')
    return look(
      t(item.phase.kind === 'open' ? 'deletion.interruptedBefore' : 'deletion.interrupted'),
    );
  if (view.state === 'stopped' && view.progress.stopped)
    return <Stopped why={view.progress.stopped.why} serverText={view.serverText} />;
  const isAsked =
    item.phase.kind === 'answered' || item.phase.kind === 'unknown' || view.state === 'doubtful';
  return (
    <Mark icon={WorkIcon} manner="work">
      {t(isAsked ? 'deletion.looking' : 'deletion.deleting')}
    </Mark>
  );
}

function Stopped({
  why,
  serverText,
}: {
  readonly why: StopReason;
  readonly serverText: string | null;
}) {
  const { t } = useText();
  if (why.kind === 'failure')
    return (
      <FailureNote
        failure={{ kind: why.failure, asked: why.asked, status: why.status, serverText }}
        about={t('deletion.stopped')}
      />
    );
  return (
    <Mark icon={AlertIcon} manner="look">
      {t('deletion.stopped')} {t(stopKey(why))}
    </Mark>
  );
}

function stopKey(why: Exclude<StopReason, { kind: 'failure' }>): TextKey {
  switch (why.kind) {
    case 'paused':
    case 'notAdmin':
    case 'noAnswerTwice':
    case 'stillThere':
      return `deletion.stop.${why.kind}`;
    case 'changed':
      return why.difference === 'gone' || why.difference === 'callGone'
        ? 'deletion.stop.gone'
        : 'deletion.stop.changed';
    case 'newFinds':
    case 'personRefused':
      // Only the erasure of a person stops for these.
      return 'deletion.stop.changed';
  }
}

const Place = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.xxs};
  justify-items: start;
`;
