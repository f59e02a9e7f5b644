import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

import type { Store } from '../../src/domain/effects.ts';
import { endUser, line } from '../zendesk/builders.ts';
import { demoWorld } from '../zendesk/demo.ts';
import { scripted } from '../zendesk/faults.ts';
import { expectNoBarrier, openPage, type PageDesk } from './pageDesk.tsx';

const field = () =>
  screen.getByRole('searchbox', { name: 'Name, e-mail, phone number, ticket or user id' });

async function ask(desk: PageDesk, question: string): Promise<void> {
  await desk.user.clear(field());
  await desk.user.type(field(), `${question}{Enter}`);
  await desk.pass();
}

/** What a browser keeps, for two pages in turn. */
function browser(
  kept: Readonly<Record<string, string>> = {},
): Store & { readonly kept: Map<string, string> } {
  const all = new Map(Object.entries(kept));
  return {
    kept: all,
    get: (key) => all.get(key) ?? null,
    set: (key, value) => all.set(key, value),
    remove: (key) => all.delete(key),
  };
}

const rows = () =>
  within(screen.getByRole('region', { name: 'People found' })).getAllByRole('listitem');

describe('the field', () => {
  it('says what it reads before anything is asked', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await desk.pass();
    const before = desk.zendesk.log.length;
    await desk.user.type(field(), '+1 (555) 010-0101');
    expect(await screen.findByText('Read as phone number +1 555 010 0101.')).toBeDefined();
    await desk.user.clear(field());
    await desk.user.type(field(), '#4242');
    expect(screen.getByText(/ticket number 4242: its requester/)).toBeDefined();
    expect(desk.zendesk.log).toHaveLength(before);
  });

  it('answers an empty search with its own sentence and asks Zendesk nothing', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await desk.pass();
    const before = desk.zendesk.log.length;
    await desk.user.click(screen.getByRole('button', { name: 'Find', current: false }));
    expect(screen.getByText(/Nothing to look for yet/)).toBeDefined();
    expect(desk.zendesk.log).toHaveLength(before);
  });
});

describe('a phone number', () => {
  it('is read like most of the lines, which are asked for once', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await desk.pass();
    const before = desk.zendesk.log.length;
    await desk.user.type(field(), '(555) 010-0101 ext. 7');
    await desk.pass();
    const read = screen.getByText(/^Read as phone number/);
    expect(read.textContent).toBe(
      'Read as phone number +1 555 010 0101 (United States, like most of your lines). The extension 7 is not searched for.',
    );
    expect(desk.zendesk.log.slice(before).map(({ path }) => path)).toEqual([
      expect.stringContaining('/channels/voice/phone_numbers'),
    ]);
    await desk.user.keyboard('{Enter}');
    await desk.pass();
    expect(screen.getByRole('button', { name: 'Ada Example' })).toBeDefined();
  });

  it('offers the countries of the other lines one click away', async () => {
    const { account, people } = demoWorld();
    line(account, { number: '+493012345670', country: 'DE' });
    people.nora.phone = '+495550100101';
    const desk = openPage(account);
    await ask(desk, '(555) 010-0101');
    expect(screen.queryByRole('button', { name: 'Nora Lindqvist' })).toBeNull();
    await desk.user.click(
      screen.getByRole('button', { name: '+49 5550 100101 (Germany, like some of your lines)' }),
    );
    await desk.pass();
    expect(field()).toHaveProperty('value', '+49 5550 100101');
    expect(document.activeElement).toBe(field());
    expect(screen.getByText('Read as phone number +49 5550 100101 (Germany).')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Nora Lindqvist' })).toBeDefined();
    await expectNoBarrier();
  });

  it('needs its country code where the lines cannot be read', async () => {
    const { account } = demoWorld();
    const desk = openPage(account, { switches: { phoneNumbers: '403' } });
    await desk.user.type(field(), '(555) 010-0101');
    await desk.pass();
    expect(screen.getByText(/write it with \+ and the country code/)).toBeDefined();
  });

  it('in bare digits may be an id, and can be asked for as a number all the same', async () => {
    const { account } = demoWorld();
    account.nextIds.user = 5550100101;
    endUser(account, { name: 'Petra Lang' });
    const desk = openPage(account);
    await ask(desk, '5550100101');
    expect(screen.getByText(/^Read as user id or ticket number 5550100101\./)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Petra Lang' })).toBeDefined();
    await desk.user.click(screen.getByRole('button', { name: /^\+1 555 010 0101/ }));
    await desk.pass();
    expect(screen.getByRole('button', { name: 'Ada Example' })).toBeDefined();
  });

  it('finds look-alikes, and joins nobody by itself', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '+1 555 010 0131');
    const [mobile, again] = rows();
    expect(mobile?.textContent).toContain('matches by phone · named after this number');
    expect(again?.textContent).toContain('Caller +1 555 0100131');
    expect(again?.textContent).toContain('named after this number');
    expect(screen.getByText(/^The app never joins profiles by itself/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /are the same person/ })).toBeNull();
    for (const tick of screen.getAllByRole('checkbox')) await desk.user.click(tick);
    await desk.user.click(screen.getByRole('button', { name: 'These 2 are the same person' }));
    expect(await screen.findByRole('heading', { level: 1, name: /profile|Caller/ })).toBeDefined();
  });

  it('that nobody has explains callers who hide theirs', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '+1 555 010 0199');
    expect(screen.getByText(/^No profile was found for \+1 555 010 0199/)).toBeDefined();
    expect(screen.getByText(/^Callers who hide their number get a new profile/)).toBeDefined();
    await ask(desk, 'Ada Example');
    expect(screen.queryByText(/^Callers who hide their number/)).toBeNull();
    await ask(desk, 'Caller Anonymous');
    expect(screen.getByText(/^Callers who hide their number get a new profile/)).toBeDefined();
  });
});

