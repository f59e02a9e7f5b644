import { describe, expect, it } from 'vitest';
import { certificateOf, followUpsOf, receiptsOf } from '../../src/erasure/certificate.ts';
import { quietTimeMs } from '../../src/erasure/quietTime.ts';
import * as build from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import { openOffice, type People } from './office.ts';

const twoCalls = ({ account, ada, agent }: People) => {
  const closed = build.ticket(account, { requester: ada, status: 'closed', via: 'inbound' });
  build.voiceComment(account, closed, { answeredBy: agent, transcript: 'hello' });
  const solved = build.ticket(account, { requester: ada, status: 'solved' });
  build.voiceComment(account, solved, { kind: 'voicemail' });
};

describe('the person goes last', () => {
  it('deletes recordings, then tickets, then the person, each for good', async () => {
    const office = openOffice(twoCalls);
    const view = await office.finish(await office.approve(office.window()));
    expect(view.state).toBe('finished');
    expect(office.acts().map((act) => act.replace(/\d{4,}/g, '#'))).toEqual([
      'DELETE /api/v2/channels/voice/calls/#/recordings',
      'DELETE /api/v2/channels/voice/calls/#/recordings',
      'DELETE /api/v2/tickets/#',
      'DELETE /api/v2/deleted_tickets/#',
      'DELETE /api/v2/tickets/#',
      'DELETE /api/v2/deleted_tickets/#',
      'DELETE /api/v2/users/#',
      'DELETE /api/v2/deleted_users/#',
    ]);
  });

  it('never deletes the user while an item is open', async () => {
    const office = openOffice(twoCalls);
    office.faults = scripted({
      method: 'DELETE',
      pattern: '/api/v2/tickets/{id}',
      fault: { kind: 'refused', status: 422 },
    });
    const view = await office.finish(await office.approve(office.window()));
    expect(view.progress.stopped?.why).toMatchObject({
      kind: 'failure',
      failure: 'refused',
      status: 422,
    });
    expect(office.acts().some((act) => act.includes('/users/'))).toBe(false);
  });

  it('explains Zendesk’s refusal to delete the person by the tickets that block it', async () => {
    const office = openOffice(twoCalls);
    office.faults = scripted({
      method: 'DELETE',
      pattern: '/api/v2/users/{id}',
      fault: { kind: 'refused', status: 422 },
    });
    const view = await office.finish(await office.approve(office.window()));
    expect(view.progress.stopped?.why).toEqual({
      kind: 'personRefused',
      status: 422,
      unclosed: [],
    });
  });
});

describe('nothing is destroyed unseen', () => {
  it('stops and shows the difference when a ticket got another comment after the approval', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    const [first] = [...office.account.tickets.values()];
    if (!first) throw new Error('no ticket');
    build.comment(office.account, first, { createdAt: office.clock.now() });
    const view = await office.finish(store);
    expect(view.progress.stopped?.why).toEqual({
      kind: 'changed',
      item: `ticket:${first.id}`,
      difference: 'comments',
    });
  });

  it('stops when the ticket has another requester now', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    const [first] = [...office.account.tickets.values()];
    if (!first) throw new Error('no ticket');
    first.requesterId = office.stranger.id;
    first.updatedAt = office.clock.now();
    const view = await office.finish(store);
    expect(view.progress.stopped?.why).toEqual({
      kind: 'changed',
      item: `ticket:${first.id}`,
      difference: 'requester',
    });
    expect(office.acts().some((act) => act.includes('/api/v2/tickets/'))).toBe(false);
  });

  it('approves nothing from a scan in which a source was refused', async () => {
    const office = openOffice(twoCalls);
    office.faults = scripted({
      pattern: '/api/v2/users/{id}/tickets/ccd',
      fault: { kind: 'refused', status: 403 },
    });
    const draft = office.draft(await office.scan(office.window()));
    expect(draft.blockers).toContainEqual({ kind: 'scanIncomplete' });
  });

  it('starts nothing when what is confirmed is not what was shown', async () => {
    const office = openOffice(twoCalls);
    const frame = office.window();
    const draft = office.draft(await office.scan(frame));
    const { plan } = office.draft(await office.scan(frame), {
      tickets: new Map([[draft.tickets[0]?.reading.ticket.id as never, 'keep' as const]]),
    });
    const approved = await office.clock.run(
      frame.erasure.approve(plan, { digest: draft.digest, typedUserId: String(office.ada.id) }),
    );
    expect(approved).toEqual({ ok: false, failure: { kind: 'digestDiffers' } });
  });

  it('starts nothing when another user id is typed', async () => {
    const office = openOffice(twoCalls);
    const frame = office.window();
    const draft = office.draft(await office.scan(frame));
    const approved = await office.clock.run(
      frame.erasure.approve(draft.plan, { digest: draft.digest, typedUserId: '1' }),
    );
    expect(approved).toEqual({ ok: false, failure: { kind: 'wrongUserIdTyped' } });
  });
});

