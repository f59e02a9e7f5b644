// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserClock, browserStore, saveInBrowser } from '../../src/effects.ts';

interface Rung {
  readonly id: number;
  readonly ms: number;
}

let workers: FakeWorker[] = [];
/** A worker that rings when the test says so. */
class FakeWorker extends EventTarget {
  readonly address: unknown;
  readonly asked: Rung[] = [];
  constructor(address: unknown) {
    super();
    this.address = address;
    workers.push(this);
  }
  postMessage(message: Rung): void {
    this.asked.push(message);
  }
  ring(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
}

beforeEach(() => {
  workers = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function isOver(sleep: Promise<unknown>): Promise<boolean> {
  let over = false;
  void sleep.then(() => (over = true));
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return over;
}

describe('a sleep', () => {
  it('ends by the worker although the page’s own timer is held back', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const clock = browserClock();
    const sleep = clock.sleep(60_000);
    const [worker] = workers;
    expect(worker?.asked).toEqual([{ id: 1, ms: 60_000 }]);
    worker?.ring(99);
    worker?.ring('1');
    expect(await isOver(sleep)).toBe(false);
    worker?.ring(1);
    expect(await isOver(sleep)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends by the page’s timer where the worker never rings', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const sleep = browserClock().sleep(1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(await isOver(sleep)).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await isOver(sleep)).toBe(true);
  });

  it('ends where no worker can be made', async () => {
    vi.stubGlobal('Worker', undefined);
    const sleep = browserClock().sleep(1000);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await isOver(sleep)).toBe(true);
  });

  it('shares one worker with every other sleep, made at the first', async () => {
    vi.stubGlobal('Worker', FakeWorker);
    const clock = browserClock();
    expect(workers).toHaveLength(0);
    const sleeps = [clock.sleep(10), clock.sleep(20)];
    expect(workers).toHaveLength(1);
    workers[0]?.ring(2);
    expect(await Promise.all(sleeps.map(isOver))).toEqual([false, true]);
  });

  it('tries for a worker once only where there is none', async () => {
    const refuse = vi.fn(function () {
      throw new DOMException('no', 'SecurityError');
    });
    vi.stubGlobal('Worker', refuse);
    const clock = browserClock();
    const sleeps = [clock.sleep(10), clock.sleep(10)];
    await vi.advanceTimersByTimeAsync(10);
    await Promise.all(sleeps);
    expect(refuse).toHaveBeenCalledOnce();
  });

  it('rejects with the signal’s reason, before and during', async () => {
    const clock = browserClock();
    const abort = new AbortController();
    const during = clock.sleep(1000, abort.signal);
    const reason = new Error('enough');
    abort.abort(reason);
    await expect(during).rejects.toBe(reason);
    await expect(clock.sleep(1000, abort.signal)).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the policy for the worker', () => {
  it('gives out the timer’s own address and nothing else', () => {
    let rules: { createScriptURL: (address: string) => string } | null = null;
    const createPolicy = vi.fn((_name: string, given: typeof rules) => {
      rules = given;
      return {
        createScriptURL: (address: string) => ({ trusted: given?.createScriptURL(address) }),
      };
    });
    vi.stubGlobal('trustedTypes', { createPolicy });
    vi.stubGlobal('Worker', FakeWorker);
    void browserClock().sleep(1);
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['talk-privacy-worker']);
    const own = (workers[0]?.address as { trusted: string }).trusted;
    expect(own).toMatch(/timer\.worker/);
    for (const address of [
      '',
      'https://evil.example/x.js',
      `${own}?x`,
      'data:text/javascript,alert(1)',
      'blob:x',
    ])
      expect(() => rules?.createScriptURL(address)).toThrow(TypeError);
  });
});

describe('the store', () => {
  it('keeps, gives back and forgets', () => {
    browserStore.set('talk-privacy.a', '1');
    expect(browserStore.get('talk-privacy.a')).toBe('1');
    browserStore.remove('talk-privacy.a');
    expect(browserStore.get('talk-privacy.a')).toBeNull();
  });

  it('is empty where the browser refuses storage', () => {
    const refuse = (): never => {
      throw new DOMException('no', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    browserStore.set('talk-privacy.a', '1');
    expect(browserStore.get('talk-privacy.a')).toBeNull();
    browserStore.remove('talk-privacy.a');
  });
});

describe('a file', () => {
  it('goes to the person under its name with its content', async () => {
    const blobs: Blob[] = [];
    const clicked: string[] = [];
    vi.stubGlobal('URL', {
      createObjectURL: (blob: Blob) => (blobs.push(blob), 'blob:1'),
      revokeObjectURL: () => undefined,
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      clicked.push(`${this.download} ${this.href} ${this.isConnected}`);
    });
    expect(saveInBrowser('certificate-aaaa.json', 'application/json', '{"version":1}')).toBe(true);
    expect(clicked).toEqual(['certificate-aaaa.json blob:1 true']);
    expect(blobs[0]).toMatchObject({ type: 'application/json', size: 13 });
    expect(document.querySelector('a')).toBeNull();
  });

  it('hands over bytes as they are', async () => {
    const blobs: Blob[] = [];
    vi.stubGlobal('URL', {
      createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`,
      revokeObjectURL: () => undefined,
    });
    const bytes = new Uint8Array([0x50, 0x4b, 0xff, 0x00]);
    expect(saveInBrowser('pack.zip', 'application/zip', new Blob([bytes]))).toBe(true);
    expect(blobs[0]).toMatchObject({ type: 'application/zip', size: 4 });
  });

  it('is refused in so many words where the browser refuses', () => {
    vi.stubGlobal('URL', {
      createObjectURL: () => {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(saveInBrowser('certificate-aaaa.json', 'application/json', '{}')).toBe(false);
  });
});
