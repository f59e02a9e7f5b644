/** Rolling limits by name. */
export interface Limits {
  /** Whether one more fits now, and otherwise how long until it does. Uses nothing up. */
  room(name: string, limit: number, windowMs: number, now: number): Room;
  use(name: string, now: number): void;
  /** How many were used within the window. */
  used(name: string, windowMs: number, now: number): number;
}

export interface Room {
  readonly ok: boolean;
  readonly waitMs: number;
}

export function rollingLimits(): Limits {
  const times = new Map<string, number[]>();

  const used = (name: string, windowMs: number, now: number): number => {
    const list = times.get(name);
    if (!list) return 0;
    let count = 0;
    for (let i = list.length - 1; i >= 0; i--) {
      const time = list[i];
      if (time === undefined || time <= now - windowMs) break;
      count++;
    }
    return count;
  };

  return {
    used,
    room(name, limit, windowMs, now) {
      const count = used(name, windowMs, now);
      if (count < limit) return { ok: true, waitMs: 0 };
      const list = times.get(name) ?? [];
      const leaves = list[list.length - limit] ?? now;
      return { ok: false, waitMs: Math.max(1, leaves + windowMs - now) };
    },
    use(name, now) {
      const list = times.get(name);
      if (list) list.push(now);
      else times.set(name, [now]);
    },
  };
}
