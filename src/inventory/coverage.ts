import {
  recordingState,
  type Call,
  type DeletionEvidence,
  type RecordingState,
} from '../domain/call.ts';
import type { CallId } from '../domain/ids.ts';
import { ownership, isStaff } from '../domain/person.ts';
import type { Trace } from '../domain/trace.ts';
import type { Inventory, SourceReading } from './inventory.ts';

/** A kind of place that was not searched. Each has its sentence on the screen, with where to look by hand. */
export type Unsearched =
  /** Calls of the person on tickets of other people; until their numbers and addresses were searched. */
  | 'othersTickets'
  /** Calls that never became a ticket, or whose ticket is gone; until Talk's calls export was read. */
  | 'callsExport'
  /** Calls that an agent answered beside others; until Talk's legs export was read. */
  | 'legsExport'
  | 'suspendedTickets'
  /** Too many people share a name: the search would pull in strangers. */
  | 'names'
  /** A number that is other people's too is not searched for. */
  | 'sharedNumbers'
  | 'deletedTickets'
  | 'sideConversations'
  /** The inside of attached files; their names are searched. */
  | 'attachments'
  | 'helpCentre'
  | 'chat'
  | 'customObjects'
  /** Talk's list of blocked numbers, which no request reads (talk-api 9). */
  | 'blockedNumbers'
  /** Audio at a telephony partner. */
  | 'partnerAudio'
  /** Sell, Explore, QA and the rest of Zendesk. */
  | 'otherProducts'
  /** Mails, exports and integrations that already left the account. */
  | 'copiesOutside';

/** Read `read` of `of`; `of` is null where Zendesk announced no count. */
export interface Portion {
  readonly read: number;
  readonly of: number | null;
  readonly isComplete: boolean;
}

/** One kind of source: what all its profiles or terms together brought. */
export interface SourceCoverage extends Portion {
  /** Of the part that is furthest from being read. */
  readonly state: SourceReading['state'];
  /** Profiles, or numbers and addresses, and how many of them were read to their end. */
  readonly parts: number;
  readonly partsRead: number;
  /** Tickets that nothing else found. */
  readonly foundAlone: number;
}

/** Which searches were done and which were not. Ids, counts and times only. Null is no source of this scan. */
export interface Coverage {
  readonly profiles: SourceCoverage;
  readonly requested: SourceCoverage;
  readonly ccd: SourceCoverage;
  readonly followed: SourceCoverage | null;
  readonly commented: SourceCoverage | null;
  /** For agents alone, as is `legsExport`. */
  readonly assigned: SourceCoverage | null;
  /** Tickets that say one of the person's numbers or addresses. */
  readonly search: SourceCoverage | null;
  readonly suspended: SourceCoverage | null;
  readonly callsExport: SourceCoverage | null;
  readonly legsExport: SourceCoverage | null;
  /** Tickets whose comments were read. */
  readonly comments: Portion;
  /** Tickets that the person neither requested nor is in copy of. */
  readonly elsewhere: number;
  /** Tickets kept from an earlier visit that did not move since, and when the last of them was read; null without any. */
  readonly restored: { readonly tickets: number; readonly at: number } | null;
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
  /** Places with personal data beside the audio. */
  readonly traces: Count;
  /** Calls that the person answered; null for somebody who answers none. */
  readonly answered: Count | null;
}

/** What this app did about the recordings, by call id. */
export type Evidence = ReadonlyMap<CallId, DeletionEvidence>;

export function coverageOf(inventory: Inventory): Coverage {
  const { phase, progress, endedAt, sources } = inventory;
  const { ticketsKnown, ticketsRead } = progress;
  const alone = new Map<SourceReading['source'], number>();
  const restoredAt: number[] = [];
  let [searched, elsewhere] = [0, 0];
  for (const { foundBy, comments } of inventory.tickets) {
    if (foundBy.has('search')) searched += 1;
    if (!foundBy.has('requested') && !foundBy.has('ccd')) elsewhere += 1;
    if (foundBy.size === 1) for (const only of foundBy) alone.set(only, (alone.get(only) ?? 0) + 1);
    if (comments.state === 'read' && comments.isRestored) restoredAt.push(comments.at);
  }
  const sourceOf = (kind: SourceReading['source']): SourceCoverage => {
    const readings = sources.filter((reading) => reading.source === kind);
    return {
      ...portionOf(readings),
      state: furthest(readings),
      parts: readings.length,
      partsRead: readings.filter(({ state }) => state === 'read').length,
      foundAlone: alone.get(kind) ?? 0,
    };
  };
  const orNull = (kind: SourceReading['source']): SourceCoverage | null =>
    sources.some(({ source }) => source === kind) ? sourceOf(kind) : null;
  const search = orNull('search');
  return {
    profiles: sourceOf('profile'),
    requested: sourceOf('requested'),
    ccd: sourceOf('ccd'),
    followed: orNull('followed'),
    commented: orNull('commented'),
    assigned: orNull('assigned'),
    // One ticket can say several of the person's numbers and addresses; it counts once.
    search: search && { ...search, read: searched, of: search.isComplete ? searched : null },
    suspended: orNull('suspended'),
    callsExport: orNull('callsExport'),
    legsExport: orNull('legsExport'),
    comments: {
      read: ticketsRead,
      of: ticketsKnown,
      isComplete: sources.every(isReadOrNotAsked) && ticketsRead === ticketsKnown,
    },
    elsewhere,
    restored:
      restoredAt.length === 0
        ? null
        : {
            tickets: restoredAt.length,
            at: restoredAt.reduce((one, other) => Math.max(one, other)),
          },
    notSearched: notSearched(inventory),
    isComplete: phase === 'complete',
    at: endedAt,
  };
}

