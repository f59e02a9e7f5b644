import { describe, expect, it } from 'vitest';
import type { WireReply, WireRequest } from '../../src/api/send.ts';
import { copyAccount, type Account } from './account.ts';
import * as build from './builders.ts';
import { steppedClock } from './clock.ts';
import { scripted, seeded } from './faults.ts';
import { exportedAt } from './exportedCalls.ts';
import { hugeWorld } from './hugeAccount.ts';
import { rngFrom } from './rng.ts';
import { exampleAccount, routes } from './routes.ts';
import { switchAnswers, switchesFor } from './switches.ts';
import { exportedCall, suspendedTicket } from './traceBuilders.ts';
import { openZendesk, roleBecomes, type ZendeskOptions } from './zendesk.ts';

const timeoutMs = 30_000;
const minute = 60_000;
const day = 86_400_000;

function opened(account: Account, options: Partial<ZendeskOptions> = {}) {
  const clock = steppedClock();
  const zendesk = openZendesk(account, { clock, ...options });
  const ask = async (method: WireRequest['method'], path: string, body?: unknown) => {
    const request = body === undefined ? { method, path } : { method, path, body };
    return clock.run(zendesk.send(request, { timeoutMs }));
  };
  return {
    clock,
    zendesk,
    ask,
    get: (path: string) => ask('GET', path),
    remove: (path: string) => ask('DELETE', path),
    close: (id: number) => ask('PUT', `/api/v2/tickets/${id}`, { ticket: { status: 'closed' } }),
  };
}

function small() {
  const account = build.emptyAccount();
  const admin = build.admin(account, { name: 'Dana Admin' });
  const agent = build.agent(account, { name: 'Axel Agent' });
  const caller = build.endUser(account, { name: 'Ada Caller', phone: '+15550100123' });
  return { account, admin, agent, caller };
}

function statusOf(reply: WireReply | undefined): number | null {
  return reply?.kind === 'answer' ? reply.status : null;
}

/** What these tests look at in any answer's body. */
interface Body {
  user: { id: number | null; role: string; active: boolean };
  users: { id: number }[];
  tickets: { id: number }[];
  comments: { body: string; data: { recording_url?: string | null } }[];
  job_status: { id: string; status: string; results: unknown };
  deleted_user: unknown;
  compliance_deletion_statuses: { action: string }[];
  results: unknown[];
  count: number;
  next_page: string | null;
  meta: { has_more: boolean };
  links: { next: string | null };
  error: string;
  details: { status: unknown };
}

function jsonOf(reply: WireReply | undefined): Body {
  if (reply?.kind !== 'answer') throw new Error(`no answer but ${reply?.kind}`);
  return JSON.parse(reply.text) as Body;
}

describe('the routes', () => {
  for (const route of routes) {
    it(`answers ${route.method} ${route.pattern} with its success`, async () => {
      const { ask } = opened(exampleAccount());
      const reply = await ask(route.method, route.example.path, route.example.body);
      expect(statusOf(reply)).toBe(route.success.status);
      if (route.success.status === 204) expect(reply).toMatchObject({ text: '' });
      else
        expect(Object.keys(jsonOf(reply))).toEqual(expect.arrayContaining([...route.success.keys]));
    });
  }

  it('accepts a .json suffix', async () => {
    const { get } = opened(exampleAccount());
    expect(statusOf(await get('/api/v2/users/me.json'))).toBe(200);
  });
});

describe('strictness', () => {
  it('fails loudly on a request that no route knows, with its text', async () => {
    const { get, zendesk } = opened(small().account);
    await expect(get('/api/v2/organizations')).rejects.toThrow(
      'GET /api/v2/organizations: no such route',
    );
    expect(zendesk.defects).toHaveLength(1);
    expect(zendesk.log.at(-1)?.defect).toContain('/api/v2/organizations');
  });

  it.each([
    '/api/v2/users/me?fields=name',
    '/api/v2/users/700001/tickets/ccd?page%5Bsize%5D=100',
    '/api/v2/search/export?query=a&filter%5Btype%5D=ticket&page=2',
    '/api/v2/users/show_many?ids=1&ids=2',
  ])('fails loudly on the unknown or repeated parameter of %s', async (path) => {
    const { get } = opened(small().account);
    await expect(get(path)).rejects.toThrow(/unknown parameter|given twice/);
  });

  it('fails loudly on an update that is not a closing and on a body where none belongs', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { ask } = opened(account);
    const body = { ticket: { status: 'open' } };
    await expect(ask('PUT', `/api/v2/tickets/${ticket.id}`, body)).rejects.toThrow(
      'not its closing',
    );
    await expect(ask('DELETE', `/api/v2/tickets/${ticket.id}`, body)).rejects.toThrow('a body');
  });

  it('refuses with 400 instead where a person at the host page tries things', async () => {
    const { get, zendesk } = opened(small().account, { onDefect: 'answer' });
    expect(statusOf(await get('/api/v2/nothing'))).toBe(400);
    expect(zendesk.defects).toHaveLength(1);
  });

  it('takes at most 100 ids', async () => {
    const { get } = opened(small().account);
    const ids = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(statusOf(await get(`/api/v2/tickets/show_many?ids=${ids.join(',')}`))).toBe(400);
    expect(statusOf(await get(`/api/v2/tickets/show_many?ids=${ids.slice(1).join(',')}`))).toBe(
      200,
    );
    expect(statusOf(await get('/api/v2/users/show_many?ids=one'))).toBe(400);
  });
});

