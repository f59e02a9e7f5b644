import { act, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, vi } from 'vitest';

import { ThemeProvider } from '@zendeskgarden/react-theming';
import messages from 'virtual:messages/page';

import { openActs } from '../../src/api/acts.ts';
import { openPace } from '../../src/api/pace.ts';
import { openReads } from '../../src/api/reads.ts';
import type { Store } from '../../src/domain/effects.ts';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import { openErasure } from '../../src/erasure/erasure.ts';
import { find, ticketCounts } from '../../src/inventory/find.ts';
import { openScan } from '../../src/inventory/scan.ts';
import { Page } from '../../src/ui/page/Page.tsx';
// What the page fetches when it is needed is here already, so that no test waits for a file.
import '../../src/ui/page/erase/Erase.tsx';
import '../../src/ui/page/erase/RunScreen.tsx';
import '../../src/ui/page/person/Deletion.tsx';
import '../../src/ui/page/person/DeletionRun.tsx';
import '../../src/ui/page/person/Person.tsx';
import type { Rooms } from '../../src/ui/rooms.ts';
import { TextProvider } from '../../src/ui/text.tsx';
import type { Host, PageTarget } from '../../src/zaf/host.ts';
import { emptyDisk, journalOn, type Disk } from '../erasure/memoryJournal.ts';
import type { Account } from '../zendesk/account.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import { openZendesk, type Zendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';

export interface PageDesk {
  readonly zendesk: Zendesk;
  readonly clock: SteppedClock;
  readonly user: UserEvent;
  readonly disk: Disk;
  readonly shownTickets: TicketId[];
  readonly savedFiles: { readonly name: string; readonly content: string }[];
  /** What a sidebar hands over. */
  target(target: PageTarget): void;
  /** Lets everything go on for so long, a minute unless told otherwise. */
  pass(ms?: number): Promise<void>;
  /** The frame dies: nothing of it happens any more. Another page may be opened on the same disk. */
  kill(): void;
}

export interface PageWish extends Partial<ZendeskOptions> {
  readonly disk?: Disk;
  readonly clock?: SteppedClock;
  /** An account that is open already. */
  readonly zendesk?: Zendesk;
  readonly mayDownload?: boolean;
}

/** The navigation page with the real rooms over a small Zendesk, in stepped time. */
export function openPage(account: Account, wish: PageWish = {}): PageDesk {
  const { disk = emptyDisk(), mayDownload = true, ...options } = wish;
  const clock = wish.clock ?? steppedClock({ startsAt: account.madeAt, turns: 4 });
  const zendesk = wish.zendesk ?? openZendesk(account, { ...options, clock });
  const life = { dead: false };
  const paced = openPace(zendesk.door({ life }), {
    clock,
    store: memory(),
    key: 'page',
    random: () => 0.5,
  });
  const reads = openReads(paced);
  const journal = journalOn(disk);
  const targets = new Set<(target: PageTarget) => void>();
  const shownTickets: TicketId[] = [];
  const savedFiles: { name: string; content: string }[] = [];
  const rooms: Rooms = {
    host: hostOf(account, shownTickets, targets),
    clock,
    saveFile: (name, _type, content) => {
      if (mayDownload) savedFiles.push({ name, content });
      return mayDownload;
    },
    pace: { snapshot: paced.figures, subscribe: paced.subscribe },
    me: (asked) => reads.me({ ...asked, urgency: 'click' }),
    openedTicket: () => {
      throw new Error('the page has no opened ticket');
    },
    find: (input, asked) => find(reads, input, asked),
    ticketCounts: (ids, asked) => ticketCounts(reads, ids, asked),
    openScan: async (profileIds) => openScan({ reads, clock }, profileIds),
    erasure: openErasure({ reads, acts: openActs(paced), journal, clock }),
  };
  const { unmount } = render(
    <ThemeProvider>
      <TextProvider messages={messages} locale="en-US" timeZone="Europe/Berlin">
        <Page rooms={rooms} />
      </TextProvider>
    </ThemeProvider>,
  );
  return {
    zendesk,
    clock,
    disk,
    shownTickets,
    savedFiles,
    user: userEvent.setup(),
    target: (target) => act(() => targets.forEach((listener) => listener(target))),
    // React draws at the end of each `act`, and what it draws may ask for more.
    pass: async (ms = 60_000) => {
      const step = Math.min(ms, Math.max(3_000, ms / 10));
      for (let passed = 0; passed < ms; passed += step) await act(() => clock.advance(step));
    },
    kill: () => {
      life.dead = true;
      journal.die();
      unmount();
    },
  };
}

/** A layout for what jsdom cannot lay out: the frame of the table of calls shows twelve lines. */
export function layOut(): void {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(480);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
}

export async function openPerson(desk: PageDesk, userId: number): Promise<void> {
  desk.target({ view: 'person', userId: userId as UserId });
  await passUntil(desk, () => screen.queryByText('Read again') !== null);
}

/** Lets time pass until it is so; fails when it is not so within an hour. */
export async function passUntil(desk: PageDesk, isSo: () => boolean, step = 3_000): Promise<void> {
  for (let steps = 0; !isSo(); steps++) {
    if (steps * step > 3_600_000) throw new Error('it is not so within an hour');
    await desk.pass(step);
  }
}

export async function expectNoBarrier(): Promise<void> {
  // Contrast and size need a layout: the browser journeys look at them.
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([]);
}

function hostOf(
  account: Account,
  shownTickets: TicketId[],
  targets: Set<(target: PageTarget) => void>,
): Host {
  const nothing = () => () => undefined;
  return {
    place: 'page',
    subdomain: account.subdomain,
    userId: account.signedInId,
    locale: 'en-US',
    send: () => Promise.reject(new Error('the page sends through its rooms')),
    colorScheme: () => 'light',
    onColorScheme: nothing,
    openedTicket: () => Promise.resolve(null),
    onTicketMoved: nothing,
    isVisible: () => true,
    onVisible: nothing,
    resize: () => undefined,
    showTicket: (id) => shownTickets.push(id),
    showUser: () => undefined,
    showPage: () => undefined,
    onPageTarget: (listener) => {
      targets.add(listener);
      return () => targets.delete(listener);
    },
    notify: () => undefined,
  };
}

function memory(): Store {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => kept.set(key, value),
    remove: (key) => kept.delete(key),
  };
}
