import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type ConsoleMessage,
  type Frame,
  type FrameLocator,
  type Page,
} from 'playwright-core';
import { demoBuild } from './demoBuild.ts';
import { startServer, type RunningServer, type ServerWish } from '../zendesk/server.ts';

/** Who sits at the browser, and what it shows and allows. */
export interface SessionWish {
  /** `admin`, `agent`, `light agent` or a user id. */
  readonly as?: string;
  readonly scheme?: 'light' | 'dark';
  readonly mayDownload?: boolean;
  readonly mayStore?: boolean;
  /** Whether response headers reach the app. */
  readonly areHeadersShown?: boolean;
  readonly viewport?: Size;
}

export interface DeskWish extends ServerWish, SessionWish {
  /** Console errors that belong to the journey; any other fails it at `close`. */
  readonly allowedErrors?: readonly RegExp[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A fresh small Zendesk with a browser on its host page. */
export interface Desk {
  readonly server: RunningServer;
  /** The window now open; another one after `kill` and `reopen`. */
  page(): Page;
  /** Opens an address of the host page, such as `/agent/tickets/4001`, in the open window. */
  visit(path: string): Promise<void>;
  openTicket(ticketId: number): Promise<FrameLocator>;
  /** Opens the app's page with the icon in the navigation rail. */
  openAppPage(): Promise<FrameLocator>;
  /** Locators inside the sidebar of the ticket on the screen, or inside the app's page. */
  sidebar(): FrameLocator;
  appPage(): FrameLocator;
  /** The same as frames, to evaluate in. */
  sidebarFrame(): Promise<Frame>;
  appPageFrame(): Promise<Frame>;
  /** Another window of the same browser, in the same account. */
  openWindow(path: string, wish?: SessionWish): Promise<Page>;
  /** The account as at the start, and an empty window that remembers nothing of what was before. */
  startAfresh(wish?: SessionWish): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Kills the whole browser without a word; what it had written durably stays in its profile. */
  kill(): Promise<void>;
  /** Starts the browser again on the same profile. */
  reopen(path?: string): Promise<void>;
  /** What the consoles said that nobody allowed. */
  complaints(): readonly string[];
  /** Ends everything; throws when there were complaints. */
  close(): Promise<void>;
}

export async function openDesk(wish: DeskWish = {}): Promise<Desk> {
  const server = await startServer({ ...wish, build: wish.build ?? demoBuild() });
  const profile = await mkdtemp(join(tmpdir(), 'talk-privacy-browser-'));
  const complaints: string[] = [];
  const allowed = wish.allowedErrors ?? [];
  let running: RunningBrowser | null = null;
  let session: SessionWish = wish;

  const addressOf = (path: string, own: SessionWish = session): string => {
    const search = new URLSearchParams({ as: own.as ?? 'admin' });
    if (own.scheme === 'dark') search.set('scheme', 'dark');
    if (own.mayDownload === false) search.set('downloads', 'forbidden');
    if (own.mayStore === false) search.set('storage', 'refused');
    if (own.areHeadersShown === true) search.set('headers', 'shown');
    return `${server.hostUrl}${path}?${search.toString()}`;
  };

  const complain = (text: string): void => {
    if (!allowed.some((pattern) => pattern.test(text))) complaints.push(text);
  };

  const listen = (page: Page): void => {
    page.on('console', (message) => {
      if (message.type() === 'error' && !isExpected(message, server.hostUrl))
        complain(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complain(`${error.name}: ${error.message}`));
  };

  const launch = async (path: string): Promise<void> => {
    running = await launchBrowser(profile, wish.viewport ?? usualSize);
    listen(running.page);
    await running.page.goto(addressOf(path));
  };

  const now = (): RunningBrowser => {
    if (running === null) throw new Error('The browser is not running.');
    return running;
  };
  const page = (): Page => now().page;
  const sidebar = (): FrameLocator => page().frameLocator('iframe[data-place="sidebar"]:visible');
  const appPage = (): FrameLocator => page().frameLocator('iframe[data-place="page"]:visible');

  const desk: Desk = {
    server,
    page,
    async visit(path) {
      await page().goto(addressOf(path));
    },
    async openTicket(ticketId) {
      await desk.visit(`/agent/tickets/${ticketId}`);
      return sidebar();
    },
    async openAppPage() {
      await page()
        .getByRole('navigation', { name: 'Zendesk', exact: true })
        .getByRole('button')
        .nth(1)
        .click();
      return appPage();
    },
    sidebar,
    appPage,
    sidebarFrame: () => frameIn(page(), 'sidebar'),
    appPageFrame: () => frameIn(page(), 'page'),
    async openWindow(path, own = {}) {
      const other = await page().context().newPage();
      listen(other);
      await other.goto(addressOf(path, { ...session, ...own }));
      return other;
    },
    async startAfresh(own = {}) {
      const { browser, page: left } = now();
      session = { ...wish, ...own };
      const context = await browser.newContext({ viewport: session.viewport ?? usualSize });
      await takeBundledSdk(context);
      const opened = await context.newPage();
      listen(opened);
      now().page = opened;
      await (left.context() === browser.contexts()[0] ? left.close() : left.context().close());
      server.reset();
    },
    async screenshot(file) {
      await mkdir(dirname(file), { recursive: true });
      await page().screenshot({ path: file });
    },
    async kill() {
      const killed = now();
      running = null;
      await endProcess(killed.child);
      await killed.browser.close().catch(() => undefined);
    },
    async reopen(path = '/agent/tickets') {
      await launch(path);
    },
    complaints: () => complaints,
    async close() {
      if (running !== null) await desk.kill();
      await server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      complaints.push(...server.zendesk().defects.map((defect) => `Should not be sent: ${defect}`));
      if (complaints.length > 0)
        throw new Error(`The console complained:\n${complaints.join('\n')}`);
    },
  };

  try {
    await launch('/agent/tickets');
  } catch (reason) {
    await server.close();
    throw reason;
  }
  return desk;
}

const usualSize: Size = { width: 1280, height: 800 };

interface RunningBrowser {
  readonly child: ChildProcess;
  readonly browser: Browser;
  page: Page;
}

/** Started here and not by playwright, so that its process can be killed like a crash. */
async function launchBrowser(profile: string, viewport: Size): Promise<RunningBrowser> {
  const path = findChromium();
  if (path === null)
    throw new Error('No Chromium or Chrome was found. Install one, or name it in CHROME_PATH.');
  const portFile = join(profile, 'DevToolsActivePort');
  await rm(portFile, { force: true });
  const child = spawn(
    path,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--hide-scrollbars',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      `--window-size=${viewport.width},${viewport.height}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const port = await debuggingPort(portFile, child);
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const context = browser.contexts()[0];
  if (!context) throw new Error('The browser has no window.');
  await takeBundledSdk(context);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.setViewportSize({ ...viewport });
  return { child, browser, page };
}

/** The real script stays out of reach, so that every run takes the bundled one. */
function takeBundledSdk(context: BrowserContext): Promise<unknown> {
  return context.route('https://static.zdassets.com/**', (route) => route.abort());
}

/** The browser to drive, or null where there is none. */
function findChromium(): string | null {
  const given = process.env['CHROME_PATH'];
  const places = [
    ...(given === undefined ? [] : [given]),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return places.find((place) => existsSync(place)) ?? null;
}

async function debuggingPort(file: string, child: ChildProcess): Promise<string> {
  const until = Date.now() + 30_000;
  while (Date.now() < until) {
    const port = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0];
    if (port) return port;
    if (child.exitCode !== null) throw new Error(`The browser ended at once (${child.exitCode}).`);
    await new Promise((go) => setTimeout(go, 50));
  }
  throw new Error('The browser did not start within 30 seconds.');
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((go) => child.once('exit', go));
  child.kill('SIGKILL');
  await ended;
}

async function frameIn(page: Page, place: 'sidebar' | 'page'): Promise<Frame> {
  const handle = await page.locator(`iframe[data-place="${place}"]:visible`).elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error(`There is no ${place} on the screen.`);
  return frame;
}

/** Chromium reports every refused request as an error: API statuses belong to the journeys, and the SDK is blocked. */
function isExpected(message: ConsoleMessage, hostUrl: string): boolean {
  const { url } = message.location();
  return url.startsWith(`${hostUrl}/zendesk/`) || url.startsWith('https://static.zdassets.com/');
}
