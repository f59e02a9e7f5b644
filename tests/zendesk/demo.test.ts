import { describe, expect, it } from 'vitest';
import type { CommentRecord, TicketRecord, UserRecord } from './account.ts';
import { demoWorld } from './demo.ts';
import { largeWorld } from './demoLarge.ts';

const { account, people } = demoWorld();
const tickets = [...account.tickets.values()];
const users = [...account.users.values()];

const requestedBy = (person: UserRecord): TicketRecord[] =>
  tickets.filter((ticket) => ticket.requesterId === person.id);
const talkCalls = (of: readonly TicketRecord[]) =>
  of.flatMap((ticket) => ticket.comments).filter((comment) => comment.type === 'VoiceComment');
const isListed = (comment: CommentRecord): boolean =>
  comment.type === 'VoiceComment' &&
  comment.talk.callId !== null &&
  Object.keys(account.recordings.get(comment.talk.callId) ?? {}).length > 0;

describe('the demo account', () => {
  it('has one admin, two agents, a light agent and a dozen callers or more', () => {
    expect(users.filter((user) => user.role === 'admin')).toEqual([people.dana]);
    expect(users.filter((user) => user.role === 'agent').map((user) => user.roleType)).toEqual([
      null,
      null,
      1,
    ]);
    expect(users.filter((user) => user.role === 'end-user').length).toBeGreaterThanOrEqual(12);
  });

  it('has a caller with sixty tickets, closed, archived and open ones among them', () => {
    const own = requestedBy(people.ada);
    expect(own).toHaveLength(60);
    expect(own.filter((ticket) => ticket.archived).length).toBeGreaterThan(40);
    expect(new Set(own.map((ticket) => ticket.status))).toEqual(
      new Set(['closed', 'solved', 'open']),
    );
  });

  it('has calls on e-mail tickets', () => {
    expect(
      talkCalls(tickets.filter((ticket) => ticket.via.channel === 'email')).length,
    ).toBeGreaterThan(3);
  });

  it('has a ticket with Ada in copy that holds a stranger’s call', () => {
    const copied = tickets.filter((ticket) => ticket.ccIds.includes(people.ada.id));
    const calls = talkCalls(copied);
    expect(calls.map((call) => call.talk.to)).toEqual([people.bruno.phone]);
  });

  it('has a ticket of Ada’s that also holds a call with somebody else', () => {
    const shared = requestedBy(people.ada).filter((ticket) => {
      const others = talkCalls([ticket]).map((call) =>
        call.talk.direction === 'inbound' ? call.talk.from : call.talk.to,
      );
      return others.includes(people.bruno.phone) && others.includes(people.ada.phone);
    });
    expect(shared).toHaveLength(1);
  });

  it('has voicemails with transcripts', () => {
    const voicemails = talkCalls(tickets).filter(
      (call) => call.talk.holds[0] === 'voicemail' && call.talk.transcript,
    );
    expect(voicemails.length).toBeGreaterThan(6);
  });

  it('has two recordings on one call', () => {
    const both = [...account.recordings.values()].filter((kinds) => kinds.call && kinds.voicemail);
    expect(both.length).toBeGreaterThanOrEqual(2);
    expect(talkCalls(requestedBy(people.grete))[0]?.talk.holds).toEqual(['call', 'voicemail']);
  });

  it('has partner calls, with and without an address', () => {
    const addresses = tickets
      .flatMap((ticket) => ticket.comments)
      .flatMap((comment) =>
        comment.type === 'TpeVoiceComment' ? [comment.partner.recordingUrl !== null] : [],
      );
    expect(new Set(addresses)).toEqual(new Set([true, false]));
  });

  it('has a caller whose recordings are gone already', () => {
    const calls = talkCalls(requestedBy(people.ivan));
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.filter(isListed)).toEqual([]);
  });

  it('has a solved ticket that stands in the way of its requester’s deletion', () => {
    expect(requestedBy(people.chiara).filter((ticket) => ticket.status !== 'closed')).toMatchObject(
      [{ status: 'solved' }],
    );
  });

  it('has a person whom nothing holds back', () => {
    const own = requestedBy(people.nora);
    expect(own.every((ticket) => ticket.status === 'closed')).toBe(true);
    expect(own.some((ticket) => ticket.archived)).toBe(true);
    expect(talkCalls(own).filter(isListed)).toHaveLength(2);
  });

  it('has a shared number, which is nobody’s identity', () => {
    const sharing = users.filter((user) => user.phone === people.karim.phone);
    expect(sharing).toEqual([people.karim, people.salma]);
    expect(
      sharing.flatMap((user) => user.identities).filter((one) => one.type === 'phone_number'),
    ).toEqual([]);
  });

  it('has look-alike profiles with one number in two spellings', () => {
    const names = users.map((user) => user.name).filter((name) => name.startsWith('Caller +1'));
    expect(new Set(names.map((name) => name.replaceAll(/\D/g, '')))).toEqual(
      new Set(['15550100131']),
    );
    expect(names).toHaveLength(2);
  });

  it('has callers with a hidden number, a fresh profile for each call', () => {
    const hidden = talkCalls(tickets).filter((call) => call.talk.from === null);
    expect(new Set(hidden.map((call) => call.authorId)).size).toBe(hidden.length);
    expect(hidden.length).toBeGreaterThan(1);
  });

  it('has names with markup, a formula, right-to-left text and emoji', () => {
    const names = users.map((user) => user.name).join('\n');
    for (const trap of [
      /<img/,
      /^=HYPERLINK/m,
      /\p{Script=Arabic}/u,
      /\u202E/,
      /\p{Emoji_Presentation}/u,
    ])
      expect(names).toMatch(trap);
  });

  it('has an agent as a caller, and a call whose audio is still to come', () => {
    expect(talkCalls(requestedBy(people.omar))).toHaveLength(1);
    const coming = [...account.recordings.values()].filter(
      (kinds) => (kinds.call?.readyAt ?? 0) > account.madeAt,
    );
    expect(coming).toHaveLength(1);
  });

  it('uses fictional numbers only', () => {
    const digits =
      JSON.stringify([users, tickets, account.lines]).match(/\+\d[\d\s()-]{8,}\d/g) ?? [];
    expect(digits.length).toBeGreaterThan(100);
    expect(digits.filter((text) => !/^\+1\D*555\D*010\D*0\d{3}$/.test(text))).toEqual([]);
  });

  it('holds nothing that lies after the instant it was made', () => {
    const latest = Math.max(
      ...tickets.flatMap((ticket) => [
        ticket.updatedAt,
        ...ticket.comments.map((one) => one.createdAt),
      ]),
    );
    expect(latest).toBeLessThanOrEqual(account.madeAt);
    expect(
      tickets.every((ticket) => ticket.comments.every((one) => one.createdAt >= ticket.createdAt)),
    ).toBe(true);
  });
});

describe('the generated account', () => {
  it.each([20, 200, 2000])('has a person with %i tickets, the same every time', (size) => {
    const made = largeWorld(size);
    const own = [...made.account.tickets.values()].filter(
      (ticket) => ticket.requesterId === made.person.id,
    );
    expect(own).toHaveLength(size);
    const recorded = [...made.account.recordings.values()].filter(
      (kinds) => kinds.call ?? kinds.voicemail,
    );
    expect(recorded).toHaveLength(made.recordedCalls);
    expect(made.recordedCalls).toBeGreaterThan(size / 5);
    expect(made.account).toEqual(largeWorld(size).account);
  });

  it('holds nothing that lies after the instant it was made', () => {
    const { account: large } = largeWorld(200);
    for (const ticket of large.tickets.values())
      expect(ticket.updatedAt).toBeLessThanOrEqual(large.madeAt);
  });
});
