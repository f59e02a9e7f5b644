import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import type { WrittenComment } from '../../src/domain/written.ts';
import { callId, callOf, commentOf, ticketId, ticketOf } from '../inventory/playedReads.ts';
import { expectNoBarrier, layOut } from './pageDesk.tsx';
import { ada, showPerson } from './playedPerson.tsx';

beforeEach(layOut);

const own = { authorId: ada };

describe('the detail of a call', () => {
  const kept = callOf(2, ticketId(12), { ...own, kind: 'voicemail', callId: callId(77) });
  const fresh: WrittenComment = {
    ...commentOf(2, { type: 'VoiceComment', authorId: ada, isPublic: true }),
    call: {
      ...kept,
      formattedFrom: '+1 (555) 010-0123',
      formattedTo: '+1 (555) 010-0999',
      lineName: 'Support line',
    },
    texts: [
      { place: 'transcript', text: 'Please ring me back.', fieldId: null },
      { place: 'location', text: 'Springfield', fieldId: null },
    ],
    author: { name: 'Ada Example', email: null },
    channel: 'voice',
  };
  const around = {
    calls: [kept, callOf(1, ticketId(11), own)],
    tickets: [
      {
        ticket: ticketOf(12, ada),
        foundBy: new Set(['requested', 'search'] as const),
        comments: { state: 'waiting' } as const,
      },
    ],
    exported: {
      since: 0,
      until: 100,
      rowsRead: 1,
      answered: new Set<never>(),
      calls: [
        {
          id: callId(77),
          createdAt: null,
          updatedAt: null,
          customerId: ada,
          agentId: null,
          ticketId: ticketId(12),
          direction: 'inbound' as const,
          completionStatus: 'completed',
          durationSeconds: 60,
          recordedSeconds: 41,
          isVoicemail: true,
          hasTranscript: true,
          hasSummary: null,
        },
      ],
    },
  };
  const opener = () => screen.getByRole('button', { name: /^Voicemail, .*everything known$/ });
  const panel = () => screen.getByRole('region', { name: 'Everything known of this call' });

  it('reads the texts again and says everything known, with its sources', async () => {
    const { user, readCalls } = showPerson(around, { comments: [fresh] });
    await user.click(opener());
    await screen.findByText('Please ring me back.');
    expect(readCalls).toEqual([12]);
    const said = panel().textContent;
    for (const fact of [
      '+1 (555) 010-0123',
      '+1 (555) 010-0999',
      'Support line',
      'Springfield',
      '77',
      'requested and search for a number or address',
      'Zendesk gives an address for the audio',
      "Zendesk's export says 41 sec were recorded once",
      "Zendesk's export says a transcript was made",
      'Public',
    ])
      expect(said).toContain(fact);
    await expectNoBarrier();
  });

  it('takes the focus when it opens and gives it back when it closes', async () => {
    const { user } = showPerson(around, { comments: [fresh] });
    opener().focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'));
    expect(opener().getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Everything known of this call' })).toBeNull();
    expect(document.activeElement).toBe(opener());
  });

  it('says it when the texts cannot be read, and keeps what was known', async () => {
    const { user } = showPerson(around);
    await user.click(opener());
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The texts of this call could not be read.',
    );
    expect(panel().textContent).toContain('Length1 min 0 sec');
  });

  it('says it when the call is gone from its ticket', async () => {
    const { user } = showPerson(around, { comments: [] });
    await user.click(opener());
    expect(await screen.findByText(/does not hold this call any more/)).toBeDefined();
  });
});