describe('paging', () => {
  function many(count: number) {
    const { account, caller } = small();
    for (let i = 0; i < count; i++) build.ticket(account, { requester: caller });
    return { account, path: `/api/v2/users/${caller.id}/tickets/requested` };
  }

  it('walks a list once by cursor, also when a ticket behind the cursor disappears', async () => {
    const { account, path } = many(25);
    const { get } = opened(account);
    const ids: number[] = [];
    let next: string | null = `${path}?page%5Bsize%5D=10`;
    while (next !== null) {
      const page = jsonOf(await get(next));
      ids.push(...page.tickets.map((ticket) => ticket.id));
      for (const ticket of account.tickets.values()) {
        if (ticket.id === page.tickets[0]?.id) ticket.presence = 'soft';
      }
      expect(page.meta.has_more).toBe(page.links.next !== null);
      next =
        page.links.next === null
          ? null
          : page.links.next.replace('https://example.zendesk.com', '');
    }
    expect(ids).toEqual([...account.tickets.keys()]);
  });

  it('shifts pages by offset when a ticket on an earlier page disappears', async () => {
    const { account, path } = many(25);
    const { get } = opened(account);
    const first = jsonOf(await get(`${path}?per_page=10`));
    for (const ticket of account.tickets.values()) {
      if (ticket.id === first.tickets[0]?.id) ticket.presence = 'soft';
    }
    const page = jsonOf(await get(`${path}?per_page=10&page=2`));
    expect(page.tickets[0]?.id).toBe((first.tickets[9]?.id ?? Number.NaN) + 2);
    expect(page).toMatchObject({ count: 24 });
    expect(page.next_page).toContain('page=3');
  });

  it('refuses a page size over 100 by cursor and gives 100 by offset', async () => {
    const { account, path } = many(120);
    const { get } = opened(account);
    expect(statusOf(await get(`${path}?page%5Bsize%5D=101`))).toBe(400);
    expect(jsonOf(await get(`${path}?per_page=500`)).tickets).toHaveLength(100);
  });

  it('ends offset paging at 10,000 records and search at 1,000', async () => {
    const { account, path } = many(1);
    const { get } = opened(account);
    expect(statusOf(await get(`${path}?page=100`))).toBe(200);
    expect(statusOf(await get(`${path}?page=101`))).toBe(400);
    expect(statusOf(await get('/api/v2/search?query=question&page=10'))).toBe(200);
    expect(statusOf(await get('/api/v2/search?query=question&page=11'))).toBe(422);
    expect(statusOf(await get('/api/v2/search?query=question&page%5Bsize%5D=100'))).toBe(400);
  });

  it('gives a link with the last page only where the switch says so', async () => {
    for (const linkAfterLastPage of switchAnswers.linkAfterLastPage) {
      const { account, path } = many(3);
      const { get } = opened(account, { switches: { linkAfterLastPage } });
      const page = jsonOf(await get(`${path}?page%5Bsize%5D=10`));
      expect(page.meta.has_more).toBe(false);
      expect(page.links.next === null).toBe(linkAfterLastPage === 'null');
    }
  });

  it('follows nothing but the link in the lists of Talk', async () => {
    const { account } = small();
    for (let i = 0; i < 120; i++)
      build.line(account, { number: `+1555010${String(i).padStart(4, '0')}` });
    const { get } = opened(account);
    const first = jsonOf(await get('/api/v2/channels/voice/phone_numbers?minimal_mode=true'));
    const next = first.next_page?.replace('https://example.zendesk.com', '') ?? '';
    expect(next).toContain('page=2');
    expect(jsonOf(await get(next))).toMatchObject({ count: 121, next_page: null });
  });

  it('refuses a cursor that it did not give', async () => {
    const { account, path } = many(1);
    const { get } = opened(account);
    expect(statusOf(await get(`${path}?page%5Bsize%5D=10&page%5Bafter%5D=%F0%9F%8D%8E`))).toBe(400);
  });
});

describe('tickets', () => {
  it('refuses to update a closed ticket', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller, status: 'solved' });
    const { close, zendesk } = opened(account);
    expect(statusOf(await close(ticket.id))).toBe(200);
    const again = await close(ticket.id);
    expect(statusOf(again)).toBe(422);
    expect(jsonOf(again).details.status).toHaveLength(1);
    expect(zendesk.history.map((effect) => effect.kind)).toEqual(['close']);
  });

  it('deletes for good only what was deleted before, and only when the job has run', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { remove, get, zendesk, clock } = opened(account);
    expect(statusOf(await remove(`/api/v2/deleted_tickets/${ticket.id}`))).toBe(404);
    expect(statusOf(await remove(`/api/v2/tickets/${ticket.id}`))).toBe(204);
    expect(statusOf(await get(`/api/v2/tickets/${ticket.id}`))).toBe(404);
    const { job_status: job } = jsonOf(await remove(`/api/v2/deleted_tickets/${ticket.id}`));
    expect(zendesk.history.map((effect) => effect.kind)).toEqual(['ticket']);
    await clock.advance(minute);
    expect(zendesk.history.map((effect) => effect.kind)).toEqual(['ticket', 'ticketForGood']);
    expect(jsonOf(await get(`/api/v2/job_statuses/${job.id}`)).job_status).toMatchObject({
      status: 'completed',
      results: { success: true },
    });
    await clock.advance(day);
    expect(statusOf(await get(`/api/v2/job_statuses/${job.id}`))).toBe(404);
  });

  it('gives one boolean for a whole batch', async () => {
    const { account, caller } = small();
    const gone = build.ticket(account, { requester: caller });
    const kept = build.ticket(account, { requester: caller });
    const { remove, get, clock } = opened(account);
    await remove(`/api/v2/tickets/${gone.id}`);
    const reply = await remove(`/api/v2/deleted_tickets/destroy_many?ids=${gone.id},${kept.id}`);
    const { job_status: job } = jsonOf(reply);
    await clock.advance(minute);
    expect(jsonOf(await get(`/api/v2/job_statuses/${job.id}`)).job_status.results).toEqual({
      success: false,
    });
    expect([gone.presence, kept.presence]).toEqual(['hard', 'there']);
  });

  it('turns a deletion permanent by itself after 30 days', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { remove, zendesk, clock } = opened(account);
    await remove(`/api/v2/tickets/${ticket.id}`);
    await clock.advance(31 * day);
    expect(zendesk.history.at(-1)).toMatchObject({ kind: 'ticketForGood', cause: 'after30Days' });
  });

  it.each([
    ['works', true, 'hard'],
    ['successFalse', false, 'soft'],
  ] as const)(
    'answers for archived tickets by its switch: %s',
    async (archivedForGood, success, presence) => {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller, archived: true });
      const { remove, get, clock } = opened(account, { switches: { archivedForGood } });
      await remove(`/api/v2/tickets/${ticket.id}`);
      const { job_status: job } = jsonOf(await remove(`/api/v2/deleted_tickets/${ticket.id}`));
      await clock.advance(minute);
      expect(jsonOf(await get(`/api/v2/job_statuses/${job.id}`)).job_status.results).toEqual({
        success,
      });
      expect(ticket.presence).toBe(presence);
    },
  );

  it('refuses a thirty-first job under the same name whatever the status', async () => {
    for (const tooManyJobs of switchAnswers.tooManyJobs) {
      const { account, caller } = small();
      const tickets = Array.from({ length: 31 }, () =>
        build.ticket(account, { requester: caller }),
      );
      for (const ticket of tickets) ticket.presence = 'soft';
      const { remove } = opened(account, {
        switches: { tooManyJobs, jobPace: 'minutes' },
        latencyMs: [0, 0],
      });
      const replies = [];
      for (const ticket of tickets)
        replies.push(await remove(`/api/v2/deleted_tickets/${ticket.id}`));
      expect(replies.slice(0, 30).map(statusOf)).toEqual(Array(30).fill(200));
      expect(statusOf(replies[30])).toBe(Number(tooManyJobs));
      expect(jsonOf(replies[30]).error).toBe('TooManyJobs');
    }
  });
});

