import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { openPace, type Paced } from './api/pace.ts';
import { openReads, type Reads } from './api/reads.ts';
import type { Clock } from './domain/effects.ts';
import type { UserId } from './domain/ids.ts';
import { browserClock, browserStore, saveInBrowser } from './effects.ts';
import type { Erasure, ErasureDeps } from './erasure/erasure.ts';
import type { Journal } from './erasure/journal.ts';
import type { DeepSources } from './inventory/searchTerms.ts';
import type { CommonRooms } from './ui/rooms.ts';
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
  screen: (rooms: CommonRooms, ground: Ground) => ReactNode,
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
      const ground = groundOf(host, clock);
      show(root, messages, host, screen(roomsAround(host, clock, ground), ground));
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

/** The account beneath the rooms, for a place that wires more of them. */
export interface Ground {
  readonly reads: Reads;
  readonly paced: Paced;
  /** Names the account and the signed-in person in this browser's storage. */
  readonly account: string;
  /** Null where neither the host nor Zendesk says who is signed in. */
  owner(): Promise<{ readonly subdomain: string; readonly userId: UserId } | null>;
  /** Fetched when something is read that a glance does not need. */
  openDeep(): Promise<DeepSources>;
}

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

function groundOf(host: Host, clock: Clock): Ground {
  const account = `${host.subdomain}/${host.userId ?? 'unknown'}`;
  const paced = openPace(host.send, {
    clock,
    store: browserStore,
    key: account,
    random: Math.random,
  });
  const reads = openReads(paced);
  return {
    reads,
    paced,
    account,
    async owner() {
      const userId = host.userId ?? (await idOf(reads.me({ urgency: 'click' })));
      return userId === null ? null : { subdomain: host.subdomain, userId };
    },
    openDeep: once(async () => (await import('./deepSources.ts')).openDeepSources(paced)),
  };
}

function roomsAround(host: Host, clock: Clock, ground: Ground): CommonRooms {
  const { reads, paced, openDeep } = ground;
  return {
    host,
    clock,
    saveFile: saveInBrowser,
    pace: { snapshot: paced.figures, subscribe: paced.subscribe },
    me: (options) => reads.me({ ...options, urgency: 'click' }),
    // The ticket's panel counts recordings at the cost that it names; the page looks everywhere.
    openScan: async (profileIds) =>
      (await import('./inventory/scan.ts')).openScan({ reads, clock, deep: null }, profileIds),
    erasure: erasureDoor(
      async () => openJournalOf(await ground.owner()),
      (journal) => openErasureOn(journal, { paced, reads, clock, openDeep }),
    ),
  };
}

async function openJournalOf(owner: Awaited<ReturnType<Ground['owner']>>): Promise<Journal> {
  const { closedJournal, openBrowserJournal } = await import('./browserJournal.ts');
  // Whose journal it would be is not known, so nothing is written and nothing destructive starts.
  return owner === null ? closedJournal : openBrowserJournal(owner);
}

async function openErasureOn(
  journal: Journal,
  { paced, ...deps }: Omit<ErasureDeps, 'acts' | 'journal'> & { readonly paced: Paced },
): Promise<Erasure> {
  const [{ openErasure }, { openActs }] = await Promise.all([
    import('./erasure/erasure.ts'),
    import('./api/acts.ts'),
  ]);
  return openErasure({ ...deps, acts: openActs(paced), journal });
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
export function once<Value>(open: () => Promise<Value>): () => Promise<Value> {
  let opened: Promise<Value> | null = null;
  return () => {
    opened ??= open().catch((defect: unknown) => {
      opened = null;
      throw defect;
    });
    return opened;
  };
}
