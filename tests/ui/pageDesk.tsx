import { act, render, screen } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import type { ReactNode } from 'react';
import { expect, vi } from 'vitest';

import { ThemeProvider } from '@zendeskgarden/react-theming';
import messages from 'virtual:messages/page';

import { openActs } from '../../src/api/acts.ts';
import { openPace } from '../../src/api/pace.ts';
import { openReads } from '../../src/api/reads.ts';
import type { Store } from '../../src/domain/effects.ts';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import { openErasure } from '../../src/erasure/erasure.ts';
import { openHandover } from '../../src/handover/handover.ts';
import { openFinder } from '../../src/inventory/finder.ts';
import { readCall } from '../../src/inventory/callTexts.ts';
import { openScan } from '../../src/inventory/scan.ts';
import { Page } from '../../src/ui/page/Page.tsx';
// What the page fetches when it is needed is here already, so that no test waits for a file.
import '../../src/inventory/findByPhone.ts';
import '../../src/ui/page/erase/Erase.tsx';
import '../../src/ui/page/erase/RunScreen.tsx';
import '../../src/ui/page/find/RecentPeople.tsx';
import '../../src/ui/page/person/CallDetail.tsx';
import '../../src/ui/page/person/CallTools.tsx';
import '../../src/ui/page/person/CrossCheck.tsx';
import '../../src/ui/page/person/Deletion.tsx';
import '../../src/ui/page/person/DeletionRun.tsx';
import '../../src/ui/page/person/OnCall.tsx';
import '../../src/ui/page/person/Person.tsx';
import '../../src/ui/page/person/Sources.tsx';
import '../../src/ui/page/person/Traces.tsx';
import type { Rooms } from '../../src/ui/rooms.ts';
import { TextProvider } from '../../src/ui/text.tsx';
import type { Host, PageTarget } from '../../src/zaf/host.ts';
import { emptyDisk, journalOn, type Disk } from '../erasure/memoryJournal.ts';
import { deepOver } from '../inventory/deep.ts';
import type { Account } from '../zendesk/account.ts';
import { steppedClock, type SteppedClock } from '../zendesk/clock.ts';
import { openZendesk, type Zendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';

export interface PageDesk {
  readonly zendesk: Zendesk;
  readonly clock: SteppedClock;
  readonly user: UserEvent;
  readonly disk: Disk;
  readonly shownTickets: TicketId[];
  readonly savedFiles: SavedFile[];
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
  /** What this browser keeps; empty unless given. */
  readonly store?: Store;
  /** What an admin entered for the app. */
  readonly settings?: Readonly<Record<string, string>>;
  /** The page itself unless told otherwise. */
  readonly screen?: (rooms: Rooms) => ReactNode;
}

/** A text has its content, anything else its blob. */
interface SavedFile {
  readonly name: string;
  readonly content: string;
  readonly blob: Blob | null;
}

/** The navigation page with the real rooms over a small Zendesk, in stepped time. */
export function openPage(account: Account, wish: PageWish = {}): PageDesk {
  const { disk = emptyDisk(), mayDownload = true, store = memory(), ...options } = wish;
  const clock = wish.clock ?? steppedClock({ startsAt: account.madeAt, turns: 4 });
  const zendesk = wish.zendesk ?? openZendesk(account, { ...options, clock });
  const life = { dead: false };
  const paced = openPace(zendesk.door({ life }), {
    clock,
    store,
    key: 'page',
    random: () => 0.5,
  });
  const reads = openReads(paced);
  const deep = deepOver(paced, clock);
  const openDeep = () => Promise.resolve(deep);
  const finder = openFinder({ reads, openDeep, store, account: 'page' });
  const journal = journalOn(disk);
  const targets = new Set<(target: PageTarget) => void>();
  const shownTickets: TicketId[] = [];
  const savedFiles: SavedFile[] = [];
  const rooms: Rooms = {
    host: hostOf(account, shownTickets, targets, wish.settings ?? {}),
    clock,
    saveFile: (name, _type, content) => {
      const saved =
        typeof content === 'string' ? { content, blob: null } : { content: '', blob: content };
      if (mayDownload) savedFiles.push({ name, ...saved });
      return mayDownload;
    },
    pace: { snapshot: paced.figures, subscribe: paced.subscribe },
    me: (asked) => reads.me({ ...asked, urgency: 'click' }),
    ...finder,
    forgetVisits: () => Promise.resolve(finder.forgetVisits()),
    openScan: async (profileIds) => openScan({ reads, clock, deep }, profileIds),
    readCall: (ticketId, asked) => readCall(deep.reads, ticketId, asked),
    handover: () => Promise.resolve(openHandover({ reads, clock, deep })),
    erasure: openErasure({
      reads,
      acts: openActs(paced),
      journal,
      clock,
      openDeep,
    }),
  };
  const { unmount } = render(
    <ThemeProvider>
      <TextProvider messages={messages} locale="en-US" timeZone="Europe/Berlin">
        {wish.screen ? wish.screen(rooms) : <Page rooms={rooms} />}
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
  settings: Readonly<Record<string, string>>,
): Host {
  const nothing = () => () => undefined;
  return {
    place: 'page',
    subdomain: account.subdomain,
    userId: account.signedInId,
    locale: 'en-US',
    setting: (name) => settings[name] ?? null,
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
