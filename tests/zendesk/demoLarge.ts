import type { Account, UserRecord } from './account.ts';
import {
  accountMadeAt,
  admin,
  agent,
  comment,
  emptyAccount,
  endUser,
  lightAgent,
  ticket,
  voiceComment,
  type TicketWish,
} from './builders.ts';
import { rngFrom } from './rng.ts';

const minute = 60_000;
const day = 86_400_000;

export interface LargeWorld {
  readonly account: Account;
  /** Requester of all the tickets. */
  readonly person: UserRecord;
  readonly dana: UserRecord;
  /** Talk call ids on the person's tickets that have a recording. */
  readonly recordedCalls: number;
}

export function largeAccount(tickets: number, madeAt: number = accountMadeAt): Account {
  return largeWorld(tickets, madeAt).account;
}

/**
 * An account whose one caller has that many tickets: three in five with a Talk call, half of those recorded,
 * one in ten still unclosed only among the youngest. The same for the same number, every time.
 */
export function largeWorld(tickets: number, madeAt: number = accountMadeAt): LargeWorld {
  const rng = rngFrom(`large/${tickets}`);
  const account = emptyAccount({ madeAt, subdomain: 'example' });
  const dana = admin(account, { name: 'Dana Whitfield', email: 'dana@example.com', owner: true });
  const omar = agent(account, { name: 'Omar Haddad', email: 'omar@example.com' });
  agent(account, { name: 'Ines Ferreira', email: 'ines@example.com' });
  lightAgent(account, { name: 'Lena Brandt', email: 'lena@example.com' });
  const person = endUser(account, {
    name: 'Vera Manycalls',
    email: 'vera@example.com',
    phone: '+15550100160',
    createdAt: madeAt - 3000 * day,
  });

  let recordedCalls = 0;
  for (let index = 0; index < tickets; index++) {
    const createdAt = madeAt - Math.round(((tickets - index) / tickets) * 2900 * day) - 60 * minute;
    const ageDays = (madeAt - createdAt) / day;
    const channel: NonNullable<TicketWish['via']> = rng.pick([
      'inbound',
      'voicemail',
      'outbound',
      'email',
      'web',
    ]);
    const record = ticket(account, {
      requester: person,
      assignee: omar,
      via: channel,
      createdAt,
      archived: ageDays > 130,
      status: ageDays > 20 || rng.chance(0.9) ? 'closed' : 'open',
    });
    if (channel === 'email' || channel === 'web') {
      comment(account, record, { body: `About order ${20_000 + index}: when will it come?` });
      comment(account, record, { author: omar, body: 'It is on its way.' });
      continue;
    }
    const isRecorded = rng.chance(0.5);
    if (isRecorded) recordedCalls += 1;
    voiceComment(account, record, {
      kind: channel === 'voicemail' ? 'voicemail' : 'call',
      direction: channel === 'outbound' ? 'outbound' : 'inbound',
      recorded: isRecorded,
      answeredBy: omar,
      durationSeconds: rng.between(15, 900),
      ...(channel === 'voicemail'
        ? { transcript: `About order ${20_000 + index}, please ring me.` }
        : {}),
    });
    if (rng.chance(0.4))
      comment(account, record, { author: omar, body: 'Done on the phone.', public: false });
  }
  return { account, person, dana, recordedCalls };
}