describe('look, don’t assume', () => {
  it('calls a recording seen gone only when it was listed before and is not after', async () => {
    const office = openOffice(({ account, ada, agent }) => {
      const held = build.ticket(account, { requester: ada, status: 'closed' });
      build.voiceComment(account, held, { answeredBy: agent });
      build.voiceComment(account, held, { answeredBy: agent, recorded: false });
    });
    const view = await office.finish(await office.approveRecordings(office.window()));
    expect(
      receiptsOf(view.progress).map(({ outcome, unverifiable }) => ({ outcome, unverifiable })),
    ).toEqual([
      { outcome: 'seenGone', unverifiable: null },
      { outcome: 'nothingToDelete', unverifiable: 'noneListedBefore' },
    ]);
  });

  it.each(['null', 'absent', 'unchanged'] as const)(
    'says what it found whichever way Zendesk shows a deleted recording (%s)',
    async (recordingAddress) => {
      const office = openOffice(
        ({ account, ada, agent }) => {
          build.voiceComment(account, build.ticket(account, { requester: ada, status: 'closed' }), {
            answeredBy: agent,
          });
        },
        { switches: { recordingAddress } },
      );
      const view = await office.finish(await office.approveRecordings(office.window()));
      const [receipt] = receiptsOf(view.progress);
      expect(receipt?.outcome).toBe(recordingAddress === 'unchanged' ? 'reported' : 'seenGone');
      expect(receipt?.unverifiable).toBe(recordingAddress === 'unchanged' ? 'stillListed' : null);
    },
  );

  it.each(['works', 'successFalse', 'noResults', '404'] as const)(
    'never claims a permanent deletion that Zendesk did not confirm (%s)',
    async (archivedForGood) => {
      const office = openOffice(
        ({ account, ada }) => {
          build.ticket(account, { requester: ada, archived: true });
        },
        { switches: { archivedForGood } },
      );
      const view = await office.finish(await office.approve(office.window()));
      const receipt = receiptsOf(view.progress).find(({ item }) =>
        item.startsWith('ticketForGood'),
      );
      expect(receipt?.outcome).toBe(archivedForGood === 'works' ? 'reported' : 'notConfirmed');
      expect(followUpsOf(view.progress)[0]?.kind).toBe(
        archivedForGood === 'works' ? 'recordingsOfDeletedTickets' : 'softDeletedTickets',
      );
    },
  );
});

