import { type RefObject, useLayoutEffect, useState } from 'react';

interface Frame {
  readonly top: number;
  readonly height: number;
}

/** Drawn above and below what can be seen, so that scrolling never shows a gap before React catches up. */
const spare = 1;

/**
 * Which of many equally high lines a scrolling frame shows, `end` excluded. Nothing is measured: a fixed
 * height keeps every line in its place.
 */
export function useShownLines(
  frame: RefObject<HTMLElement>,
  count: number,
  lineHeight: number,
): { readonly first: number; readonly end: number } {
  const [{ top, height }, setFrame] = useState<Frame>({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = () => setFrame({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
    // A longer list can make the frame higher.
  }, [frame, count, lineHeight]);

  const shown = Math.ceil(height / lineHeight) + spare;
  // A shorter list, after a filter, leaves the frame scrolled too far until the browser moves it.
  const first = Math.max(0, Math.min(Math.floor(top / lineHeight) - spare, count - shown));
  return { first, end: Math.min(count, first + shown + spare) };
}
