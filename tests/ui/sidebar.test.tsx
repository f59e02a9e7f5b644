import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import type { Account, TicketRecord, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { type Fault, scripted } from '../zendesk/faults.ts';
import { expectAccessible, type Opened, openStage } from './sidebarStage.tsx';

interface Scene {
  readonly account: Account;
  readonly ada: UserRecord;
  readonly omar: UserRecord;
  readonly ticket: TicketRecord;
}

const comments = '/api/v2/tickets/{id}/comments';

/** Ada's ticket with a call that Omar answered. The first admin is signed in. */
function scene(wish: build.UserWish = {}): Scene {
  const account = build.emptyAccount();
  build.admin(account, { name: 'Alma Admin' });
  const omar = build.agent(account, { name: 'Omar' });
  const ada = build.endUser(account, { name: 'Ada Example', phone: '+15550100123', ...wish });
  const ticket = build.ticket(account, { requester: ada, via: 'inbound' });
  build.voiceComment(account, ticket, {
    answeredBy: omar,
    transcript: 'Hello',
    startedAt: Date.UTC(2026, 1, 3, 10, 10),
    durationSeconds: 338,
  });
  return { account, ada, omar, ticket };
}

const openedOf = (ticket: TicketRecord): Opened => ({
  ticketId: ticket.id,
  requesterId: ticket.requesterId,
});
const cards = () => screen.getAllByRole('article').map((card) => card.textContent ?? '');
const firstCard = () => {
  const [card] = screen.getAllByRole('article');
  if (!card) throw new Error('No call is shown');
  return within(card);
};

describe('the first view', () => {
  it('names the requester and every fact of a call', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ada Example');
    const card = firstCard();
    for (const fact of [
      'Inbound call',
      '5 min 38 sec',
      'Support line',
      'Omar',
      'Recording listed',
      'Transcript',
    ])
      expect(card.getByText(fact)).toBeDefined();
    expect(card.getByText(/^Feb 3, 2026, 10:10/)).toBeDefined();
    expect(card.queryByText("Somebody else's or unknown")).toBeNull();
  });

  it('costs at most four requests', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    expect(stage.requests().length).toBeLessThanOrEqual(4);
    expect(screen.getByText(/No other Talk tickets/)).toBeDefined();
  });

  it('counts the calls, and shows the newest first', async () => {
    const { account, ticket } = scene();
    build.voiceComment(account, ticket, {
      kind: 'voicemail',
      startedAt: Date.UTC(2026, 1, 4),
      recorded: 'gone',
    });
    await openStage(account).show(openedOf(ticket));
    expect(screen.getByRole('region', { name: 'Calls on this ticket' }).textContent).toMatch(
      /^Calls on this ticket2/,
    );
    expect(cards()[0]).toContain('Voicemail');
    expect(cards()[0]).toContain('No recording listed');
    expect(cards()[0]).toContain('No transcript');
  });

  it('has no primary button', async () => {
    const { account, ticket } = scene();
    const { container } = await openStage(account).show(openedOf(ticket));
    const colours = [...container.querySelectorAll('button')].map(
      (button) => getComputedStyle(button).backgroundColor,
    );
    expect(colours.length).toBeGreaterThan(2);
    expect(new Set(colours).size).toBe(1);
  });

  it('shows names with markup and other directions as text', async () => {
    const name = '<img src=x onerror=alert(1)> שלום';
    const { account, ticket, omar } = scene({ name });
    omar.name = '{{ticket.id}}<b>Omar</b>';
    build.voiceComment(account, ticket, { answeredBy: omar, lineName: '‮evil<script>' });
    const { container } = await openStage(account).show(openedOf(ticket));
    const heading = within(screen.getByRole('heading', { level: 1 })).getByText(name);
    expect(heading.getAttribute('dir')).toBe('auto');
    for (const text of [omar.name, '‮evil<script>']) expect(screen.getByText(text)).toBeDefined();
    expect(container.querySelector('img, b, script')).toBeNull();
  });

  it('says where a partner’s recording is deleted, and offers no deletion', async () => {
    const { account, ada } = scene();
    const ticket = build.ticket(account, { requester: ada });
    build.partnerCall(account, ticket);
    await openStage(account).show(openedOf(ticket));
    expect(firstCard().getByText(/delete it at the telephony partner/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
  });

  it('says when a call is somebody else’s', async () => {
    const { account, ticket } = scene();
    build.voiceComment(account, ticket, { from: '+15550100777', author: build.endUser(account) });
    await openStage(account).show(openedOf(ticket));
    expect(firstCard().getByText("Somebody else's or unknown")).toBeDefined();
  });

  it('says that there are no calls, and how many tickets there are elsewhere', async () => {
    const { account, ada } = scene();
    const empty = build.ticket(account, { requester: ada });
    await openStage(account).show(openedOf(empty));
    expect(
      screen.getByText(
        /No calls on this ticket\. The requester has at least 1 other Talk ticket\./,
      ),
    ).toBeDefined();
  });

  it('waits for an unsaved ticket without asking anything', async () => {
    const { account } = scene();
    const stage = openStage(account);
    await stage.show(null);
    expect(screen.getByText(/not saved yet/)).toBeDefined();
    expect(stage.requests()).toEqual([]);
  });

  it('has no accessibility violation, for an admin and for an agent', async () => {
    const { account, ticket, omar } = scene();
    const stage = openStage(account);
    const { unmount } = await stage.show(openedOf(ticket));
    await expectAccessible();
    unmount();
    stage.zendesk.signIn(omar.id);
    await stage.show(openedOf(ticket));
    await expectAccessible();
  });
});

describe('an agent', () => {
  it('sees the same list, no deletion, and who deletes', async () => {
    const { account, ticket, omar } = scene();
    const stage = openStage(account, { signedInAs: omar.id });
    await stage.show(openedOf(ticket));
    expect(firstCard().getByText('Recording listed')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
    expect(screen.getByText('Admins delete recordings.')).toBeDefined();
    expect(stage.disk.cases.size).toBe(0);
  });

  it('is offered nothing while the role is not known', async () => {
    const { account, ticket } = scene();
    const faults = scripted({
      pattern: '/api/v2/users/me',
      fault: { kind: 'refused', status: 403 },
    });
    await openStage(account, { faults }).show(openedOf(ticket));
    expect(firstCard().getByText('Recording listed')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
    expect(
      await screen.findByText(/Your role could not be checked\. Zendesk refused this/),
    ).toBeDefined();
    expect(screen.queryByText('Admins delete recordings.')).toBeNull();
  });
});

describe('while the panel is open', () => {
  it('asks nothing while it is hidden, and looks when it is seen', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    stage.setVisible(false);
    await stage.show(openedOf(ticket));
    stage.move();
    await stage.settle();
    expect(stage.requests()).toEqual([]);
    stage.setVisible(true);
    await stage.settle();
    expect(firstCard().getByText('Recording listed')).toBeDefined();
  });

  it('shows a call that arrives, on the host’s word and without polling', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    stage.requests();
    stage.zendesk.callComes(ticket, { kind: 'voicemail' });
    await stage.clock.advance(3_600_000);
    expect(stage.requests()).toEqual([]);
    stage.move();
    await stage.settle();
    expect(cards()).toHaveLength(2);
  });

  it('keeps what is known while it reads again and when that fails', async () => {
    const { account, ticket } = scene();
    const faults = scripted({ pattern: comments, nth: 2, times: 20, fault: { kind: 'loginPage' } });
    const stage = openStage(account, { faults });
    await stage.show(openedOf(ticket));
    stage.move();
    expect(cards()).toHaveLength(1);
    await stage.settle();
    expect(cards()).toHaveLength(1);
    expect(screen.getByText(/Not all calls of this ticket could be read/)).toBeDefined();
  });

  it('shows the second requester even when the first answer comes late', async () => {
    const { account, ada, ticket } = scene();
    const ben = build.endUser(account, { name: 'Ben Second' });
    const faults = scripted(
      { pathHas: `/users/${ada.id}.`, fault: { kind: 'slow', ms: 20_000 } },
      {
        pathHas: `/users/${ada.id}`,
        fault: { kind: 'slow', ms: 20_000 },
      },
    );
    const stage = openStage(account, { faults });
    const shown = stage.show(openedOf(ticket));
    stage.move({ ticketId: ticket.id, requesterId: ben.id });
    await shown;
    await stage.settle();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ben Second');
  });
});

describe('what goes wrong', () => {
  const sentences: readonly [string, Fault, RegExp][] = [
    [
      'an unknown ticket',
      { kind: 'refused', status: 404 },
      /calls of this ticket could not be read\. Zendesk (has no such record|does not offer)/,
    ],
    ['a refusal', { kind: 'refused', status: 403 }, /Zendesk refused this with your rights/],
    ['a login page in place of an answer', { kind: 'loginPage' }, /You are signed out of Zendesk/],
    ['a cut answer', { kind: 'cutJson' }, /Zendesk's answer was not in the expected form/],
    ['no answer', { kind: 'silent', effect: false }, /Zendesk did not answer/],
    ['too many requests', { kind: 'limited', waitSeconds: 3 }, /Too many requests/],
    [
      'trouble at Zendesk',
      { kind: 'trouble', status: 503, effect: false },
      /Zendesk had trouble of its own/,
    ],
  ];

  it.each(sentences)(
    'says its own sentence for %s, keeps the rest, and offers the next step',
    async (_name, fault, sentence) => {
      const { account, ticket } = scene();
      const stage = openStage(account, { faults: scripted({ pattern: comments, fault }) });
      await stage.show(openedOf(ticket));
      expect(screen.getByRole('alert').textContent).toMatch(sentence);
      expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ada Example');
      expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
      await expectAccessible();
    },
  );

  it('reads again on a click', async () => {
    const { account, ticket } = scene();
    const faults = scripted({ pattern: comments, nth: 1, fault: { kind: 'refused', status: 403 } });
    const stage = openStage(account, { faults });
    await stage.show(openedOf(ticket));
    await stage.click('Try again');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(cards()).toHaveLength(1);
  });

  it('says that the requester does not exist any more, and keeps the calls', async () => {
    const { account, ada, ticket } = scene();
    const faults = scripted({
      pathHas: `/users/${ada.id}`,
      fault: { kind: 'refused', status: 404 },
    });
    await openStage(account, { faults }).show(openedOf(ticket));
    expect(screen.getByText(/The requester could not be read/)).toBeDefined();
    expect(cards()).toHaveLength(1);
    expect(screen.getByText('Other tickets were not looked for.')).toBeDefined();
  });
});

describe('elsewhere', () => {
  function sixTickets(): Scene {
    const made = scene();
    for (let n = 0; n < 6; n++) {
      const ticket = build.ticket(made.account, {
        requester: made.ada,
        via: n < 3 ? 'inbound' : 'email',
      });
      build.voiceComment(made.account, ticket, {});
    }
    return made;
  }

  it('says at least how many, and what is not counted', async () => {
    const { account, ticket } = sixTickets();
    await openStage(account).show(openedOf(ticket));
    expect(screen.getByText('At least 3 other Talk tickets.')).toBeDefined();
    expect(screen.getByText(/Calls on e-mail tickets .* are not counted/)).toBeDefined();
  });

  it('counts the recordings on a click that says what it costs', async () => {
    const { account, ticket } = sixTickets();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    stage.requests();
    await stage.click(/^Count recordings \(about \d+ requests\)$/);
    expect(screen.getByText('7 recordings in 7 of 7 tickets')).toBeDefined();
    await expectAccessible();
  });

  it('counts nothing further while the panel is hidden', async () => {
    const { account, ticket } = sixTickets();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    stage.setVisible(false);
    await stage.click(/^Count recordings/);
    expect(screen.getByText(/^At least/, { selector: '[role=status]' })).toBeDefined();
    stage.requests();
    await stage.settle();
    expect(stage.requests()).toEqual([]);
    stage.setVisible(true);
    await stage.settle();
    expect(screen.getByText('7 recordings in 7 of 7 tickets')).toBeDefined();
  });

  it('says at least where a part could not be read', async () => {
    const { account, ticket } = sixTickets();
    const faults = scripted({
      pattern: '/api/v2/users/{id}/tickets/ccd',
      fault: { kind: 'refused', status: 403 },
    });
    const stage = openStage(account, { faults });
    await stage.show(openedOf(ticket));
    await stage.click(/^Count recordings/);
    expect(screen.getByText(/^At least 7 recordings/)).toBeDefined();
    expect(screen.getByText(/Not everything could be counted\. Zendesk refused/)).toBeDefined();
  });

  it('opens the person in the app’s own page', async () => {
    const { account, ada, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    await stage.click('Open in Talk Privacy');
    expect(stage.pages).toEqual([{ view: 'person', userId: ada.id }]);
    await stage.click('Ada Example');
    expect(stage.users).toEqual([ada.id]);
  });
});
