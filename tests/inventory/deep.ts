// Here before it is needed: stepped time does not wait for a file.
import '../../src/api/exportReads.ts';
import { openDeepReads } from '../../src/api/deepReads.ts';
import type { Paced } from '../../src/api/pace.ts';
import type { Clock } from '../../src/domain/effects.ts';
import { openDeepReading } from '../../src/inventory/deepReading.ts';
import { partsOf } from '../../src/inventory/phoneBook.ts';
import type { DeepScan } from '../../src/inventory/scan.ts';
import type { DeepSources } from '../../src/inventory/searchTerms.ts';
import type { ScanShelf } from '../../src/inventory/storedScan.ts';

export type DeepReach = DeepScan & DeepSources & { readonly shelf: ScanShelf };

/** The page's reach over one line to Zendesk, with a shelf of its own unless one is given. */
export function deepOver(paced: Paced, clock: Clock, shelf: ScanShelf = memoryShelf()): DeepReach {
  const sources: DeepSources = {
    reads: openDeepReads(paced),
    partsOf: (numbers) => Promise.resolve(numbers.map(partsOf)),
  };
  return {
    ...sources,
    shelf,
    openReading: (profileIds) => openDeepReading({ ...sources, clock, shelf }, profileIds),
  };
}

/** A shelf as the browser's: what is taken from it is a copy. */
function memoryShelf(): ScanShelf {
  const kept = new Map<string, unknown>();
  return {
    load: (key) => Promise.resolve(structuredClone(kept.get(key) ?? null)),
    save: (key, scan) => Promise.resolve(void kept.set(key, structuredClone(scan))),
    clear: () => Promise.resolve(kept.clear()),
  };
}
