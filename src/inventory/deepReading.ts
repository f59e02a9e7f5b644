import type { ExportedCall, ExportPages, SuspendedTicket } from '../api/deepReads.ts';
import type { ReadOptions } from '../api/reads.ts';
import type { Clock } from '../domain/effects.ts';
import type { TicketId, UserId } from '../domain/ids.ts';
import { isStaff, type Person } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { Trace } from '../domain/trace.ts';
import type { WrittenComment, WrittenTicket } from '../domain/written.ts';
import { adviceFor } from './crossCheck.ts';
import { openExportsRead, type ExportsRead } from './exportsRead.ts';
import type { Reading } from './round.ts';
import type { CheckAdvice, CheckExtent, TicketReading } from './inventory.ts';
import {
  addressesOf,
  commentedBy,
  searchedNumbers,
  searchTerms,
  type DeepSources,
  type SearchTerm,
} from './searchTerms.ts';
import { nameOf, type SourcesRead } from './sourcesRead.ts';
import {
  earlierVisit,
  personMark,
  shelfKey,
  storedForm,
  type EarlierVisit,
  type ScanShelf,
  type Whole,
} from './storedScan.ts';
import { numbersInTexts } from './traces.ts';
import { openTracing } from './tracing.ts';

/** What a deep scan knows besides tickets and calls: traces, suspended tickets, Talk's exports, the earlier visit. */
export interface DeepReading {
  readonly exports: ExportsRead;
  /** The person is known. `isOther`: they changed since this was last said, so what was read counts no more. */
  settle(person: Person): Promise<{
    readonly terms: readonly SearchTerm[];
    commentedBy(id: UserId): string;
    readonly isOther: boolean;
  }>;
  /** What an earlier visit read of a ticket that has not moved since; its traces come back with it. */
  earlierComments(ticket: Ticket): Whole | null;
  onTicket(ticket: WrittenTicket): void;
  inComments(ticket: Ticket, comments: readonly WrittenComment[]): void;
  forget(id: TicketId): void;
  traces(): readonly Trace[];
  suspended(): readonly SuspendedTicket[];
  readSuspended(
    sources: SourcesRead,
    person: Person,
    options: ReadOptions,
  ): Reading<readonly SuspendedTicket[]>;
  /** The second from which a check of this extent begins; null where that is not known. */
  beginCheck(extent: CheckExtent, person: Person | null): number | null;
  advice(person: Person | null): Promise<CheckAdvice>;
  /** Lays what is known on the shelf; `isWhole` forgets what only the earlier visit knew. */
  keep(person: Person | null, tickets: readonly TicketReading[], isWhole: boolean): void;
  /** The same, but not more often than every ten seconds. */
  keepNowAndThen(person: Person | null, tickets: () => readonly TicketReading[]): void;
}

const betweenKeepingMs = 10_000;
/** Seconds. Whether an export takes a younger start is not known (talk-api 4). */
const youngestStart = 120;