describe('recordings', () => {
  it('deletes one kind or both of a call, and the address goes when nothing is left of it', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
    const { talk } = build.voiceComment(account, ticket, { recorded: 'both' });
    const { get, remove, zendesk } = opened(account);
    const address = async () =>
      jsonOf(await get(`/api/v2/tickets/${ticket.id}/comments`)).comments[0]?.data.recording_url;
    await remove(`/api/v2/channels/voice/calls/${talk.callId}/recordings/voicemail`);
    expect(await address()).toContain('/recording');
    await remove(`/api/v2/channels/voice/calls/${talk.callId}/recordings`);
    expect(await address()).toBeNull();
    expect(zendesk.history).toMatchObject([
      { kind: 'recording', recording: 'voicemail' },
      { kind: 'recording', recording: 'call' },
    ]);
  });

  it('keeps the address in the text of the comment, and in its data by the switch', async () => {
    for (const recordingAddress of switchAnswers.recordingAddress) {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
      build.voiceComment(account, ticket, { recorded: 'gone' });
      const { get } = opened(account, { switches: { recordingAddress } });
      const [comment] = jsonOf(await get(`/api/v2/tickets/${ticket.id}/comments`)).comments;
      expect(comment?.body).toContain('/twilio/call/recording');
      expect(Object.hasOwn(comment?.data ?? {}, 'recording_url')).toBe(
        recordingAddress !== 'absent',
      );
      expect(typeof comment?.data.recording_url === 'string').toBe(
        recordingAddress === 'unchanged',
      );
    }
  });

  it('answers a second deletion and a stranger by its switches, without a second effect', async () => {
    const statuses = { '204': 204, '404RecordNotFound': 404, '404InvalidEndpoint': 404 };
    for (const recordingAgain of switchAnswers.recordingAgain) {
      const { account, caller, agent } = small();
      const ticket = build.ticket(account, { requester: caller });
      const path = `/api/v2/channels/voice/calls/${build.voiceComment(account, ticket).talk.callId}/recordings`;
      const { remove, zendesk } = opened(account, {
        switches: { recordingAgain, recordingForbidden: '404' },
      });
      zendesk.signIn(agent.id);
      expect(statusOf(await remove(path))).toBe(404);
      zendesk.signIn(account.users.keys().next().value ?? null);
      expect(statusOf(await remove(path))).toBe(204);
      expect(statusOf(await remove(path))).toBe(statuses[recordingAgain]);
      expect(zendesk.history).toHaveLength(1);
    }
  });

  it('misses audio that is not ready yet', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { zendesk, remove, get, clock } = opened(account);
    const { talk } = zendesk.callComes(ticket, { readyAt: clock.now() + 5 * minute });
    const address = async () =>
      jsonOf(await get(`/api/v2/tickets/${ticket.id}/comments`)).comments[0]?.data.recording_url;
    expect(statusOf(await remove(`/api/v2/channels/voice/calls/${talk.callId}/recordings`))).toBe(
      404,
    );
    expect(await address()).toBeNull();
    await clock.advance(5 * minute);
    expect(await address()).toContain('/recording');
  });

  it('deletes some time after it said so, where the switch says that', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { talk } = build.voiceComment(account, ticket);
    const { remove, zendesk, clock } = opened(account, {
      switches: { recordingDeletion: 'afterMinutes', recordingTouchesTicket: 'yes' },
    });
    await remove(`/api/v2/channels/voice/calls/${talk.callId}/recordings`);
    expect(zendesk.history).toHaveLength(0);
    await clock.advance(7 * minute);
    const [effect] = zendesk.history;
    expect(effect?.at).toBeGreaterThan((effect?.askedAt ?? 0) + minute - 1);
    expect(ticket.updatedAt).toBe(effect?.at);
  });

  it('lets the recordings of a permanently deleted ticket go seven days later', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    build.voiceComment(account, ticket);
    const { remove, zendesk, clock } = opened(account);
    await remove(`/api/v2/tickets/${ticket.id}`);
    await remove(`/api/v2/deleted_tickets/${ticket.id}`);
    await clock.advance(6 * day);
    expect(zendesk.history).toHaveLength(2);
    await clock.advance(2 * day);
    expect(zendesk.history.at(-1)).toMatchObject({ kind: 'recording', cause: 'ticketGone' });
  });
});

