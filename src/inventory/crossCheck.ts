import type { ExportedCall } from '../api/deepReads.ts';
import type { Call } from '../domain/call.ts';
import type { CallId } from '../domain/ids.ts';
import type { CheckAdvice, CheckCost, CheckExtent, Exported, Inventory } from './inventory.ts';

/** What one source has and the other has not. Neither is taken for the truth. */
export interface Compared {
  /** The export names the person as the caller, and no ticket that was read holds the call. */
  readonly onlyInExport: readonly ExportedCall[];
  /** Talk calls of the time that the export covers which it does not name for the person. */
  readonly onlyOnTickets: readonly Call[];
}

/** `isOwned` tells the person's calls. Empty on both sides until the export was read to its end. */
export function compared(inventory: Inventory, isOwned: (call: Call) => boolean): Compared {
  const { exported, calls, profileIds } = inventory;
  const isRead = inventory.sources.some(
    ({ source, state }) => source === 'callsExport' && state === 'read',
  );
  if (exported === null || !isRead) return { onlyInExport: [], onlyOnTickets: [] };
  const onTickets = new Set<CallId>(calls.flatMap(({ callId }) => callId ?? []));
  const inExport = new Set<CallId>(exported.calls.map((call) => call.id));
  const from = exported.since * 1000;
  const to = (exported.until ?? exported.since) * 1000 - lateMs;
  return {
    onlyInExport: exported.calls.filter(
      ({ id, customerId }) =>
        customerId !== null && profileIds.includes(customerId) && !onTickets.has(id),
    ),
    onlyOnTickets: calls.filter((call) => {
      const at = Date.parse(call.startedAt ?? call.createdAt ?? '');
      return (
        call.origin === 'talk' &&
        call.callId !== null &&
        !inExport.has(call.callId) &&
        at >= from &&
        at <= to &&
        isOwned(call)
      );
    }),
  };
}

/** Rows come up to three hours after their call (talk-api 4). */
const lateMs = 3 * 3_600_000;

/** The calls that an agent answered, as the exports tell: the only complete list of them. */
export function answeredCalls({
  exported,
  profileIds,
}: Pick<Inventory, 'exported' | 'profileIds'>): readonly ExportedCall[] {
  if (exported === null) return [];
  return exported.calls.filter(
    ({ id, agentId }) =>
      exported.answered.has(id) || (agentId !== null && profileIds.includes(agentId)),
  );
}

const rowsPerPage = 1000;
/** The exports' own limit is ten requests a minute (talk-api 8). */
const msPerPage = 6000;
/** A call of an agent has at least a leg for the caller and one for the agent. */
const legsPerCall = 2;

/**
 * What each extent costs, from the number of the account's Talk tickets and of calls for each of them. Null
 * where a figure is not known; a first contact is in milliseconds since 1970.
 */
export function adviceFor(facts: {
  readonly talkTickets: number | null;
  readonly ticketsSinceFirstContact: number | null;
  readonly firstContact: number | null;
  readonly callsPerTicket: number | null;
  readonly exported: Pick<Exported, 'until'> | null;
  readonly isStaff: boolean;
  readonly now: number;
}): CheckAdvice {
  const { talkTickets, ticketsSinceFirstContact, firstContact, exported, now } = facts;
  const costOf = (extent: CheckExtent, tickets: number): CheckCost => {
    const pages = (rows: number) => Math.ceil(rows / rowsPerPage) + 1;
    const rows = tickets * Math.max(1, facts.callsPerTicket ?? 1);
    const requests = pages(rows) + (facts.isStaff ? pages(rows * legsPerCall) : 0);
    return { extent, requests, ms: requests * msPerPage };
  };
  const costs: CheckCost[] = [];
  const until = exported?.until ?? null;
  if (until !== null) {
    const share =
      firstContact === null || ticketsSinceFirstContact === null || now <= firstContact
        ? 0
        : (ticketsSinceFirstContact * Math.max(0, now - until * 1000)) / (now - firstContact);
    costs.push(costOf('sinceLastCheck', share));
  }
  if (ticketsSinceFirstContact !== null && firstContact !== null)
    costs.push(costOf('sinceFirstContact', ticketsSinceFirstContact));
  if (talkTickets !== null) costs.push(costOf('everything', talkTickets));
  costs.sort((one, other) => one.requests - other.requests);
  const has = (extent: CheckExtent) => costs.some((cost) => cost.extent === extent);
  const thorough = costs.find(({ extent }) => extent === 'everything');
  const short = costs.find(({ extent }) => extent === 'sinceFirstContact');
  const recommended: CheckExtent | null = has('sinceLastCheck')
    ? 'sinceLastCheck'
    : thorough &&
        (short === undefined || thorough.requests <= Math.max(short.requests, cheapEnough))
      ? 'everything'
      : short
        ? 'sinceFirstContact'
        : null;
  return { costs, recommended, talkTickets };
}

/** A minute's worth: as good as free. */
const cheapEnough = 10;
