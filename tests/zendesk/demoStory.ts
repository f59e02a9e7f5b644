import type { Account, TicketRecord, UserRecord } from './account.ts';
import {
  comment,
  partnerCall,
  ticket,
  voiceComment,
  type PartnerCallWish,
  type TicketWish,
  type VoiceCommentWish,
} from './builders.ts';

const minute = 60_000;
const day = 86_400_000;

/** One thing said on a ticket; a bare text is the requester's. `after` is minutes since the one before. */
type Said =
  | string
  | ({ readonly after?: number } & (
      | { readonly by: UserRecord; readonly text: string; readonly isNote?: boolean }
      | { readonly call: Omit<VoiceCommentWish, 'startedAt'> }
      | { readonly partner: Omit<PartnerCallWish, 'startedAt'> }
    ));

export interface Story extends Omit<TicketWish, 'requester' | 'createdAt' | 'updatedAt'> {
  readonly daysAgo: number;
  readonly says: readonly Said[];
}

export type Tell = (requester: UserRecord, story: Story) => TicketRecord;

/** Writes stories into the account; the staff take turns. */
export function teller(account: Account, staff: readonly UserRecord[]): Tell {
  return (requester, { daysAgo, says, ...wish }) => {
    // Whole days ago at some hour of a working day; fractions of a day are meant to the minute.
    const hours = Number.isInteger(daysAgo) ? ((account.tickets.size * 37) % 480) * minute : 0;
    const createdAt = account.madeAt - Math.round(daysAgo * day) - hours;
    const firstText = says.find((said) => typeof said === 'string');
    const assignee = staff[account.tickets.size % staff.length] ?? null;
    const record = ticket(account, {
      assignee,
      ...(firstText === undefined ? {} : { description: firstText }),
      ...wish,
      requester,
      createdAt,
    });
    let at = createdAt;
    for (const said of says) {
      at += (typeof said === 'string' ? 25 : (said.after ?? 25)) * minute;
      if (typeof said === 'string') comment(account, record, { body: said, createdAt: at });
      else if ('call' in said) {
        const made = voiceComment(account, record, {
          location: 'Springfield',
          ...said.call,
          startedAt: at,
        });
        at = made.createdAt;
      } else if ('partner' in said) {
        at = partnerCall(account, record, { ...said.partner, startedAt: at }).createdAt;
      } else {
        comment(account, record, {
          author: said.by,
          body: said.text,
          public: said.isNote !== true,
          createdAt: at,
        });
      }
    }
    return record;
  };
}
