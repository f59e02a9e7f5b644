import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { emptyDisk } from '../erasure/memoryJournal.ts';
import { admin, agent, emptyAccount, endUser, ticket, voiceComment } from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import type { Account } from '../zendesk/account.ts';
import {
  expectNoBarrier,
  layOut,
  openPage,
  openPerson,
  passUntil,
  type PageDesk,
} from './pageDesk.tsx';

beforeEach(layOut);

/** One caller with a closed, a solved and a shared requested ticket, and one in copy. */
function aCaller() {
  const account = emptyAccount();
  const dana = admin(account, { name: 'Dana Whitfield' });
  const omar = agent(account, { name: 'Omar Haddad' });
  const ada = endUser(account, {
    name: 'Ada Example',
    email: 'ada@example.com',
    phone: '+15550100101',
  });
  const bruno = endUser(account, { name: 'Bruno Keller', phone: '+15550100105' });
  const closed = ticket(account, { requester: ada, via: 'inbound', status: 'closed' });
  voiceComment(account, closed);
  const solved = ticket(account, { requester: ada, via: 'voicemail', status: 'solved' });
  voiceComment(account, solved, { kind: 'voicemail' });
  const shared = ticket(account, { requester: ada, via: 'inbound', status: 'open' });
  voiceComment(account, shared);
  voiceComment(account, shared, { author: bruno, from: bruno.phone });
  const copied = ticket(account, { requester: bruno, via: 'inbound', cc: [ada], status: 'closed' });
  voiceComment(account, copied, { from: ada.phone });
  return { account, dana, omar, ada, bruno, closed, solved, shared, copied };
}

const step = () => within(screen.getByRole('list', { name: 'The way of this erasure' }));
const current = () =>
  step()
    .getAllByRole('listitem')
    .find((item) => item.getAttribute('aria-current') === 'step')?.textContent;

async function toErase(
  account: Account,
  userId: number,
  wish: Parameters<typeof openPage>[1] = {},
) {
  const desk = openPage(account, wish);
  await openPerson(desk, userId);
  await desk.user.click(screen.getByRole('button', { name: 'Erase this person…' }));
  await desk.pass();
  return desk;
}

async function toDecide(desk: PageDesk) {
  await desk.user.click(
    screen.getByRole('checkbox', { name: /A copy of the data was handed over/ }),
  );
  await desk.user.click(screen.getByRole('button', { name: 'Go to Decide' }));
}

async function toApprove(desk: PageDesk, sharedId: number) {
  await toDecide(desk);
  await desk.user.selectOptions(
    screen.getByRole('combobox', { name: `What becomes of ticket #${sharedId}` }),
    'Close, then keep',
  );
  await desk.user.click(screen.getByRole('button', { name: 'Go to Approve' }));
}

async function start(desk: PageDesk, userId: number) {
  await desk.user.type(
    screen.getByRole('textbox', { name: `Type the user id ${userId}` }),
    String(userId),
  );
  await desk.user.click(screen.getByRole('button', { name: 'Approve and start' }));
  const dialog = await screen.findByRole('dialog', { name: `Erase user ${userId}?` });
  await desk.user.click(within(dialog).getByRole('button', { name: 'Approve and start' }));
}

const isAsking = () => screen.queryByText('Is the person on a call right now?') !== null;
const isProof = () => screen.queryByRole('heading', { name: 'Proof' }) !== null;