describe('the people viewed in this browser', () => {
  it('stand on the empty page with their names of now, and only ids are kept', async () => {
    const { account, people } = demoWorld();
    const store = browser();
    const first = openPage(account, { store });
    first.target({ view: 'person', userId: people.ada.id });
    await first.pass();
    first.target({ view: 'person', userId: people.bruno.id });
    await first.pass();
    first.kill();
    people.ada.name = 'Ada Renamed';
    const desk = openPage(account, { store });
    await desk.pass();
    const list = within(screen.getByRole('region', { name: 'Recently viewed' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent?.trim())).toEqual([
      'Bruno Keller',
      'Ada Renamed',
    ]);
    const asked = desk.zendesk.log.filter(({ path }) => path.includes('/users/show_many'));
    expect(asked).toHaveLength(1);
    expect(store.kept.get('recentPeople/page')).toBe(`${people.bruno.id} ${people.ada.id}`);
    await expectNoBarrier();
    await desk.user.click(list.getByRole('button', { name: 'Ada Renamed' }));
    expect(await screen.findByRole('heading', { level: 1 })).toBeDefined();
  });

  it('go with one button', async () => {
    const { account, people } = demoWorld();
    const store = browser({ 'recentPeople/page': String(people.ada.id) });
    const desk = openPage(account, { store });
    await desk.pass();
    await desk.user.click(screen.getByRole('button', { name: 'Clear this list' }));
    await desk.pass();
    expect(screen.queryByRole('region', { name: 'Recently viewed' })).toBeNull();
    expect(store.kept.has('recentPeople/page')).toBe(false);
    expect(document.activeElement).toBe(field());
  });

  it('say who is gone', async () => {
    const { account, people } = demoWorld();
    const { id } = people.ada;
    const desk = openPage(account, {
      store: browser({ 'recentPeople/page': `999 ${id},998 ${id}` }),
    });
    await desk.pass();
    const list = within(screen.getByRole('region', { name: 'Recently viewed' }));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent?.trim())).toEqual([
      'User id 999 This profile does not exist any more.',
      'Ada Example 1 of 2 profiles do not exist any more.',
      'Ada Example',
    ]);
  });

  it('are ids while their names cannot be read', async () => {
    const { account } = demoWorld();
    const desk = openPage(account, {
      store: browser({ 'recentPeople/page': '999' }),
      faults: scripted({
        pattern: '/api/v2/users/show_many',
        nth: 1,
        fault: { kind: 'refused', status: 403 },
      }),
    });
    await desk.pass();
    const list = within(screen.getByRole('region', { name: 'Recently viewed' }));
    expect(list.getByRole('alert').textContent).toContain('Their names could not be read.');
    expect(list.getByRole('listitem').textContent?.trim()).toBe('User id 999');
    await desk.user.click(await list.findByRole('button', { name: 'Try again' }));
    await desk.pass();
    expect(screen.getByRole('listitem').textContent).toContain('does not exist any more');
  });

  it('give way to what is typed', async () => {
    const { account } = demoWorld();
    const desk = openPage(account, { store: browser({ 'recentPeople/page': '999' }) });
    await ask(desk, 'Ada Example');
    expect(screen.queryByRole('region', { name: 'Recently viewed' })).toBeNull();
    expect(rows()).toHaveLength(1);
    await desk.user.clear(field());
    await desk.pass();
    expect(screen.getByRole('region', { name: 'Recently viewed' })).toBeDefined();
  });
});