describe('the log', () => {
  it('says of each request who sent it, what was answered and what it changed at once', async () => {
    const { account, admin, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { talk } = build.voiceComment(account, ticket);
    const { get, remove, zendesk, clock } = opened(account, {
      switches: { recordingDeletion: 'afterSeconds' },
    });
    await remove(`/api/v2/tickets/${ticket.id}`);
    await remove(`/api/v2/channels/voice/calls/${talk.callId}/recordings`);
    await clock.advance(minute);
    await get('/api/v2/users/me');
    expect(zendesk.log).toMatchObject([
      { number: 1, byUserId: admin.id, status: 204, changed: [`ticket ${ticket.id} deleted`] },
      { number: 2, pattern: '/api/v2/channels/voice/calls/{call_id}/recordings', changed: [] },
      { number: 3, method: 'GET', path: '/api/v2/users/me', status: 200, changed: [] },
    ]);
    expect(zendesk.history.map((effect) => effect.request)).toEqual([1, 2]);
  });
});

describe('users', () => {
  it('refuses to delete the requester of a ticket that is not closed, in each way of refusing', async () => {
    const statuses = {
      '422': 422,
      '422otherLanguage': 422,
      '422plainText': 422,
      '400': 400,
      '409': 409,
    };
    for (const userRefusal of switchAnswers.userRefusal) {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller, status: 'solved' });
      const { remove, close, zendesk } = opened(account, { switches: { userRefusal } });
      expect(statusOf(await remove(`/api/v2/users/${caller.id}`))).toBe(statuses[userRefusal]);
      expect(zendesk.history).toHaveLength(0);
      await close(ticket.id);
      expect(statusOf(await remove(`/api/v2/users/${caller.id}`))).toBe(200);
    }
  });

  it.each(['no', 'yes'] as const)(
    'counts soft-deleted tickets as unclosed: %s',
    async (softDeletedCounts) => {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller });
      const { remove } = opened(account, { switches: { softDeletedCounts } });
      await remove(`/api/v2/tickets/${ticket.id}`);
      const status = statusOf(await remove(`/api/v2/users/${caller.id}`));
      expect(status).toBe(softDeletedCounts === 'yes' ? 422 : 200);
    },
  );

  it('goes from soft to hard and is shown among the deleted only in between', async () => {
    const { account, caller } = small();
    const { get, remove } = opened(account);
    const deleted = `/api/v2/deleted_users/${caller.id}`;
    expect(statusOf(await remove(deleted))).toBe(404);
    expect(statusOf(await get(deleted))).toBe(404);
    expect(jsonOf(await remove(`/api/v2/users/${caller.id}`)).user.active).toBe(false);
    expect(jsonOf(await get(deleted)).deleted_user).toMatchObject({
      active: false,
      email: null,
      phone: null,
    });
    expect(statusOf(await remove(deleted))).toBe(200);
    expect(statusOf(await get(deleted))).toBe(404);
  });

  it('lets compliance statuses come area by area, hours apart', async () => {
    const { account, caller } = small();
    const { get, remove, clock } = opened(account, { switches: { complianceLag: 'hours' } });
    const path = `/api/v2/users/${caller.id}/compliance_deletion_statuses`;
    await remove(`/api/v2/users/${caller.id}`);
    expect(jsonOf(await get(path)).compliance_deletion_statuses).toEqual([]);
    await remove(`/api/v2/deleted_users/${caller.id}`);
    expect(jsonOf(await get(path)).compliance_deletion_statuses).toMatchObject([
      { action: 'request_deletion', application: 'all' },
    ]);
    await clock.advance(day);
    const actions = jsonOf(await get(path)).compliance_deletion_statuses.map(
      (entry) => entry.action,
    );
    expect(actions.filter((action) => action === 'complete')).toHaveLength(5);
    expect(statusOf(await get('/api/v2/users/1/compliance_deletion_statuses'))).toBe(404);
  });

  it('refuses to delete oneself, the owner, a shared user, and anybody at all to an agent', async () => {
    const { account, admin, agent, caller } = small();
    const owner = build.admin(account, { owner: true });
    const shared = build.endUser(account, { shared: true });
    const { remove, zendesk } = opened(account);
    expect(statusOf(await remove(`/api/v2/users/${admin.id}`))).toBe(422);
    expect(statusOf(await remove(`/api/v2/users/${owner.id}`))).toBe(422);
    expect(statusOf(await remove(`/api/v2/users/${shared.id}`))).toBe(403);
    zendesk.signIn(agent.id);
    expect(statusOf(await remove(`/api/v2/users/${caller.id}`))).toBe(403);
    expect(zendesk.history).toHaveLength(0);
  });
});

describe('switches of what a deletion leaves to be seen', () => {
  it.each(switchAnswers.softDeletedTicket)(
    'shows deleted tickets as %s, soft and hard apart',
    async (word) => {
      const { account, caller } = small();
      const soft = build.ticket(account, { requester: caller, subject: 'Kept words' });
      const hard = build.ticket(account, { requester: caller, subject: 'Lost words' });
      soft.presence = 'soft';
      hard.presence = 'hard';
      const other = word === '404' ? '200deleted' : '404';
      const { get } = opened(account, {
        switches: { softDeletedTicket: word, hardDeletedTicket: other },
      });
      const replies = [
        await get(`/api/v2/tickets/${soft.id}`),
        await get(`/api/v2/tickets/${hard.id}`),
      ];
      expect(replies.map(statusOf)).toEqual(word === '404' ? [404, 200] : [200, 404]);
      const shown = replies.find((reply) => statusOf(reply) === 200);
      expect(jsonOf(shown)).toMatchObject({
        ticket: { status: 'deleted', requester_id: caller.id },
      });
      expect(JSON.stringify(shown).includes('words')).toBe(word === '200deleted');
    },
  );

  it.each(switchAnswers.softDeletedUser)('shows a deleted user as %s', async (softDeletedUser) => {
    const { account, caller } = small();
    const { get, remove } = opened(account, {
      switches: { softDeletedUser, softDeletionDrops: 'no' },
    });
    await remove(`/api/v2/users/${caller.id}`);
    const reply = await get(`/api/v2/users/${caller.id}`);
    expect(statusOf(reply)).toBe(softDeletedUser === '404' ? 404 : 200);
    if (softDeletedUser === '200inactive') expect(jsonOf(reply).user.active).toBe(false);
    const many = `/api/v2/users/show_many?ids=${caller.id}`;
    expect(jsonOf(await get(many)).users).toEqual([]);
    expect(jsonOf(await get(`${many}&include_deleted=true`)).users).toMatchObject([
      { id: caller.id, active: false, phone: '+15550100123' },
    ]);
  });

  it('has compliance statuses before the permanent step, none, or no such list', async () => {
    const lengths = { empty: 0, entries: 1, '404': null };
    for (const complianceBefore of switchAnswers.complianceBefore) {
      const { account, caller } = small();
      const { get, remove } = opened(account, { switches: { complianceBefore } });
      await remove(`/api/v2/users/${caller.id}`);
      const reply = await get(`/api/v2/users/${caller.id}/compliance_deletion_statuses`);
      const length =
        statusOf(reply) === 404 ? null : jsonOf(reply).compliance_deletion_statuses.length;
      expect(length).toBe(lengths[complianceBefore]);
    }
  });

  it('forgets a job after a day, after minutes, or at once', async () => {
    const readable = { day: [200, 200], minutes: [200, 404], none: [404, 404] };
    for (const jobLife of switchAnswers.jobLife) {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller });
      const { get, remove, clock } = opened(account, { switches: { jobLife } });
      await remove(`/api/v2/tickets/${ticket.id}`);
      const { job_status: job } = jsonOf(await remove(`/api/v2/deleted_tickets/${ticket.id}`));
      const finishedAt = account.jobs.values().next().value?.finishedAt ?? Number.NaN;
      await clock.advance(finishedAt + 1000 - clock.now());
      const statuses = [statusOf(await get(`/api/v2/job_statuses/${job.id}`))];
      await clock.advance(5 * minute);
      statuses.push(statusOf(await get(`/api/v2/job_statuses/${job.id}`)));
      expect(statuses).toEqual(readable[jobLife]);
      expect(ticket.presence).toBe('hard');
    }
  });

  it("lets the recordings on a permanently deleted person's own tickets go when Talk comes to it", async () => {
    const { account, caller, agent } = small();
    const own = build.ticket(account, { requester: caller, status: 'closed' });
    const others = build.ticket(account, { requester: agent, cc: [caller] });
    const { talk } = build.voiceComment(account, own);
    build.voiceComment(account, others);
    const { remove, zendesk, clock } = opened(account);
    await remove(`/api/v2/users/${caller.id}`);
    await remove(`/api/v2/deleted_users/${caller.id}`);
    await clock.advance(day);
    expect(zendesk.history.slice(2)).toMatchObject([
      { kind: 'recording', callId: talk.callId, cause: 'userGone' },
    ]);
  });
});

