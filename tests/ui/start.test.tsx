import { getColor } from '@zendeskgarden/react-theming';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import type { ReactNode } from 'react';
import { useTheme } from 'styled-components';
import messages from 'virtual:messages/sidebar';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { followHeight } from '../../src/followHeight.ts';
import { compose } from '../../src/main.tsx';
import type { CommonRooms } from '../../src/ui/rooms.ts';
import { defectDetails } from '../../src/ui/start/defectDetails.ts';
import type { Host } from '../../src/zaf/host.ts';
import { agent, frameAddress, openAt, playHost, stageAHost, type Part } from '../zaf/playedHost.ts';

let observed: { readonly elements: Set<Element>; readonly measure: () => void }[] = [];

beforeAll(async () => {
  await import('zendesk_app_framework_sdk');
  await import('../../src/ui/start/Notice.tsx');
});
stageAHost();
beforeEach(() => {
  observed = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly elements = new Set<Element>();
      constructor(measure: () => void) {
        observed.push({ elements: this.elements, measure });
      }
      observe(element: Element): void {
        this.elements.add(element);
      }
      disconnect(): void {
        this.elements.clear();
      }
    },
  );
  const root = document.createElement('div');
  root.id = 'root';
  document.body.append(root);
});
afterEach(() => {
  document.body.replaceChildren();
  document.documentElement.removeAttribute('style');
  vi.unstubAllGlobals();
});

async function open(
  place: Host['place'],
  show: (rooms: CommonRooms) => ReactNode = () => <h1>The screen</h1>,
): Promise<void> {
  await act(() => compose(place, messages, show));
}

function play(part: Part = {}): ReturnType<typeof playHost> {
  return playHost({ ...part, values: { currentUser: agent, colorScheme: 'dark', ...part.values } });
}