describe('what is found', () => {
  it('shows a candidate with reason and four facts', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '+1 555 010 0101');
    const [row] = rows();
    if (!row) throw new Error('nobody was found');
    const shown = within(row);
    expect(shown.getByRole('button', { name: 'Ada Example' })).toBeDefined();
    expect(
      shown.getByText(/^matches by phone · the number stands in their ticket #\d+$/),
    ).toBeDefined();
    expect(shown.getByText('End user')).toBeDefined();
    expect(shown.getByText('ada@example.com')).toBeDefined();
    expect(shown.getByText(/60 requested, 2 in copy/)).toBeDefined();
    await expectNoBarrier();
  });

  it('shows an exact id as a fact', async () => {
    const { account, people } = demoWorld();
    const desk = openPage(account);
    await ask(desk, String(people.ada.id));
    expect(screen.getByText('has this user id')).toBeDefined();
  });

  it('says that a number is shared and keeps its people apart', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '+15550100120');
    expect(screen.getByText(/A shared number hangs on several people/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Karim Nasser' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Salma Nasser' })).toBeDefined();
  });

  it('says for nobody what was looked for and where', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '999999999');
    expect(
      screen.getByText(/No profile has the id 999999999, and no ticket has that number/),
    ).toBeDefined();
    await ask(desk, 'Nobody Atall');
    expect(screen.getByText(/No profile was found for “Nobody Atall”/)).toBeDefined();
  });

  it('keeps a name with markup a text', async () => {
    const { account, people } = demoWorld();
    people.bruno.name = '<img src=x onerror=alert(1)>';
    const desk = openPage(account);
    await ask(desk, String(people.bruno.id));
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeDefined();
    expect(document.querySelector('img')).toBeNull();
  });

  it('says when Zendesk cannot be asked, and asks again', async () => {
    const { account, people } = demoWorld();
    const desk = openPage(account, {
      faults: scripted({
        pattern: '/api/v2/users/search',
        nth: 1,
        fault: { kind: 'refused', status: 403 },
      }),
    });
    await ask(desk, 'Ada Example');
    expect(screen.getByRole('alert').textContent).toContain('The search did not get through.');
    await desk.user.click(await screen.findByRole('button', { name: 'Try again' }));
    await desk.pass();
    expect(screen.getByRole('button', { name: people.ada.name })).toBeDefined();
  });

  it('opens the person with the keyboard alone and comes back to the same answer', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, 'ada@example.com');
    const row = screen.getByRole('button', { name: 'Ada Example' });
    row.focus();
    await desk.user.keyboard('{Enter}');
    const heading = await screen.findByRole('heading', { level: 1, name: /profile|Ada/ });
    expect(document.activeElement).toBe(heading);
    await desk.user.click(screen.getByRole('button', { name: 'Back' }));
    await desk.pass();
    expect(field()).toHaveProperty('value', 'ada@example.com');
    expect(screen.getByRole('button', { name: 'Ada Example' })).toBeDefined();
  });
});
