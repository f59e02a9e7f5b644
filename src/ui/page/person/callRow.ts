import type { Call, RecordingState } from '../../../domain/call.ts';
import type { CommentId } from '../../../domain/ids.ts';
import { isOwnedCall, type Person } from '../../../domain/person.ts';
import { stateOf, type Evidence } from '../../../inventory/coverage.ts';

/** One line of the table of calls. */
export interface CallRow {
  readonly call: Call;
  readonly state: RecordingState;
  /** False: somebody else's or unknown. */
  readonly isOwned: boolean;
  /** Its recordings can be asked to be deleted. */
  readonly canBeDeleted: boolean;
}

/** Every call as a line, in the order in which they were found. */
export function callRows(
  calls: readonly Call[],
  person: Person | null,
  evidence: Evidence,
  now: number,
): readonly CallRow[] {
  return calls.map((call) => {
    const state = stateOf(call, evidence, now);
    return {
      call,
      state,
      isOwned: person !== null && isOwnedCall(call, person),
      canBeDeleted: call.callId !== null && deletable.has(state),
    };
  });
}

const deletable: ReadonlySet<RecordingState> = new Set(['listed', 'mayStillCome', 'cannotTell']);

export type Selection = ReadonlySet<CommentId>;

export type SelectionMove =
  | { readonly kind: 'toggle'; readonly commentId: CommentId }
  | { readonly kind: 'add'; readonly commentIds: readonly CommentId[] }
  | { readonly kind: 'clear' };

export function selected(before: Selection, move: SelectionMove): Selection {
  switch (move.kind) {
    case 'toggle': {
      const next = new Set(before);
      if (!next.delete(move.commentId)) next.add(move.commentId);
      return next;
    }
    case 'add':
      return new Set([...before, ...move.commentIds]);
    case 'clear':
      return new Set();
  }
}

/** The person's own calls with something to delete: all that one click may select. */
export function ownedCommentIds(rows: readonly CallRow[]): readonly CommentId[] {
  return rows.filter((row) => row.isOwned && row.canBeDeleted).map((row) => row.call.commentId);
}

/** The rows with every other recording of the same calls: Talk deletes what one call id holds together. */
export function withSiblings(
  rows: readonly CallRow[],
  all: readonly CallRow[],
): readonly CallRow[] {
  const callIds = new Set(rows.map(({ call }) => call.callId));
  return all.filter((row) => row.canBeDeleted && callIds.has(row.call.callId));
}
