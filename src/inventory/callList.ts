import type { Call, RecordingState } from '../domain/call.ts';
import type { CommentId } from '../domain/ids.ts';
import { ownership, type Person } from '../domain/person.ts';
import { stateOf, type Evidence } from './coverage.ts';

/** One line of the table of calls. */
export interface CallRow {
  readonly call: Call;
  readonly state: RecordingState;
  /** The person is its caller. */
  readonly isOwned: boolean;
  /** The person took it as an agent. Neither owned nor answered: somebody else's or unknown. */
  readonly isAnswered: boolean;
  /** `2026-02`, by UTC; null where Zendesk gave no time. */
  readonly month: string | null;
  /** Its recordings can be asked to be deleted. */
  readonly canBeDeleted: boolean;
}

export type CallColumn =
  | 'time'
  | 'kind'
  | 'length'
  | 'line'
  | 'ticket'
  | 'answeredBy'
  | 'recording'
  | 'transcript'
  | 'callId';

export interface CallOrder {
  readonly by: CallColumn;
  readonly isDescending: boolean;
}

/** Null lets everything through. */
export interface CallFilter {
  readonly kind: Call['kind'] | null;
  readonly state: RecordingState | null;
  readonly whose: 'own' | 'answered' | 'others' | null;
  readonly hasTranscript: boolean | null;
  readonly month: string | null;
}

export const everyCall: CallFilter = {
  kind: null,
  state: null,
  whose: null,
  hasTranscript: null,
  month: null,
};

/** From what holds audio to what is gone; the order of the filter and of the sorted column. */
export const recordingStates = [
  'listed',
  'mayStillCome',
  'partners',
  'cannotTell',
  'noneListed',
  'deletionAccepted',
  'seenGone',
] as const satisfies readonly RecordingState[];

/** Every call as a line, in the order in which they were found. */
export function callRows(
  calls: readonly Call[],
  about: {
    readonly person: Person | null;
    readonly isAnswered: (call: Call) => boolean;
    readonly evidence: Evidence;
    readonly now: number;
  },
): readonly CallRow[] {
  const isOwned = about.person === null ? () => false : ownership(about.person);
  return calls.map((call) => {
    const state = stateOf(call, about.evidence, about.now);
    return {
      call,
      state,
      isOwned: isOwned(call),
      isAnswered: about.isAnswered(call),
      month: monthOf(call),
      canBeDeleted: call.callId !== null && deletable.has(state),
    };
  });
}

const deletable: ReadonlySet<RecordingState> = new Set(['listed', 'mayStillCome', 'cannotTell']);

/** Zendesk writes instants in UTC. A year that no call can have makes no timeline of thousands of months. */
function monthOf({ startedAt, createdAt }: Call): string | null {
  return /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])(?=-)/.exec(startedAt ?? createdAt ?? '')?.[0] ?? null;
}

/** The rows that fit every part of the filter, in their order. */
export function filterRows(rows: readonly CallRow[], filter: CallFilter): readonly CallRow[] {
  const { kind, state, whose, hasTranscript, month } = filter;
  return rows.filter(
    (row) =>
      (kind === null || row.call.kind === kind) &&
      (state === null || row.state === state) &&
      (whose === null || isWhose(row, whose)) &&
      (hasTranscript === null || row.call.hasTranscript === hasTranscript) &&
      (month === null || row.month === month),
  );
}

function isWhose({ isOwned, isAnswered }: CallRow, whose: 'own' | 'answered' | 'others'): boolean {
  if (whose === 'own') return isOwned;
  return whose === 'answered' ? isAnswered : !isOwned && !isAnswered;
}

/** The rows sorted; what is not known comes last either way, and equal rows stay as they were found. */
export function sortRows(
  rows: readonly CallRow[],
  { by, isDescending }: CallOrder,
  compareText: (one: string, other: string) => number,
): readonly CallRow[] {
  const sign = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, key: keyOf(row, by) }))
    .sort((one, other) => {
      if (one.key === null || other.key === null)
        return Number(one.key === null) - Number(other.key === null);
      return typeof one.key === 'number' && typeof other.key === 'number'
        ? sign * (one.key - other.key)
        : sign * compareText(String(one.key), String(other.key));
    })
    .map(({ row }) => row);
}

function keyOf({ call, state }: CallRow, by: CallColumn): string | number | null {
  switch (by) {
    case 'time': {
      const at = Date.parse(call.startedAt ?? call.createdAt ?? '');
      return Number.isNaN(at) ? null : at;
    }
    case 'kind':
      return `${call.origin} ${call.kind} ${call.direction}`;
    case 'length':
      return call.durationSeconds;
    case 'line':
      return call.lineName;
    case 'ticket':
      return call.ticketId;
    case 'answeredBy':
      return call.answeredByName;
    case 'recording':
      return recordingStates.indexOf(state);
    case 'transcript':
      return Number(call.hasTranscript);
    case 'callId':
      return call.callId;
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
