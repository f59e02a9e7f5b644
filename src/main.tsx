import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { openPace, type Paced } from './api/pace.ts';
import { openReads, type Reads } from './api/reads.ts';
import type { Clock } from './domain/effects.ts';
import type { UserId } from './domain/ids.ts';
import { browserClock, browserStore, saveInBrowser } from './effects.ts';
import type { Erasure } from './erasure/erasure.ts';
import type { Journal } from './erasure/journal.ts';
import type { find, ticketCounts } from './inventory/find.ts';
import { readOpenedTicket } from './inventory/openedTicket.ts';
import type { openScan, Scan } from './inventory/scan.ts';
import type { Rooms } from './ui/rooms.ts';
import { DefectBoundary } from './ui/start/DefectBoundary.tsx';
import { defectDetails } from './ui/start/defectDetails.ts';
import { Look } from './ui/start/Look.tsx';
import { LateNotice } from './ui/start/LateNotice.tsx';
import { TextProvider, type Messages } from './ui/text.tsx';
import { schemeFrom } from './zaf/address.ts';
import type { Host } from './zaf/host.ts';
import { start } from './zaf/start.ts';

/**
 * Puts a place's screen on the page: connects to Zendesk, wires the rooms to it, and shows in their stead
 * why there is nothing to show. Called once, by the place's entry.
 */
export async function compose(
  place: Host['place'],
  messages: Messages,
  screen: (rooms: Rooms) => ReactNode,
  search: Search = lateSearch,
): Promise<void> {
  const element = document.getElementById('root');
  if (!element) throw new Error('The page has no root');
  const scheme = schemeFrom(window.location);
  if (scheme) document.documentElement.style.colorScheme = scheme;
  const root = createRoot(element);
  const clock = browserClock();
  try {
    const started = await start(place, { clock, store: browserStore });
    if (started.kind === 'host') {
      const { host } = started;
      if (place === 'ticketSidebar') followHeight(element, host.resize);
      show(root, messages, host, screen(roomsAround(host, clock, search)));
    } else {
      show(root, messages, unhosted(), <LateNotice about={started.kind} onReload={reload} />);
    }
  } catch (defect) {
    show(
      root,
      messages,
      unhosted(),
      <LateNotice about="defect" details={defectDetails(defect)} onReload={reload} />,
    );
  }
}

/** The verbs that look for a person all over the account. */
export interface Search {
  readonly find: typeof find;
  readonly ticketCounts: typeof ticketCounts;
  readonly openScan: (...asked: Parameters<typeof openScan>) => Scan | Promise<Scan>;
}

/** Fetched when they are first used: a ticket that is only looked at does not pay for them. */
const lateSearch: Search = {
  find: async (...asked) => (await import('./inventory/find.ts')).find(...asked),
  ticketCounts: async (...asked) => (await import('./inventory/find.ts')).ticketCounts(...asked),
  openScan: async (...asked) => (await import('./inventory/scan.ts')).openScan(...asked),
};

const reload = (): void => window.location.reload();

type Surroundings = Pick<Host, 'locale' | 'colorScheme' | 'onColorScheme'>;

/** Without a host to ask, only the address says how Zendesk looks. */
function unhosted(): Surroundings {
  const scheme = schemeFrom(window.location) ?? 'light';
  return { locale: 'en', colorScheme: () => scheme, onColorScheme: () => () => {} };
}

function show(root: Root, messages: Messages, around: Surroundings, content: ReactNode): void {
  root.render(
    <Look scheme={around}>
      <TextProvider messages={messages} locale={around.locale}>
        <DefectBoundary onReload={reload}>{content}</DefectBoundary>
      </TextProvider>
    </Look>,
  );
}

