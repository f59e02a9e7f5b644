import type { Account, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';
import { demoWorld, type DemoPeople } from '../zendesk/demo.ts';
import { exportedCall, suspendedTicket } from '../zendesk/traceBuilders.ts';

/** The demo account and one person more, of whom every source knows something and who is soon read. */
export interface WholeWorld {
  readonly account: Account;
  readonly people: DemoPeople;
  readonly rosa: UserRecord;
  /** By what stands on them. */
  readonly tickets: {
    readonly call: number;
    readonly voicemail: number;
    /** Written to and fro, with Bruno in copy and an internal note. */
    readonly letters: number;
    /** Bruno's, with a call of hers. */
    readonly others: number;
  };
}

/** Values of other people in the texts of her tickets, none of them hers. */
const strangers = {
  name: 'Bruno Keller',
  number: '+1 555 010 0177',
  address: 'carla@private.example',
  /** Only in an internal note. */
  noted: 'tomas@private.example',
};

export const rosasVoicemail = `Rosa Delgado here, on 555 010 0160. Or ring my sister on ${strangers.number}.`;

export function wholeWorld(madeAt?: number): WholeWorld {
  const { account, people } = demoWorld(madeAt);
  const { bruno, omar, ines } = people;
  const rosa = build.endUser(account, {
    name: 'Rosa Delgado',
    email: 'rosa@example.com',
    phone: '+15550100160',
  });
  const call = build.ticket(account, { requester: rosa, via: 'inbound', status: 'closed' });
  build.voiceComment(account, call, { answeredBy: omar, durationSeconds: 187 });

  const voicemail = build.ticket(account, { requester: rosa, via: 'voicemail', status: 'closed' });
  build.voiceComment(account, voicemail, { kind: 'voicemail', transcript: rosasVoicemail });

  const letters = build.ticket(account, {
    requester: rosa,
    via: 'web',
    status: 'closed',
    subject: 'Scratch on the green tandem',
    cc: [bruno],
  });
  build.comment(account, letters, {
    body: `${strangers.name} saw it, and ${strangers.address} has a picture. Regards, Rosa Delgado`,
  });
  build.comment(account, letters, { author: ines, body: 'Thank you, we look at it.' });
  build.comment(account, letters, {
    author: ines,
    public: false,
    body: `Ask ${strangers.noted} for the bill.`,
  });

  const others = build.ticket(account, { requester: bruno, via: 'inbound', status: 'closed' });
  build.voiceComment(account, others, { caller: rosa, answeredBy: ines, durationSeconds: 154 });

  suspendedTicket(account, { author: rosa, subject: 'Re: Scratch on the green tandem' });
  exportedCall(account, { customer: rosa, agent: omar, durationSeconds: 65 });

  return {
    account,
    people,
    rosa,
    tickets: { call: call.id, voicemail: voicemail.id, letters: letters.id, others: others.id },
  };
}
