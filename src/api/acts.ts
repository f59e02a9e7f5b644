import type { Failure } from '../domain/failure.ts';
import type { CallId, JobId, TicketId, UserId } from '../domain/ids.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { isClosed } from '../domain/ticket.ts';
import { failureOf, jsonOf } from './answer.ts';
import { decoded } from './decode.ts';
import { decodeJobId, decodeTicket } from './decodeRecords.ts';
import type { Paced } from './pace.ts';
import { askedBy, requestOf, routes, type Places, type RouteName } from './routes.ts';
import type { WireReply } from './send.ts';

/** What became of an act. Only `done` and `refused` are answers; `unknown` is settled by reading. */
export type ActOutcome<Value = null> =
  | { readonly kind: 'done'; readonly status: number; readonly value: Value }
  /** Answered, and not done: 401, 403, 404, 409, 422 and other 4xx. */
  | { readonly kind: 'refused'; readonly status: number; readonly failure: Failure }
  /** Not done for sure and may be asked again: 429, too many jobs, or its time was over before it was sent. */
  | { readonly kind: 'notDone'; readonly failure: Failure }
  /** Sent, and no answer that tells: timeout, network, 5xx, an HTML page with status 200. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

export interface ActOptions {
  /** Instant (ms) after which the act must not be sent any more; the pacing gives `tooLate` then. */
  readonly notAfter: number;
}

/** Every act that the app can send. Each is one request, sent at most once, one at a time. */
export interface Acts {
  /** Both kinds with `all`. Any 2xx without an HTML body is done; the body is never parsed. Admins only. */
  deleteRecordings(
    callId: CallId,
    what: 'all' | 'call' | 'voicemail',
    options: ActOptions,
  ): Promise<ActOutcome>;
  /** `status: "closed"`: cannot be reopened, may fire triggers. */
  closeTicket(id: TicketId, options: ActOptions): Promise<ActOutcome>;
  deleteTicket(id: TicketId, options: ActOptions): Promise<ActOutcome>;
  /** Queues a job; one ticket a job, because a job reports one boolean for its whole batch. */
  deleteTicketForGood(id: TicketId, options: ActOptions): Promise<ActOutcome<JobId>>;
  deleteUser(id: UserId, options: ActOptions): Promise<ActOutcome>;
  deleteUserForGood(id: UserId, options: ActOptions): Promise<ActOutcome>;
}

type ActName = {
  [Name in RouteName]: (typeof routes)[Name]['kind'] extends 'act' ? Name : never;
}[RouteName];
type Answer = Extract<WireReply, { readonly kind: 'answer' }>;

/** The destroying side of the account. */
export function openActs(paced: Paced): Acts {
  async function send<Name extends ActName, Value>(
    name: Name,
    places: Places<(typeof routes)[Name]>,
    options: ActOptions,
    read: (answer: Answer) => Result<Value>,
    body?: unknown,
  ): Promise<ActOutcome<Value>> {
    const asked = askedBy(name);
    const reply = await paced.act(requestOf(routes[name], places, {}, body), options);
    if (reply.kind === 'tooLate') return { kind: 'notDone', failure: { asked, kind: 'tooLate' } };
    const failure = failureOf(asked, reply);
    if (failure !== null) return undone(failure, reply);
    if (reply.kind !== 'answer') return { kind: 'unknown', failure: { asked, kind: 'cancelled' } };
    const value = read(reply);
    return value.ok
      ? { kind: 'done', status: reply.status, value: value.value }
      : { kind: 'unknown', failure: value.failure };
  }

  const unread = () => ok(null);
  return {
    deleteRecordings: (call_id, what, options) =>
      what === 'all'
        ? send('deleteRecordings', { call_id }, options, unread)
        : send('deleteRecordingsOfKind', { call_id, recording_type: what }, options, unread),
    closeTicket: (ticket_id, options) =>
      send('closeTicket', { ticket_id }, options, readClosed, { ticket: { status: 'closed' } }),
    deleteTicket: (ticket_id, options) => send('deleteTicket', { ticket_id }, options, unread),
    deleteTicketForGood: (ticket_id, options) =>
      send('deleteTicketForGood', { ticket_id }, options, readJob),
    deleteUser: (user_id, options) => send('deleteUser', { user_id }, options, unread),
    deleteUserForGood: (user_id, options) =>
      send('deleteUserForGood', { user_id }, options, unread),
  };
}

function undone(failure: Failure, reply: WireReply): ActOutcome<never> {
  if (failure.kind === 'limited' || failure.kind === 'tooManyJobs')
    return { kind: 'notDone', failure };
  const isRefusal = reply.kind === 'answer' && reply.status >= 400 && reply.status < 500;
  return isRefusal
    ? { kind: 'refused', status: reply.status, failure }
    : { kind: 'unknown', failure };
}

function readJob(answer: Answer): Result<JobId> {
  const asked = askedBy('deleteTicketForGood');
  const json = jsonOf(asked, answer);
  return json.ok ? decoded(asked, json.value, decodeJobId) : json;
}

function readClosed(answer: Answer): Result<null> {
  const asked = askedBy('closeTicket');
  const json = jsonOf(asked, answer);
  const ticket = json.ok ? decoded(asked, json.value, decodeTicket) : json;
  if (!ticket.ok) return ticket;
  return isClosed(ticket.value)
    ? ok(null)
    : failed({ asked, kind: 'garbled', where: 'ticket.status' });
}