describe('unknown is not failed', () => {
  it.each([true, false])(
    'answers a lost reply by reading, and asks once more only when the read shows it is not done (effect: %s)',
    async (effect) => {
      const office = openOffice(twoCalls);
      office.faults = scripted({
        method: 'DELETE',
        pattern: '/api/v2/tickets/{id}',
        nth: 1,
        fault: { kind: 'lost', effect },
      });
      const view = await office.finish(await office.approve(office.window()));
      expect(view.state).toBe('finished');
      const sends = office.acts().filter((act) => act.startsWith('DELETE /api/v2/tickets/'));
      expect(sends).toHaveLength(effect ? 2 : 3);
    },
  );

  it('does not take a page to sign in for a deletion', async () => {
    const office = openOffice(twoCalls);
    office.faults = scripted({ method: 'DELETE', nth: 1, times: 5, fault: { kind: 'loginPage' } });
    const view = await office.finish(await office.approveRecordings(office.window()));
    expect(view.progress.stopped?.why.kind).toBe('noAnswerTwice');
    expect(receiptsOf(view.progress)).toEqual([]);
  });
});

describe('everything survives', () => {
  it('resumes at the first item without a receipt, wherever the window was killed', async () => {
    for (let killedAt = 0; killedAt < 60; killedAt += 1) {
      const office = openOffice(twoCalls);
      await office.approve(office.window());
      const [caseId] = [...office.disk.cases.keys()];
      if (!caseId) throw new Error('no case');
      let moments = 0;
      const doomed = office.window(() => moments++ === killedAt);
      const first = await office.clock.run(doomed.erasure.open(caseId));
      if (!first) throw new Error('no run');
      const off = first.subscribe(() => {
        if (first.snapshot().command?.kind === 'askNotOnCall')
          queueMicrotask(() => first.confirmNotOnCall());
      });
      await office.clock.run(Promise.race([first.start(), doomed.death]));
      off();
      const again = await office.clock.run(office.window().erasure.open(caseId));
      if (!again) throw new Error('no run');
      const view = await office.finish(again);
      expect(view.state, `killed at ${killedAt}`).toBe('finished');
      const effects = office.zendesk.history
        .filter((effect) => effect.cause === 'request')
        .map((effect) => effect.kind);
      expect(effects, `killed at ${killedAt}`).toEqual([
        'recording',
        'recording',
        'ticket',
        'ticketForGood',
        'ticket',
        'ticketForGood',
        'user',
        'userForGood',
      ]);
    }
  });

  it('starts nothing where nothing can be written down durably', async () => {
    const office = openOffice(twoCalls);
    const frame = office.window();
    const draft = office.draft(await office.scan(frame));
    office.disk.isFull = true;
    expect(await frame.erasure.isDurable()).toBe(false);
    const approved = await office.clock.run(
      frame.erasure.approve(draft.plan, {
        digest: draft.digest,
        typedUserId: String(office.ada.id),
      }),
    );
    expect(approved).toEqual({ ok: false, failure: { kind: 'storageRefused' } });
    expect(office.acts()).toEqual([]);
  });

  it('stands still when the disk fills up in the middle, and says so', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    const off = store.subscribe(() => {
      if (receiptsOf(store.snapshot().progress).length === 1) office.disk.isFull = true;
    });
    const view = await office.finish(store);
    off();
    expect(view.isWritingRefused).toBe(true);
    const before = office.acts().length;
    office.disk.isFull = false;
    const again = await office.clock.run(
      office.window().erasure.open(store.snapshot().progress.caseId),
    );
    if (!again) throw new Error('no run');
    expect((await office.finish(again)).state).toBe('finished');
    expect(office.acts().length).toBeGreaterThan(before);
  });

  it('stops at a journal that is not whole, and repairs nothing', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    await office.finish(store);
    const [lines] = [...office.disk.cases.values()];
    lines?.splice(3, 1);
    const summaries = await office.window().erasure.cases();
    expect(summaries?.[0]).toMatchObject({ progress: null, unreadableAt: 3 });
  });
});

describe('one runner', () => {
  it('a second window watches while the first one works', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    void store.start();
    await office.clock.advance(500);
    const second = await office.clock.run(
      office.window().erasure.open(store.snapshot().progress.caseId),
    );
    if (!second) throw new Error('no run');
    await office.clock.run(second.start());
    expect(second.snapshot().state).toBe('watching');
  });
});

