import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { callOf, profileOf, ticketId, ticketOf } from '../inventory/playedReads.ts';
import { expectNoBarrier, layOut } from './pageDesk.tsx';
import { ada, bob, inventoryOf, showPerson, sourceOf } from './playedPerson.tsx';

beforeEach(layOut);

const table = () => screen.getByRole('table', { name: 'Calls' });
const lines = () => within(table()).getAllByRole('row').slice(1);
const firstTicket = () => within(lines()[0]!).getByText(/^#/).textContent;
const own = { authorId: ada };

const threeCalls = [
  callOf(1, ticketId(11), { ...own, startedAt: '2026-01-10T10:00:00Z', durationSeconds: 90 }),
  callOf(2, ticketId(12), {
    ...own,
    kind: 'voicemail',
    startedAt: '2026-03-10T10:00:00Z',
    durationSeconds: 10,
    hasTranscript: true,
  }),
  callOf(3, ticketId(13), {
    authorId: bob,
    startedAt: '2026-03-12T10:00:00Z',
    durationSeconds: null,
  }),
];

describe('the table of calls', () => {
  it('keeps under 400 elements on the page with 50,000 calls', async () => {
    const calls = Array.from({ length: 50_000 }, (_, index) =>
      callOf(index + 1, ticketId(index + 1), {
        ...own,
        lineName: 'Support',
        answeredByName: 'Omar Haddad',
        startedAt: new Date(Date.UTC(2018, index % 96, 1)).toISOString(),
      }),
    );
    showPerson({ calls });
    await screen.findByRole('slider');
    expect(table().getAttribute('aria-rowcount')).toBe('50001');
    expect(lines().length).toBeGreaterThanOrEqual(10);
    expect(document.body.querySelectorAll('*').length).toBeLessThanOrEqual(400);
  });

  it('sorts by a column with the keyboard, both ways, and back to the order found', async () => {
    const { user } = showPerson({ calls: threeCalls });
    const length = within(table()).getByRole('button', { name: 'Length' });
    const head = within(table()).getByRole('columnheader', { name: 'Length' });
    expect(head.getAttribute('aria-sort')).toBe('none');
    length.focus();
    await user.keyboard('{Enter}');
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    expect(firstTicket()).toBe('#12');
    await user.keyboard('{Enter}');
    expect(head.getAttribute('aria-sort')).toBe('descending');
    expect(firstTicket()).toBe('#11');
    await user.keyboard('{Enter}');
    expect(head.getAttribute('aria-sort')).toBe('none');
    expect(firstTicket()).toBe('#11');
  });

  it('moves no row of a sorted table while more calls come in', async () => {
    const { user, play } = showPerson({ calls: threeCalls, phase: 'reading' });
    await user.click(within(table()).getByRole('button', { name: 'Length' }));
    const shortest = callOf(4, ticketId(14), { ...own, durationSeconds: 1 });
    play({ calls: [...threeCalls, shortest] });
    expect(firstTicket()).toBe('#12');
    play({ phase: 'complete' });
    expect(firstTicket()).toBe('#14');
  });

  it('keeps the selection through filters and order, and says how many it hides', async () => {
    const { user } = showPerson({ calls: threeCalls });
    await user.click(screen.getByRole('button', { name: 'Select all 2 owned' }));
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Kind' }), 'Voicemails');
    expect(screen.getByText('2 selected, 1 of them hidden by the filters')).toBeDefined();
    await user.click(within(table()).getByRole('button', { name: 'Length' }));
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Every kind');
    expect(screen.getByText('2 selected')).toBeDefined();
    expect(within(table()).getAllByRole('checkbox', { checked: true })).toHaveLength(2);
  });

  it('filters by whose they are and by transcript', async () => {
    const { user } = showPerson({ calls: threeCalls });
    const whose = await screen.findByRole('combobox', { name: 'Whose' });
    expect(within(whose).queryByRole('option', { name: 'Answered by them' })).toBeNull();
    await user.selectOptions(whose, "Somebody else's or unknown");
    expect(firstTicket()).toBe('#13');
    await user.selectOptions(whose, "Everybody's");
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Transcript' }),
      'With a transcript',
    );
    expect(lines()).toHaveLength(1);
    expect(firstTicket()).toBe('#12');
  });

  it('shows the chosen columns, also for the next person', async () => {
    const { user } = showPerson({ calls: threeCalls });
    await user.click(await screen.findByRole('button', { name: 'Columns' }));
    await user.click(screen.getByRole('checkbox', { name: 'Call id' }));
    await user.click(screen.getByRole('checkbox', { name: 'Line' }));
    expect(within(table()).getByRole('columnheader', { name: 'Call id' })).toBeDefined();
    expect(within(table()).queryByRole('columnheader', { name: 'Line' })).toBeNull();
    expect(within(table()).getByText('9000001')).toBeDefined();
    await expectNoBarrier();
  });
});

