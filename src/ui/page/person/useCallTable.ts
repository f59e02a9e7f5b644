import { useMemo, useReducer, useState } from 'react';

import { answering, type Evidence } from '../../../inventory/coverage.ts';
import {
  callRows,
  everyCall,
  filterRows,
  sortRows,
  type CallColumn,
  type CallFilter,
  type CallOrder,
  type CallRow,
} from '../../../inventory/callList.ts';
import type { Inventory } from '../../../inventory/inventory.ts';
import type { Rooms } from '../../rooms.ts';
import { useText } from '../../text.tsx';
import { selected, type Selection, type SelectionMove } from './selection.ts';

/** The table of calls as it is filtered, sorted and ticked. It outlives a look at another tab. */
export interface CallTableState {
  /** Every call, in the order in which they were found. */
  readonly all: readonly CallRow[];
  /** What the table shows. */
  readonly rows: readonly CallRow[];
  readonly filter: CallFilter;
  readonly setFilter: (filter: CallFilter) => void;
  readonly order: CallOrder | null;
  readonly setOrder: (order: CallOrder | null) => void;
  /** Ascending, then descending, then as found. */
  readonly turnOrder: (by: CallColumn) => void;
  readonly selection: Selection;
  readonly select: (move: SelectionMove) => void;
  /** The selected calls with something to delete, and how many of them the filter hides. */
  readonly chosen: readonly CallRow[];
  readonly hidden: number;
  readonly columns: readonly CallColumn[];
  readonly setColumns: (columns: readonly CallColumn[]) => void;
}

export const everyColumn: readonly CallColumn[] = [
  'time',
  'kind',
  'length',
  'line',
  'ticket',
  'answeredBy',
  'recording',
  'transcript',
  'callId',
];

const usualColumns = everyColumn.filter((name) => name !== 'transcript' && name !== 'callId');

/** As long as this page is open, for every person that it shows. */
const chosenColumns = new WeakMap<Rooms, readonly CallColumn[]>();

/** While calls come in, those found after the sorting stand behind it: no row moves under the pointer. */
interface Sorting extends CallOrder {
  readonly until: number;
}

export function useCallTable(
  rooms: Rooms,
  inventory: Inventory,
  evidence: Evidence,
): CallTableState {
  const { locale } = useText();
  const { calls, person, exported, phase } = inventory;
  const [filter, setFilter] = useState(everyCall);
  const [order, sort] = useState<Sorting | null>(null);
  const [selection, select] = useReducer(selected, new Set<never>());
  const [columns, setColumns] = useState(() => chosenColumns.get(rooms) ?? usualColumns);
  const isReading = phase === 'reading' || phase === 'paused';
  if (order && !isReading && order.until !== Infinity) sort({ ...order, until: Infinity });

  const all = useMemo(
    () =>
      callRows(calls, {
        person,
        isAnswered: answering(inventory),
        evidence,
        now: rooms.clock.now(),
      }),
    // The clock and the inventory move with every rendering; the rows follow what was read.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [calls, person, exported, evidence],
  );
  const rows = useMemo(() => {
    if (!order) return filterRows(all, filter);
    const compareText = new Intl.Collator(locale).compare;
    return [
      ...sortRows(filterRows(all.slice(0, order.until), filter), order, compareText),
      ...filterRows(all.slice(order.until), filter),
    ];
  }, [all, filter, order, locale]);
  const chosen = useMemo(
    () => all.filter((row) => row.canBeDeleted && selection.has(row.call.commentId)),
    [all, selection],
  );
  const hidden = useMemo(() => {
    const shown = new Set(rows);
    return chosen.filter((row) => !shown.has(row)).length;
  }, [rows, chosen]);
  const setOrder = (next: CallOrder | null) =>
    sort(next && { ...next, until: isReading ? all.length : Infinity });

  return {
    all,
    rows,
    filter,
    setFilter,
    order,
    setOrder,
    turnOrder(by) {
      if (order?.by !== by) setOrder({ by, isDescending: false });
      else setOrder(order.isDescending ? null : { by, isDescending: true });
    },
    selection,
    select,
    chosen,
    hidden,
    columns,
    setColumns(next) {
      chosenColumns.set(rooms, next);
      setColumns(next);
    },
  };
}
