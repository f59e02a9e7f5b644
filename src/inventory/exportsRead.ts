import type { ExportedCall, ExportedLeg, ExportPage } from '../api/deepReads.ts';
import type { CallId, TicketId, UserId } from '../domain/ids.ts';
import type { Exported } from './inventory.ts';

/** What Talk's exports say of the person, gathered page by page. */
export interface ExportsRead {
  snapshot(): Exported | null;
  /** A check begins at this second. Reading on keeps what is there; an earlier begin starts anew. */
  begin(since: number, isOn: boolean): void;
  addCalls(page: ExportPage<ExportedCall>): void;
  addLegs(page: ExportPage<ExportedLeg>): void;
  restore(exported: Exported): void;
  /** Tickets of calls in which the person is the caller. */
  ticketsOfCustomer(): readonly TicketId[];
}

export function openExportsRead(profileIds: readonly UserId[]): ExportsRead {
  const calls = new Map<CallId, ExportedCall>();
  const answered = new Set<CallId>();
  let since: number | null = null;
  let until: number | null = null;
  /** How far the legs were read; the next check begins where both are known. */
  let legsUntil: number | null = null;
  let rowsRead = 0;
  let known: Exported | null = null;

  const isTheirs = (id: UserId | null) => id !== null && profileIds.includes(id);

  return {
    snapshot: () =>
      since === null
        ? null
        : (known ??= {
            since,
            until: until === null || legsUntil === null ? until : Math.min(until, legsUntil),
            rowsRead,
            calls: [...calls.values()],
            answered: new Set(answered),
          }),
    begin(from, isOn) {
      known = null;
      if (isOn) return;
      calls.clear();
      answered.clear();
      since = from;
      until = null;
      legsUntil = null;
      rowsRead = 0;
    },
    addCalls({ rows, until: reached }) {
      known = null;
      rowsRead += rows.length;
      until = Math.max(until ?? reached, reached);
      for (const call of rows) {
        if (!isTheirs(call.customerId) && !isTheirs(call.agentId) && !answered.has(call.id)) {
          // A call whose customer was changed since it was kept is nobody's here any more.
          calls.delete(call.id);
          continue;
        }
        const before = calls.get(call.id);
        if (before === undefined || (before.updatedAt ?? '') <= (call.updatedAt ?? ''))
          calls.set(call.id, call);
      }
    },
    addLegs({ rows, until: reached }) {
      known = null;
      rowsRead += rows.length;
      legsUntil = Math.max(legsUntil ?? reached, reached);
      for (const { callId, agentId } of rows)
        if (callId !== null && isTheirs(agentId)) answered.add(callId);
    },
    ticketsOfCustomer: () => [
      ...new Set(
        [...calls.values()].flatMap(({ customerId, ticketId }) =>
          isTheirs(customerId) && ticketId !== null ? ticketId : [],
        ),
      ),
    ],
    restore(exported) {
      known = null;
      ({ since, until, rowsRead } = exported);
      for (const call of exported.calls) calls.set(call.id, call);
      for (const id of exported.answered) answered.add(id);
    },
  };
}
