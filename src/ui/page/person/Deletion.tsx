import { useEffect, useState } from 'react';
import styled from 'styled-components';

import { draftRecordings } from '../../../erasure/draft.ts';
import type { NotStarted } from '../../../erasure/erasure.ts';
import type { RunStore } from '../../../erasure/runner.ts';
import type { Profile } from '../../../domain/profile.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { When } from '../../parts/When.tsx';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { EraseText } from '../erase/EraseText.tsx';
import type { CallRow } from '../../../inventory/callList.ts';
import { PersonText } from './PersonText.tsx';

interface DeletionProps {
  readonly rooms: Rooms;
  readonly signedIn: Profile;
  readonly inventory: Inventory;
  /** Exactly what the dialog names and the run deletes. */
  readonly rows: readonly CallRow[];
  readonly onCancel: () => void;
  readonly onStarted: (run: RunStore) => void;
}

/** One confirmation that names every recording, then the run that deletes them. */
export function Deletion(props: DeletionProps) {
  return (
    <PersonText>
      <Worded {...props} />
    </PersonText>
  );
}

function Worded(props: DeletionProps) {
  return (
    <EraseText>
      <Confirmation {...props} />
    </EraseText>
  );
}

function Confirmation(props: DeletionProps) {
  const { rooms, signedIn, inventory, rows, onCancel, onStarted } = props;
  const { t } = useText();
  const [notStarted, setNotStarted] = useState<NotStarted | null>(null);
  const [isDurable, setIsDurable] = useState<boolean | null>(null);
  // What was named is what is approved, however the scan moves on behind the dialog.
  const [draft] = useState(() =>
    draftRecordings(
      rows.map(({ call }) => call),
      {
        me: signedIn,
        account: rooms.host.subdomain,
        person: inventory.person,
        profileIds: inventory.profileIds,
        inventory,
        now: rooms.clock.now(),
      },
    ),
  );
  const { recordings } = draft.cost;
  const own = rows.filter(({ isOwned }) => isOwned);
  const others = rows.filter(({ isOwned }) => !isOwned);

  useEffect(() => {
    let isGone = false;
    void rooms.erasure.isDurable().then((answer) => {
      if (!isGone) setIsDurable(answer);
    });
    return () => {
      isGone = true;
    };
  }, [rooms.erasure]);

  const start = async () => {
    const approved = await rooms.erasure.approve(draft.plan, {
      digest: draft.digest,
      typedUserId: null,
    });
    if (!approved.ok) return setNotStarted(approved.failure);
    onStarted(approved.value);
    void approved.value.start();
  };

  return (
    <ConfirmDialog
      title={t('personPage.deletion.title', { n: recordings })}
      act={t('personPage.deletion.act', { n: recordings })}
      isActDisabled={isDurable !== true}
      onConfirm={() => void start()}
      onCancel={onCancel}
    >
      <p>{t('personPage.deletion.final')}</p>
      {isDurable === false && <p role="alert">{t('erase.notStarted.storageRefused')}</p>}
      {notStarted && <p role="alert">{t(`erase.notStarted.${notStarted.kind}`)}</p>}
      {own.length > 0 && (
        <Named rows={own} heading={t('personPage.deletion.own', { n: own.length })} />
      )}
      {others.length > 0 && (
        <Named rows={others} heading={t('personPage.deletion.others', { n: others.length })} />
      )}
      {rows.some(({ call }) => call.hasTranscript) && <p>{t('personPage.deletion.transcripts')}</p>}
      {rows.length > recordings && <p>{t('personPage.deletion.together')}</p>}
    </ConfirmDialog>
  );
}

function Named({ rows, heading }: { readonly rows: readonly CallRow[]; readonly heading: string }) {
  const { t, formats } = useText();
  return (
    <>
      <strong>{heading}</strong>
      <List tabIndex={0} aria-label={heading}>
        {rows.map(({ call }) => (
          <li key={call.commentId}>
            {t('words.callLine', {
              kind: call.kind,
              direction: call.direction,
              origin: call.origin,
            })}
            {' · '}
            <When at={call.startedAt ?? call.createdAt} />
            {' · '}
            {call.durationSeconds === null
              ? t('words.unknownLength')
              : formats.duration(call.durationSeconds)}
            {call.lineName !== null && (
              <>
                {' · '}
                <bdi>{call.lineName}</bdi>
              </>
            )}
            {' · '}
            {t('words.ticketNumber', { id: String(call.ticketId) })}
          </li>
        ))}
      </List>
    </>
  );
}

const List = styled.ul`
  max-height: calc(${({ theme }) => theme.space.xxl} * 4);
  margin: ${({ theme }) => theme.space.xs} 0;
  padding-inline-start: ${({ theme }) => theme.space.md};
  overflow: auto;

  li {
    content-visibility: auto;
    contain-intrinsic-height: auto ${({ theme }) => theme.lineHeights.md};
  }
`;
