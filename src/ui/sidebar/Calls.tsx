import { lazy, Suspense, useRef, useState } from 'react';
import styled from 'styled-components';
import AlertIcon from '@zendeskgarden/svg-icons/src/16/alert-warning-stroke.svg?react';

import { Button } from '@zendeskgarden/react-buttons';
import { getColor } from '@zendeskgarden/react-theming';

import { type Call, recordingState } from '../../domain/call.ts';
import { isOwnedCall } from '../../domain/person.ts';
import type { Item } from '../../erasure/progress.ts';
import type { RunStore, RunView } from '../../erasure/runner.ts';
import type { OpenedTicket } from '../../inventory/openedTicket.ts';
import { Mark } from '../parts/Mark.tsx';
import type { SidebarRooms } from '../rooms.ts';
import { useText } from '../text.tsx';
import { CallCard } from './CallCard.tsx';
import type { DeleteRecordingDialog } from './DeleteRecordingDialog.tsx';
import { orNotFetched } from './orNotFetched.tsx';
import { useDeletions } from './useDeletions.ts';

const Deletion = lazy(() => orNotFetched(import('./Deletion.tsx').then((part) => part.Deletion)));
const StillListed = lazy(() =>
  orNotFetched(import('./Deletion.tsx').then((part) => part.StillListed)),
);

interface CallsProps {
  readonly rooms: SidebarRooms;
  readonly ticket: OpenedTicket;
  readonly calls: readonly Call[];
  readonly callsReadAt: number;
  readonly onLookAgain: () => void;
}

/** The ticket's calls, and for an admin their deletion one by one. */
export function Calls({ rooms, ticket, calls, callsReadAt, onLookAgain }: CallsProps) {
  const { t } = useText();
  const { host, clock, erasure } = rooms;
  const { me, isAdmin, requester } = ticket;
  const callIds = isAdmin ? calls.flatMap((call) => call.callId ?? []) : null;
  const { evidence, runs, begin, look } = useDeletions(rooms, callIds);
  const [asking, setAsking] = useState<{
    readonly call: Call;
    readonly Dialog: typeof DeleteRecordingDialog;
  } | null>(null);
  const [trouble, setTrouble] = useState<{
    readonly about: Call;
    readonly text: 'sidebar.calls.noStorage' | 'sidebar.notFetched';
  } | null>(null);
  const card = useRef<HTMLElement | null>(null);

  const person = requester && { profiles: [requester], identities: new Map() };
  const isSomebodyElses = (call: Call) => !person || !isOwnedCall(call, person);

  const ask = async (call: Call) => {
    setTrouble(null);
    const fetched = await Promise.all([import('./DeleteRecordingDialog.tsx'), look()]).catch(
      () => null,
    );
    if (fetched === null) {
      setTrouble({ about: call, text: 'sidebar.notFetched' });
      return;
    }
    const [{ DeleteRecordingDialog: Dialog }, left] = fetched;
    if (left === null || !(await erasure.isDurable()))
      setTrouble({ about: call, text: 'sidebar.calls.noStorage' });
    // What another frame has begun on this recording stands in the card by now.
    else if (!isUnderWay(deletionOf(call, left))) setAsking({ call, Dialog });
  };

  const cards = calls.map((call) => {
    const deletion = deletionOf(call, runs);
    const seen = asLookedAt(call, deletion, callsReadAt);
    const told = call.callId === null ? undefined : evidence.get(call.callId);
    const state = recordingState(seen, told ?? null, clock.now());
    const isListed = seen.hasAddress && (state === 'listed' || state === 'cannotTell');
    const canDelete = isAdmin && call.callId !== null && isListed && !isUnderWay(deletion);
    return { call, state, deletion, isGone: !seen.hasAddress, canDelete };
  });

  return (
    <>
      {cards.map(({ call, state, deletion, isGone, canDelete }) => (
        <CallCard
          key={call.commentId}
          call={call}
          state={state}
          isSomebodyElses={isSomebodyElses(call)}
          onDelete={
            canDelete
              ? (element) => {
                  card.current = element;
                  void ask(call);
                }
              : null
          }
        >
          {deletion && (
            <Suspense>
              <Deletion {...deletion} isGone={isGone} onLookAgain={onLookAgain} onEnded={look} />
            </Suspense>
          )}
          {!deletion && state === 'deletionAccepted' && !isGone && (
            <Suspense>
              <StillListed onLookAgain={onLookAgain} />
            </Suspense>
          )}
          {trouble?.about === call && (
            <Mark icon={AlertIcon} manner="look">
              <span role="alert">{t(trouble.text)}</span>
            </Mark>
          )}
        </CallCard>
      ))}
      {me && !isAdmin && calls.length > 0 && <Quiet>{t('sidebar.calls.agent')}</Quiet>}
      {requester && cards.filter(({ canDelete }) => canDelete).length > 1 && (
        <div>
          <Button isLink onClick={() => host.showPage({ view: 'person', userId: requester.id })}>
            {t('sidebar.calls.several')}
          </Button>
        </div>
      )}
      {asking && me && (
        <asking.Dialog
          call={asking.call}
          calls={calls.filter(({ callId }) => callId === asking.call.callId)}
          isSomebodyElses={isSomebodyElses(asking.call)}
          requester={requester}
          by={{ me, account: host.subdomain, now: clock.now() }}
          onConfirm={(plan, digest) => {
            const about = asking.call;
            setAsking(null);
            void begin(plan, digest).then((isBegun) => {
              // The button that had the focus is gone with the beginning.
              if (isBegun) card.current?.focus();
              else setTrouble({ about, text: 'sidebar.calls.noStorage' });
            });
          }}
          onCancel={() => setAsking(null)}
        />
      )}
    </>
  );
}

interface DeletionOfCall {
  readonly run: RunStore;
  readonly view: RunView;
  readonly item: Item;
}

/** The newest run that deletes this call's recording. */
function deletionOf(call: Call, runs: readonly RunStore[]): DeletionOfCall | null {
  for (const run of runs) {
    const view = run.snapshot();
    const item = view.progress.items.find(
      ({ planned: { act } }) =>
        act.kind === 'recording' &&
        act.callId === call.callId &&
        (act.what === 'all' || act.what === call.kind || call.kind === 'unknown'),
    );
    if (item) return { run, view, item };
  }
  return null;
}

/** Until the ticket is read again, what the run found on it is newer than what is on the screen. */
function asLookedAt(call: Call, deletion: DeletionOfCall | null, callsReadAt: number): Call {
  const phase = deletion?.item.phase;
  if (phase?.kind !== 'receipted' || phase.receipt.outcome !== 'seenGone') return call;
  return phase.receipt.lookedAt > callsReadAt ? { ...call, hasAddress: false } : call;
}

/** A run that stopped because something changed goes no further; the recording can be confirmed anew. */
function isUnderWay(deletion: DeletionOfCall | null): boolean {
  if (!deletion || deletion.item.phase.kind === 'receipted') return false;
  return deletion.view.progress.stopped?.why.kind !== 'changed';
}

const Quiet = styled.p`
  margin: 0;
  color: ${({ theme }) => getColor({ theme, variable: 'foreground.subtle' })};
`;
