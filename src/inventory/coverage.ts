import {
  recordingState,
  type Call,
  type DeletionEvidence,
  type RecordingState,
} from '../domain/call.ts';
import type { CallId } from '../domain/ids.ts';
import { isOwnedCall } from '../domain/person.ts';
import type { Inventory, SourceReading } from './scan.ts';

/** A place that this app did not search. Each has its sentence on the screen and in the certificate. */
export type Unsearched =
  /** Calls of the person on tickets of other people. */
  | 'othersTickets'
  /** Calls that never became a ticket, or whose ticket is gone. */
  | 'callsExport'
  | 'deletedTickets'
  | 'suspendedTickets'
  | 'sideConversations'
  /** Audio at a telephony partner. */
  | 'partnerAudio'
  /** Chat, help centre, Sell, custom objects and the rest of Zendesk. */
  | 'otherProducts'
  /** Mails, exports and integrations that already left the account. */
  | 'copiesOutside';

/** Read `read` of `of`; `of` is null where Zendesk announced no count. */
export interface Portion {
  readonly read: number;
  readonly of: number | null;
  readonly isComplete: boolean;
}

/** Which searches were done and which were not. Ids, counts and times only. */
export interface Coverage {
  readonly profiles: Portion;
  readonly requested: Portion;
  readonly ccd: Portion;
  /** Tickets whose comments were read. */
  readonly comments: Portion;
  readonly notSearched: readonly Unsearched[];
  /** Every source was read to its end; else each count is "at least". */
  readonly isComplete: boolean;
  /** When the reading ended, in milliseconds since 1970; null while it goes on. */
  readonly at: number | null;
}

/** A number that is "at least" where something behind it is not known. */
export interface Count {
  readonly value: number;
  readonly isAtLeast: boolean;
}

export interface Counts {
  /** The person's own calls; `othersCalls` are somebody else's or unknown, on the same tickets. */
  readonly calls: Count;
  readonly othersCalls: Count;
  /** The person's calls with a recording listed now. */
  readonly recordings: Count;
  /** The part of `recordings` that is voicemail; at least, where a kind is unknown. */
  readonly voicemails: Count;
  /** Of the recordings; at least, where a length is unknown. */
  readonly audioSeconds: Count;
  readonly tickets: Count;
  /** The person's calls with a transcript. */
  readonly traces: Count;
}

export interface CallFilter {
  /** Null lets every kind through. */
  readonly kind: Call['kind'] | null;
  /** Null lets every state through. */
  readonly state: RecordingState | null;
}

/** What this app did about the recordings, by call id. */
export type Evidence = ReadonlyMap<CallId, DeletionEvidence>;

export const unsearched: readonly Unsearched[] = [
  'othersTickets',
  'callsExport',
  'deletedTickets',
  'suspendedTickets',
  'sideConversations',
  'partnerAudio',
  'otherProducts',
  'copiesOutside',
];

export function coverageOf(inventory: Inventory): Coverage {
  const isComplete = inventory.phase === 'complete';
  const { ticketsKnown, ticketsRead } = inventory.progress;
  const listsEnded = inventory.sources.every((reading) => reading.state === 'read');
  return {
    profiles: portionOf(inventory.sources, 'profile'),
    requested: portionOf(inventory.sources, 'requested'),
    ccd: portionOf(inventory.sources, 'ccd'),
    comments: {
      read: ticketsRead,
      of: ticketsKnown,
      isComplete: listsEnded && ticketsRead === ticketsKnown,
    },
    notSearched: unsearched,
    isComplete,
    at: inventory.endedAt,
  };
}

/** The numbers at the top of a person's page. They count what is owned, and say when they are "at least". */
export function countsOf(inventory: Inventory, evidence: Evidence, now: number): Counts {
  const isAtLeast = inventory.phase !== 'complete';
  const { person } = inventory;
  const count = (value: number): Count => ({ value, isAtLeast });
  const owned = person === null ? [] : inventory.calls.filter((call) => isOwnedCall(call, person));
  const recordings = owned.filter((call) => stateOf(call, evidence, now) === 'listed');
  const known = recordings.flatMap((call) => call.durationSeconds ?? []);
  const lists = inventory.sources.filter((reading) => reading.source !== 'profile');
  return {
    calls: count(owned.length),
    othersCalls: count(inventory.calls.length - owned.length),
    recordings: count(recordings.length),
    voicemails: {
      value: recordings.filter((call) => call.kind === 'voicemail').length,
      isAtLeast: isAtLeast || recordings.some((call) => call.kind === 'unknown'),
    },
    audioSeconds: {
      value: known.reduce((sum, seconds) => sum + seconds, 0),
      isAtLeast: isAtLeast || known.length < recordings.length,
    },
    tickets: {
      value: inventory.tickets.length,
      isAtLeast: lists.some((reading) => reading.state !== 'read'),
    },
    traces: count(owned.filter((call) => call.hasTranscript).length),
  };
}

export function filterCalls(
  calls: readonly Call[],
  filter: CallFilter,
  evidence: Evidence,
  now: number,
): readonly Call[] {
  return calls.filter(
    (call) =>
      (filter.kind === null || call.kind === filter.kind) &&
      (filter.state === null || stateOf(call, evidence, now) === filter.state),
  );
}

/** A call's recording state with what this app did about it. */
export function stateOf(call: Call, evidence: Evidence, now: number): RecordingState {
  const known = call.callId === null ? undefined : evidence.get(call.callId);
  return recordingState(call, known ?? null, now);
}

/** A list can end shorter than Zendesk announced; both numbers are said then. */
function portionOf(sources: readonly SourceReading[], kind: SourceReading['source']): Portion {
  const readings = sources.filter((reading) => reading.source === kind);
  const announced = readings.map((reading) =>
    reading.state === 'read'
      ? Math.max(reading.found, reading.expected ?? reading.found)
      : reading.expected,
  );
  return {
    read: readings.reduce((sum, reading) => sum + reading.found, 0),
    of: announced.reduce<number | null>(
      (sum, one) => (sum === null || one === null ? null : sum + one),
      0,
    ),
    isComplete: readings.every((reading) => reading.state === 'read'),
  };
}
