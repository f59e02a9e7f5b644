import { Blob } from 'node:buffer';
import { screen } from '@testing-library/react';
import { useEffect, useState } from 'react';

import type { TicketId, UserId } from '../../src/domain/ids.ts';
import type { Evidence } from '../../src/inventory/coverage.ts';
import type { Scan } from '../../src/inventory/scan.ts';
import { HandOver } from '../../src/ui/page/handOver/HandOver.tsx';
import { useStore } from '../../src/ui/parts/useStore.ts';
import type { Rooms } from '../../src/ui/rooms.ts';
import type { Account, UserRecord } from '../zendesk/account.ts';
import {
  admin,
  agent,
  comment,
  emptyAccount,
  endUser,
  ticket,
  voiceComment,
} from '../zendesk/builders.ts';
import { openPage, passUntil, type PageDesk, type PageWish } from './pageDesk.tsx';
// Fetched when they are needed; here before, so that no test waits for a file.
import '../../src/handover/pack.ts';
import '../../src/ui/parts/FailureExplained.tsx';

// jsdom's own cannot be read.
Object.assign(window, { Blob });

const noEvidence: Evidence = new Map();

/** The tab alone, over the scan of one person. */
export function openHandOver(account: Account, person: UserRecord, wish: PageWish = {}): PageDesk {
  return openPage(account, {
    ...wish,
    screen: (rooms) => <Tab rooms={rooms} userId={person.id} />,
  });
}

let latest: Scan | null = null;

/** The scan behind the tab reads some tickets again. */
export async function lookAgain(desk: PageDesk, ids: readonly TicketId[]): Promise<void> {
  void latest?.lookAgain(ids);
  await desk.pass(3_000);
}

function Tab({ rooms, userId }: { readonly rooms: Rooms; readonly userId: UserId }) {
  const [scan, setScan] = useState<Scan | null>(null);
  useEffect(() => {
    void rooms.openScan([userId]).then((opened) => {
      opened.start();
      latest = opened;
      setScan(opened);
    });
  }, [rooms, userId]);
  return scan && <Held rooms={rooms} scan={scan} />;
}

function Held({ rooms, scan }: { readonly rooms: Rooms; readonly scan: Scan }) {
  const inventory = useStore(scan);
  return (
    <main data-phase={inventory.phase}>
      <HandOver rooms={rooms} scan={scan} inventory={inventory} evidence={noEvidence} />
    </main>
  );
}

export async function scanned(desk: PageDesk): Promise<void> {
  const phase = () => document.querySelector('main')?.dataset['phase'];
  await passUntil(desk, () => phase() === 'complete' || phase() === 'incomplete');
}

export async function prepared(desk: PageDesk): Promise<void> {
  await scanned(desk);
  await desk.user.click(screen.getByRole('button', { name: 'Prepare' }));
  await isReady(desk);
}

export const isReady = (desk: PageDesk): Promise<void> =>
  passUntil(desk, () => screen.queryByRole('button', { name: 'Save portability pack' }) !== null);

/** One caller with two tickets: a call, an answer that names a neighbour, an internal note that names another. */
export function neighbours() {
  const account = emptyAccount();
  admin(account, { name: 'Dana Whitfield' });
  const omar = agent(account, { name: 'Omar Haddad', email: 'omar@acme.example' });
  const ada = endUser(account, {
    name: 'Ada Example',
    email: 'ada@example.com',
    phone: '+15550100101',
  });
  const bruno = endUser(account, { name: 'Bruno Keller', email: 'bruno@keller.example' });
  const called = ticket(account, { requester: ada, via: 'inbound', status: 'closed', cc: [bruno] });
  voiceComment(account, called, { answeredBy: omar, durationSeconds: 95, transcript: 'A bell.' });
  comment(account, called, {
    author: omar,
    body: 'We also ring your neighbour Bruno Keller on +1 555 010 0177, Ada Example.',
  });
  comment(account, called, {
    author: omar,
    public: false,
    body: 'Write to carla@private.example about it.',
  });
  const written = ticket(account, { requester: ada, subject: 'The bell <b>again</b>' });
  comment(account, written, { body: 'Please ask Bruno Keller, he heard it.' });
  return { account, ada, bruno, omar, called, written };
}
