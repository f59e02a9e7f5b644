import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';

import type { ExportedCall } from '../../src/api/deepReads.ts';
import type { Inventory } from '../../src/inventory/inventory.ts';
import { callId, callOf, serverTrouble, ticketId } from '../inventory/playedReads.ts';
import { expectNoBarrier, layOut } from './pageDesk.tsx';
import { ada, inventoryOf, now, showPerson, sourceOf, type PlayedPerson } from './playedPerson.tsx';

beforeEach(layOut);

const advice = {
  costs: [
    { extent: 'sinceFirstContact', requests: 3, ms: 18_000 },
    { extent: 'everything', requests: 40, ms: 240_000 },
  ],
  recommended: 'sinceFirstContact',
  talkTickets: 39_000,
} as const;

const day = 86_400;
const until = now / 1000;

const inExportAlone: ExportedCall = {
  id: callId(501),
  createdAt: '2026-05-20T10:00:00Z',
  updatedAt: null,
  customerId: ada,
  agentId: null,
  ticketId: ticketId(88),
  direction: 'inbound',
  completionStatus: 'abandoned_in_voicemail',
  durationSeconds: 61,
  recordedSeconds: 40,
  isVoicemail: true,
  hasTranscript: true,
  hasSummary: null,
};

const onTicketAlone = callOf(1, ticketId(11), { authorId: ada, startedAt: '2026-05-21T10:00:00Z' });

const exported: NonNullable<Inventory['exported']> = {
  since: until - 90 * day,
  until,
  rowsRead: 2400,
  calls: [inExportAlone],
  answered: new Set(),
};

const sources = (state: 'reading' | 'read' | 'failed' | 'notAsked') => [
  ...inventoryOf({}).sources.filter(({ source }) => source !== 'callsExport'),
  sourceOf('callsExport', {
    profileId: null,
    state,
    failure: state === 'failed' ? serverTrouble : null,
  }),
];

async function openCheck({ user }: PlayedPerson) {
  await user.click(screen.getByRole('button', { name: "Cross-check with Talk's export" }));
  return within(await screen.findByRole('region', { name: "Cross-check with Talk's export" }));
}

describe('the cross-check', () => {
  it('says what each extent would cost, and which is recommended, before anything is read', async () => {
    const played = showPerson({}, { advice });
    const panel = await openCheck(played);
    const short = await panel.findByRole('button', { name: "Since the person's first contact" });
    expect(short.closest('li')?.textContent).toBe(
      "Since the person's first contactabout 3 requests, 18 secrecommended",
    );
    const all = panel.getByRole('button', { name: 'Everything the account has' });
    expect(all.closest('li')?.textContent).toContain('about 40 requests, 4 min 0 sec');
    expect(played.checked).toEqual([]);
    await expectNoBarrier();
    await played.user.click(short);
    expect(played.checked).toEqual(['sinceFirstContact']);
  });

  it('can be begun where its cost could not be counted, and says so', async () => {
    const played = showPerson({});
    const panel = await openCheck(played);
    expect(await panel.findByText(/what a check would cost is not known/)).toBeDefined();
    await played.user.click(panel.getByRole('button', { name: 'Everything the account has' }));
    expect(played.checked).toEqual(['everything']);
  });

  it('says how far it is while it reads', async () => {
    const played = showPerson({
      phase: 'reading',
      sources: sources('reading'),
      exported,
      progress: { ticketsKnown: 60, ticketsRead: 60, requestsSent: 70, msLeft: null },
    });
    const panel = await openCheck(played);
    expect(
      panel.getByText(/^Reading Talk's export: 2,400 rows, until Jun 1, 2026, 2:00 PM\.$/),
    ).toBeDefined();
    expect(screen.getByText("Reading Talk's export: 2,400 rows so far")).toBeDefined();
    expect(
      await screen.findByText("Talk's calls export since Mar 3, 2026 until Jun 1, 2026, reading"),
    ).toBeDefined();
  });

  it('shows what one source has and the other has not, and averages nothing', async () => {
    const played = showPerson(
      { sources: sources('read'), exported, calls: [onTicketAlone] },
      { advice },
    );
    const panel = await openCheck(played);
    expect(panel.getByText('1 call only in the export')).toBeDefined();
    const [lost, unnamed] = panel
      .getAllByRole('listitem')
      .filter(({ textContent }) => /#(88|11)/.test(textContent ?? ''));
    for (const word of [
      'May 20, 2026',
      'Voicemail',
      '1 min 1 sec',
      '#88',
      "Zendesk's export says: abandoned in voicemail.",
      "Zendesk's export says 40 sec were recorded once; not that it is still there.",
      "Zendesk's export says a transcript was made.",
    ])
      expect(lost?.textContent).toContain(word);
    expect(panel.getByText('1 call only on tickets')).toBeDefined();
    expect(unnamed?.textContent).toContain('May 21, 2026');
    await expectNoBarrier();
    await played.user.click(panel.getByRole('button', { name: 'Open ticket 88' }));
    expect(played.shownTickets).toEqual([88]);
  });

  it('says that both tell of the same calls where they do', async () => {
    const same = { ...exported, calls: [{ ...inExportAlone, id: callId(9_000_001) }] };
    const played = showPerson({ sources: sources('read'), exported: same, calls: [onTicketAlone] });
    const panel = await openCheck(played);
    expect(
      panel.getByText('Tickets and export tell of the same calls in this time.'),
    ).toBeDefined();
  });

  it('compares nothing after a failed reading', async () => {
    const played = showPerson({ phase: 'incomplete', sources: sources('failed'), exported });
    expect((await screen.findByRole('alert')).textContent).toContain(
      "Talk's calls export could not be read to the end.",
    );
    const panel = await openCheck(played);
    expect(panel.queryByText(/only in the export/)).toBeNull();
  });
});

describe('whether the person is on a call', () => {
  it('is asked at a click, and answered as a hint with its time', async () => {
    const hints = {
      takenAt: now,
      verdict: 'probably',
      agentsOnCall: 1,
      waiting: 0,
      ticketId: ticketId(77),
      failure: null,
    } as const;
    const { user } = showPerson({}, { hints });
    await user.click(screen.getByRole('button', { name: 'Are they on a call?' }));
    expect(await screen.findByText(/^Probably yes: ticket #77/)).toBeDefined();
    expect(screen.getByText(/^This is a hint and no certainty/)).toBeDefined();
    expect(screen.getAllByText('Jun 1, 2026, 2:00 PM').length).toBeGreaterThan(1);
    await expectNoBarrier();
  });
});
