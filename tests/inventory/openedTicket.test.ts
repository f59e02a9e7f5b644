import { describe, expect, it } from 'vitest';
import type { Pages, Reads } from '../../src/api/reads.ts';
import type { Call, Comment } from '../../src/domain/call.ts';
import type { Failure } from '../../src/domain/failure.ts';
import type { CommentId, TicketId, UserId } from '../../src/domain/ids.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { failed, ok, type Result } from '../../src/domain/result.ts';
import type { Ticket } from '../../src/domain/ticket.ts';
import { readOpenedTicket, type OpenedTicket } from '../../src/inventory/openedTicket.ts';

const ticketId = 42 as TicketId;
const requesterId = 9 as UserId;
const opened = { ticketId, requesterId };
const failure: Failure = {
  kind: 'serverTrouble',
  status: 503,
  asked: { method: 'GET', pattern: '/' },
};

const profile = (id: number, role: string, roleType: number | null = null) =>
  ({ id, role, roleType }) as Profile;
const ticket = (id: number, requester: UserId | null = requesterId) =>
  ({ id, requesterId: requester }) as Ticket;
const comment = (id: number, hasCall: boolean) =>
  ({ id: id as CommentId, call: hasCall ? ({ commentId: id } as Call) : null }) as Comment;

interface Account {
  me?: Result<Profile>;
  user?: Result<Profile>;
  ticket?: Result<Ticket>;
  comments?: readonly Result<readonly Comment[]>[];
  found?: Result<{ tickets: readonly Ticket[]; total: number | null }>;
}

/** The reads that opening a ticket may send, and the list of those it sent. */
function readsOf(account: Account = {}) {
  const sent: string[] = [];
  const say = <Value>(name: string, value: Value): Promise<Value> => {
    sent.push(name);
    return Promise.resolve(value);
  };
  async function* pages(): Pages<Comment> {
    for (const page of account.comments ?? [ok([comment(1, false), comment(2, true)])])
      yield await say('comments', page);
  }
  const reads: Pick<Reads, 'me' | 'user' | 'ticket' | 'comments' | 'talkTicketsByChannel'> = {
    me: () => say('me', account.me ?? ok(profile(7, 'admin', 4))),
    user: (id) => say(`user ${id}`, account.user ?? ok(profile(id, 'end-user'))),
    ticket: () => say('ticket', account.ticket ?? ok(ticket(42))),
    comments: () => pages(),
    talkTicketsByChannel: (id) =>
      say(`search ${id}`, account.found ?? ok({ tickets: [ticket(41), ticket(42)], total: 2 })),
  };
  return { reads: reads as Reads, sent };
}

async function all(
  account: Account,
  of: { ticketId: TicketId; requesterId: UserId | null } = opened,
) {
  const { reads, sent } = readsOf(account);
  const seen: OpenedTicket[] = [];
  for await (const snapshot of readOpenedTicket(reads, of)) seen.push(snapshot);
  const last = seen.at(-1);
  if (!last) throw new Error('Nothing came');
  return { seen, last, sent };
}

