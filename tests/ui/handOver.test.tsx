import { screen, within } from '@testing-library/react';
import { strFromU8, unzipSync } from 'fflate';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { endUser, ticket, comment } from '../zendesk/builders.ts';
import { scripted } from '../zendesk/faults.ts';
import {
  isReady,
  lookAgain,
  neighbours,
  openHandOver,
  prepared,
  scanned,
} from './handOverStage.tsx';
import { expectNoBarrier, layOut, passUntil, type PageDesk } from './pageDesk.tsx';

beforeEach(layOut);

const found = () => screen.getByRole('table', { name: "Other people's data" });
function lineOf(value: string) {
  const line = within(found())
    .getAllByRole('row')
    .find((row) => row.textContent?.includes(value));
  if (!line) throw new Error(`${value} is not in the table`);
  return line;
}
const box = (value: string) => within(lineOf(value)).getByRole('checkbox');
const press = (desk: PageDesk, name: string | RegExp) =>
  desk.user.click(screen.getByRole('button', { name }));

async function savedPack(desk: PageDesk): Promise<Readonly<Record<string, string>>> {
  await press(desk, 'Save portability pack');
  await passUntil(desk, () => screen.queryByText(/^In it: /) !== null);
  const blob = desk.savedFiles.at(-1)?.blob;
  if (!blob) throw new Error('no pack was saved');
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('what goes in', () => {
  it('says what it is, what it costs and that nothing leaves before a file is saved', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await scanned(desk);
    const before = desk.zendesk.log.length;
    expect(screen.getByText(/Nothing leaves the account until you save a file/)).toBeDefined();
    expect(screen.getByText('All calls of the person: 1')).toBeDefined();
    expect(screen.getByText(/^Taken from 2 of 2 tickets/).textContent).toContain(
      'about 3 requests for how long the lines keep recordings',
    );
    expect(screen.getByText(/^About 4 requests, less than a minute/)).toBeDefined();
    expect(
      screen.getByRole('checkbox', { name: 'Texts of the tickets that the person requested, 2' }),
    ).toHaveProperty('checked', true);
    expect(screen.getByRole('checkbox', { name: 'Internal notes' })).toHaveProperty(
      'checked',
      false,
    );
    expect(screen.getByText(/they usually hold other people's words/)).toBeDefined();
    await expectNoBarrier();
    expect(desk.zendesk.log.length).toBe(before);
  });

  it('costs about what it says', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await scanned(desk);
    const before = desk.zendesk.log.length;
    await press(desk, 'Prepare');
    await isReady(desk);
    expect(desk.zendesk.log.length - before).toBe(4 + 3);
  });

  it('hands the focus on to what came of it', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    const title = screen.getByRole('heading', { name: 'Review before it leaves' });
    expect(document.activeElement).toBe(title.parentElement);
    await press(desk, 'Start over');
    expect(document.activeElement?.textContent).toMatch(/^What goes in/);
  });

  it('reads no ticket again where the texts are not wanted', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await scanned(desk);
    const before = desk.zendesk.log.length;
    await desk.user.click(screen.getByRole('checkbox', { name: /^Texts of the tickets/ }));
    await press(desk, 'Prepare');
    await isReady(desk);
    const asked = desk.zendesk.log.slice(before).map(({ path }) => path);
    expect(asked).toHaveLength(3);
    expect(asked.join()).not.toMatch(/comments|tickets/);
    const files = await savedPack(desk);
    expect(files['calls.json']).toContain('"durationSeconds":95');
    expect(files['tickets.json']).not.toContain('Bruno');
  });
});

