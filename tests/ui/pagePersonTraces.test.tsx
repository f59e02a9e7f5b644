import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import type { Trace } from '../../src/domain/trace.ts';
import { commentId, profileOf, ticketId, userId } from '../inventory/playedReads.ts';
import { admin, emptyAccount, endUser, ticket, voiceComment } from '../zendesk/builders.ts';
import { expectNoBarrier, layOut, openPage, openPerson } from './pageDesk.tsx';
import { inventoryOf, showPerson, sourceOf, type PlayedPerson } from './playedPerson.tsx';

beforeEach(layOut);

const excerpt = { before: 'Please ring ', match: '+1 555 010 0123', after: ' tomorrow' };
const inSubject = traceOf({ kind: 'number', place: 'subject', excerpt });
const inComment = traceOf({
  kind: 'name',
  place: 'comment',
  commentId: commentId(5),
  isPublic: false,
  times: 3,
  excerpt: { before: '', match: 'Ada', after: ' said so' },
});
const kept = traceOf({
  kind: 'voicemailTranscript',
  place: 'transcript',
  commentId: commentId(6),
  ticketId: ticketId(12),
  isPublic: true,
});

const table = () => screen.getByRole('table', { name: 'Traces' });
const lines = () => within(table()).getAllByRole('row').slice(1);

async function openTraces({ user }: Pick<PlayedPerson, 'user'>): Promise<void> {
  await user.click(screen.getByRole('tab', { name: 'Traces' }));
  await screen.findByText(/^Personal data beside the audio/);
}

describe('the tabs', () => {
  it('are walked along with the arrow keys, and name their panel', async () => {
    const { user } = showPerson({ traces: [inSubject] });
    const calls = screen.getByRole('tab', { name: 'Calls' });
    expect(screen.getByRole('tabpanel', { name: 'Calls' })).toBeDefined();
    calls.focus();
    await user.keyboard('{ArrowRight}');
    const traces = screen.getByRole('tab', { name: 'Traces', selected: true });
    expect(document.activeElement).toBe(traces);
    expect(await screen.findByRole('tabpanel', { name: 'Traces' })).toBeDefined();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Calls', selected: true }));
    await user.keyboard('{End}');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Hand over' }));
    await user.keyboard('{Home}');
    expect(screen.getByRole('tab', { name: 'Calls', selected: true })).toBeDefined();
  });

  it('offer no hand over to an agent', () => {
    showPerson({}, { signedIn: profileOf(userId(2), { role: 'agent' }) });
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'Calls',
      'Traces',
    ]);
  });
});

describe('the traces', () => {
  it('stand with their place, the text around and who can see them', async () => {
    const played = showPerson({ traces: [inSubject, inComment, kept] });
    await openTraces(played);
    expect(screen.getByText(/Text matches are proposals/)).toBeDefined();
    expect(lines()).toHaveLength(3);
    expect(screen.getByText('+1 555 010 0123').tagName).toBe('MARK');
    expect(lines()[0]?.textContent).toBe('NumberSubjectPlease ring +1 555 010 0123 tomorrow–#11');
    expect(lines()[1]?.textContent).toBe('NameComment (3 times)Ada said soInternal#11');
    await expectNoBarrier();
    await played.user.click(within(lines()[1]!).getByRole('button', { name: 'Open ticket 11' }));
    expect(played.shownTickets).toEqual([11]);
  });

  it('are filtered by kind and by place', async () => {
    const played = showPerson({ traces: [inSubject, inComment, kept] });
    await openTraces(played);
    await played.user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Name');
    expect(lines()).toHaveLength(1);
    expect(screen.getByText('1 of 3 traces, all of them in 3 places')).toBeDefined();
    await played.user.selectOptions(screen.getByRole('combobox', { name: 'Place' }), 'Subject');
    expect(screen.getByText('None of the 3 traces fits the filters.')).toBeDefined();
  });

  it('of an earlier visit are opened by reading the ticket again', async () => {
    const played = showPerson(
      { traces: [inSubject, kept] },
      {
        onLookAgain: (play) =>
          play({
            traces: [
              inSubject,
              { ...kept, excerpt: { before: '', match: 'Please ring me', after: '' } },
            ],
          }),
      },
    );
    await openTraces(played);
    await played.user.click(
      screen.getByRole('button', {
        name: 'Read the text: Voicemail transcript, Transcript, ticket 12',
      }),
    );
    expect(played.lookedAt).toEqual([12]);
    expect(await screen.findByText('Please ring me')).toBeDefined();
  });

  it('say it when the text cannot be read again', async () => {
    const played = showPerson({ traces: [kept] });
    await openTraces(played);
    await played.user.click(screen.getByRole('button', { name: /^Read the text/ }));
    expect(
      await screen.findByText('The text could not be read again. Open the ticket.'),
    ).toBeDefined();
  });

  it('keep under 400 elements on the page, however many there are', async () => {
    const traces = Array.from({ length: 20_000 }, (_, index) => ({
      ...inComment,
      commentId: commentId(index + 1),
    }));
    await openTraces(showPerson({ traces }));
    expect(table().getAttribute('aria-rowcount')).toBe('20001');
    expect(document.body.querySelectorAll('*').length).toBeLessThanOrEqual(400);
  });

  it('stand above the suspended messages and what was not searched', async () => {
    const played = showPerson({
      suspended: [
        {
          id: 900,
          authorId: null,
          authorEmail: 'ada@example.com',
          subject: 'Where is my order?',
          createdAt: '2026-05-01T08:00:00Z',
        },
      ],
      sources: [...inventoryOf({}).sources, sourceOf('suspended', { profileId: null, found: 1 })],
    });
    await openTraces(played);
    expect(screen.getByText('No traces in the 1 ticket that was read.')).toBeDefined();
    expect(screen.getByText('Where is my order?').closest('li')?.textContent).toBe(
      'May 1, 2026, 10:00 AMWhere is my order?id 900',
    );
    expect(screen.getByText(/^The inside of attached files/)).toBeDefined();
    expect(screen.queryByText(/^Suspended tickets: Views/)).toBeNull();
    await expectNoBarrier();
  });

  it('are found in the account, and counted by place at the top', async () => {
    const account = emptyAccount();
    admin(account, { name: 'Dana Whitfield' });
    const caller = endUser(account, { name: 'Ada Example', phone: '+15550100101' });
    const on = ticket(account, { requester: caller, via: 'inbound', status: 'closed' });
    voiceComment(account, on, { kind: 'voicemail', transcript: 'This is Ada Example, ring me.' });
    const desk = openPage(account);
    await openPerson(desk, caller.id);
    await openTraces(desk);
    expect(
      within(table())
        .getAllByText('Ada Example')
        .some(({ tagName }) => tagName === 'MARK'),
    ).toBe(true);
    const held = screen.getByLabelText('What is held').textContent ?? '';
    const [, places] = /Traces(\d+)in 1 of 1 tickets/.exec(held) ?? [];
    expect(screen.getByText(new RegExp(`all of them in ${places} places$`))).toBeDefined();
  });
});

function traceOf(wish: Partial<Trace>): Trace {
  return {
    kind: 'name',
    ticketId: ticketId(11),
    commentId: null,
    place: 'subject',
    fieldId: null,
    isPublic: null,
    times: 1,
    excerpt: null,
    ...wish,
  };
}