/** The numbers at the top of a person's page. They count what is owned, and say when they are "at least". */
export function countsOf(inventory: Inventory, evidence: Evidence, now: number): Counts {
  const isAtLeast = inventory.phase !== 'complete';
  const { person, calls, sources } = inventory;
  const count = (value: number): Count => ({ value, isAtLeast });
  const owned = person === null ? [] : calls.filter(ownership(person));
  const recordings = owned.filter((call) => stateOf(call, evidence, now) === 'listed');
  const known = recordings.flatMap((call) => call.durationSeconds ?? []);
  const lists = sources.filter((reading) => reading.source !== 'profile');
  return {
    calls: count(owned.length),
    othersCalls: count(calls.length - owned.length),
    recordings: count(recordings.length),
    voicemails: {
      value: recordings.filter((call) => call.kind === 'voicemail').length,
      isAtLeast: isAtLeast || recordings.some((call) => call.kind === 'unknown'),
    },
    audioSeconds: {
      value: known.reduce((sum, seconds) => sum + seconds, 0),
      isAtLeast: isAtLeast || known.length < recordings.length,
    },
    tickets: { value: inventory.tickets.length, isAtLeast: !lists.every(isReadOrNotAsked) },
    traces: count(new Set(inventory.traces.map(placeOf)).size),
    answered: person !== null && isStaff(person) ? answeredCount(inventory) : null,
  };
}

/** Names the place of a trace: two kinds in one place are one place. */
export function placeOf({ ticketId, commentId, place, fieldId }: Trace): string {
  return `${ticketId}/${commentId ?? ''}/${place}/${fieldId ?? ''}`;
}

/** Tells the calls that the person answered as an agent, by the call itself or by what Talk's exports say. */
export function answering(inventory: Inventory): (call: Call) => boolean {
  const ids = new Set(inventory.profileIds);
  const exported = answeredInExport(inventory);
  return ({ answeredById, callId }) =>
    (answeredById !== null && ids.has(answeredById)) || (callId !== null && exported.has(callId));
}

/** By a leg of theirs, or as the first agent of the call; a leg's call need not be among the rows. */
function answeredInExport({ exported, profileIds }: Inventory): ReadonlySet<CallId> {
  const ids = new Set(exported?.answered);
  for (const { id, agentId } of exported?.calls ?? [])
    if (agentId !== null && profileIds.includes(agentId)) ids.add(id);
  return ids;
}

/** Only the legs export is a complete list of what an agent answered. */
function answeredCount(inventory: Inventory): Count {
  const exported = answeredInExport(inventory);
  const onTicketsAlone = inventory.calls
    .filter(answering(inventory))
    .filter(({ callId }) => callId === null || !exported.has(callId));
  const legs = inventory.sources.filter(({ source }) => source === 'legsExport');
  const isRead = legs.length > 0 && legs.every(({ state }) => state === 'read');
  return {
    value: exported.size + onTicketsAlone.length,
    isAtLeast: inventory.phase !== 'complete' || !isRead,
  };
}

/** A call's recording state with what this app did about it. */
export function stateOf(call: Call, evidence: Evidence, now: number): RecordingState {
  const known = call.callId === null ? undefined : evidence.get(call.callId);
  return recordingState(call, known ?? null, now);
}

function notSearched({ sources, person }: Inventory): readonly Unsearched[] {
  const isRead = (kind: SourceReading['source']) => {
    const readings = sources.filter(({ source }) => source === kind);
    return readings.length > 0 && readings.every(({ state }) => state === 'read');
  };
  const hasLegs = sources.some(({ source }) => source === 'legsExport');
  const isShared = person?.profiles.some(({ isPhoneShared }) => isPhoneShared === true) === true;
  return [
    ...(isRead('search') ? [] : (['othersTickets'] as const)),
    ...(isRead('callsExport') ? [] : (['callsExport'] as const)),
    ...(hasLegs && !isRead('legsExport') ? (['legsExport'] as const) : []),
    ...(isRead('suspended') ? [] : (['suspendedTickets'] as const)),
    ...(isShared ? (['sharedNumbers'] as const) : []),
    ...neverSearched,
  ];
}

/** What no scan of this app searches. */
const neverSearched: readonly Unsearched[] = [
  'names',
  'deletedTickets',
  'sideConversations',
  'attachments',
  'helpCentre',
  'chat',
  'customObjects',
  'blockedNumbers',
  'partnerAudio',
  'otherProducts',
  'copiesOutside',
];

const isReadOrNotAsked = ({ state }: SourceReading): boolean =>
  state === 'read' || state === 'notAsked';

const fromFurthest = ['failed', 'stopped', 'reading', 'waiting', 'notAsked'] as const;

function furthest(readings: readonly SourceReading[]): SourceReading['state'] {
  return (
    fromFurthest.find((state) => readings.some((reading) => reading.state === state)) ?? 'read'
  );
}

/** A list can end shorter than Zendesk announced; both numbers are said then. */
function portionOf(readings: readonly SourceReading[]): Portion {
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