describe('preparing', () => {
  it('says how far it is, and keeps nothing when it is cancelled', async () => {
    const { account, ada } = neighbours();
    for (let more = 0; more < 40; more += 1)
      comment(account, ticket(account, { requester: ada }), { body: 'A few words' });
    const desk = openHandOver(account, ada);
    await scanned(desk);
    await press(desk, 'Prepare');
    await passUntil(desk, () => screen.queryByText(/^Reading texts: [1-9]/) !== null, 500);
    expect(screen.getByText(/^Reading texts: \d+ of 42 tickets$/)).toBeDefined();
    expect(screen.getByText(/^\d+ requests?$/)).toBeDefined();
    expect(screen.getByText(/^about .* left$/)).toBeDefined();
    await expectNoBarrier();
    await press(desk, 'Cancel');
    const sent = desk.zendesk.log.length;
    await desk.pass();
    expect(desk.zendesk.log.length - sent).toBeLessThanOrEqual(4);
    expect(screen.getByRole('button', { name: 'Prepare' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save portability pack' })).toBeNull();
  });

  it('lists tickets that could not be read, and reads those again', async () => {
    const { account, ada, written } = neighbours();
    const desk = openHandOver(account, ada, {
      faults: scripted({
        pathHas: `/tickets/${written.id}/comments`,
        nth: 2,
        fault: { kind: 'refused', status: 403 },
      }),
    });
    await prepared(desk);
    expect(screen.getByText('1 ticket could not be read')).toBeDefined();
    expect(screen.getByText('1 ticket that could not be read.')).toBeDefined();
    await press(desk, `Open ticket ${written.id}`);
    expect(desk.shownTickets).toEqual([written.id]);
    await expectNoBarrier();
    await press(desk, 'Read these again');
    await isReady(desk);
    expect(screen.queryByText('1 ticket could not be read')).toBeNull();
    expect((await savedPack(desk))['tickets.json']).toContain('he heard it');
  });

  it('says that the page read something since', async () => {
    const { account, ada, called } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    expect(screen.queryByText(/read something after this was prepared/)).toBeNull();
    await lookAgain(desk, [called.id]);
    expect(screen.getByText(/read something after this was prepared/)).toBeDefined();
    await press(desk, 'Start over');
    expect(screen.getByRole('button', { name: 'Prepare' })).toBeDefined();
  });
});

describe('the review', () => {
  it("blacks out other people's data, each until it is left in", async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    expect(box('Bruno Keller')).toHaveProperty('checked', true);
    expect(lineOf('Bruno Keller').textContent).toMatch(/Name.*Bruno Keller · End user.*2/);
    expect(lineOf('+1 555 010 0177').textContent).toContain('Nobody known in this account');
    expect(within(found()).queryByText('Ada Example')).toBeNull();
    await expectNoBarrier();
    const closed = (await savedPack(desk))['tickets.json'] ?? '';
    expect(closed).not.toMatch(/Bruno|0177/);
    expect(closed).toContain('Ada Example');

    await desk.user.click(box('Bruno Keller'));
    expect(screen.queryByText(/^In it: /)).toBeNull();
    const open = (await savedPack(desk))['tickets.json'] ?? '';
    expect(open).toContain('Bruno Keller');
    expect(open).not.toContain('0177');

    await press(desk, 'Leave all in');
    expect((await savedPack(desk))['tickets.json']).toContain('0177');
    await press(desk, 'Black out all');
    expect((await savedPack(desk))['tickets.json']).not.toMatch(/Bruno|0177/);
  });

  it('shows the text as it leaves, with bars and marks', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    await press(desk, 'Show Bruno Keller in the text');
    const preview = screen.getByRole('region', { name: 'In the text' });
    expect(preview.textContent).toMatch(/^Text \d of \d/);
    expect(preview.textContent).toContain('We also ring your neighbour  on , Ada Example.');
    expect(within(preview).getAllByRole('img', { name: 'blacked out' }).length).toBeGreaterThan(1);
    await desk.user.click(box('Bruno Keller'));
    expect(preview.querySelector('mark')?.textContent).toBe('Bruno Keller');
    await expectNoBarrier();
    const next = screen.getByRole('button', { name: 'Next text' });
    while (next.getAttribute('aria-disabled') === 'false') await desk.user.click(next);
    expect(preview.textContent).toContain('Please ask Bruno Keller, he heard it.');
  });

  it('takes internal notes in and out without a request', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    const before = desk.zendesk.log.length;
    expect(screen.getByText(/^1 comment that the person never saw/)).toBeDefined();
    expect((await savedPack(desk))['tickets.json']).not.toContain('about it');
    await desk.user.click(screen.getByRole('checkbox', { name: 'Internal notes' }));
    await isReady(desk);
    expect(lineOf('carla@private.example').textContent).toContain('Address');
    const files = await savedPack(desk);
    expect(files['tickets.json']).toContain('about it');
    expect(files['tickets.json']).not.toContain('carla');
    expect(desk.zendesk.log.length).toBe(before);
  });

  it('says so where nothing of other people was found', async () => {
    const { account } = neighbours();
    const nora = endUser(account, { name: 'Nora Lindqvist' });
    comment(account, ticket(account, { requester: nora, via: 'web' }), { body: 'Good morning' });
    const desk = openHandOver(account, nora);
    await prepared(desk);
    expect(screen.getByText(/^No names, numbers or addresses of other people/)).toBeDefined();
  });
});

