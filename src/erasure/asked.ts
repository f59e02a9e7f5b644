import { askedBy } from '../api/routes.ts';
import type { Asked } from '../domain/failure.ts';
import type { Act } from '../domain/receipt.ts';

/** What Zendesk is asked for an act, as receipts name it. */
export function askedOf(act: Act): Asked {
  switch (act.kind) {
    case 'recording':
      return askedBy(act.what === 'all' ? 'deleteRecordings' : 'deleteRecordingsOfKind');
    case 'close':
      return askedBy('closeTicket');
    case 'ticket':
      return askedBy('deleteTicket');
    case 'ticketForGood':
      return askedBy('deleteTicketForGood');
    case 'user':
      return askedBy('deleteUser');
    case 'userForGood':
      return askedBy('deleteUserForGood');
  }
}