describe('roles', () => {
  it('answers an anonymous user with 200 and everything else with 401', async () => {
    const { get } = opened(small().account, { signedInAs: null });
    expect(jsonOf(await get('/api/v2/users/me')).user.id).toBeNull();
    expect(statusOf(await get('/api/v2/account/settings'))).toBe(401);
  });

  it('lets an end user see nothing', async () => {
    const { account, caller } = small();
    const { get } = opened(account, { signedInAs: caller.id });
    expect(jsonOf(await get('/api/v2/users/me')).user.role).toBe('end-user');
    expect(statusOf(await get(`/api/v2/users/${caller.id}`))).toBe(403);
  });

  it('hides the tickets of others from a restricted agent', async () => {
    const { account, caller } = small();
    const restricted = build.agent(account, { ticketRestriction: 'assigned' });
    const own = build.ticket(account, { requester: caller, assignee: restricted });
    const other = build.ticket(account, { requester: caller });
    const { get } = opened(account, { signedInAs: restricted.id });
    const list = jsonOf(await get(`/api/v2/users/${caller.id}/tickets/requested`));
    expect(list.tickets.map((ticket) => ticket.id)).toEqual([own.id]);
    expect(statusOf(await get(`/api/v2/tickets/${other.id}`))).toBe(403);
    expect(jsonOf(await get('/api/v2/search?query=type%3Aticket%20question')).count).toBe(1);
  });

  it('lets an agent delete tickets only by setting or role, and a light agent never', async () => {
    const { account, agent, caller } = small();
    const light = build.lightAgent(account);
    const role = build.customRole(account, { ticketDeletion: true, viewDeletedTickets: false });
    const custom = build.agent(account, { customRoleId: role.id });
    const tickets = [1, 2, 3].map(() => build.ticket(account, { requester: caller }).id);
    const { remove, zendesk, close } = opened(account);
    zendesk.signIn(agent.id);
    expect(statusOf(await remove(`/api/v2/tickets/${tickets[0]}`))).toBe(403);
    account.settings.agentTicketDeletion = true;
    expect(statusOf(await remove(`/api/v2/tickets/${tickets[0]}`))).toBe(204);
    zendesk.signIn(custom.id);
    expect(statusOf(await remove(`/api/v2/tickets/${tickets[1]}`))).toBe(204);
    expect(statusOf(await remove(`/api/v2/deleted_tickets/${tickets[1]}`))).toBe(403);
    zendesk.signIn(light.id);
    expect(statusOf(await remove(`/api/v2/tickets/${tickets[2]}`))).toBe(403);
    expect(statusOf(await close(tickets[2] ?? 0))).toBe(403);
  });

  it('takes rights away in the middle of everything', async () => {
    const { account, admin, caller } = small();
    const { remove, zendesk, clock } = opened(account);
    zendesk.at(clock.now() + minute, () => {
      roleBecomes(admin, 'agent');
    });
    await clock.advance(minute);
    expect(statusOf(await remove(`/api/v2/users/${caller.id}`))).toBe(403);
  });
});

describe('limits', () => {
  it('lets an app send 100 a minute for one person, and says how long to wait', async () => {
    const { account, agent } = small();
    const { get, zendesk, clock } = opened(account, {
      switches: { headers: 'all' },
      latencyMs: [0, 0],
    });
    for (let i = 0; i < 100; i++) expect(statusOf(await get('/api/v2/users/me'))).toBe(200);
    const refusal = await get('/api/v2/users/me');
    expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    zendesk.signIn(agent.id);
    expect(statusOf(await get('/api/v2/users/me'))).toBe(200);
    zendesk.signIn(null);
    await clock.advance(minute);
    expect(await get('/api/v2/users/me')).toMatchObject({
      status: 200,
      headers: { 'ratelimit-remaining': '399' },
    });
  });

  it('lets two browsers of one person send 700 in five minutes together', async () => {
    const { account, admin } = small();
    account.plan.requestsPerMinute = 2500;
    const { zendesk, clock } = opened(account, { latencyMs: [0, 0] });
    const doors = ['one', 'two'].map((browser) => zendesk.door({ userId: admin.id, browser }));
    const statuses: (number | null)[] = [];
    for (let round = 0; round < 4; round++) {
      for (const send of doors) {
        for (let i = 0; i < 100; i++) {
          const reply = send({ method: 'GET', path: '/api/v2/users/me' }, { timeoutMs });
          statuses.push(statusOf(await clock.run(reply)));
        }
      }
      await clock.advance(minute);
    }
    expect(statuses.slice(0, 700)).toEqual(Array(700).fill(200));
    expect(statuses.slice(700)).toEqual(Array(100).fill(429));
  });

  it('counts everybody else against the limit of the account', async () => {
    const { get } = opened(small().account, { othersPerMinute: () => 398, latencyMs: [0, 0] });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push(statusOf(await get('/api/v2/users/me')));
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('shows no headers where the frame lets none through', async () => {
    const { account } = small();
    for (const headers of switchAnswers.headers) {
      const reply = await opened(copyAccount(account), { switches: { headers } }).get(
        '/api/v2/users/me',
      );
      if (reply.kind !== 'answer') throw new Error('no answer');
      expect(reply.headers === null).toBe(headers === 'none');
      expect(reply.headers?.['ratelimit-remaining'] !== undefined).toBe(headers === 'all');
    }
  });

  it('updates one ticket 30 times in ten minutes', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller });
    const { close } = opened(account, { latencyMs: [0, 0] });
    const statuses = [];
    for (let i = 0; i < 31; i++) statuses.push(statusOf(await close(ticket.id)));
    expect(statuses.slice(0, 2)).toEqual([200, 422]);
    expect(statuses[30]).toBe(429);
  });
});

