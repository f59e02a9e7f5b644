import type { WireRequest } from '../../src/api/send.ts';
import type { Answer, Ask } from './world.ts';

/** One request that the small Zendesk understands. */
export interface Route {
  readonly method: WireRequest['method'];
  /** `{id}` and `{…_id}` are whole numbers, but for the id of a job. */
  readonly pattern: string;
  /** Every parameter that it accepts; any other is a defect of the sender. */
  readonly query: readonly string[];
  readonly side: 'support' | 'voice';
  /** Who gets past the door; finer rights are checked inside. */
  readonly who: 'anyone' | 'agents';
  readonly success: {
    readonly status: 200 | 204;
    /** The keys of the answer's body that are always there. */
    readonly keys: readonly string[];
  };
  /** A request that succeeds on `exampleAccount`, for comparing the answer with Zendesk's description. */
  readonly example: Omit<WireRequest, 'method'>;
  readonly answer: (ask: Ask) => Answer;
}

export const cursorPaging = ['page[size]', 'page[after]'] as const;
export const offsetPaging = ['page', 'per_page'] as const;

/** The ids of a `show_many` or `destroy_many`; null where they are missing, malformed or more than 100. */
export function idsIn(ask: Ask): number[] | null {
  const text = ask.query.get('ids');
  if (text === null || !/^[1-9]\d{0,15}(,[1-9]\d{0,15})*$/.test(text)) return null;
  const ids = text.split(',').map(Number);
  return ids.length > 100 ? null : ids;
}
