import type { Call } from '../../../domain/call.ts';
import type { PlannedAct } from '../../../erasure/plan.ts';
import type { Command } from '../../../erasure/run.ts';
import type { RunView } from '../../../erasure/runner.ts';
import { firstOpen } from '../../../erasure/progress.ts';
import type { Text } from '../../text.tsx';

/** Calls that are known on this page: the journal itself holds ids only. */
export type KnownCalls = readonly Call[];

/** An item of a plan in words: "Recording of 3 Feb 2026, 10:10 on #4242". */
export function itemText(planned: PlannedAct, calls: KnownCalls, { t, formats }: Text): string {
  const { act } = planned;
  switch (act.kind) {
    case 'recording': {
      const place = 'places' in planned ? planned.places[0] : undefined;
      const call = calls.find(({ callId }) => callId === act.callId);
      const moment = call && formats.moment(call.startedAt ?? call.createdAt ?? '');
      return t(`erase.item.recording.${act.what}`, {
        which: moment?.text ?? t('erase.item.callId', { id: String(act.callId) }),
        ticket: place === undefined ? '' : String(place.ticketId),
      });
    }
    case 'close':
    case 'ticket':
    case 'ticketForGood':
      return t(`erase.item.${act.kind}`, { ticket: String(act.ticketId) });
    case 'user':
    case 'userForGood':
      return t(`erase.item.${act.kind}`, { id: String(act.userId) });
  }
}

/** What is being done right now, in words. Waits and questions have screens of their own. */
export function commandText({ command, progress }: RunView, calls: KnownCalls, text: Text): string {
  const { t } = text;
  const item = firstOpen(progress);
  const doing = doingOf(command);
  if (doing === 'sweep' || doing === 'takeUp' || doing === 'hints')
    return t(`erase.doing.${doing}`);
  const planned = command?.kind === 'act' ? command.planned : item?.planned;
  if (!planned) return t('erase.doing.takeUp');
  return t(`erase.doing.${doing}`, { item: itemText(planned, calls, text) });
}

function doingOf(command: Command | null) {
  switch (command?.kind) {
    case undefined:
    case 'takeUp':
    case 'rest':
      return 'takeUp';
    case 'sweep':
      return 'sweep';
    case 'readHints':
    case 'askNotOnCall':
      return 'hints';
    case 'act':
      return 'asking';
    case 'write':
      return 'writing';
    case 'wait':
    case 'readTickets':
    case 'readTicket':
    case 'readComments':
    case 'readUser':
    case 'readDeletedUser':
    case 'readJob':
    case 'listUnclosed':
      return 'looking';
  }
}