describe('lag', () => {
  it('finds a new ticket only when the index has caught up, and a deleted one until then', async () => {
    const { account, caller } = small();
    const { zendesk, get, remove, clock } = opened(account, { indexLagMs: minute });
    const found = async () =>
      jsonOf(
        await get(
          `/api/v2/search/export?query=requester%3A${caller.id}%20status%3Aopen&filter%5Btype%5D=ticket`,
        ),
      ).results.length;
    const ticket = zendesk.ticketComes({ requester: caller });
    expect(await found()).toBe(0);
    await clock.advance(minute);
    expect(await found()).toBe(1);
    await remove(`/api/v2/tickets/${ticket.id}`);
    expect(await found()).toBe(1);
    await clock.advance(minute);
    expect(await found()).toBe(0);
  });

  it('lists a new ticket only some minutes later where lists lag', async () => {
    const { account, caller } = small();
    const { zendesk, get, clock } = opened(account, { listLagMs: 3 * minute });
    const ticket = zendesk.ticketComes({ requester: caller });
    const listed = async () =>
      jsonOf(await get(`/api/v2/users/${caller.id}/tickets/requested`)).tickets.length;
    expect(statusOf(await get(`/api/v2/tickets/${ticket.id}`))).toBe(200);
    expect(await listed()).toBe(0);
    await clock.advance(3 * minute);
    expect(await listed()).toBe(1);
  });
});

describe('search', () => {
  it('reads a repeated keyword as or, different ones as and', async () => {
    const { account, caller, admin } = small();
    build.ticket(account, { requester: caller, via: 'voicemail' });
    build.ticket(account, { requester: caller, via: 'outbound' });
    build.ticket(account, { requester: caller, via: 'email' });
    build.ticket(account, { requester: admin, via: 'voicemail', cc: [caller] });
    const { get } = opened(account);
    const count = async (query: string) =>
      jsonOf(await get(`/api/v2/search?query=${encodeURIComponent(query)}`)).count;
    expect(
      await count(`type:ticket requester:${caller.id} via:voicemail via:phone_call_outbound`),
    ).toBe(2);
    expect(await count(`type:ticket requester:${caller.id} via:phone`)).toBe(1);
    expect(await count(`type:ticket cc:${caller.id}`)).toBe(1);
    expect(await count('type:ticket requester:+15550100123')).toBe(3);
    expect(await count(`type:ticket requester:${caller.email}`)).toBe(3);
    expect(await count('type:ticket requester:"Ada Caller" status<solved -via:mail')).toBe(2);
  });

  it('finds people by name, address and number, and takes an unencoded plus for a space', async () => {
    const { account, caller } = small();
    const { get } = opened(account);
    const found = async (query: string) =>
      jsonOf(await get(`/api/v2/users/search?query=${query}`)).users.map((user) => user.id);
    expect(await found('ada')).toEqual([caller.id]);
    expect(await found('cal')).toEqual([caller.id]);
    expect(await found('aller')).toEqual([]);
    expect(await found('phone%3A%2B15550100123')).toEqual([caller.id]);
    expect(await found('phone:+15550100123')).toEqual([]);
    expect(await found(encodeURIComponent(caller.email ?? ''))).toEqual([caller.id]);
  });

  it('refuses an export without its type, or with it in the query', async () => {
    const { get } = opened(small().account);
    expect(statusOf(await get('/api/v2/search/export?query=a'))).toBe(400);
    expect(
      statusOf(await get('/api/v2/search/export?query=type%3Aticket&filter%5Btype%5D=ticket')),
    ).toBe(400);
  });
});

describe('faults', () => {
  const me: WireRequest = { method: 'GET', path: '/api/v2/users/me' };

  it('loses an answer after the effect, or before it', async () => {
    for (const effect of [true, false]) {
      const { account, caller } = small();
      const faults = scripted({ method: 'DELETE', nth: 1, fault: { kind: 'lost', effect } });
      const { remove, zendesk } = opened(account, { faults });
      const path = `/api/v2/users/${caller.id}`;
      expect(await remove(path)).toEqual({ kind: 'noAnswer', cause: 'network' });
      expect(zendesk.history).toHaveLength(effect ? 1 : 0);
      expect(statusOf(await remove(path))).toBe(effect ? 404 : 200);
    }
  });

  it('stays silent until the deadline of the sender', async () => {
    const { zendesk, clock } = opened(small().account, {
      faults: scripted({ fault: { kind: 'silent', effect: false } }),
    });
    const before = clock.now();
    const reply = await clock.run(zendesk.send(me, { timeoutMs: 20_000 }));
    expect(reply).toEqual({ kind: 'noAnswer', cause: 'deadline' });
    expect(clock.now() - before).toBe(20_000);
  });

  it('does what a slow answer says although nobody waits for it any more', async () => {
    const { account, caller } = small();
    const { zendesk, clock } = opened(account, {
      faults: scripted({ fault: { kind: 'slow', ms: 40_000 } }),
    });
    const request: WireRequest = { method: 'DELETE', path: `/api/v2/users/${caller.id}` };
    const reply = await clock.run(zendesk.send(request, { timeoutMs: 10_000 }));
    expect(reply).toEqual({ kind: 'noAnswer', cause: 'deadline' });
    expect(zendesk.history).toHaveLength(1);
  });

  it('answers a login page, cut JSON, 429 with and without a wait, and 5xx', async () => {
    const { get } = opened(small().account, {
      switches: { headers: 'retryAfterOnly' },
      faults: scripted(
        { nth: 1, fault: { kind: 'loginPage' } },
        { nth: 2, fault: { kind: 'cutJson' } },
        { nth: 3, fault: { kind: 'limited', waitSeconds: 17 } },
        { nth: 4, fault: { kind: 'limited', waitSeconds: null } },
        { nth: 5, times: 2, fault: { kind: 'trouble', status: 503, effect: false } },
      ),
    });
    const page = await get(me.path);
    expect(statusOf(page)).toBe(200);
    expect(page.kind === 'answer' && page.text.startsWith('<!DOCTYPE')).toBe(true);
    const cut = await get(me.path);
    expect(() => jsonOf(cut)).toThrow();
    expect(await get(me.path)).toMatchObject({ status: 429, headers: { 'retry-after': '17' } });
    const limited = await get(me.path);
    expect(statusOf(limited)).toBe(429);
    expect(limited).not.toHaveProperty(['headers', 'retry-after']);
    expect(statusOf(await get(me.path))).toBe(503);
    expect(statusOf(await get(me.path))).toBe(503);
    expect(statusOf(await get(me.path))).toBe(200);
  });

  it('refuses a request for a reason of its own, and does nothing', async () => {
    for (const status of [400, 401, 403, 404, 409, 422] as const) {
      const { account, caller } = small();
      const { remove, zendesk } = opened(account, {
        faults: scripted({ nth: 1, fault: { kind: 'refused', status } }),
      });
      expect(statusOf(await remove(`/api/v2/users/${caller.id}`))).toBe(status);
      expect(zendesk.history).toHaveLength(0);
    }
  });

  it('lets a job fail or never end', async () => {
    for (const kind of ['jobFails', 'jobStuck'] as const) {
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller });
      const { remove, get, clock } = opened(account, {
        faults: scripted({ pattern: '/api/v2/deleted_tickets/{id}', fault: { kind } }),
      });
      await remove(`/api/v2/tickets/${ticket.id}`);
      const { job_status: job } = jsonOf(await remove(`/api/v2/deleted_tickets/${ticket.id}`));
      await clock.advance(60 * minute);
      const { status } = jsonOf(await get(`/api/v2/job_statuses/${job.id}`)).job_status;
      expect(status).toBe(kind === 'jobFails' ? 'failed' : 'working');
      expect(ticket.presence).toBe('soft');
    }
  });

  it('kills a sender before its request arrives or after its effect, and it is never heard of again', async () => {
    for (const when of ['before', 'after'] as const) {
      const { account, caller } = small();
      const { zendesk, clock } = opened(account);
      const life = { dead: false };
      const send = zendesk.door({ life, hooks: { [when]: () => 'kill' } });
      const request: WireRequest = { method: 'DELETE', path: `/api/v2/users/${caller.id}` };
      let isHeard = false;
      void send(request, { timeoutMs }).then(() => {
        isHeard = true;
      });
      await clock.runUntilIdle();
      expect([life.dead, isHeard]).toEqual([true, false]);
      expect(zendesk.history).toHaveLength(when === 'after' ? 1 : 0);
    }
  });

  it('cancels a read that is no longer wanted and waits for an act all the same', async () => {
    const { account, caller } = small();
    const { zendesk, clock } = opened(account);
    const read = new AbortController();
    const reading = zendesk.send(me, { timeoutMs, signal: read.signal });
    const act = new AbortController();
    const acting = zendesk.send(
      { method: 'DELETE', path: `/api/v2/users/${caller.id}` },
      { timeoutMs, signal: act.signal },
    );
    read.abort();
    act.abort();
    expect(await clock.run(reading)).toEqual({ kind: 'cancelled' });
    expect(statusOf(await clock.run(acting))).toBe(200);
    const late = zendesk.send(me, { timeoutMs, signal: act.signal });
    expect(await clock.run(late)).toEqual({ kind: 'cancelled' });
  });
});

