import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect } from 'vitest';

import { ThemeProvider } from '@zendeskgarden/react-theming';
import messages from 'virtual:messages/sidebar';

import { openActs } from '../../src/api/acts.ts';
import { openPace } from '../../src/api/pace.ts';
import { openReads } from '../../src/api/reads.ts';
import type { Store } from '../../src/domain/effects.ts';
import type { TicketId, UserId } from '../../src/domain/ids.ts';
import { openErasure } from '../../src/erasure/erasure.ts';
import { readOpenedTicket } from '../../src/inventory/openedTicket.ts';
import { openScan } from '../../src/inventory/scan.ts';
import type { SidebarRooms } from '../../src/ui/rooms.ts';
import { Sidebar } from '../../src/ui/sidebar/Sidebar.tsx';
import { TextProvider } from '../../src/ui/text.tsx';
import type { Host, PageTarget } from '../../src/zaf/host.ts';
// Fetched on a click in the app; here before, so that a click does not wait for it.
import '../../src/ui/sidebar/DeleteRecordingDialog.tsx';
import '../../src/ui/sidebar/Counting.tsx';
import '../../src/ui/sidebar/Deletion.tsx';
import '../../src/ui/sidebar/Elsewhere.tsx';
import { type Disk, emptyDisk, journalOn } from '../erasure/memoryJournal.ts';
import { deepOver } from '../inventory/deep.ts';
import type { Account } from '../zendesk/account.ts';
import { steppedClock } from '../zendesk/clock.ts';
import { openZendesk, type ZendeskOptions } from '../zendesk/zendesk.ts';

export interface Opened {
  readonly ticketId: TicketId;
  readonly requesterId: UserId | null;
}

/** The sidebar over the small Zendesk, with the real rooms between them, in stepped time. */
export function openStage(
  account: Account,
  options: Partial<ZendeskOptions> & { readonly disk?: Disk } = {},
) {
  const clock = steppedClock({ startsAt: account.madeAt, turns: 8 });
  const zendesk = openZendesk(account, { clock, ...options });
  const user = userEvent.setup();
  const pages: PageTarget[] = [];
  const users: UserId[] = [];
  const moved = new Set<() => void>();
  const seen = new Set<() => void>();
  const front: { opened: Opened | null; isVisible: boolean } = { opened: null, isVisible: true };
  const listen = (all: Set<() => void>) => (listener: () => void) => {
    all.add(listener);
    return () => void all.delete(listener);
  };

  const host: Host = {
    place: 'ticketSidebar',
    subdomain: account.subdomain,
    userId: account.signedInId,
    locale: 'en-US',
    setting: () => null,
    send: zendesk.send,
    colorScheme: () => 'light',
    onColorScheme: () => () => undefined,
    openedTicket: () => Promise.resolve(front.opened),
    onTicketMoved: listen(moved),
    isVisible: () => front.isVisible,
    onVisible: listen(seen),
    resize: () => undefined,
    showTicket: () => undefined,
    showUser: (id) => users.push(id),
    showPage: (target) => pages.push(target),
    onPageTarget: () => () => undefined,
    notify: () => undefined,
  };
  const stored = new Map<string, string>();
  const store: Store = {
    get: (key) => stored.get(key) ?? null,
    set: (key, value) => void stored.set(key, value),
    remove: (key) => void stored.delete(key),
  };
  const paced = openPace(host.send, { clock, store, key: 'stage', random: () => 0.5 });
  const reads = openReads(paced);
  const openDeep = () => Promise.resolve(deepOver(paced, clock));
  const disk = options.disk ?? emptyDisk();
  const rooms: SidebarRooms = {
    host,
    clock,
    saveFile: () => true,
    pace: { snapshot: paced.figures, subscribe: paced.subscribe },
    me: (wish) => reads.me(wish),
    openedTicket: (opened, wish) => readOpenedTicket(reads, opened, wish),
    openScan: (profileIds) => Promise.resolve(openScan({ reads, clock, deep: null }, profileIds)),
    erasure: openErasure({
      reads,
      acts: openActs(paced),
      journal: journalOn(disk),
      clock,
      openDeep,
    }),
  };

  /** Lets everything that is under way come to its end. */
  const settle = async () => {
    // An effect may begin to sleep when everything before it has come to rest.
    do await act(() => clock.runUntilIdle(600_000));
    while (clock.sleepers() > 0);
  };
  let asked = 0;

  return {
    zendesk,
    clock,
    disk,
    user,
    pages,
    users,
    settle,
    /** Opens a ticket in the sidebar and lets it be read. */
    async show(opened: Opened | null) {
      front.opened = opened;
      const shown = render(
        <ThemeProvider>
          <TextProvider messages={messages} locale="en-US" timeZone="UTC">
            <Sidebar rooms={rooms} />
          </TextProvider>
        </ThemeProvider>,
      );
      await settle();
      return shown;
    },
    /** The host says that something moved; another ticket or requester may stand in front by now. */
    move(opened?: Opened | null) {
      if (opened !== undefined) front.opened = opened;
      act(() => moved.forEach((listener) => listener()));
    },
    setVisible(isVisible: boolean) {
      front.isVisible = isVisible;
      if (isVisible) act(() => seen.forEach((listener) => listener()));
    },
    async click(name: string | RegExp) {
      await user.click(await screen.findByRole('button', { name }));
      await settle();
    },
    /** Requests that arrived since the last call. */
    requests() {
      const fresh = zendesk.log
        .slice(asked)
        .map((entry) => `${entry.method} ${entry.pattern ?? entry.path}`);
      asked = zendesk.log.length;
      return fresh;
    },
  };
}

/** No violation that can be seen without a layout; colours are checked in a browser. */
export async function expectAccessible(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
  ).toEqual([]);
}
