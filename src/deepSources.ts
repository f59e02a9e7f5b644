import { openDeepReads } from './api/deepReads.ts';
import type { Paced } from './api/pace.ts';
import type { DeepSources } from './inventory/searchTerms.ts';

/** What it takes to search for a person; the phone library is fetched for the first number. */
export function openDeepSources(paced: Paced): DeepSources {
  return {
    reads: openDeepReads(paced),
    partsOf: async (numbers) => {
      if (numbers.length === 0) return [];
      const { partsOf } = await import('./inventory/phoneBook.ts');
      return numbers.map(partsOf);
    },
  };
}
