import type { Inventory } from '../../../inventory/inventory.ts';

const firstTickets = 10;

/** The first rows are on the screen: what is said and done about more than a few is fetched now. */
export function isPastFirstRows({ phase, progress }: Inventory): boolean {
  const isReading = phase === 'reading' || phase === 'paused';
  return !isReading || progress.ticketsRead > firstTickets;
}