/** Takes the record of an earlier visit from the shelf, whose it is remains to be seen. */
export async function openDeepReading(
  deep: DeepSources & { readonly clock: Clock; readonly shelf: ScanShelf },
  profileIds: readonly UserId[],
): Promise<DeepReading> {
  const { clock } = deep;
  const tracing = openTracing(profileIds);
  const exports = openExportsRead(profileIds);
  const key = shelfKey(profileIds);
  const fromAddresses = new Map<number, SuspendedTicket>();
  let suspended: readonly SuspendedTicket[] = [];
  let record = await deep.shelf.load(key);
  let earlier: EarlierVisit | null = null;
  let settledAs: string | null = null;
  let keptAt = clock.now();

  function keep(person: Person | null, tickets: readonly TicketReading[], isWhole: boolean): void {
    if (person === null || settledAs === null) return;
    keptAt = clock.now();
    const carried = isWhole ? null : earlier;
    void deep.shelf.save(
      key,
      storedForm({
        person,
        tickets,
        tracesOf: tracing.inCommentsOf,
        exported: exports.snapshot(),
        savedAt: keptAt,
        carried,
      }),
    );
  }

  return {
    exports,
    async settle(person) {
      const mark = personMark(person);
      const isOther = settledAs !== null && settledAs !== mark;
      const parts = await deep.partsOf(numbersInTexts(person));
      tracing.settle(person, parts);
      if (settledAs === null) {
        earlier = earlierVisit(record, person);
        if (earlier?.exported && exports.snapshot() === null) exports.restore(earlier.exported);
      }
      settledAs = mark;
      record = null;
      const searched = new Set(searchedNumbers(person));
      const terms = searchTerms(
        person,
        parts.filter(({ number }) => searched.has(number)),
      );
      return { terms, isOther, commentedBy: (id) => commentedBy(id, profileIds) };
    },

    earlierComments(ticket) {
      const found = earlier?.commentsOf(ticket) ?? null;
      if (found === null) return null;
      tracing.restore(ticket.id, found.traces);
      return found.comments;
    },

    onTicket: tracing.onTicket,
    inComments: tracing.inComments,
    forget: tracing.forget,
    traces: tracing.all,
    suspended: () => suspended,

    readSuspended(sources, person, options) {
      const name = nameOf('suspended');
      const addresses = new Set(addressesOf(person));
      fromAddresses.clear();
      sources.begin(name);
      return {
        pages: deep.reads.suspendedTickets(options),
        page(messages) {
          for (const message of messages) {
            const { authorId, authorEmail } = message;
            const isTheirs =
              (authorId !== null && profileIds.includes(authorId)) ||
              (authorEmail !== null && addresses.has(authorEmail.toLowerCase()));
            if (isTheirs) fromAddresses.set(message.id, message);
          }
          suspended = [...fromAddresses.values()];
          sources.found(name, suspended.length);
        },
        end: (failure) => sources.end(name, failure),
      };
    },

    beginCheck(extent, person) {
      const until = exports.snapshot()?.until ?? null;
      const since =
        extent === 'everything'
          ? 0
          : extent === 'sinceLastCheck'
            ? until
            : secondsOf(firstContact(person));
      if (since === null) return null;
      const start = Math.min(since, Math.floor(clock.now() / 1000) - youngestStart);
      exports.begin(start, extent === 'sinceLastCheck');
      return start;
    },

    async advice(person) {
      const options: ReadOptions = { urgency: 'click' };
      const first = firstContact(person);
      const [all, since, callsPerTicket] = await Promise.all([
        deep.reads.countTickets(byPhone, options),
        first === null
          ? null
          : deep.reads.countTickets(`${byPhone} created>=${dayOf(first)}`, options),
        sampled(deep.reads.calls(Math.floor(clock.now() / 1000) - sampleSeconds, options)),
      ]);
      return adviceFor({
        callsPerTicket,
        talkTickets: all.ok ? all.value : null,
        ticketsSinceFirstContact: since?.ok === true ? since.value : null,
        firstContact: first,
        exported: exports.snapshot(),
        isStaff: person !== null && isStaff(person),
        now: clock.now(),
      });
    },

    keep,
    keepNowAndThen(person, tickets) {
      if (clock.now() - keptAt >= betweenKeepingMs) keep(person, tickets(), false);
    },
  };
}

/** A repeated keyword means "or"; `via:phone` alone would miss outbound calls (talk-api 3.2). */
const byPhone = 'via:voicemail via:phone_call_inbound via:phone_call_outbound';

const sampleSeconds = 30 * 86_400;

/** How many calls the account has for each ticket that has any, from one page of the export; null where it says none. */
async function sampled(pages: ExportPages<ExportedCall>): Promise<number | null> {
  for await (const page of pages) {
    if (!page.ok) return null;
    const tickets = new Set(page.value.rows.flatMap(({ ticketId }) => ticketId ?? []));
    return tickets.size === 0 ? null : page.value.rows.length / tickets.size;
  }
  return null;
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const secondsOf = (at: number | null): number | null =>
  at === null ? null : Math.floor(at / 1000);

/** When the oldest profile was made; null where one of them does not say. */
function firstContact(person: Person | null): number | null {
  const made = (person?.profiles ?? []).map(({ createdAt }) => Date.parse(createdAt ?? ''));
  return made.length === 0 || made.some(Number.isNaN) ? null : Math.min(...made);
}