describe('the files', () => {
  it('are a ZIP without the person in its name, and say what is in them', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada);
    await prepared(desk);
    const files = await savedPack(desk);
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(['person.json', 'calls.json', 'calls.csv', 'index.html']),
    );
    expect(desk.savedFiles[0]?.name).toMatch(/^talk-privacy-pack-\d+-[\d-]{10}\.zip$/);
    expect(screen.getByText(/^In it: 2 tickets, 1 call, 3 comments; \d+ places/)).toBeDefined();
    await press(desk, 'Save access report');
    await passUntil(desk, () => desk.savedFiles.length === 2);
    expect(desk.savedFiles[1]?.name).toMatch(/^talk-privacy-access-report-\d+-[\d-]{10}\.html$/);
    expect(desk.savedFiles[1]?.content).toBe(files['index.html']);
    await expectNoBarrier();
  });

  it('are not made to the end when that is cancelled', async () => {
    const { account, ada, written } = neighbours();
    for (let more = 0; more < 600; more += 1) comment(account, written, { body: 'A few words' });
    const desk = openHandOver(account, ada);
    await prepared(desk);
    await press(desk, 'Save portability pack');
    const status = await screen.findByText('Writing the pack…');
    expect(screen.getByRole('progressbar', { name: 'Written' })).toBeDefined();
    await expectNoBarrier();
    await press(desk, 'Cancel');
    expect(status.isConnected).toBe(false);
    await desk.pass();
    expect(desk.savedFiles).toEqual([]);
  });

  it('can be copied one by one where the frame lets none out', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada, { mayDownload: false });
    await prepared(desk);
    await press(desk, 'Save portability pack');
    await passUntil(desk, () => screen.queryByText(/does not let the app save files/) !== null);
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const copy = await screen.findByRole('button', { name: 'Copy person.json' });
    await desk.user.click(copy);
    expect(await screen.findByText('Copied')).toBeDefined();
    expect(write.mock.lastCall?.[0]).toContain('Ada Example');
    write.mockRejectedValue(new Error('no'));
    await desk.user.click(copy);
    const text = await screen.findByRole('textbox', { name: 'Text of person.json' });
    expect(text).toHaveProperty('readOnly', true);
    await expectNoBarrier();
  });

  it('print the report alone, as often as asked', async () => {
    const { account, ada } = neighbours();
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    const desk = openHandOver(account, ada);
    await prepared(desk);
    await press(desk, 'Print access report');
    expect(print).toHaveBeenCalledOnce();
    const paper = document.querySelector<HTMLElement>('body > [data-paper]');
    expect(paper?.querySelector('h1')?.textContent).toBe('Your call data');
    await press(desk, 'Print access report');
    expect(print).toHaveBeenCalledTimes(2);
    expect(document.querySelectorAll('[data-paper]')).toHaveLength(1);
  });
});

describe('what the company says itself', () => {
  it('is missing until an admin has entered it, and the page says where', async () => {
    const { account, ada } = neighbours();
    const desk = openHandOver(account, ada, { settings: { purpose: 'Training', contact: '  ' } });
    await scanned(desk);
    const note = screen.getByText('What the company says itself is missing').closest('div');
    expect(note?.textContent).toContain('whom to ask');
    expect(note?.textContent).not.toContain('for what purpose');
    expect(note?.textContent).toMatch(/Admin Center › .* › Talk Privacy › settings/);
  });

  it('is not asked for where all of it is there', async () => {
    const { account, ada } = neighbours();
    const said = 'Said';
    const settings = {
      company: said,
      purpose: said,
      contact: said,
      retention: said,
      recipients: said,
    };
    const desk = openHandOver(account, ada, { settings });
    await scanned(desk);
    expect(screen.queryByText('What the company says itself is missing')).toBeNull();
  });
});
