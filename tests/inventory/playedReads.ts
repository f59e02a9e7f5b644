import type { Pages, ReadOptions, Reads, RelatedCounts } from '../../src/api/reads.ts';
import type { Call, Comment } from '../../src/domain/call.ts';
import type { Asked, Failure } from '../../src/domain/failure.ts';
import type { CallId, CommentId, IdentityId, TicketId, UserId } from '../../src/domain/ids.ts';
import { idFrom } from '../../src/domain/ids.ts';
import { phoneNumberFrom } from '../../src/domain/phoneNumber.ts';
import type { Identity, Profile } from '../../src/domain/profile.ts';
import { failed, ok, type Result } from '../../src/domain/result.ts';
import type { Ticket } from '../../src/domain/ticket.ts';

/** The records that the played reads answer from; a test changes them while a scan runs. */
export interface Played {
  readonly profiles: Map<UserId, Profile>;
  readonly identities: Map<UserId, Identity[]>;
  readonly related: Map<UserId, RelatedCounts>;
  readonly requested: Map<UserId, Ticket[]>;
  readonly ccd: Map<UserId, Ticket[]>;
  readonly comments: Map<TicketId, Comment[]>;
  found: Profile[];
}

export interface PlayedReads {
  readonly reads: Reads;
  readonly played: Played;
  /** What was asked, in order: `requested 7 1` is the first page of that list. */
  readonly asked: string[];
  /** Asked and not answered. */
  waiting(): readonly string[];
  /** From now on answers wait for `answer`. */
  hold(): void;
  /** Answers the waiting requests that begin so (all without a word) and lets everything come to rest. */
  answer(beginning?: string): Promise<void>;
  /** Answers one of the waiting requests, counted round. */
  answerOne(index: number): Promise<void>;
  /** Lets everything that needs no held answer come to rest. */
  rest(): Promise<void>;
  /** Requests that begin so fail from now on; null ends it. */
  fail(beginning: string, failure: Failure | null): void;
  /** The most requests that were under way at once. */
  busiest(): number;
}

export function playedReads(pageSize = 100): PlayedReads {
  const played: Played = {
    profiles: new Map(),
    identities: new Map(),
    related: new Map(),
    requested: new Map(),
    ccd: new Map(),
    comments: new Map(),
    found: [],
  };
  const asked: string[] = [];
  const held: { readonly name: string; readonly release: () => void }[] = [];
  const failures = new Map<string, Failure>();
  let isHolding = false;
  let underWay = 0;
  let busiest = 0;

  async function answered<Value>(
    name: string,
    options: ReadOptions | undefined,
    value: () => Result<Value>,
  ): Promise<Result<Value>> {
    if (options?.signal?.aborted) return failed(failure('cancelled'));
    asked.push(name);
    underWay += 1;
    busiest = Math.max(busiest, underWay);
    if (isHolding) await new Promise<void>((release) => held.push({ name, release }));
    else await rest();
    underWay -= 1;
    for (const [beginning, problem] of failures)
      if (name.startsWith(beginning)) return failed(problem);
    return value();
  }

  async function* offsetPages<Item>(
    name: string,
    options: ReadOptions | undefined,
    items: () => readonly Item[],
  ): Pages<Item> & AsyncGenerator<Result<readonly Item[]>> {
    for (let page = 1; ; page += 1) {
      const answer = await answered(`${name} ${page}`, options, () =>
        ok({
          items: items().slice((page - 1) * pageSize, page * pageSize),
          isLast: items().length <= page * pageSize,
        }),
      );
      yield answer.ok ? ok(answer.value.items) : answer;
      if (!answer.ok || answer.value.isLast) return;
    }
  }

  const one = <Value>(
    name: string,
    options: ReadOptions | undefined,
    value: () => Value | undefined,
  ): Promise<Result<Value>> =>
    answered(name, options, () => {
      const found = value();
      return found === undefined ? failed(failure('notFound')) : ok(found);
    });

  const unused = (): never => {
    throw new Error('not part of these tests');
  };

  const allTickets = () => [...played.requested.values(), ...played.ccd.values()].flat();

  const reads: Reads = {
    me: unused,
    user: (id, options) => one(`user ${id}`, options, () => played.profiles.get(id)),
    users: unused,
    searchUsers: (query, options) =>
      one(`search ${query}`, options, () => ({
        profiles: played.found,
        total: played.found.length,
      })),
    identities: (id, options) =>
      offsetPages(`identities ${id}`, options, () => played.identities.get(id) ?? []),
    related: (id, options) =>
      one(
        `related ${id}`,
        options,
        () =>
          played.related.get(id) ?? {
            requested: played.requested.get(id)?.length ?? 0,
            ccd: played.ccd.get(id)?.length ?? 0,
            assigned: 0,
          },
      ),
    requestedTickets: (id, options) =>
      offsetPages(`requested ${id}`, options, () => played.requested.get(id) ?? []),
    ccdTickets: (id, options) => offsetPages(`ccd ${id}`, options, () => played.ccd.get(id) ?? []),
    ticket: (id, options) =>
      one(`ticket ${id}`, options, () => allTickets().find((ticket) => ticket.id === id)),
    tickets: unused,
    comments: (id, options) =>
      offsetPages(`comments ${id}`, options, () => played.comments.get(id) ?? []),
    isArchived: unused,
    talkTicketsByChannel: unused,
    deletedUser: unused,
    complianceStatuses: unused,
    job: unused,
    accountSettings: unused,
    lines: unused,
    queueActivity: unused,
    agentsActivity: unused,
  };

  return {
    reads,
    played,
    asked,
    waiting: () => held.map((one) => one.name),
    hold() {
      isHolding = true;
    },
    async answer(beginning) {
      await rest();
      const meant = held.filter((one) => beginning === undefined || one.name.startsWith(beginning));
      for (const one of meant) held.splice(held.indexOf(one), 1);
      if (beginning === undefined) isHolding = false;
      for (const one of meant) one.release();
      await rest();
    },
    async answerOne(index) {
      await rest();
      const [one] = held.length === 0 ? [] : held.splice(index % held.length, 1);
      one?.release();
      await rest();
    },
    rest,
    fail(beginning, problem) {
      if (problem === null) failures.delete(beginning);
      else failures.set(beginning, problem);
    },
    busiest: () => busiest,
  };
}