it('a window whose number is taken by another one sends nothing more and watches', async () => {
  const office = openOffice(twoCalls);
  const store = await office.approve(office.window());
  const [lines] = [...office.disk.cases.values()];
  const off = store.subscribe(() => {
    if (store.snapshot().command?.kind === 'act') lines?.push('a line of another window');
  });
  const view = await office.finish(store);
  off();
  expect(view.state).toBe('watching');
  expect(view.isWritingRefused).toBe(false);
  expect(office.acts()).toHaveLength(1);
});

describe('the record holds no person', () => {
  it('the journal and the certificate contain no personal value', async () => {
    const office = openOffice(twoCalls);
    const view = await office.finish(await office.approve(office.window()));
    const kept =
      [...office.disk.cases.values()].flat().join('\n') +
      JSON.stringify(certificateOf(view.progress));
    for (const value of ['Ada', 'ada@', '5550100123', 'hello', 'Omar', 'Dana'])
      expect(kept).not.toContain(value);
  });
});

describe('the server decides', () => {
  it('a 403 stops the run without losing it, and a later resume goes on', async () => {
    const office = openOffice(twoCalls);
    office.faults = scripted({ method: 'DELETE', nth: 2, fault: { kind: 'refused', status: 403 } });
    const store = await office.approve(office.window());
    const view = await office.finish(store);
    expect(view.progress.stopped?.why).toMatchObject({ kind: 'failure', failure: 'forbidden' });
    expect((await office.finish(store)).state).toBe('finished');
  });

  it('does not begin when the server no longer calls the signed-in person an admin', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    office.admin.role = 'agent';
    office.admin.roleType = null;
    const view = await office.finish(store);
    expect(view.progress.stopped?.why).toEqual({ kind: 'notAdmin' });
    expect(office.acts()).toEqual([]);
  });
});

describe('two quiet sweeps', () => {
  it('stand the quiet time apart before the person, the first after the last act', async () => {
    const office = openOffice(twoCalls);
    const { progress } = await office.finish(await office.approve(office.window()));
    const [first, second] = progress.sweeps;
    if (!first || !second || progress.lastActAt === null) throw new Error('no sweeps');
    expect(first.startedAt).toBeGreaterThanOrEqual(progress.lastActAt);
    expect(second.startedAt - first.endedAt).toBeGreaterThanOrEqual(quietTimeMs);
    expect(quietTimeMs).toBe(660_000);
  });

  it('a call that comes in between stops the run before the person', async () => {
    const office = openOffice(twoCalls);
    const store = await office.approve(office.window());
    office.zendesk.at(office.clock.now() + 300_000, (live) => {
      const late = live.ticketComes({ requester: office.ada, via: 'inbound', status: 'closed' });
      live.callComes(late, { answeredBy: office.agent });
    });
    const view = await office.finish(store);
    expect(view.progress.stopped?.why).toMatchObject({
      kind: 'newFinds',
      tickets: [expect.any(Number)],
    });
    expect(office.acts().some((act) => act.includes('/users/'))).toBe(false);
  });

  it('asks for the word again when somebody seems to have begun a call since', async () => {
    const office = openOffice(twoCalls);
    build.activity(office.account, office.agent);
    const store = await office.approve(office.window());
    let asked = 0;
    const off = store.subscribe(() => {
      if (store.snapshot().command?.kind !== 'askNotOnCall') return;
      asked += 1;
    });
    void store.start();
    await office.clock.advance(quietTimeMs + 120_000);
    expect(asked).toBeGreaterThan(0);
    expect(store.snapshot().hints?.verdict).toBe('nobody');
    await office.clock.advance(400_000);
    store.confirmNotOnCall();
    await office.clock.advance(5_000);
    // The hints were over five minutes old: they were read again, and the word is asked for anew.
    expect(store.snapshot().command?.kind).toBe('askNotOnCall');
    expect(office.acts().some((act) => act.includes('/users/'))).toBe(false);
    off();
  });
});

