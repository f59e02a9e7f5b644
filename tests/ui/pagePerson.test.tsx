import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import { admin, emptyAccount, endUser, ticket, voiceComment } from '../zendesk/builders.ts';
import { demoWorld } from '../zendesk/demo.ts';
import { largeWorld } from '../zendesk/demoLarge.ts';
import { scripted } from '../zendesk/faults.ts';
import { emptyDisk } from '../erasure/memoryJournal.ts';
import { expectNoBarrier, layOut, openPage, openPerson, passUntil } from './pageDesk.tsx';

beforeEach(layOut);

const table = () => screen.getByRole('table', { name: 'Calls' });
const lines = () => within(table()).getAllByRole('row').slice(1);
const figure = (name: string) => {
  const term = within(screen.getByLabelText('What is held')).getByText(name);
  return term.parentElement?.textContent ?? '';
};

/** One caller with six calls: own ones, a voicemail, one gone, and a stranger's on a ticket in copy. */
function mixedCalls() {
  const account = emptyAccount();
  admin(account, { name: 'Dana Whitfield' });
  const caller = endUser(account, {
    name: 'Ada Example',
    email: 'ada@example.com',
    phone: '+15550100101',
  });
  const stranger = endUser(account, { name: 'Bruno Keller', phone: '+15550100105' });
  for (const wish of [{}, {}, { kind: 'voicemail' }, { recorded: 'gone' }] as const) {
    const on = ticket(account, { requester: caller, via: 'inbound', status: 'closed' });
    voiceComment(account, on, { ...wish, transcript: 'words' });
  }
  const copied = ticket(account, { requester: stranger, via: 'inbound', cc: [caller] });
  voiceComment(account, copied);
  voiceComment(account, copied, { from: caller.phone });
  return { account, caller };
}

