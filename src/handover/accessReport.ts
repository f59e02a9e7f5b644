import type { LineRetention } from '../api/deepReads.ts';
import type { AccountSettings } from '../api/reads.ts';
import type { Call, RecordingState } from '../domain/call.ts';
import type { Failure } from '../domain/failure.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { ownership, type Person, isStaff } from '../domain/person.ts';
import { phoneNumberFrom } from '../domain/phoneNumber.ts';
import type { TraceKind } from '../domain/trace.ts';
import type { Place } from '../domain/written.ts';
import {
  countsOf,
  stateOf,
  type Count,
  type Coverage,
  type Evidence,
} from '../inventory/coverage.ts';
import { compared } from '../inventory/crossCheck.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { linesOf } from './reportLines.ts';
import { ticketLink } from './ticketLink.ts';

/** What the company says itself, entered once as the app's settings. Null where it has not been said. */
export interface CompanySentences {
  /** Who keeps the data. */
  readonly company: string | null;
  readonly purpose: string | null;
  readonly contact: string | null;
  readonly retention: string | null;
  readonly recipients: string | null;
}

/** A line with how long its recordings stay. `refused`: the setting could not be read. */
export type LineReading =
  | { readonly state: 'read'; readonly line: LineRetention }
  | {
      readonly state: 'refused';
      readonly lineId: number;
      readonly nickname: string | null;
      readonly number: string | null;
      readonly failure: Failure;
    };

/** How long recordings stay. `notKnown`: Zendesk did not say, which is never "for ever". */
export type Stay =
  /** `never`, `1.days` … `2.years`, as Zendesk says it (talk-api 6). */
  | { readonly state: 'value'; readonly deletedAfter: string }
  | { readonly state: 'notKnown' }
  | { readonly state: 'refused' };

/** A line that the person's calls went over. */
export interface ReportLine {
  /** Both null: the calls do not say their line. */
  readonly name: string | null;
  readonly number: string | null;
  readonly calls: number;
  readonly isRecorded: boolean | null;
  readonly callRecordings: Stay;
  readonly voicemails: Stay;
}

export interface HeldTraces {
  readonly kind: TraceKind;
  readonly place: Place;
  readonly times: number;
  readonly tickets: number;
}

export interface ReportCall {
  readonly call: Call;
  readonly recording: RecordingState;
  /** Where the ticket stands; the only way to the audio. */
  readonly link: string;
}

/** Who receives the data. `partner`: another telephony provider holds some calls. `company`: the admin's own list. */
export type Recipient =
  | { readonly kind: 'zendesk' | 'twilio' | 'partner' }
  | { readonly kind: 'company'; readonly text: string };

/** The access report as facts; the words around them are the screen's. */
export interface AccessReport {
  readonly madeAt: number;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  readonly numbers: readonly string[];
  /** An agent's own phones, to which calls are forwarded. */
  readonly forwardingNumbers: readonly string[];
  readonly isAgent: boolean;
  readonly profiles: number;
  /** When the oldest profile was made, and the oldest and newest call; null where not known. */
  readonly since: string | null;
  readonly firstCallAt: string | null;
  readonly lastCallAt: string | null;
  readonly held: {
    readonly tickets: Count;
    readonly calls: Count;
    readonly recordings: Count;
    readonly voicemails: Count;
    readonly audioSeconds: Count;
    /** Calls with a transcript. */
    readonly transcripts: Count;
    /** Calls that an agent answered; null for somebody who answers none. */
    readonly answered: Count | null;
    /** Calls that only Talk's export knows; null where it was not read. */
    readonly callsWithoutTicket: number | null;
    /** Null where they were not read. */
    readonly suspended: number | null;
    readonly traces: readonly HeldTraces[];
  };
  readonly sentences: CompanySentences;
  /** What the company has not said yet; for the admin, not for the person. */
  readonly missing: readonly (keyof CompanySentences)[];
  readonly seenBy: {
    /** Requesters may hear new recordings of their tickets; null is not known. Agents who may open a ticket hear all. */
    readonly requesters: boolean | null;
    /** Requesters and people in copy, besides the person, of tickets with calls of the person. */
    readonly othersOnTickets: number;
  };
  /** Most calls first. */
  readonly lines: readonly ReportLine[];
  readonly recipients: readonly Recipient[];
  /** The person's own, newest first. */
  readonly calls: readonly ReportCall[];
  /** With `notSearched`: what was not looked into. */
  readonly coverage: Coverage;
}

export interface ReportOrder {
  readonly inventory: Inventory;
  readonly coverage: Coverage;
  readonly evidence: Evidence;
  readonly sentences: CompanySentences;
  /** Null where they could not be read. */
  readonly settings: Pick<AccountSettings, 'recordingsPublic'> | null;
  readonly lines: readonly LineReading[];
  readonly subdomain: string;
  readonly now: number;
}

