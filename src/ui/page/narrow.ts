import { useSyncExternalStore } from 'react';

/** Under 800 px at 16 px a letter the left column becomes a bar and rows become cards. */
const narrow = '(max-width: 49.99em)';

export const narrowScreen = `@media ${narrow}`;

/** Follows the width of the page's frame. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia(narrow);
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    () => window.matchMedia(narrow).matches,
  );
}
