import { browserStore } from './effects.ts';
import { openFinder } from './inventory/finder.ts';
import { openScan, type DeepScan } from './inventory/scan.ts';
import type { ScanShelf } from './inventory/storedScan.ts';
import { once, type Ground } from './main.tsx';
import type { CommonRooms, Rooms } from './ui/rooms.ts';

/** The page's rooms: what every place has, and everything that looks all over the account. */
export function pageRooms(rooms: CommonRooms, ground: Ground): Rooms {
  const { clock } = rooms;
  const { reads, openDeep, account } = ground;
  const shelf = once(() => openShelf(ground));
  const finder = openFinder({ reads, openDeep, store: browserStore, account });
  const deepScan = async (): Promise<DeepScan> => {
    const sources = await openDeep();
    return {
      reads: sources.reads,
      openReading: async (profileIds) => {
        const [{ openDeepReading }, scans] = await Promise.all([
          import('./inventory/deepReading.ts'),
          shelf(),
        ]);
        return openDeepReading({ ...sources, clock, shelf: scans }, profileIds);
      },
    };
  };
  return {
    ...rooms,
    ...finder,
    async forgetVisits() {
      finder.forgetVisits();
      await (await shelf()).clear();
    },
    openScan: async (profileIds) => openScan({ reads, clock, deep: await deepScan() }, profileIds),
    readCall: async (ticketId, options) =>
      (await import('./inventory/callTexts.ts')).readCall(
        (await openDeep()).reads,
        ticketId,
        options,
      ),
    handover: async () =>
      (await import('./handover/handover.ts')).openHandover({
        reads,
        clock,
        deep: await openDeep(),
      }),
  };
}

async function openShelf(ground: Ground): Promise<ScanShelf> {
  const { noScans, openBrowserScans } = await import('./browserScans.ts');
  const owner = await ground.owner();
  return owner === null ? noScans : openBrowserScans(owner);
}
