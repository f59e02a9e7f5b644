import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import { emptyDisk } from '../erasure/memoryJournal.ts';
import type { Account, TicketRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import { expectAccessible, type Opened, openStage } from './sidebarStage.tsx';

const deletion = {
  method: 'DELETE',
  pattern: '/api/v2/channels/voice/calls/{call_id}/recordings',
} as const;

function scene(call: build.VoiceCommentWish = {}): {
  readonly account: Account;
  readonly ticket: TicketRecord;
} {
  const account = build.emptyAccount();
  build.admin(account, { name: 'Alma Admin' });
  const omar = build.agent(account, { name: 'Omar' });
  const ada = build.endUser(account, { name: 'Ada Example', phone: '+15550100123' });
  const ticket = build.ticket(account, { requester: ada, via: 'inbound' });
  build.voiceComment(account, ticket, {
    answeredBy: omar,
    transcript: 'Hello',
    durationSeconds: 338,
    ...call,
  });
  return { account, ticket };
}

const openedOf = (ticket: TicketRecord): Opened => ({
  ticketId: ticket.id,
  requesterId: ticket.requesterId,
});
const card = () => within(screen.getByRole('article'));
// Garden names its dialog one rendering after it is there.
const dialog = () => screen.findByRole('dialog', { name: /^Delete/ });
type Stage = ReturnType<typeof openStage>;

async function ask(stage: Stage) {
  await stage.click('Delete recording…');
  return within(await dialog());
}

async function confirm(stage: Stage) {
  await ask(stage);
  await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await stage.settle();
}

const deletions = (stage: Stage) =>
  stage.requests().filter((request) => request.startsWith('DELETE'));

describe('the dialog', () => {
  it('names the recording, says what cannot be undone, and focuses Cancel', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    const asked = await ask(stage);
    expect(asked.getByRole('heading', { name: 'Delete this recording?' })).toBeDefined();
    for (const fact of ['Inbound call', '5 min 38 sec', 'Support line'])
      expect(asked.getByText(fact)).toBeDefined();
    expect(
      asked.getByText(
        "It cannot be recovered. The ticket's events will not show that it was deleted.",
      ),
    ).toBeDefined();
    expect(asked.getByText('The transcript on this ticket stays.')).toBeDefined();
    expect(document.activeElement).toBe(asked.getByRole('button', { name: 'Cancel' }));
    expect(asked.queryByText(/somebody else/)).toBeNull();
    await expectAccessible();
  });

  it('deletes nothing when it is cancelled, and gives the focus back', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    await ask(stage);
    await stage.user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement?.textContent).toBe('Delete recording…');
    await stage.settle();
    expect(deletions(stage)).toEqual([]);
    expect(stage.disk.cases.size).toBe(0);
  });

  it('says when the call is somebody else’s', async () => {
    const { account, ticket } = scene();
    for (const one of ticket.comments)
      if (one.type === 'VoiceComment') {
        one.talk.from = '+15550100777';
        one.authorId = build.endUser(account).id;
      }
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    const asked = await ask(stage);
    expect(asked.getByText(/somebody else's or unknown/)).toBeDefined();
  });

  it('offers call and voicemail apart where one call has both', async () => {
    const { account, ticket } = scene();
    const [call] = ticket.comments;
    if (call?.type !== 'VoiceComment') throw new Error('The ticket begins with a call');
    build.voiceComment(account, ticket, { kind: 'voicemail', callId: call.talk.callId });
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    const [, second] = screen.getAllByRole('button', { name: 'Delete recording…' });
    if (!second) throw new Error('Both recordings can be deleted');
    await stage.user.click(second);
    const asked = within(await dialog());
    const boxes = [
      asked.getByRole('checkbox', { name: 'Call recording' }),
      asked.getByRole('checkbox', { name: 'Voicemail recording' }),
    ];
    expect(boxes.map((box) => (box as HTMLInputElement).checked)).toEqual([true, false]);
    await expectAccessible();

    await stage.user.click(boxes[1] as HTMLElement);
    expect(asked.getByRole('button', { name: 'Delete 2 recordings' })).toBeDefined();
    for (const box of boxes) await stage.user.click(box);
    expect(
      asked.getByRole<HTMLButtonElement>('button', { name: 'Delete recording' }).disabled,
    ).toBe(true);
    await stage.user.click(boxes[1] as HTMLElement);
    await stage.user.click(asked.getByRole('button', { name: 'Delete recording' }));
    await stage.settle();

    expect(
      stage.zendesk.history.map((effect) => effect.kind === 'recording' && effect.recording),
    ).toEqual(['voicemail']);
    const [voicemail, live] = screen.getAllByRole('article').map((shown) => shown.textContent);
    expect(voicemail).toContain('Seen gone');
    expect(live).toContain('Recording listed');
  });

  it('works with the keyboard alone', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    const seen: string[] = [];
    for (let step = 0; step < 10; step++) {
      await stage.user.tab();
      seen.push(document.activeElement?.textContent ?? '');
      if (document.activeElement?.textContent === 'Delete recording…') break;
    }
    expect(seen[0]).toBe('Ada Example');
    expect(seen.at(-1)).toBe('Delete recording…');
    await stage.user.keyboard('{Enter}');
    await dialog();
    await stage.user.keyboard('{Enter}');
    await stage.settle();
    expect(deletions(stage)).toEqual([]);
    await stage.user.keyboard('{Enter}');
    act(() => screen.getByRole('button', { name: 'Delete recording' }).focus());
    await stage.user.keyboard('{Enter}');
    await stage.settle();
    expect(deletions(stage)).toHaveLength(1);
    expect(document.activeElement?.tagName).toBe('ARTICLE');
  });
});