describe('where there is no Zendesk to show anything from', () => {
  it('asks to be opened inside Zendesk', async () => {
    openAt('');
    await open('page');
    expect(
      await screen.findByRole('heading', { name: 'Open Talk Privacy inside Zendesk' }),
    ).toBeTruthy();
    expect(screen.queryByText('The screen')).toBeNull();
  });

  it('says that the page around it is not Zendesk', async () => {
    const host = play();
    openAt(frameAddress('', 'https://evil.example'));
    await open('page');
    expect(await screen.findByRole('heading', { name: 'This is not Zendesk' })).toBeTruthy();
    expect(host.heard).toEqual([]);
  });

  it('says that Zendesk does not answer, and can be loaded again', async () => {
    play({ registers: false });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const opened = open('ticketSidebar');
    await vi.advanceTimersByTimeAsync(16_000);
    await opened;
    vi.useRealTimers();
    expect(await screen.findByRole('heading', { name: 'Zendesk does not answer' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
  });

  it('wears the colours that the address names', async () => {
    openAt('?colorScheme=dark');
    await open('page');
    expect(document.documentElement.style.colorScheme).toBe('dark');
  });
});

describe('the colours', () => {
  const ground = (): string => getComputedStyle(document.body).backgroundColor;
  const Button = (): ReactNode => {
    const theme = useTheme();
    return <output>{getColor({ theme, variable: 'background.default' })}</output>;
  };
  const component = (): string | null => screen.getByRole('status').textContent;

  it('are the address’s before the host was asked', () => {
    play();
    openAt(frameAddress('&colorScheme=dark'));
    const opened = act(() => compose('page', messages, () => null));
    expect(document.documentElement.style.colorScheme).toBe('dark');
    return opened;
  });

  it('are the host’s, on the page and in its components, and follow it', async () => {
    const host = play();
    openAt(frameAddress('&colorScheme=light'));
    await open('page', () => <Button />);
    expect(document.documentElement.style.colorScheme).toBe('dark');
    const dark = [ground(), component()];
    act(() => host.event('colorScheme.changed', 'light'));
    expect(document.documentElement.style.colorScheme).toBe('light');
    expect([ground(), component()]).toEqual(['rgb(255, 255, 255)', '#fff']);
    expect(dark).toEqual(['rgb(21, 26, 30)', '#151a1e']);
  });
});

describe('the rooms', () => {
  it('send through the host, with the signed-in person’s session', async () => {
    const host = play({
      request: () => ({ failed: true, value: { status: 401, responseText: '{}' } }),
    });
    let rooms: CommonRooms | null = null;
    await open('page', (given) => {
      rooms = given;
      return null;
    });
    const me = await (rooms as CommonRooms | null)?.me();
    expect(me).toMatchObject({ ok: false, failure: { kind: 'signedOut' } });
    expect(host.under('request:1').at(-1)?.message).toMatchObject({
      url: '/api/v2/users/me',
      type: 'GET',
    });
  });

  it('send nothing by themselves', async () => {
    const host = play();
    await open('ticketSidebar');
    expect(host.heard.filter((heard) => heard.key?.includes('request:'))).toEqual([]);
  });

  it('let nothing destructive start where the browser refuses storage', async () => {
    play();
    vi.stubGlobal('indexedDB', undefined);
    let rooms: CommonRooms | null = null;
    await open('page', (given) => {
      rooms = given;
      return null;
    });
    expect(await (rooms as CommonRooms | null)?.erasure.isDurable()).toBe(false);
  });
});

describe('the sidebar’s height', () => {
  const box = (element: Element, top: number, height: number): void =>
    void vi
      .spyOn(element, 'getBoundingClientRect')
      .mockReturnValue(new DOMRect(0, top, 320, height));
  const heights = (host: ReturnType<typeof play>): unknown[] =>
    host.invoked('resize').map((asked) => (asked as [{ height: string }])[0].height);

  const openAsHigh = () =>
    open('ticketSidebar', ({ host }) => {
      const root = document.getElementById('root');
      if (root) followHeight(root, host.resize);
      return <h1>The screen</h1>;
    });

  it('is its content’s', async () => {
    const host = play();
    await openAsHigh();
    const root = document.getElementById('root');
    if (!root) throw new Error('No root');
    box(root, 0, 345);
    observed.find(({ elements }) => elements.has(root))?.measure();
    await waitFor(() => expect(heights(host).at(-1)).toBe('345px'));
  });

  it('has room for a dialog that is higher than the content', async () => {
    const host = play();
    await openAsHigh();
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    box(dialog, 48, 400);
    document.body.append(dialog);
    await waitFor(() => expect(heights(host).at(-1)).toBe('496px'));
  });

  it('is not the page’s business', async () => {
    play();
    await open('page');
    expect(observed).toEqual([]);
  });
});

describe('a defect', () => {
  const Broken = (): ReactNode => {
    throw new TypeError('Cannot read Ada Example +1 555 010 0123');
  };

  it('has a page of its own, with details to copy that quote nobody', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    // React throws it once more for the browser's own console.
    const quiet = (event: Event): void => event.preventDefault();
    window.addEventListener('error', quiet);
    play();
    await open('page', () => <Broken />);
    window.removeEventListener('error', quiet);
    expect(screen.getByRole('heading', { name: 'Talk Privacy came to a stop' })).toBeTruthy();
    expect(document.body.textContent).not.toMatch(/Ada|555/);
    const user = userEvent.setup();
    await user.click(screen.getByText('Details'));
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toMatch(/^TypeError\n/);
  });

  it('is shown also when the screen cannot even be made', async () => {
    play();
    await open('page', () => {
      throw new Error('Ada Example');
    });
    expect(screen.getByRole('heading', { name: 'Talk Privacy came to a stop' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('Ada');
  });
});

describe('defectDetails', () => {
  it('names places in the code, in Chrome’s spelling and in Firefox’s', () => {
    const defect = new RangeError('x');
    defect.stack = [
      'RangeError: x',
      '    at openRun (https://1.apps.zdusercontent.com/1/assets/17-ab/page.js:10:20)',
      '    at async https://1.apps.zdusercontent.com/1/assets/17-ab/Erase-Bq.js:3:4',
      'sweep@https://1.apps.zdusercontent.com/1/assets/17-ab/page.js?x=1:5:6',
    ].join('\n');
    expect(defectDetails(defect)).toBe(
      'RangeError\nopenRun page.js:10:20\n? Erase-Bq.js:3:4\nsweep page.js:5:6',
    );
  });

  it('never quotes the message', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.constantFrom('', '\n', '\n    at '),
        (text, before) => {
          const marked = `${before}‹${text}›`;
          const details = defectDetails(new Error(marked));
          expect(details).not.toContain('‹');
          expect(defectDetails(marked)).toBe('string');
        },
      ),
    );
  });
});