function roomsAround(host: Host, clock: Clock, search: Search): Rooms {
  const paced = openPace(host.send, {
    clock,
    store: browserStore,
    key: `${host.subdomain}/${host.userId ?? 'unknown'}`,
    random: Math.random,
  });
  const reads = openReads(paced);
  return {
    host,
    clock,
    saveFile: saveInBrowser,
    pace: { snapshot: paced.figures, subscribe: paced.subscribe },
    me: (options) => reads.me({ ...options, urgency: 'click' }),
    openedTicket: (opened, options) => readOpenedTicket(reads, opened, options),
    find: (input, options) => search.find(reads, input, options),
    ticketCounts: (ids, options) => search.ticketCounts(reads, ids, options),
    openScan: async (profileIds) => search.openScan({ reads, clock }, profileIds),
    erasure: erasureDoor(
      () => openJournalFor(host, reads),
      (journal) => openErasureOn(journal, { paced, reads, clock }),
    ),
  };
}

async function openJournalFor({ subdomain, userId }: Host, reads: Reads): Promise<Journal> {
  const { closedJournal, openBrowserJournal } = await import('./browserJournal.ts');
  const owner = userId ?? (await idOf(reads.me({ urgency: 'click' })));
  // Whose journal it would be is not known, so nothing is written and nothing destructive starts.
  return owner === null ? closedJournal : openBrowserJournal({ subdomain, userId: owner });
}

async function openErasureOn(
  journal: Journal,
  { reads, paced, clock }: { readonly reads: Reads; readonly paced: Paced; readonly clock: Clock },
): Promise<Erasure> {
  const [{ openErasure }, { openActs }] = await Promise.all([
    import('./erasure/erasure.ts'),
    import('./api/acts.ts'),
  ]);
  return openErasure({ reads, acts: openActs(paced), journal, clock });
}

async function idOf(me: ReturnType<Reads['me']>): Promise<UserId | null> {
  const answer = await me;
  return answer.ok ? answer.value.id : null;
}

/**
 * The door before the room behind it is there: every verb of it is a promise anyway. A browser that keeps no
 * case is told so by its journal alone.
 */
function erasureDoor(
  openJournal: () => Promise<Journal>,
  open: (journal: Journal) => Promise<Erasure>,
): Erasure {
  const journal = once(openJournal);
  const room = once(async () => open(await journal()));
  const hasNoCase = async (): Promise<boolean> => (await (await journal()).cases())?.length === 0;
  return {
    isDurable: async () => (await room()).isDurable(),
    cases: async () => ((await hasNoCase()) ? [] : (await room()).cases()),
    open: async (caseId) => (await room()).open(caseId),
    approve: async (plan, shown) => (await room()).approve(plan, shown),
    evidence: async () => ((await hasNoCase()) ? new Map() : (await room()).evidence()),
    hints: async (profileIds) => (await room()).hints(profileIds),
    me: async () => (await room()).me(),
  };
}

/** Opens at the first use; what failed is tried again at the next. */
function once<Value>(open: () => Promise<Value>): () => Promise<Value> {
  let opened: Promise<Value> | null = null;
  return () => {
    opened ??= open().catch((defect: unknown) => {
      opened = null;
      throw defect;
    });
    return opened;
  };
}

/** The panel never scrolls inside itself: it is as high as its content, an open dialog included. */
function followHeight(element: Element, resize: Host['resize']): void {
  const measure = (): void => {
    const dialogs = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].map(
      (dialog) => {
        const { top, height } = dialog.getBoundingClientRect();
        // In a frame that is too low Garden cuts it, and lets its parts scroll.
        const cut = [dialog, ...dialog.children].reduce(
          (sum, part) => sum + part.scrollHeight - part.clientHeight,
          0,
        );
        return height + cut + 2 * Math.max(top, 0);
      },
    );
    resize(Math.max(element.getBoundingClientRect().height, ...dialogs));
  };
  const sizes = new ResizeObserver(measure);
  sizes.observe(element);
  // Dialogs are hung beside the root, and grow with what is said in them.
  new MutationObserver(() => {
    sizes.disconnect();
    for (const child of document.body.children) sizes.observe(child);
    for (const dialog of document.querySelectorAll('[role="dialog"], [role="alertdialog"]'))
      sizes.observe(dialog);
    measure();
  }).observe(document.body, { childList: true });
}
