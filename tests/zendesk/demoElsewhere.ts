import type { Account } from './account.ts';
import type { DemoPeople } from './demo.ts';
import type { Tell } from './demoStory.ts';
import { exportedCall, suspendedTicket } from './traceBuilders.ts';

/** What the account holds on Ada outside her own tickets, and Bruno's text messages. */
export function tellElsewhere(
  account: Account,
  tell: Tell,
  { ada, bruno, omar, ines }: Pick<DemoPeople, 'ada' | 'bruno' | 'omar' | 'ines'>,
): void {
  // She rings about his repair: the call lies on his ticket.
  tell(bruno, {
    subject: 'Repair of the front fork',
    daysAgo: 19,
    status: 'closed',
    says: [
      'The fork of my bicycle is bent.',
      { call: { caller: ada, from: ada.phone, answeredBy: ines, durationSeconds: 154 }, after: 90 },
      {
        by: ines,
        text: 'Ada Example rang for him; she pays. Write to ada@example.com.',
        isNote: true,
      },
    ],
  });
  tell(bruno, {
    via: 'sms',
    subject: `Message from: Text user: ${bruno.phone}`,
    daysAgo: 16,
    status: 'closed',
    says: ['Is my bell there?', { by: omar, text: 'Yes, come by.' }],
  });
  suspendedTicket(account, {
    author: ada,
    subject: 'Re: Re: Invoice 2231',
    content: 'Sent from my new phone.',
  });
  // A call that Talk counts and no ticket holds.
  exportedCall(account, { customer: ada, agent: omar, durationSeconds: 65, aiTranscript: true });
}
