import type { Call } from '../../../domain/call.ts';
import type { TicketId } from '../../../domain/ids.ts';
import { isOwnedTicket, ownership, type Person } from '../../../domain/person.ts';
import type { Ticket } from '../../../domain/ticket.ts';
import type { WrittenComment } from '../../../domain/written.ts';
import { accessReportOf, type AccessReport } from '../../../handover/accessReport.ts';
import { contentOf, type Content } from '../../../handover/content.ts';
import type { AccountReading } from '../../../handover/handover.ts';
import type { Marker } from '../../../handover/marks.ts';
import type { Texts, TextsReading, TicketTexts } from '../../../handover/readTexts.ts';
import { reviewOf, type BlackOut, type Review } from '../../../handover/review.ts';
import { coverageOf, type Coverage, type Evidence } from '../../../inventory/coverage.ts';
import type { Inventory, TicketReading } from '../../../inventory/inventory.ts';
import type { SnapshotStore } from '../../parts/useStore.ts';
import type { Rooms } from '../../rooms.ts';
import { companyFrom, type Company } from './company.ts';

export interface Choice {
  readonly withTexts: boolean;
  readonly withNotes: boolean;
}

/** Everything that the files are made of. */
export interface Prepared {
  readonly from: Inventory;
  readonly evidence: Evidence;
  readonly company: Company;
  readonly coverage: Coverage;
  readonly account: AccountReading;
  readonly texts: Texts;
  readonly marker: Marker;
  readonly report: AccessReport;
  readonly content: Content;
  readonly review: Review;
}

export type Stage =
  | { readonly kind: 'choosing' }
  /** `texts`: null before and after they are read. */
  | { readonly kind: 'reading'; readonly texts: Texts | null }
  | { readonly kind: 'looking'; readonly done: number }
  | { readonly kind: 'ready'; readonly prepared: Prepared };

export interface PreparationView {
  readonly choice: Choice;
  readonly stage: Stage;
  /** Other people's data that stay readable, by their keys. */
  readonly leftIn: BlackOut;
}

/** Reads what is handed over and finds other people's data in it. */
export interface Preparation extends SnapshotStore<PreparationView> {
  /** Once it is ready, notes go in and out without a request. */
  choose(choice: Choice): void;
  prepare(inventory: Inventory, evidence: Evidence): void;
  /** Keeps nothing. */
  cancel(): void;
  /** Asks again for the tickets that could not be read. */
  readAgain(): void;
  leaveIn(keys: BlackOut): void;
}

/** Nothing is sent before `prepare`. */
export function openPreparation(rooms: Pick<Rooms, 'handover' | 'clock' | 'host'>): Preparation {
  const listeners = new Set<() => void>();
  let view: PreparationView = {
    choice: { withTexts: true, withNotes: false },
    stage: { kind: 'choosing' },
    leftIn: new Set(),
  };
  let held: Held | null = null;
  let work = new AbortController();

  return {
    snapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose(choice) {
      const isOther = choice.withNotes !== view.choice.withNotes;
      show({ choice });
      if (view.stage.kind === 'ready' && isOther) void look(view.stage.prepared, begin());
    },
    prepare(inventory, evidence) {
      const { person } = inventory;
      if (person === null) return;
      held = { inventory, evidence, person, reading: null };
      show({ stage: { kind: 'reading', texts: null }, leftIn: new Set() });
      void read(held, begin());
    },
    cancel() {
      begin();
      held?.reading?.cancel();
      held = null;
      show({ stage: { kind: 'choosing' }, leftIn: new Set() });
    },
    readAgain() {
      if (held !== null) void read(held, begin());
    },
    leaveIn: (leftIn) => show({ leftIn }),
  };

  /** What was under way ends; its late answers are dropped. */
  function begin(): AbortSignal {
    work.abort();
    work = new AbortController();
    return work.signal;
  }

  function show(change: Partial<PreparationView>): void {
    view = { ...view, ...change };
    for (const listener of [...listeners]) listener();
  }

  async function read(mine: Held, signal: AbortSignal): Promise<void> {
    const { inventory, evidence, person } = mine;
    const handover = await rooms.handover();
    if (signal.aborted) return;
    const due = view.choice.withTexts ? ticketsToRead(inventory, person) : [];
    if (due.length > 0) {
      mine.reading ??= handover.openTexts(due);
      await ended(mine.reading, signal, (texts) => show({ stage: { kind: 'reading', texts } }));
    }
    if (signal.aborted) return;
    show({ stage: { kind: 'reading', texts: null } });
    const texts = textsOf(inventory, person, mine.reading?.snapshot() ?? null);
    const fresh = { ...inventory, calls: callsIn(texts) };
    const owned = fresh.calls.filter(ownership(person));
    const account = await handover.readAccount(owned, texts.lines, { signal });
    const marker = await handover.markerFor(person, texts);
    if (signal.aborted) return;
    const company = companyFrom(rooms.host);
    const coverage = coverageOf(inventory);
    const report = accessReportOf({
      inventory: fresh,
      coverage,
      evidence,
      sentences: company,
      settings: account.settings,
      lines: account.lines,
      subdomain: rooms.host.subdomain,
      now: rooms.clock.now(),
    });
    if (report === null) return;
    const rest = { from: inventory, evidence, company, coverage, account, texts, marker, report };
    await look(rest, signal);
  }

  async function look(
    known: Omit<Prepared, 'content' | 'review'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { person, suspended, exported } = known.from;
    if (person === null) return;
    show({ stage: { kind: 'looking', done: 0 } });
    const { withNotes } = view.choice;
    const beside = { suspended, exported };
    const slicing = { clock: rooms.clock, signal };
    const options = { withInternalNotes: withNotes };
    const content = await contentOf(person, known.texts.tickets, beside, options, slicing);
    if (content === null) return;
    const review = await reviewOf(content, known.marker, {
      ...slicing,
      onProgress: (done) => {
        if (!signal.aborted) show({ stage: { kind: 'looking', done } });
      },
    });
    if (review === null || signal.aborted) return;
    show({ stage: { kind: 'ready', prepared: { ...known, content, review } } });
  }
}