describe('say what it cannot do', () => {
  it('lists partner calls as out of reach and never sends their id to Talk', async () => {
    const office = openOffice(({ account, ada }) => {
      const held = build.ticket(account, { requester: ada, status: 'closed' });
      build.partnerCall(account, held, { from: '+15550100123', callId: 9_300_777 });
    });
    const view = await office.finish(await office.approve(office.window()));
    expect(view.progress.plan.unreachable).toContainEqual(
      expect.objectContaining({ kind: 'partnerCall' }),
    );
    expect(office.acts().some((act) => act.includes('9300777'))).toBe(false);
  });
});

describe('never somebody else’s data', () => {
  it('keeps a ticket that also holds other people’s calls, and deletes only the owned recording on it', async () => {
    const office = openOffice(({ account, ada, stranger, agent }) => {
      const shared = build.ticket(account, { requester: ada, status: 'closed' });
      build.voiceComment(account, shared, { answeredBy: agent });
      build.voiceComment(account, shared, {
        answeredBy: agent,
        author: stranger,
        from: stranger.phone,
      });
      const copied = build.ticket(account, { requester: stranger, cc: [ada], status: 'open' });
      build.voiceComment(account, copied, { answeredBy: agent });
    });
    const view = await office.finish(await office.approve(office.window()));
    expect(view.state).toBe('finished');
    expect(office.acts().filter((act) => act.includes('recordings'))).toHaveLength(1);
    expect(office.acts().some((act) => act.includes('/tickets/'))).toBe(false);
    expect(view.progress.plan.stays.map((stay) => stay.ground)).toEqual([
      'notTheirTicket',
      'notTheirCall',
      'otherPeople',
      'notTheirCall',
    ]);
  });

  it('closes an unclosed ticket that is kept, as an act with a receipt', async () => {
    const office = openOffice(twoCalls);
    const solved = [...office.account.tickets.values()].find(
      (ticket) => ticket.status === 'solved',
    );
    if (!solved) throw new Error('no ticket');
    const view = await office.finish(
      await office.approve(office.window(), { tickets: new Map([[solved.id, 'closeThenKeep']]) }),
    );
    expect(view.state).toBe('finished');
    expect(receiptsOf(view.progress)).toContainEqual(
      expect.objectContaining({ item: `close:${solved.id}`, outcome: 'seenClosed' }),
    );
    expect(solved.presence).toBe('there');
  });

  it('an unclosed ticket that is kept without closing blocks the approval', async () => {
    const office = openOffice(twoCalls);
    const solved = [...office.account.tickets.values()].find(
      (ticket) => ticket.status === 'solved',
    );
    if (!solved) throw new Error('no ticket');
    const draft = office.draft(await office.scan(office.window()), {
      tickets: new Map([[solved.id, 'keep']]),
    });
    expect(draft.blockers).toEqual([{ kind: 'unclosedTicket', ticketId: solved.id }]);
  });
});

it('receipts of every case tell the screens what was deleted', async () => {
  const office = openOffice(twoCalls);
  const frame = office.window();
  const view = await office.finish(await office.approveRecordings(frame));
  const evidence = await office.window().erasure.evidence();
  expect([...evidence.values()].map((one) => one.evidence)).toEqual(['seenGone', 'seenGone']);
  expect([...evidence.keys()]).toEqual(
    view.progress.plan.acts.flatMap(({ act }) => (act.kind === 'recording' ? [act.callId] : [])),
  );
});

it('one kind that was deleted says nothing of the other kind on the same call id', async () => {
  const office = openOffice(({ account, ada, agent }) => {
    const held = build.ticket(account, { requester: ada, status: 'closed' });
    build.voiceComment(account, held, { answeredBy: agent, recorded: 'both' });
  });
  const view = await office.finish(await office.approveRecordings(office.window(), 'voicemail'));
  expect(receiptsOf(view.progress)[0]?.outcome).toBe('reported');
  expect(office.acts()[0]).toMatch(/recordings\/voicemail$/);
  expect((await office.window().erasure.evidence()).size).toBe(0);
});