describe('Check', () => {
  it('shows the whole way at once, with a reason for every lock', async () => {
    const { account, ada } = aCaller();
    await toErase(account, ada.id);
    const items = step().getAllByRole('listitem');
    expect(items).toHaveLength(9);
    expect(current()).toMatch(/^Check/);
    for (const item of items.slice(1)) expect(item.textContent).toMatch(/, locked.{10,}/);
    await expectNoBarrier();
  });

  it('opens Decide only when it is said that a copy was handed over or none is owed', async () => {
    const { account, ada } = aCaller();
    const desk = await toErase(account, ada.id);
    expect(screen.getByRole('button', { name: 'Go to Decide' })).toHaveProperty('disabled', true);
    await toDecide(desk);
    expect(current()).toMatch(/^Decide/);
  });

  it('does not erase an agent, and says what to do first', async () => {
    const { account, omar } = aCaller();
    const desk = await toErase(account, omar.id);
    expect(screen.getByText(/Downgrade the profile to an end user/)).toBeDefined();
    await desk.user.click(screen.getByRole('checkbox', { name: /A copy of the data/ }));
    expect(screen.getByRole('button', { name: 'Go to Decide' })).toHaveProperty('disabled', true);
  });

  it('does not erase oneself', async () => {
    const { account, dana } = aCaller();
    await toErase(account, dana.id);
    expect(screen.getByText('This is you. Ask another admin to erase you.')).toBeDefined();
  });

  it('goes no further where the browser refuses storage', async () => {
    const { account, ada } = aCaller();
    const disk = emptyDisk();
    disk.isFull = true;
    const desk = await toErase(account, ada.id, { disk });
    await desk.user.click(screen.getByRole('checkbox', { name: /A copy of the data/ }));
    expect(screen.getByText(/A run that cannot be written down is not started/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to Decide' })).toHaveProperty('disabled', true);
  });

  it('makes no plan from a reading in which something failed', async () => {
    const { account, ada } = aCaller();
    const desk = await toErase(account, ada.id, {
      faults: scripted({
        pattern: '/api/v2/users/{id}/tickets/ccd',
        fault: { kind: 'refused', status: 403 },
      }),
    });
    await desk.user.click(screen.getByRole('checkbox', { name: /A copy of the data/ }));
    expect(screen.getByText(/A plan is made only from a complete reading/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to Decide' })).toHaveProperty('disabled', true);
  });
});

describe('Decide', () => {
  it('starts a ticket with other people in it as kept, and says who is on it', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id);
    await toDecide(desk);
    const choice = screen.getByRole('combobox', { name: `What becomes of ticket #${shared.id}` });
    expect(choice).toHaveProperty('value', 'keep');
    const row = within(choice.closest('li') ?? document.body);
    expect(row.getByText(/Other people are on this ticket: 1 call/)).toBeDefined();
    expect(row.getByText(/as it is, Zendesk refuses to delete the person/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to Approve' })).toHaveProperty('disabled', true);

    await desk.user.selectOptions(choice, 'Close, then keep');
    expect(row.getByText(/may fire triggers that mail this very person/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Go to Approve' })).toHaveProperty('disabled', false);
    await expectNoBarrier();
  });

  it('offers recordings of others and on tickets in copy one by one, and chooses none of them itself', async () => {
    const { account, ada, copied } = aCaller();
    const desk = await toErase(account, ada.id);
    await toDecide(desk);
    const boxes = screen.getAllByRole('checkbox', { name: /Also delete the recording/ });
    expect(boxes).toHaveLength(2);
    for (const box of boxes) expect(box).toHaveProperty('checked', false);
    expect(screen.getByText(/Somebody else requested this ticket/)).toBeDefined();
    expect(
      screen.queryByRole('combobox', { name: `What becomes of ticket #${copied.id}` }),
    ).toBeNull();
    expect(screen.getByText('Requested by somebody else')).toBeDefined();
    expect(screen.getByText('Mails that were sent, exports, integrations')).toBeDefined();
  });
});

describe('Approve', () => {
  it('lists the order, the cost, four facts, and starts only with the user id typed', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id);
    await toApprove(desk, shared.id);
    expect(screen.getByText(/then at least 11 min/)).toBeDefined();
    expect(screen.getByText('ada@example.com', { selector: 'dd *' })).toBeDefined();
    expect(screen.getByText(/do not run this person elsewhere/)).toBeDefined();
    const button = screen.getByRole('button', { name: 'Approve and start' });
    expect(button).toHaveProperty('disabled', true);
    await desk.user.type(screen.getByRole('textbox', { name: /Type the user id/ }), '12');
    expect(button).toHaveProperty('disabled', true);
    await expectNoBarrier();
    await desk.user.clear(screen.getByRole('textbox', { name: /Type the user id/ }));
    await desk.user.type(screen.getByRole('textbox', { name: /Type the user id/ }), String(ada.id));
    await desk.user.click(button);
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toMatch(
      /2 tickets are kept. Audio left on them goes too when the person is deleted/,
    );
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    await expectNoBarrier();
    expect(desk.zendesk.history).toHaveLength(0);
  });
});

describe('the run', () => {
  it('leads to a certificate in the only right order', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id);
    await toApprove(desk, shared.id);
    await start(desk, ada.id);
    await desk.pass(60_000);
    expect(current()).toMatch(/^Sweeps/);
    expect(screen.getByText(/the person is deleted only after two looks/)).toBeDefined();
    expect(screen.getByRole('timer').textContent).toMatch(/left$/);
    expect(screen.getByText(/You may close this page/)).toBeDefined();
    await expectNoBarrier();

    await passUntil(desk, isAsking, 60_000);
    expect(current()).toMatch(/^Person/);
    expect(screen.getByText(/Nobody in this account is on a call/)).toBeDefined();
    expect(desk.zendesk.history.some(({ kind }) => kind === 'user')).toBe(false);
    await expectNoBarrier();
    await desk.user.click(screen.getByRole('button', { name: 'The person is not on a call' }));
    await passUntil(desk, isProof);

    const order = desk.zendesk.history.map(({ kind }) => kind);
    expect(order).toEqual([
      'recording',
      'recording',
      'recording',
      'close',
      'ticket',
      'ticketForGood',
      'ticket',
      'ticketForGood',
      'user',
      'userForGood',
    ]);
    expect(
      screen.getByText(
        /Other people's tickets were searched for the person's numbers and addresses/,
      ),
    ).toBeDefined();
    expect(
      screen.getByText(/Zendesk removes what audio was left on 2 deleted tickets/),
    ).toBeDefined();
    expect(
      within(screen.getByRole('table', { name: 'Receipts' })).getAllByRole('row'),
    ).toHaveLength(11);
    await expectNoBarrier();

    await desk.user.click(screen.getByRole('button', { name: 'Ask Zendesk' }));
    await desk.pass();
    expect(screen.getByText(/this app never calls it finished/)).toBeDefined();
    expect(screen.getByText(/As Zendesk said it at/)).toBeDefined();

    await desk.user.click(screen.getByRole('button', { name: 'Save certificate' }));
    const [file] = desk.savedFiles;
    expect(file?.name).toMatch(/^talk-privacy-certificate-[0-9a-f]+\.json$/);
    expect(file?.content).not.toMatch(/Ada|example\.com|0100101/);
  }, 60_000);

  it('shows the certificate as a text to copy where downloads are forbidden', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id, { mayDownload: false });
    await toApprove(desk, shared.id);
    await start(desk, ada.id);
    await passUntil(desk, isAsking, 60_000);
    await desk.user.click(screen.getByRole('button', { name: 'The person is not on a call' }));
    await passUntil(desk, isProof);
    await desk.user.click(screen.getByRole('button', { name: 'Save certificate' }));
    const text = screen.getByRole('textbox', { name: /may not save files/ });
    expect(text).toHaveProperty('value', expect.stringContaining('talk-privacy-certificate'));
    await desk.user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toContain('talk-privacy-certificate');
  });

  it('is found on top of Find after the tab died, and goes on where it stopped', async () => {
    const { account, ada, shared } = aCaller();
    const first = await toErase(account, ada.id);
    await toApprove(first, shared.id);
    await start(first, ada.id);
    await first.pass(2_000);
    first.kill();
    const done = first.zendesk.history.length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(8);

    const second = openPage(account, {
      disk: first.disk,
      clock: first.clock,
      zendesk: first.zendesk,
    });
    await second.pass(3_000);
    expect(await screen.findByText(/An erasure was interrupted/)).toBeDefined();
    await expectNoBarrier();
    await second.user.click(screen.getByRole('button', { name: 'Open it' }));
    await second.pass(3_000);
    expect(screen.getByText('Interrupted. Nobody works on this run.')).toBeDefined();
    await expectNoBarrier();
    await second.user.click(screen.getByRole('button', { name: 'Resume' }));
    await passUntil(second, isAsking, 60_000);
    await second.user.click(screen.getByRole('button', { name: 'The person is not on a call' }));
    await passUntil(second, isProof);
    const keys = second.zendesk.history.map((effect) =>
      JSON.stringify([
        effect.kind,
        'callId' in effect && effect.callId,
        'ticketId' in effect && effect.ticketId,
      ]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(10);
  });

  it('goes on while one looks elsewhere, and says so on top of Find', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id);
    await toApprove(desk, shared.id);
    await start(desk, ada.id);
    await desk.pass(2_000);
    await desk.user.click(
      within(screen.getByRole('navigation')).getByRole('button', { name: 'Find' }),
    );
    await desk.pass(60_000);
    expect(await screen.findByText(/An erasure is under way/)).toBeDefined();
    await desk.user.click(screen.getByRole('button', { name: 'Open it' }));
    await passUntil(desk, isAsking, 60_000);
    expect(desk.zendesk.history.filter(({ kind }) => kind === 'ticketForGood')).toHaveLength(2);
  });

  it('pauses and says what is done and what is not', async () => {
    const { account, ada, shared } = aCaller();
    const desk = await toErase(account, ada.id);
    await toApprove(desk, shared.id);
    await start(desk, ada.id);
    await desk.pass(1_000);
    await desk.user.click(screen.getByRole('button', { name: 'Pause' }));
    await desk.pass(10_000);
    expect(screen.getByText('Paused')).toBeDefined();
    expect(screen.getByText(/have none and will be looked at first/)).toBeDefined();
    const done = desk.zendesk.history.length;
    await desk.pass();
    expect(desk.zendesk.history).toHaveLength(done);
    expect(screen.getByRole('button', { name: 'Change the plan' })).toBeDefined();
  });

  it('stops at a new call, says what was found, and a new plan takes it in', async () => {
    const { account, ada, shared, closed } = aCaller();
    const desk = await toErase(account, ada.id);
    await toApprove(desk, shared.id);
    await start(desk, ada.id);
    await desk.pass(60_000);
    const fresh = desk.zendesk.ticketComes({ requester: ada, via: 'inbound', status: 'open' });
    desk.zendesk.callComes(fresh);
    await passUntil(
      desk,
      () => screen.queryByText(/found something that is not in the plan/) !== null,
      60_000,
    );
    expect(screen.getByText(/Stopped/)).toBeDefined();
    expect(desk.zendesk.history.some(({ kind }) => kind === 'user')).toBe(false);
    await desk.user.click(screen.getByRole('button', { name: 'Change the plan' }));
    await passUntil(desk, () => screen.queryByRole('button', { name: 'Go to Decide' }) !== null);
    await waitFor(() =>
      expect(screen.getByText('Everything that can be searched was read.')).toBeDefined(),
    );
    expect(closed.presence).not.toBe('there');
  });
});