describe('determinism', () => {
  it('gives the same answers, log and history for the same seed, byte for byte', async () => {
    const story = async (seed: number) => {
      const rng = rngFrom(seed);
      const { account, caller } = small();
      const ticket = build.ticket(account, { requester: caller, archived: true });
      const { talk } = build.voiceComment(account, ticket);
      const { ask, zendesk, clock } = opened(account, {
        seed,
        switches: switchesFor(rng.fork('switches')),
        faults: seeded(rng.fork('faults'), { lost: 0.1, trouble: 0.1, limited: 0.1, slow: 0.1 }),
        onDefect: 'answer',
      });
      const replies = [];
      for (const [method, path] of [
        ['GET', '/api/v2/users/me'],
        ['GET', '/api/v2/phantom'],
        ['GET', `/api/v2/tickets/${ticket.id}/comments?include=users`],
        ['DELETE', `/api/v2/channels/voice/calls/${talk.callId}/recordings`],
        ['DELETE', `/api/v2/tickets/${ticket.id}`],
        ['DELETE', `/api/v2/deleted_tickets/${ticket.id}`],
        ['DELETE', `/api/v2/users/${caller.id}`],
        ['DELETE', `/api/v2/deleted_users/${caller.id}`],
      ] as const) {
        replies.push(await ask(method, path));
        await clock.advance(minute);
      }
      return JSON.stringify([replies, zendesk.log, zendesk.history, clock.now()]);
    };
    const stories = await Promise.all([1, 1, 2].map(story));
    expect(stories[0]).toBe(stories[1]);
    expect(stories[0]).not.toBe(stories[2]);
  });

  it('draws every answer of every switch', () => {
    const rng = rngFrom('switches');
    const drawn = Array.from({ length: 200 }, () => switchesFor(rng));
    for (const [name, answers] of Object.entries(switchAnswers)) {
      const seen = new Set(
        drawn.map((switches) => Object.entries(switches).find(([key]) => key === name)?.[1]),
      );
      expect([...seen].sort()).toEqual([...answers].sort());
    }
  });
});

describe('the search', () => {
  async function found(query: string, prepare: (world: ReturnType<typeof small>) => void) {
    const world = small();
    prepare(world);
    const { get } = opened(world.account);
    const path = `/api/v2/search/count?query=${encodeURIComponent(`type:ticket ${query}`)}`;
    return jsonOf(await get(path)).count;
  }

  it.each([
    ['"+1 (555) 010-0123"', 1],
    ['"010 0123"', 1],
    ['"0123 010"', 0],
    ['subject:"Spring sa"', 0],
    ['subject:"spring sale"', 1],
    ['"spring sa"', 1],
    ['spri', 1],
    ['pring', 0],
    ['description:0123', 1],
    ['description:012', 0],
    ['via:phone_call_inbound', 1],
    ['created>=2026-11-20', 1],
    ['created<2026-11-20', 0],
  ])('finds %s %i times in what is written on a ticket with a call', async (query, times) => {
    const count = await found(query, ({ account, caller }) => {
      const ticket = build.ticket(account, {
        requester: caller,
        via: 'inbound',
        subject: 'Spring sale',
        createdAt: Date.UTC(2026, 10, 20, 12),
      });
      build.voiceComment(account, ticket);
    });
    expect(count).toBe(times);
  });

  it('does not look into fields, via or transcripts', async () => {
    const prepare = ({ account, caller }: ReturnType<typeof small>): void => {
      const ticket = build.ticket(account, {
        requester: caller,
        via: 'sms',
        subject: 'Hello',
        customFields: [{ id: 1, value: 'zebra' }],
      });
      build.voiceComment(account, ticket, { kind: 'voicemail', transcript: 'zebra', from: null });
    };
    expect(await found('zebra', prepare)).toBe(0);
    expect(await found('15550100123', prepare)).toBe(0);
  });

  it('refuses nothing to look for, and more than 64 words', async () => {
    const { get } = opened(small().account);
    const words = Array.from({ length: 65 }, (_, index) => `w${index}`).join(' ');
    for (const query of ['', words]) {
      const asked = encodeURIComponent(query);
      expect(statusOf(await get(`/api/v2/search/count?query=${asked}`))).toBe(400);
      expect(
        statusOf(await get(`/api/v2/search/export?query=${asked}&filter%5Btype%5D=ticket`)),
      ).toBe(400);
    }
  });
});