describe('the timeline', () => {
  it('limits the table to a month by keyboard and by click', async () => {
    const { user } = showPerson({ calls: threeCalls });
    const slider = await screen.findByRole('slider');
    expect(slider.getAttribute('aria-valuetext')).toBe('Every month');
    slider.focus();
    await user.keyboard('{End}');
    expect(slider.getAttribute('aria-valuetext')).toBe('Mar 2026: 2 calls, 2 with a recording');
    expect(lines()).toHaveLength(2);
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByText('None of the 3 calls fits the filters.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Show every month' }));
    expect(lines()).toHaveLength(3);
    vi.spyOn(slider, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 300, 20));
    fireEvent.click(slider, { clientX: 50 });
    expect(lines()).toHaveLength(1);
    expect(firstTicket()).toBe('#11');
    await expectNoBarrier();
  });
});

describe('an agent as the person', () => {
  const staff = {
    profiles: [profileOf(ada, { name: 'Omar Haddad', role: 'agent' })],
    identities: new Map([
      [
        ada,
        [
          {
            id: 1 as never,
            type: 'agent_forwarding',
            value: '+15550100900',
            isPrimary: null,
            updatedAt: null,
          },
        ],
      ],
    ]),
  };
  const answered = callOf(4, ticketId(14), { authorId: bob, answeredById: ada });

  it('has the calls that they answered as a relation of its own', async () => {
    const { user } = showPerson({ person: staff, calls: [...threeCalls, answered] });
    expect(screen.getByText(/Recordings in which they speak are also the caller's/)).toBeDefined();
    expect(screen.getByText('+15550100900').parentElement?.textContent).toContain(
      'forwards calls to',
    );
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Whose' }),
      'Answered by them',
    );
    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.textContent).toContain('answered by them');
    expect(screen.getByLabelText('What is held').textContent).toContain(
      'Answered by themat least 1',
    );
  });
});

describe('coverage', () => {
  it('says what is kept from an earlier visit', () => {
    const at = Date.parse('2026-05-01T08:00:00Z');
    showPerson({
      tickets: [
        {
          ticket: ticketOf(1, ada),
          foundBy: new Set(['requested']),
          comments: {
            state: 'read',
            at,
            isRestored: true,
            calls: [],
            commentIds: [],
            otherAuthors: [],
          },
        },
      ],
    });
    expect(
      screen.getByText(
        /^1 ticket is kept from your last visit on May 1, 2026, 10:00 AM: only what changed/,
      ),
    ).toBeDefined();
  });

  it('lists what each search brought and where nothing was searched, on request', async () => {
    const { user } = showPerson({
      sources: [
        ...inventoryOf({}).sources,
        sourceOf('search', { profileId: null, term: '+15550100123', found: 2 }),
        sourceOf('suspended', { profileId: null, state: 'failed' }),
      ],
    });
    expect(screen.getByText('suspended tickets 0, not read to the end')).toBeDefined();
    await user.click(screen.getByText('What was searched, and what was not'));
    expect((await screen.findByText('+15550100123')).parentElement?.textContent).toBe(
      '+15550100123 on 2 tickets of others',
    );
    expect(screen.getByText(/^Side conversations: open the tickets/)).toBeDefined();
    expect(screen.getByText(/^Suspended tickets: Views/)).toBeDefined();
    expect(screen.queryByText(/^Other people's tickets/)).toBeNull();
  });
});
