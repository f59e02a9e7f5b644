import type { CallId, TicketId, UserId } from '../domain/ids.ts';
import type { Result } from '../domain/result.ts';
import type { WrittenComment, WrittenTicket } from '../domain/written.ts';
import { openAsk } from './ask.ts';
import {
  decodeCount,
  decodeFoundWrittenTickets,
  decodeLineRetention,
  decodeSuspended,
  decodeWrittenComments,
  decodeWrittenTickets,
} from './decodeDeep.ts';
import { deepRoutes } from './deepRoutes.ts';
import type { Paced } from './pace.ts';
import type { Pages, ReadOptions } from './reads.ts';
import { routes } from './routes.ts';

/** A message that never became a ticket. */
export interface SuspendedTicket {
  readonly id: number;
  readonly authorId: UserId | null;
  readonly authorEmail: string | null;
  readonly subject: string | null;
  readonly createdAt: string | null;
}

/** A row of Talk's calls export. It has no caller's number: the person is `customerId` alone (talk-api 4). */
export interface ExportedCall {
  readonly id: CallId;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly customerId: UserId | null;
  /** The first agent who took the call. */
  readonly agentId: UserId | null;
  readonly ticketId: TicketId | null;
  readonly direction: 'inbound' | 'outbound' | 'unknown';
  /** `completed`, or what Zendesk says; null while it may still run. */
  readonly completionStatus: string | null;
  readonly durationSeconds: number | null;
  /** Over zero: something was recorded once. It does not say that it is still there. */
  readonly recordedSeconds: number | null;
  readonly isVoicemail: boolean | null;
  /** True: one was made, look at the ticket. Anything else is not known, never "none left". */
  readonly hasTranscript: boolean | null;
  readonly hasSummary: boolean | null;
}

/** A row of Talk's legs export: one party of a call. */
export interface ExportedLeg {
  readonly id: number;
  readonly callId: CallId | null;
  readonly agentId: UserId | null;
  /** `customer`, `agent`, `external`, `supervisor`, or what Zendesk says in future. */
  readonly type: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly durationSeconds: number | null;
}

/**
 * Rows that the page before did not bring. `until` is in seconds since 1970: reading on, or checking again
 * later, begins there.
 */
export interface ExportPage<Row> {
  readonly rows: readonly Row[];
  readonly until: number;
}

export type ExportPages<Row> = AsyncIterable<Result<ExportPage<Row>>>;

/** Settings of a phone line as `include=settings` gives them; null where Zendesk did not say. */
export interface LineRetention {
  readonly lineId: number;
  readonly nickname: string | null;
  readonly number: string | null;
  readonly isRecorded: boolean | null;
  /** `never`, `1.days` … `2.years` (talk-api 6). */
  readonly callsDeletedAfter: string | null;
  readonly voicemailsDeletedAfter: string | null;
}

/**
 * What it takes besides `Reads` to read a whole person: texts, the search, Talk's exports. A door of its own,
 * because a ticket that is only looked at must not pay for its bytes. Each call is one request, pages one a page.
 */
export interface DeepReads {
  requestedTickets(id: UserId, options?: ReadOptions): Pages<WrittenTicket>;
  ccdTickets(id: UserId, options?: ReadOptions): Pages<WrittenTicket>;
  followedTickets(id: UserId, options?: ReadOptions): Pages<WrittenTicket>;
  assignedTickets(id: UserId, options?: ReadOptions): Pages<WrittenTicket>;
  /** A ticket's comments with their texts. */
  comments(id: TicketId, options?: ReadOptions): Pages<WrittenComment>;
  /** At most 100 ids; deleted ones are missing from the answer. */
  tickets(
    ids: readonly TicketId[],
    options?: ReadOptions,
  ): Promise<Result<readonly WrittenTicket[]>>;
  /** The search export: every ticket that the index knows for the query, which must not hold `type:`. */
  searchTickets(query: string, options?: ReadOptions): Pages<WrittenTicket>;
  /** How many tickets the index knows for the query. */
  countTickets(query: string, options?: ReadOptions): Promise<Result<number>>;
  suspendedTickets(options?: ReadOptions): Pages<SuspendedTicket>;
  /**
   * Every call that changed since then, in seconds since 1970 and at least two minutes ago; nine pages a minute,
   * shared with `legs`. A call comes again when it changed meanwhile.
   */
  calls(since: number, options?: ReadOptions): ExportPages<ExportedCall>;
  legs(since: number, options?: ReadOptions): ExportPages<ExportedLeg>;
  lineRetention(lineId: number, options?: ReadOptions): Promise<Result<LineRetention>>;
}

/** The deep side of reading. It has no way to an act. */
export function openDeepReads(paced: Paced): DeepReads {
  const { one, some, pages } = openAsk(paced);

  /** The exports weigh as much as everything else here, and few visits read them. */
  const exports = () => import('./exportReads.ts').then((late) => late.openExportReads(paced));

  return {
    requestedTickets: (user_id, options) =>
      pages(routes.requestedTickets, 'cursor', { user_id }, {}, decodeWrittenTickets, options),
    ccdTickets: (user_id, options) =>
      pages(routes.ccdTickets, 'offset', { user_id }, {}, decodeWrittenTickets, options),
    followedTickets: (user_id, options) =>
      pages(deepRoutes.followedTickets, 'cursor', { user_id }, {}, decodeWrittenTickets, options),
    assignedTickets: (user_id, options) =>
      pages(deepRoutes.assignedTickets, 'offset', { user_id }, {}, decodeWrittenTickets, options),
    comments: (ticket_id, options) =>
      pages(
        routes.comments,
        'cursor',
        { ticket_id },
        { include: 'users' },
        decodeWrittenComments(ticket_id),
        options,
      ),
    tickets: (ids, options) => some(routes.tickets, ids, decodeWrittenTickets, options),
    searchTickets: (query, options) =>
      pages(
        deepRoutes.searchExport,
        'cursor',
        {},
        { query, 'filter[type]': 'ticket' },
        decodeFoundWrittenTickets,
        options,
      ),
    countTickets: (query, options) =>
      one(deepRoutes.searchCount, {}, { query: `type:ticket ${query}` }, decodeCount, options),
    suspendedTickets: (options) =>
      pages(deepRoutes.suspendedTickets, 'cursor', {}, {}, decodeSuspended, options),
    async *calls(since, options) {
      yield* (await exports()).calls(since, options);
    },
    async *legs(since, options) {
      yield* (await exports()).legs(since, options);
    },
    lineRetention: (line_id, options) =>
      one(deepRoutes.line, { line_id }, { include: 'settings' }, decodeLineRetention, options),
  };
}