const asked: Asked = { method: 'GET', pattern: '/played' };

export const failure = (kind: 'notFound' | 'cancelled' | 'signedOut' | 'tooManyJobs'): Failure => ({
  asked,
  kind,
});

export const serverTrouble: Failure = { asked, kind: 'serverTrouble', status: 503 };

/** All promise reactions run before the next immediate. */
export function rest(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const branded = <Id extends number>(value: number): Id => {
  const id = idFrom<Id>(value);
  if (id === null) throw new Error(`${value} is no id`);
  return id;
};

export const userId = (value: number): UserId => branded<UserId>(value);
export const ticketId = (value: number): TicketId => branded<TicketId>(value);
export const commentId = (value: number): CommentId => branded<CommentId>(value);
export const callId = (value: number): CallId => branded<CallId>(value);
export const identityId = (value: number): IdentityId => branded<IdentityId>(value);

export function profileOf(id: UserId, wish: Partial<Profile> = {}): Profile {
  const phone = wish.phone ?? null;
  return {
    id,
    name: `Person ${id}`,
    email: null,
    phone,
    number: phoneNumberFrom(phone),
    isPhoneShared: phone === null ? null : false,
    role: 'end-user',
    roleType: null,
    customRoleId: null,
    isActive: true,
    isShared: false,
    isSharedAgent: false,
    isSuspended: false,
    ticketRestriction: null,
    createdAt: null,
    updatedAt: null,
    lastLoginAt: null,
    ...wish,
  };
}

export function ticketOf(id: number, requester: UserId, wish: Partial<Ticket> = {}): Ticket {
  return {
    id: ticketId(id),
    status: 'open',
    subject: null,
    requesterId: requester,
    submitterId: requester,
    assigneeId: null,
    ccIds: [],
    channel: 'email',
    channelRel: null,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    ...wish,
  };
}

export function callOf(id: number, ticket: TicketId, wish: Partial<Call> = {}): Call {
  return {
    commentId: commentId(id),
    ticketId: ticket,
    origin: 'talk',
    callId: callId(9_000_000 + id),
    kind: 'call',
    direction: 'inbound',
    from: null,
    to: null,
    lineName: null,
    formattedFrom: null,
    formattedTo: null,
    authorId: null,
    answeredById: null,
    answeredByName: null,
    startedAt: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
    durationSeconds: 60,
    hasAddress: true,
    hasTranscript: false,
    ...wish,
  };
}

export function commentOf(id: number, wish: Partial<Comment> = {}): Comment {
  return {
    id: commentId(id),
    type: 'Comment',
    authorId: null,
    authorRole: null,
    isPublic: true,
    createdAt: null,
    call: null,
    ...wish,
  };
}

export function voiceCommentOf(call: Call): Comment {
  return commentOf(call.commentId, {
    type: 'VoiceComment',
    authorId: call.authorId,
    authorRole: 'end-user',
    call,
  });
}
