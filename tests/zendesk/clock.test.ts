import { describe, expect, it } from 'vitest';
import { steppedClock } from './clock.ts';

describe('the stepped clock', () => {
  it('wakes sleepers in the order of their time, and of their asking where it is the same', async () => {
    const clock = steppedClock({ startsAt: 1000 });
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name} at ${clock.now()}`);
    };
    void sleeper('late', 300);
    void sleeper('first of two', 100);
    void sleeper('second of two', 100);
    await clock.advance(200);
    expect(woken).toEqual(['first of two at 1100', 'second of two at 1100']);
    expect(clock.now()).toBe(1200);
    await clock.runUntilIdle();
    expect(woken.at(-1)).toBe('late at 1300');
  });

  it('lets everything that a waking starts come to rest before the next one wakes', async () => {
    const clock = steppedClock({ startsAt: 0 });
    const told: string[] = [];
    void (async () => {
      await clock.sleep(1);
      for (let i = 0; i < 50; i++) await Promise.resolve();
      told.push('fifty promises later');
    })();
    void clock.sleep(2).then(() => told.push('next'));
    await clock.runUntilIdle();
    expect(told).toEqual(['fifty promises later', 'next']);
  });

  it('runs a promise to its end without anybody waiting, and says when it can never end', async () => {
    const clock = steppedClock({ startsAt: 0 });
    expect(await clock.run(clock.sleep(86_400_000).then(() => 'a day'))).toBe('a day');
    expect(clock.now()).toBe(86_400_000);
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('never settles');
    await expect(clock.run(clock.sleep(5000), 1000)).rejects.toThrow('1000 ms');
  });

  it('rejects an aborted sleep with its reason and forgets it', async () => {
    const clock = steppedClock();
    const stop = new AbortController();
    const sleeping = clock.sleep(1000, stop.signal);
    stop.abort(new Error('enough'));
    await expect(sleeping).rejects.toThrow('enough');
    await expect(clock.sleep(1, stop.signal)).rejects.toThrow('enough');
    expect(clock.sleepers()).toBe(0);
  });
});