describe('readOpenedTicket', () => {
  it('costs four requests, the count elsewhere last', async () => {
    const { sent, last } = await all({});
    expect(sent).toHaveLength(4);
    expect(sent.at(-1)).toBe('search 9');
    expect(last).toMatchObject({
      state: 'ready',
      ticketId: 42,
      isAdmin: true,
      requester: { id: 9 },
      calls: [{ commentId: 2 }],
      elsewhere: { state: 'read', atLeast: 1 },
    });
  });

  it('is ready before the count elsewhere is asked for', async () => {
    const { reads, sent } = readsOf();
    for await (const snapshot of readOpenedTicket(reads, opened)) {
      if (snapshot.state !== 'ready') continue;
      expect(snapshot.elsewhere).toEqual({ state: 'waiting' });
      expect(sent).not.toContain('search 9');
      break;
    }
  });

  it('shows each part as soon as it came in, and knows nothing it was not told', async () => {
    const { reads } = readsOf();
    let answer: (me: Result<Profile>) => void = () => {};
    const slow = {
      ...reads,
      me: () => new Promise<Result<Profile>>((resolve) => (answer = resolve)),
    };
    const snapshots = readOpenedTicket(slow, opened);
    const next = async () => (await snapshots.next()).value;

    const nothing = { ticketId: 42, me: null, isAdmin: false, elsewhere: { state: 'waiting' } };
    expect(await next()).toEqual({ ...nothing, state: 'loading', requester: null, calls: null });
    await next();
    expect(await next()).toEqual({
      ...nothing,
      state: 'loading',
      requester: { id: 9, role: 'end-user', roleType: null },
      calls: [{ commentId: 2 }],
    });
    answer(ok(profile(7, 'admin')));
    expect(await next()).toMatchObject({ state: 'ready', isAdmin: true });
    expect(await next()).toMatchObject({ state: 'ready', elsewhere: { state: 'read' } });
    expect(await next()).toBeUndefined();
  });

  it('makes nobody an admin but an admin', async () => {
    for (const me of [profile(7, 'agent'), profile(7, 'admin', 5)])
      expect((await all({ me: ok(me) })).last.isAdmin).toBe(false);
  });

  it('reads every page of comments', async () => {
    const { last } = await all({
      comments: [ok([comment(1, true)]), ok([comment(2, false)]), ok([comment(3, true)])],
    });
    expect(last.calls).toEqual([{ commentId: 1 }, { commentId: 3 }]);
  });

  it('names the part that failed and keeps the others', async () => {
    const { last } = await all({ comments: [failed(failure)] });
    expect(last).toMatchObject({
      state: 'failed',
      failures: [{ part: 'comments', failure }],
      calls: null,
      me: { id: 7 },
      requester: { id: 9 },
    });

    const later = await all({
      comments: [ok([comment(1, true)]), failed(failure)],
      me: failed(failure),
    });
    expect(later.last).toMatchObject({
      state: 'failed',
      failures: [{ part: 'comments' }, { part: 'me' }],
      calls: [{ commentId: 1 }],
      isAdmin: false,
    });
  });

  it('asks nothing elsewhere when the requester could not be read', async () => {
    const { last, sent } = await all({ user: failed(failure) });
    expect(last).toMatchObject({
      state: 'failed',
      failures: [{ part: 'requester' }],
      calls: [{ commentId: 2 }],
      elsewhere: { state: 'notAsked' },
    });
    expect(sent).toHaveLength(3);
  });

  it('says so when the count elsewhere failed', async () => {
    expect((await all({ found: failed(failure) })).last).toMatchObject({
      state: 'ready',
      elsewhere: { state: 'failed', failure },
    });
  });

  it('reads the requester off the ticket where the host did not say, still in four requests', async () => {
    const { last, sent } = await all({}, { ticketId, requesterId: null });
    expect([...sent].sort()).toEqual(['comments', 'me', 'ticket', 'user 9']);
    expect(last).toMatchObject({
      state: 'ready',
      requester: { id: 9 },
      elsewhere: { state: 'notAsked' },
    });
  });

  it('is ready without a requester where the ticket has none', async () => {
    const { last } = await all({ ticket: ok(ticket(42, null)) }, { ticketId, requesterId: null });
    expect(last).toMatchObject({
      state: 'ready',
      requester: null,
      elsewhere: { state: 'notAsked' },
    });
  });

  it.each([
    ['this ticket among them', [41, 42, 43], 3, 2],
    ['this ticket not indexed yet', [41, 43], 2, 2],
    ['more than one page', [41, 43], 250, 249],
    ['no count', [41, 42], null, 1],
    ['a count that is too small', [41, 43, 44], 1, 3],
    ['only this ticket', [42], 1, 0],
  ])('never counts this ticket elsewhere: %s', async (_name, ids, total, atLeast) => {
    const found = ok({ tickets: ids.map((id) => ticket(id)), total });
    expect((await all({ found })).last.elsewhere).toEqual({ state: 'read', atLeast });
  });

  it('ends without a word when it is aborted', async () => {
    const { reads, sent } = readsOf();
    const abort = new AbortController();
    const seen: OpenedTicket[] = [];
    for await (const snapshot of readOpenedTicket(reads, opened, { signal: abort.signal })) {
      seen.push(snapshot);
      abort.abort();
    }
    expect(seen).toHaveLength(1);
    expect(sent).not.toContain('search 9');
  });
});
