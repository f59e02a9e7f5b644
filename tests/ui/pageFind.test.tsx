import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';

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

const rows = () =>
  within(screen.getByRole('region', { name: 'People found' })).getAllByRole('listitem');

describe('the field', () => {
  it('says what it reads before anything is asked', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await desk.pass();
    const before = desk.zendesk.log.length;
    await desk.user.type(field(), '+1 (555) 010-0101');
    expect(screen.getByText('Read as phone number +15550100101.')).toBeDefined();
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

describe('what is found', () => {
  it('shows a candidate with reason and four facts', async () => {
    const { account } = demoWorld();
    const desk = openPage(account);
    await ask(desk, '+1 555 010 0101');
    const [row] = rows();
    if (!row) throw new Error('nobody was found');
    const shown = within(row);
    expect(shown.getByRole('button', { name: 'Ada Example' })).toBeDefined();
    expect(shown.getByText('matches by phone')).toBeDefined();
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