interface Held {
  readonly inventory: Inventory;
  readonly evidence: Evidence;
  readonly person: Person;
  reading: TextsReading | null;
}

function ended(
  reading: TextsReading,
  signal: AbortSignal,
  moved: (texts: Texts) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = reading.subscribe(() => {
      const texts = reading.snapshot();
      if (signal.aborted || texts.phase !== 'reading') {
        stop();
        resolve();
      } else moved(texts);
    });
    reading.start();
  });
}

/**
 * The tickets that the person requested, those whose calls an earlier visit kept without their lines, and those
 * that the scan failed to read.
 */
export function ticketsToRead(inventory: Inventory, person: Person): readonly Ticket[] {
  const isOwned = ownership(person);
  return inventory.tickets
    .filter(
      ({ ticket, comments }) =>
        isOwnedTicket(ticket, person) ||
        comments.state === 'failed' ||
        (comments.state === 'read' && comments.isRestored && comments.calls.some(isOwned)),
    )
    .map(({ ticket }) => ticket);
}

/** At least: some tickets have more than one page of comments. */
export const requestsForTexts = (tickets: number): number => tickets + 2 * Math.ceil(tickets / 100);

/** Every ticket of the inventory: with its texts where they were read, else with its calls alone. */
function textsOf(inventory: Inventory, person: Person, read: Texts | null): Texts {
  const texts = new Map(read?.tickets.map((one) => [one.ticket.id, one]));
  return {
    phase: 'ended',
    people: [],
    lines: [],
    unknown: null,
    progress: { ticketsRead: 0, ticketsOf: 0, requestsSent: 0, msLeft: null },
    ...read,
    tickets: inventory.tickets.map(
      (one) => texts.get(one.ticket.id) ?? withoutTexts(one, isOwnedTicket(one.ticket, person)),
    ),
  };
}

/**
 * What the scan knows of a ticket. Comments of others' tickets count as left out; on the person's own they were not
 * asked for, so only the calls are there.
 */
function withoutTexts({ ticket, comments }: TicketReading, isOwned: boolean): TicketTexts {
  if (comments.state !== 'read')
    return comments.state === 'failed'
      ? { ticket, state: 'failed', failure: comments.failure }
      : { ticket, state: 'stopped' };
  const calls = new Map(comments.calls.map((call) => [call.commentId, call]));
  return {
    ticket,
    state: 'read',
    written: { ...ticket, subject: null, texts: [] },
    comments: (isOwned ? [...calls.keys()] : comments.commentIds).map((id): WrittenComment => {
      const call = calls.get(id) ?? null;
      return {
        id,
        type: call === null ? 'Comment' : 'VoiceComment',
        authorId: call?.authorId ?? null,
        authorRole: null,
        isPublic: null,
        createdAt: call?.createdAt ?? null,
        call,
        texts: [],
        author: null,
        channel: null,
      };
    }),
  };
}

const callsIn = ({ tickets }: Texts): readonly Call[] =>
  tickets.flatMap((one) =>
    one.state === 'read' ? one.comments.flatMap(({ call }) => call ?? []) : [],
  );

/** Tickets that are missing in what is handed over. */
export const unreadTickets = ({ tickets }: Texts): readonly TicketId[] =>
  tickets.flatMap(({ state, ticket }) => (state === 'read' ? [] : ticket.id));