describe('a deletion', () => {
  it('is looked at again and seen gone', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    await confirm(stage);
    expect(deletions(stage)).toEqual(['DELETE /api/v2/channels/voice/calls/{call_id}/recordings']);
    expect(card().getByText('Seen gone')).toBeDefined();
    expect(card().getByText(/^Deleted by you, looked at again:/)).toBeDefined();
    expect(card().getByText('Transcript')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Delete/ })).toBeNull();
    await expectAccessible();
  });

  it('is shown while Zendesk is asked', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account, {
      faults: scripted({ ...deletion, fault: { kind: 'slow', ms: 5_000 } }),
    });
    await stage.show(openedOf(ticket));
    await ask(stage);
    await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await act(() => stage.clock.advance(3_000));
    expect(card().getByText('Deleting…')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Delete recording…' })).toBeNull();
    await stage.settle();
    expect(card().queryByText('Deleting…')).toBeNull();
  });

  it('is only accepted while the ticket still lists it, and can be looked at again', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account, { switches: { recordingDeletion: 'afterMinutes' } });
    await stage.show(openedOf(ticket));
    await ask(stage);
    await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await act(() => stage.clock.advance(10_000));
    expect(
      card().getByText('Deletion accepted by Zendesk. The ticket still lists it.'),
    ).toBeDefined();
    expect(card().getByText('Deletion accepted')).toBeDefined();
    await act(() => stage.clock.advance(1_800_000));
    await stage.click('Look again');
    expect(card().getByText('Seen gone')).toBeDefined();
    expect(card().queryByText(/still lists it/)).toBeNull();
    expect(deletions(stage)).toHaveLength(1);
  });

  it('stays accepted where Zendesk goes on listing it', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account, { switches: { recordingAddress: 'unchanged' } });
    const shown = await stage.show(openedOf(ticket));
    await confirm(stage);
    await stage.click('Look again');
    expect(card().getByText('Deletion accepted')).toBeDefined();
    expect(
      card().getByText('Deletion accepted by Zendesk. The ticket still lists it.'),
    ).toBeDefined();
    expect(deletions(stage)).toHaveLength(1);

    shown.unmount();
    await stage.show(openedOf(ticket));
    expect(
      card().getByText('Deletion accepted by Zendesk. The ticket still lists it.'),
    ).toBeDefined();
    expect(card().queryByRole('button', { name: /Delete/ })).toBeNull();
    await stage.click('Look again');
    expect(deletions(stage)).toEqual([]);
  });

  it('that Zendesk refuses says why, and that nothing was done', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account, {
      faults: scripted({ ...deletion, fault: { kind: 'refused', status: 403 } }),
    });
    await stage.show(openedOf(ticket));
    await confirm(stage);
    await card().findByText(/Zendesk refused this with your rights/);
    expect(card().getByRole('alert').textContent).toMatch(
      /The deletion was stopped\. Zendesk refused this with your rights/,
    );
    expect(card().getByText('Recording listed')).toBeDefined();
    expect(stage.zendesk.history).toEqual([]);
    await expectAccessible();
  });

  it('by somebody who lost the right stops before anything is sent', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    const { signedInId } = account;
    await stage.show(openedOf(ticket));
    await ask(stage);
    const admin = signedInId === null ? undefined : account.users.get(signedInId);
    if (!admin) throw new Error('Somebody is signed in');
    admin.role = 'agent';
    await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await stage.settle();
    expect(card().getByText(/you are not an admin/)).toBeDefined();
    expect(deletions(stage)).toEqual([]);
  });

  it('without an answer is settled by reading, never by a blind repeat', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account, {
      faults: scripted({ ...deletion, fault: { kind: 'lost', effect: true } }),
    });
    await stage.show(openedOf(ticket));
    await confirm(stage);
    expect(card().getByText('Seen gone')).toBeDefined();
    expect(deletions(stage)).toHaveLength(1);
  });

  it('of what is gone already says so', async () => {
    const { account, ticket } = scene();
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    await ask(stage);
    account.recordings.clear();
    await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await stage.settle();
    expect(card().getByText(/^Gone already: Zendesk had nothing to delete/)).toBeDefined();
    expect(card().queryByText(/Deleted by you/)).toBeNull();
    expect(card().queryByText('Recording listed')).toBeNull();
  });

  it('does not begin where nothing can be written down', async () => {
    const { account, ticket } = scene();
    const disk = { ...emptyDisk(), isFull: true };
    const stage = openStage(account, { disk });
    await stage.show(openedOf(ticket));
    await stage.click('Delete recording…');
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /nothing destructive starts here/,
    );
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(deletions(stage)).toEqual([]);
    await expectAccessible();
  });

  it('does not begin where storage fills up behind the dialog', async () => {
    const { account, ticket } = scene();
    const disk = emptyDisk();
    const stage = openStage(account, { disk });
    await stage.show(openedOf(ticket));
    await ask(stage);
    disk.isFull = true;
    await stage.user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await stage.settle();
    expect((await screen.findByRole('alert')).textContent).toMatch(
      /nothing destructive starts here/,
    );
    expect(deletions(stage)).toEqual([]);
  });

  it('that a dead frame left is shown beside what the ticket says now, and finished on a click', async () => {
    const { account, ticket } = scene();
    const disk = emptyDisk();
    const life = { dead: false };
    const first = openStage(account, {
      disk,
      hooks: {
        after: (arrival) => {
          if (arrival.method !== 'DELETE') return undefined;
          life.dead = true;
          return 'kill';
        },
      },
    });
    const shown = await first.show(openedOf(ticket));
    await confirm(first);
    expect(life.dead).toBe(true);
    shown.unmount();
    disk.leader = null;

    const second = openStage(account, { disk });
    await second.show(openedOf(ticket));
    expect(card().getByText(/deletion of this recording was interrupted/)).toBeDefined();
    expect(card().getByText(/No recording listed/)).toBeDefined();
    expect(deletions(second)).toEqual([]);
    await second.click('Look again and finish');
    expect(card().getByText(/^Deleted by you, looked at again:/)).toBeDefined();
    expect(deletions(second)).toEqual([]);
  });

  it('sends an admin with several recordings to the page', async () => {
    const { account, ticket } = scene();
    build.voiceComment(account, ticket, { kind: 'voicemail' });
    const stage = openStage(account);
    await stage.show(openedOf(ticket));
    await stage.click('Delete several in Talk Privacy');
    expect(stage.pages).toEqual([{ view: 'person', userId: ticket.requesterId }]);
  });
});
