import { act, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';

import { ThemeProvider } from '@zendeskgarden/react-theming';
import messages from 'virtual:messages/page';

import type { TicketId } from '../../src/domain/ids.ts';
import type { Profile } from '../../src/domain/profile.ts';
import { failed, ok, type Result } from '../../src/domain/result.ts';
import type { WrittenComment } from '../../src/domain/written.ts';
import type { CallHints } from '../../src/inventory/callHints.ts';
import type {
  CheckAdvice,
  CheckExtent,
  Inventory,
  SourceReading,
} from '../../src/inventory/inventory.ts';
import type { Scan } from '../../src/inventory/scan.ts';
import { Person } from '../../src/ui/page/person/Person.tsx';
import '../../src/ui/page/person/CallDetail.tsx';
import '../../src/ui/page/person/CallTools.tsx';
import '../../src/ui/page/person/CrossCheck.tsx';
import '../../src/ui/page/person/OnCall.tsx';
import '../../src/ui/page/person/Sources.tsx';
import '../../src/ui/page/person/Traces.tsx';
import type { Rooms } from '../../src/ui/rooms.ts';
import { TextProvider } from '../../src/ui/text.tsx';
import { profileOf, serverTrouble, userId } from '../inventory/playedReads.ts';

export const now = Date.parse('2026-06-01T12:00:00Z');
export const ada = userId(7);
export const bob = userId(8);

/** A person's page over an inventory that a test plays as a value. */
export interface PlayedPerson {
  readonly user: UserEvent;
  /** The scan says something new. */
  play(changes: Partial<Inventory>): void;
  readonly checked: CheckExtent[];
  readonly lookedAt: TicketId[];
  readonly shownTickets: TicketId[];
  /** Tickets whose comments were read for a call's detail. */
  readonly readCalls: TicketId[];
}

export interface PlayedWish {
  readonly signedIn?: Profile;
  readonly advice?: CheckAdvice;
  /** Comments of the tickets that are opened; left out, they cannot be read. */
  readonly comments?: readonly WrittenComment[];
  readonly hints?: CallHints;
  /** Runs when tickets are read again. */
  readonly onLookAgain?: (play: PlayedPerson['play']) => void;
}

export function showPerson(start: Partial<Inventory>, wish: PlayedWish = {}): PlayedPerson {
  const listeners = new Set<() => void>();
  const [checked, lookedAt, shownTickets, readCalls] = [
    [] as CheckExtent[],
    [] as TicketId[],
    [] as TicketId[],
    [] as TicketId[],
  ];
  let inventory = inventoryOf(start);
  const play = (changes: Partial<Inventory>) =>
    act(() => {
      inventory = { ...inventory, ...changes };
      for (const listener of listeners) listener();
    });
  const unused = () => {
    throw new Error('not part of these tests');
  };
  const scan: Scan = {
    snapshot: () => inventory,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: unused,
    pause: unused,
    resume: unused,
    stop: unused,
    crossCheck: (extent) => checked.push(extent),
    checkAdvice: async () => wish.advice ?? { costs: [], recommended: null, talkTickets: null },
    async lookAgain(ids) {
      lookedAt.push(...ids);
      wish.onLookAgain?.(play);
    },
  };
  const rooms = {
    host: { showTicket: (id: TicketId) => shownTickets.push(id) },
    clock: { now: () => now },
    async readCall(id: TicketId): Promise<Result<readonly WrittenComment[]>> {
      readCalls.push(id);
      return wish.comments ? ok(wish.comments) : failed(serverTrouble);
    },
    erasure: {
      evidence: async () => new Map(),
      hints: async () => wish.hints ?? unused(),
    },
  } as unknown as Rooms;
  render(
    <ThemeProvider>
      <TextProvider messages={messages} locale="en-US" timeZone="Europe/Berlin">
        <Person
          rooms={rooms}
          scan={scan}
          signedIn={wish.signedIn ?? profileOf(userId(1), { role: 'admin' })}
          onErase={unused}
        />
      </TextProvider>
    </ThemeProvider>,
  );
  return { user: userEvent.setup(), play, checked, lookedAt, shownTickets, readCalls };
}

export function inventoryOf(wish: Partial<Inventory>): Inventory {
  return {
    profileIds: [ada],
    person: { profiles: [profileOf(ada, { name: 'Ada Example' })], identities: new Map() },
    related: new Map(),
    phase: 'complete',
    sources: [
      sourceOf('profile', {}),
      sourceOf('requested', { found: 1 }),
      sourceOf('ccd', {}),
      sourceOf('callsExport', { profileId: null, state: 'notAsked' }),
    ],
    tickets: [],
    calls: [],
    traces: [],
    suspended: [],
    exported: null,
    progress: { ticketsKnown: 1, ticketsRead: 1, requestsSent: 6, msLeft: null },
    endedAt: now,
    ...wish,
  };
}

export function sourceOf(
  source: SourceReading['source'],
  wish: Partial<SourceReading>,
): SourceReading {
  return {
    source,
    profileId: ada,
    term: null,
    state: 'read',
    found: 0,
    expected: null,
    failure: null,
    ...wish,
  };
}
