import { lazy, Suspense, useRef, useState } from 'react';
import styled from 'styled-components';

import type { CommentId } from '../../../domain/ids.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Rooms } from '../../rooms.ts';
import { type Text, useText } from '../../text.tsx';
import { narrowScreen } from '../narrow.ts';
import { CallTable } from './CallTable.tsx';
import { isPastFirstRows } from './pastFirstRows.ts';
import { Selected } from './Selected.tsx';
import type { CallTableState } from './useCallTable.ts';

const CallTools = lazy(() =>
  import('./CallTools.tsx').then(({ CallTools }) => ({ default: CallTools })),
);
const CallDetail = lazy(() =>
  import('./CallDetail.tsx').then(({ CallDetail }) => ({ default: CallDetail })),
);

interface CallsProps {
  readonly rooms: Rooms;
  readonly inventory: Inventory;
  readonly table: CallTableState;
  readonly isStaff: boolean;
  /** Left out where the signed-in person deletes nothing. */
  readonly onDelete?: () => void;
}

/** The person's calls: timeline, filters, table, and everything known of the one that is opened. */
export function Calls({ rooms, inventory, table, isStaff, onDelete }: CallsProps) {
  const text = useText();
  const { all, rows } = table;
  const [openedId, setOpened] = useState<CommentId | null>(null);
  const opener = useRef<Element | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const opened = openedId && all.find(({ call }) => call.commentId === openedId);
  const isReading = inventory.phase === 'reading' || inventory.phase === 'paused';

  const open = (commentId: CommentId) => {
    opener.current = document.activeElement;
    setOpened(commentId);
  };
  const close = () => {
    setOpened(null);
    const line = opener.current;
    if (line instanceof HTMLElement && line.isConnected) line.focus();
    else frame.current?.focus();
  };

  return (
    <>
      {(isReading || all.length > 1) && (
        <Room $isWaiting={!isPastFirstRows(inventory)}>
          <Suspense fallback={null}>
            {all.length > 1 && isPastFirstRows(inventory) && (
              <CallTools table={table} isStaff={isStaff} />
            )}
          </Suspense>
        </Room>
      )}
      {onDelete && <Selected table={table} onDelete={onDelete} />}
      {rows.length === 0 ? (
        <p>{emptyText(inventory, all.length, text)}</p>
      ) : (
        <CallTable
          rows={rows}
          columns={table.columns}
          order={table.order}
          onOrder={table.turnOrder}
          selection={table.selection}
          opened={openedId}
          onOpen={open}
          onOpenTicket={(id) => rooms.host.showTicket(id)}
          frame={frame}
          {...(onDelete
            ? { onToggle: (commentId) => table.select({ kind: 'toggle', commentId }) }
            : {})}
        />
      )}
      {opened && (
        <Suspense fallback={<p role="status">{text.t('page.opening')}</p>}>
          <CallDetail
            key={opened.call.commentId}
            rooms={rooms}
            inventory={inventory}
            row={opened}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}

/** Empty is a sentence that says what was looked for and where. */
function emptyText({ phase, progress }: Inventory, calls: number, { t, formats }: Text): string {
  if (calls > 0) return t('page.person.empty.filtered', { calls: formats.number(calls) });
  const args = { read: progress.ticketsRead, of: progress.ticketsKnown };
  if (phase === 'reading' || phase === 'paused') return t('page.person.empty.soFar', args);
  return phase === 'complete'
    ? t('page.person.empty.none', args)
    : t('page.person.empty.unsure', args);
}

/** The timeline and the filters move nothing when they come. */
const Room = styled.div<{ readonly $isWaiting: boolean }>`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: ${({ theme }) => theme.space.md};
  align-content: start;
  min-height: ${({ theme, $isWaiting }) => ($isWaiting ? theme.space.base * 36 : 0)}px;

  ${narrowScreen} {
    min-height: ${({ theme, $isWaiting }) => ($isWaiting ? theme.space.base * 28 : 0)}px;
  }
`;