describe('the exports of Talk', () => {
  const callsPath = '/api/v2/channels/voice/stats/incremental/calls';
  const legsPath = '/api/v2/channels/voice/stats/incremental/legs';
  interface Export {
    calls: { id: number; updated_at: string; completion_status?: string | null }[];
    count: number;
    end_time: number;
    next_page: string;
  }
  const exportOf = (reply: WireReply | undefined) => jsonOf(reply) as unknown as Export;

  /** Calls a second apart, the first of them at second 1,000,000. */
  function withCalls(many: number, options: Partial<ZendeskOptions> = {}) {
    const { account, caller } = small();
    for (let index = 0; index < many; index++)
      exportedCall(account, { customer: caller, updatedAt: (1_000_000 + index) * 1000 });
    return { ...opened(account, options), account };
  }

  it('give everything that changed on or since the start, and a link for ever', async () => {
    const { get } = withCalls(5);
    const page = exportOf(await get(`${callsPath}?start_time=1000003`));
    expect(page).toMatchObject({ count: 2, end_time: 1_000_004 });
    expect(page.next_page).toContain('start_time=1000004');
    const tail = exportOf(await get(`${callsPath}?start_time=1000004`));
    expect(tail).toMatchObject({ count: 1, end_time: 1_000_004, next_page: page.next_page });
    expect(exportOf(await get(`${callsPath}?start_time=1000005`))).toMatchObject({
      calls: [],
      end_time: 1_000_005,
    });
  });

  it('end in an empty page where the switch says so', async () => {
    const { get } = withCalls(5, { switches: { exportEnd: 'emptyPage' } });
    const page = exportOf(await get(`${callsPath}?start_time=0`));
    expect(page.next_page).toContain('start_time=1000005');
  });

  it.each(['1000', '100'] as const)('hold %s rows a page', async (exportPage) => {
    const { get } = withCalls(1200, { switches: { exportPage } });
    const page = exportOf(await get(`${callsPath}?start_time=0`));
    const size = Number(exportPage);
    expect(page).toMatchObject({ count: size, end_time: 1_000_000 + size - 1 });
  });

  it('take ten requests a minute, calls and legs together', async () => {
    const { get, clock } = withCalls(1);
    for (let nth = 0; nth < 10; nth++)
      expect(statusOf(await get(`${nth % 2 ? callsPath : legsPath}?start_time=0`))).toBe(200);
    expect(statusOf(await get(`${callsPath}?start_time=0`))).toBe(429);
    await clock.advance(minute);
    expect(statusOf(await get(`${legsPath}?start_time=0`))).toBe(200);
  });

  it('refuse agents, a start that is none, and a young one where the switch says so', async () => {
    const { get, zendesk, account, clock } = withCalls(1);
    expect(statusOf(await get(callsPath))).toBe(400);
    expect(statusOf(await get(`${callsPath}?start_time=soon`))).toBe(400);
    const young = Math.floor(clock.now() / 1000) - 30;
    expect(statusOf(await get(`${callsPath}?start_time=${young}`))).toBe(200);
    zendesk.switches.exportStart = 'refusedWhenYoung';
    expect(statusOf(await get(`${callsPath}?start_time=${young}`))).toBe(400);
    zendesk.signIn([...account.users.values()].find(({ role }) => role === 'agent')?.id ?? null);
    expect(statusOf(await get(`${callsPath}?start_time=0`))).toBe(403);
  });

  it('show a call on a ticket at once, and once more when its charges come in', async () => {
    const { account, caller } = small();
    const ticket = build.ticket(account, { requester: caller, via: 'inbound' });
    const { get, zendesk, clock } = opened(account);
    expect(exportOf(await get(`${callsPath}?start_time=0`)).count).toBe(0);
    zendesk.callComes(ticket);
    const [row] = exportOf(await get(`${callsPath}?start_time=0`)).calls;
    await clock.advance(4 * 60 * minute);
    const [later] = exportOf(await get(`${callsPath}?start_time=0`)).calls;
    expect(later?.id).toBe(row?.id);
    expect(Date.parse(later?.updated_at ?? '')).toBeGreaterThan(Date.parse(row?.updated_at ?? ''));
  });

  it.each([
    ['nullStatus', [null]],
    ['noStatus', [undefined]],
    ['absent', []],
  ] as const)('show a running call with %s', async (runningCalls, wanted) => {
    const { account } = small();
    exportedCall(account, { status: null });
    const { get } = opened(account, { switches: { runningCalls } });
    const { calls } = exportOf(await get(`${callsPath}?start_time=0`));
    expect(calls.map((call) => call.completion_status)).toEqual(wanted);
  });
});

describe('the suspended queue', () => {
  it('is closed to agents who see only some tickets', async () => {
    const { account, agent } = small();
    agent.ticketRestriction = 'groups';
    const { get } = opened(account, { signedInAs: agent.id });
    expect(statusOf(await get('/api/v2/suspended_tickets'))).toBe(403);
  });

  it.each([
    ['kept', 2],
    ['gone', 1],
  ] as const)('is %s when its sender is deleted', async (suspendedOfDeleted, left) => {
    const { account, caller } = small();
    suspendedTicket(account, { author: caller });
    suspendedTicket(account);
    caller.presence = 'soft';
    const { get } = opened(account, { switches: { suspendedOfDeleted } });
    const reply = jsonOf(await get('/api/v2/suspended_tickets')) as unknown as {
      suspended_tickets: unknown[];
    };
    expect(reply.suspended_tickets).toHaveLength(left);
  });
});

it('a call can stand on somebody else’s ticket', async () => {
  const { account, admin, caller } = small();
  const ticket = build.ticket(account, { requester: admin, via: 'email' });
  const call = build.voiceComment(account, ticket, { caller });
  expect(call).toMatchObject({
    authorId: caller.id,
    talk: { from: '+15550100123', customerId: caller.id },
  });
});

it('the huge account is the same every time, and everything is in its exports', () => {
  const huge = hugeWorld({ calls: 4000 });
  expect(huge.account).toEqual(hugeWorld({ calls: 4000 }).account);
  const { calls, legs } = exportedAt(huge.account, huge.account.madeAt);
  expect(calls).toHaveLength(4000);
  const times = calls.map(({ updatedAt }) => updatedAt);
  expect(times).toEqual([...times].sort((one, other) => one - other));
  const own = calls.filter(({ customerId }) => customerId === huge.person.id);
  const tickets = [...huge.account.tickets.values()];
  const asked = tickets.filter(({ requesterId }) => requesterId === huge.person.id);
  expect(asked).toHaveLength(2000);
  expect(own).toHaveLength(1400 + huge.callsElsewhere.length + huge.callsWithoutTicket);
  expect(legs.some(({ agentId }) => agentId === huge.ines.id)).toBe(true);
});