/** What is held on the person, where, since when, how long and for whom. Null until the person is known. */
export function accessReportOf(order: ReportOrder): AccessReport | null {
  const { inventory, coverage, evidence, sentences, settings, now } = order;
  const { person } = inventory;
  if (person === null) return null;
  const isOwned = ownership(person);
  const owned = inventory.calls
    .filter(isOwned)
    .map((call) => ({ call, at: startOf(call) }))
    .sort((one, other) => other.at - one.at)
    .map(({ call }) => call);
  const counts = countsOf(inventory, evidence, now);
  const wasRead = (source: 'callsExport' | 'suspended') =>
    inventory.sources.some((reading) => reading.source === source && reading.state === 'read');
  const times = owned.flatMap(({ startedAt, createdAt }) => startedAt ?? createdAt ?? []);
  return {
    madeAt: now,
    ...identityOf(person),
    isAgent: isStaff(person),
    profiles: person.profiles.length,
    since: earliest(person.profiles.flatMap(({ createdAt }) => createdAt ?? [])),
    firstCallAt: times.at(-1) ?? null,
    lastCallAt: times[0] ?? null,
    held: {
      tickets: counts.tickets,
      calls: counts.calls,
      recordings: counts.recordings,
      voicemails: counts.voicemails,
      audioSeconds: counts.audioSeconds,
      transcripts: {
        value: owned.filter(({ hasTranscript }) => hasTranscript).length,
        isAtLeast: counts.calls.isAtLeast,
      },
      answered: counts.answered,
      callsWithoutTicket: wasRead('callsExport')
        ? compared(inventory, isOwned).onlyInExport.length
        : null,
      suspended: wasRead('suspended') ? inventory.suspended.length : null,
      traces: tracesHeld(inventory),
    },
    sentences,
    missing: sentenceNames.filter((name) => (sentences[name]?.trim() ?? '') === ''),
    seenBy: {
      requesters: settings?.recordingsPublic ?? null,
      othersOnTickets: othersOnTickets(inventory, owned),
    },
    lines: linesOf(owned, order.lines),
    recipients: recipientsOf(owned, sentences.recipients),
    calls: owned.map((call) => ({
      call,
      recording: stateOf(call, evidence, now),
      link: ticketLink(order.subdomain, call.ticketId),
    })),
    coverage,
  };
}

const sentenceNames = ['company', 'purpose', 'contact', 'retention', 'recipients'] as const;

function identityOf({
  profiles,
  identities,
}: Person): Pick<AccessReport, 'names' | 'addresses' | 'numbers' | 'forwardingNumbers'> {
  const all = profiles.flatMap(({ id }) => identities.get(id) ?? []);
  const valuesOf = (type: string) =>
    all.filter((one) => one.type === type).map(({ value }) => value);
  return {
    names: distinct(profiles.map(({ name }) => name)),
    addresses: distinct([...profiles.flatMap(({ email }) => email ?? []), ...valuesOf('email')]),
    numbers: distinct([
      ...profiles.flatMap(({ number, phone }) => number ?? phone ?? []),
      ...valuesOf('phone_number').map((value) => phoneNumberFrom(value) ?? value),
    ]),
    forwardingNumbers: distinct(valuesOf('agent_forwarding')),
  };
}

function tracesHeld({ traces }: Inventory): readonly HeldTraces[] {
  const held = new Map<string, HeldTraces & { readonly ids: Set<TicketId> }>();
  for (const { kind, place, times, ticketId } of traces) {
    const before = held.get(`${kind} ${place}`);
    const ids = before?.ids ?? new Set();
    ids.add(ticketId);
    held.set(`${kind} ${place}`, {
      kind,
      place,
      times: (before?.times ?? 0) + times,
      tickets: ids.size,
      ids,
    });
  }
  return [...held.values()]
    .map(({ kind, place, times, tickets }) => ({ kind, place, times, tickets }))
    .sort((one, other) => other.times - one.times || (one.kind < other.kind ? -1 : 1));
}

function othersOnTickets({ tickets, profileIds }: Inventory, owned: readonly Call[]): number {
  const withCalls = new Set(owned.map(({ ticketId }) => ticketId));
  const own = new Set(profileIds);
  const others = new Set<UserId>();
  for (const { ticket } of tickets) {
    if (!withCalls.has(ticket.id)) continue;
    for (const id of [ticket.requesterId, ...(ticket.ccIds ?? [])])
      if (id !== null && !own.has(id)) others.add(id);
  }
  return others.size;
}

function recipientsOf(owned: readonly Call[], list: string | null): readonly Recipient[] {
  return [
    { kind: 'zendesk' },
    { kind: 'twilio' },
    ...(owned.some(({ origin }) => origin === 'partner') ? [{ kind: 'partner' } as const] : []),
    ...(list === null || list.trim() === '' ? [] : [{ kind: 'company', text: list } as const]),
  ];
}

function startOf({ startedAt, createdAt }: Call): number {
  const at = Date.parse(startedAt ?? createdAt ?? '');
  return Number.isNaN(at) ? 0 : at;
}

const earliest = (times: readonly string[]): string | null =>
  [...times].sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
