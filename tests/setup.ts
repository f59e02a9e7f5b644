import { afterEach, beforeEach, vi } from 'vitest';

const hasScreen = typeof window !== 'undefined';

// Garden asks for the colour scheme and reduced motion while its modules load; jsdom has no answer.
if (hasScreen) {
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => undefined,
      removeListener: () => undefined,
    });
}

const complaints: string[] = [];
const original = console.error;

beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    complaints.push(parts.map(String).join(' '));
  });
});

afterEach(() => {
  console.error = original;
  const heard = complaints.splice(0);
  if (heard.length > 0) throw new Error(`console.error was called:\n${heard.join('\n')}`);
});

if (hasScreen) {
  // Runs before the check above, so that what a screen complains about while it goes is heard too.
  const { cleanup } = await import('@testing-library/react');
  afterEach(cleanup);
}