describe('a person', () => {
  it('shows every number with what it was counted in', async () => {
    const { account, caller } = mixedCalls();
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    expect(screen.getByRole('heading', { level: 1, name: 'Ada Example' })).toBeDefined();
    for (const name of ['Calls', 'Recordings', 'Voicemails', 'Audio', 'Traces'])
      expect(figure(name)).toMatch(/in 5 of 5 tickets$/);
    expect(figure('Tickets')).toMatch(/^Tickets5/);
    expect(figure('Calls')).toMatch(/^Calls5in/);
    expect(figure('Recordings')).toMatch(/^Recordings4in/);
    for (const source of [
      'requested 4 of 4',
      "cc'd 1 of 1",
      'followed 0 of 0',
      'suspended tickets 0',
      "Talk's calls export, not read",
    ])
      expect(screen.getByText(source)).toBeDefined();
    expect(
      screen.getByText(/^numbers and addresses searched 2 of 2: 1 ticket of others$/),
    ).toBeDefined();
    await expectNoBarrier();
  });

  it('says how far the reading is, and pauses, goes on and stops', async () => {
    const { account, people } = demoWorld();
    const desk = openPage(account);
    desk.target({ view: 'person', userId: people.ada.id });
    await desk.pass(3_000);
    expect(screen.getByText(/^Reading tickets: \d+ of \d+$/)).toBeDefined();
    expect(screen.getByText(/^\d+ requests sent$/)).toBeDefined();
    expect(figure('Calls')).toContain('at least');
    await desk.user.click(screen.getByRole('button', { name: 'Pause' }));
    await desk.pass(2_000);
    const paused = screen.getByText(/^Reading tickets is paused/).textContent;
    await desk.pass(5_000);
    expect(screen.getByText(/^Reading tickets is paused/).textContent).toBe(paused);
    await desk.user.click(screen.getByRole('button', { name: 'Go on' }));
    await desk.pass(2_000);
    await desk.user.click(screen.getByRole('button', { name: 'Stop' }));
    await desk.pass();
    expect(
      screen.getByText(/^Stopped after \d+ of \d+ tickets: every count is at least that/),
    ).toBeDefined();
    expect(figure('Recordings')).toContain('at least');
    await desk.user.click(screen.getByRole('button', { name: 'Read again' }));
    await passUntil(desk, () => screen.queryByText('Read again') !== null);
    expect(figure('Recordings')).not.toContain('at least');
  });

  it('says what could not be read and keeps what was', async () => {
    const { account, caller } = mixedCalls();
    const desk = openPage(account, {
      faults: scripted({
        pattern: '/api/v2/users/{id}/tickets/ccd',
        fault: { kind: 'refused', status: 403 },
      }),
    });
    await openPerson(desk, caller.id);
    expect(screen.getByRole('alert').textContent).toContain(
      'The tickets with the person in copy could not be listed to the end.',
    );
    expect(figure('Calls')).toContain('at least');
    expect(screen.getByText(/^cc'd .*, not read to the end$/)).toBeDefined();
    // The search for the person's number brought the ticket in copy all the same.
    expect(lines()).toHaveLength(6);
  });

  it('opens a ticket in Zendesk', async () => {
    const { account, people } = demoWorld();
    const desk = openPage(account);
    await openPerson(desk, people.grete.id);
    const [link] = within(table()).getAllByRole('button', { name: /^Open ticket/ });
    if (!link) throw new Error('no ticket is linked');
    await desk.user.click(link);
    expect(desk.shownTickets).toHaveLength(1);
  });
});

describe('the table of calls', () => {
  it('keeps under 400 elements on the page, however many calls there are', async () => {
    const { account, person } = largeWorld(150);
    const desk = openPage(account);
    await openPerson(desk, person.id);
    expect(Number(table().getAttribute('aria-rowcount'))).toBeGreaterThan(60);
    expect(document.body.querySelectorAll('*').length).toBeLessThanOrEqual(400);
  });

  it('keeps the selection when it scrolls, and every line in its place while more come in', async () => {
    const { account, person } = largeWorld(80);
    const desk = openPage(account);
    desk.target({ view: 'person', userId: person.id });
    await desk.pass(10_000);
    const first = within(lines()[0] ?? document.body).getByText(/^#/).textContent;
    const [box] = within(table()).getAllByRole('checkbox');
    if (!box) throw new Error('nothing can be selected');
    const name = box.getAttribute('aria-label') ?? '';
    await desk.user.click(box);
    await passUntil(desk, () => screen.queryByText('Read again') !== null);
    expect(within(lines()[0] ?? document.body).getByText(/^#/).textContent).toBe(first);

    const frame = screen.getByRole('region', { name: 'Calls' });
    fireEvent.scroll(frame, { target: { scrollTop: 2000 } });
    await waitFor(() => expect(screen.queryByRole('checkbox', { name })).toBeNull());
    expect(screen.getByText('1 selected')).toBeDefined();
    fireEvent.scroll(frame, { target: { scrollTop: 0 } });
    await waitFor(() =>
      expect(screen.getByRole('checkbox', { name })).toHaveProperty('checked', true),
    );
  });

  it('filters by kind and by state, and says when nothing fits', async () => {
    const { account, caller } = mixedCalls();
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    expect(lines()).toHaveLength(6);
    await desk.user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Voicemails');
    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.textContent).toContain('Voicemail');
    await desk.user.selectOptions(
      screen.getByRole('combobox', { name: 'Recording' }),
      'Deletion accepted',
    );
    expect(screen.getByText('None of the 6 calls fits the filters.')).toBeDefined();
  });

  it('selects owned calls at a click, and others one by one with a word on whose they are', async () => {
    const { account, caller } = mixedCalls();
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    await desk.user.click(screen.getByRole('button', { name: 'Select all 4 owned' }));
    expect(screen.getByText('4 selected')).toBeDefined();
    expect(screen.queryByText(/selected call is somebody else's/)).toBeNull();

    await desk.user.click(screen.getByRole('button', { name: 'Select none' }));
    const stranger = lines().find((line) => line.textContent?.includes("somebody else's?"));
    if (!stranger) throw new Error("no stranger's call is in the table");
    await desk.user.click(within(stranger).getByRole('checkbox'));
    expect(screen.getByText(/1 selected call is somebody else's or unknown/)).toBeDefined();
    await desk.user.click(screen.getByRole('button', { name: 'Delete 1 recording…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete this recording?' });
    expect(within(dialog).getByText("1 call that is somebody else's or unknown")).toBeDefined();
  });
});

describe('deleting recordings', () => {
  function threeCalls() {
    const account = emptyAccount();
    admin(account, { name: 'Dana Whitfield' });
    const caller = endUser(account, { name: 'Ada Example', phone: '+15550100101' });
    for (let n = 0; n < 3; n++) {
      const on = ticket(account, { requester: caller, via: 'inbound', status: 'closed' });
      voiceComment(account, on, { transcript: n === 0 ? 'words' : null });
    }
    return { account, caller };
  }

  it('names what was selected, deletes it, looks again and says that it is gone', async () => {
    const { account, caller } = threeCalls();
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    await desk.user.click(screen.getByRole('button', { name: 'Select all 3 owned' }));
    const [first] = within(table()).getAllByRole('checkbox');
    if (!first) throw new Error('nothing can be selected');
    await desk.user.click(first);
    await desk.user.click(screen.getByRole('button', { name: 'Delete 2 recordings…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Delete these 2 recordings?' });
    await desk.pass(500);
    expect(within(dialog).getByText('2 calls of this person')).toBeDefined();
    expect(within(dialog).getAllByRole('listitem')).toHaveLength(2);
    expect(dialog.textContent).toContain('cannot be recovered');
    expect(document.activeElement).toBe(within(dialog).getByRole('button', { name: 'Cancel' }));
    await expectNoBarrier();
    expect(desk.zendesk.history).toHaveLength(0);

    await desk.user.click(within(dialog).getByRole('button', { name: 'Delete 2 recordings' }));
    await desk.pass();
    expect(desk.zendesk.history.map(({ kind }) => kind)).toEqual(['recording', 'recording']);
    expect(screen.getByText('2 of 2 items')).toBeDefined();
    const receipts = within(screen.getByRole('table', { name: 'Receipts' }))
      .getAllByRole('row')
      .slice(1);
    for (const receipt of receipts)
      expect(receipt.textContent).toMatch(/Recording of .+ on #\d+Seen gone\.204/);
    expect(within(table()).getAllByText('Seen gone')).toHaveLength(2);
    expect(within(table()).getAllByText('Recording listed')).toHaveLength(1);
    await expectNoBarrier();
  });

  it('deletes nothing when it is cancelled, and gives the focus back', async () => {
    const { account, caller } = threeCalls();
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    await desk.user.click(screen.getByRole('button', { name: 'Select all 3 owned' }));
    const opener = screen.getByRole('button', { name: 'Delete 3 recordings…' });
    opener.focus();
    await desk.user.keyboard('{Enter}');
    await screen.findByRole('dialog');
    await desk.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(document.activeElement).toBe(opener);
    await desk.pass();
    expect(desk.zendesk.history).toHaveLength(0);
  });

  it('starts nothing where the browser refuses storage, and says so', async () => {
    const { account, caller } = threeCalls();
    const disk = emptyDisk();
    disk.isFull = true;
    const desk = openPage(account, { disk });
    await openPerson(desk, caller.id);
    await desk.user.click(screen.getByRole('button', { name: 'Select all 3 owned' }));
    await desk.user.click(screen.getByRole('button', { name: 'Delete 3 recordings…' }));
    const dialog = await screen.findByRole('dialog');
    await desk.pass(500);
    expect(within(dialog).getByRole('alert').textContent).toContain('nothing was deleted');
    expect(within(dialog).getByRole('button', { name: 'Delete 3 recordings' })).toHaveProperty(
      'disabled',
      true,
    );
    expect(desk.zendesk.history).toHaveLength(0);
  });

  it('says it when the admin lost the right on the way', async () => {
    const { account, caller } = threeCalls();
    const desk = openPage(account, {
      faults: scripted({ method: 'DELETE', nth: 2, fault: { kind: 'refused', status: 403 } }),
    });
    await openPerson(desk, caller.id);
    await desk.user.click(screen.getByRole('button', { name: 'Select all 3 owned' }));
    await desk.user.click(screen.getByRole('button', { name: 'Delete 3 recordings…' }));
    await desk.pass(500);
    await desk.user.click(await screen.findByRole('button', { name: 'Delete 3 recordings' }));
    await desk.pass();
    expect(screen.getByText(/Zendesk refused this with your rights/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Resume' })).toBeDefined();
    await desk.user.click(screen.getByRole('button', { name: 'Resume' }));
    await desk.pass();
    expect(screen.getByText('3 of 3 items')).toBeDefined();
    expect(desk.zendesk.history).toHaveLength(3);
  });
});

describe('an agent', () => {
  it('sees the calls, and who can do the rest, and nothing that fails later', async () => {
    const { account, people } = demoWorld();
    account.signedInId = people.omar.id;
    const desk = openPage(account);
    await openPerson(desk, people.grete.id);
    expect(
      screen.getByText(
        /Admins of this account delete recordings and erase people: ask one of them/,
      ),
    ).toBeDefined();
    expect(lines().length).toBeGreaterThan(0);
    expect(screen.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /Delete|Erase|Select/ })).toBeNull();
    await expectNoBarrier();
  });
});
