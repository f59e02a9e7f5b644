import type { UserRecord } from './account.ts';
import type { DemoPeople } from './demo.ts';
import type { Story, Tell } from './demoStory.ts';

/** Sixty tickets over four and a half years, as a good customer of a bicycle shop has them. */
export function tellAda(
  tell: Tell,
  ada: UserRecord,
  { bruno, omar, ines }: Pick<DemoPeople, 'bruno' | 'omar' | 'ines'>,
): void {
  const bikes = [
    'the red touring bike',
    'the folding bike',
    'the old racer',
    'the city bike',
    'the e-bike',
  ];
  const parts = ['chain', 'rear light', 'saddle', 'brake pads', 'front wheel', 'bell', 'battery'];
  const usual: ((bike: string, part: string, order: number) => Omit<Story, 'daysAgo'>)[] = [
    (bike, part) => ({
      via: 'inbound',
      says: [
        { call: { answeredBy: omar, durationSeconds: 120 + part.length * 21 } },
        { by: omar, text: `Ada asks for a new ${part} for ${bike}. Ordered.`, isNote: true },
      ],
    }),
    (bike, part) => ({
      subject: `Question about ${bike}`,
      says: [
        `Good morning, does a ${part} from 2019 still fit ${bike}? Kind regards, Ada Example`,
        { by: ines, text: `Dear Ada, yes, any ${part} of that year fits.` },
        'Wonderful, thank you.',
      ],
    }),
    (bike, part) => ({
      via: 'voicemail',
      says: [
        {
          call: {
            kind: 'voicemail',
            durationSeconds: 28 + part.length,
            transcript: `Hello, this is Ada Example. The ${part} of ${bike} is making a noise again. Please ring me back on 555 010 0101.`,
          },
        },
        { by: ines, text: 'Rang back, nobody there.', isNote: true },
      ],
    }),
    (_bike, part, order) => ({
      subject: `Order ${order}: ${part} has not arrived`,
      says: [
        `My order ${order} (${part}) should have been here on Monday.`,
        { by: omar, text: 'I am sorry to hear that. I ring you in a minute.' },
        { call: { direction: 'outbound', answeredBy: omar, durationSeconds: 90 + (order % 120) } },
        { by: omar, text: 'As agreed, it goes out again today by express.' },
      ],
    }),
    (bike) => ({
      via: 'outbound',
      subject: 'Call to: Ada Example',
      submitter: ines,
      says: [
        { call: { direction: 'outbound', answeredBy: ines, durationSeconds: 77 } },
        { by: ines, text: `Told her that ${bike} is ready.`, isNote: true },
      ],
    }),
    (bike) => ({
      via: 'web',
      subject: `Service appointment for ${bike}`,
      says: [
        `Please give me an appointment for ${bike}.`,
        { by: omar, text: 'Tuesday at eight?' },
        'Yes.',
      ],
    }),
    (bike) => ({
      via: 'inbound',
      tags: ['voice_abandoned_in_voicemail'],
      says: [
        { call: { recorded: false, answeredBy: null, durationSeconds: 9 } },
        { by: omar, text: `Probably about ${bike}; called twice this week.`, isNote: true },
      ],
    }),
  ];

  for (let index = 0; index < 52; index++) {
    const story = usual[index % usual.length];
    const bike = bikes[index % bikes.length];
    const part = parts[(index * 3) % parts.length];
    if (!story || bike === undefined || part === undefined) continue;
    // The youngest of these is half a year old, so all of them are archived.
    tell(ada, {
      ...story(bike, part, 10_400 + index * 37),
      daysAgo: 1640 - index * 28,
      archived: true,
    });
  }

  tell(ada, {
    via: 'inbound',
    daysAgo: 120,
    status: 'closed',
    says: [
      { call: { recorded: 'gone', answeredBy: ines, durationSeconds: 366 } },
      { by: ines, text: 'The recording was deleted on her wish.', isNote: true },
    ],
  });
  tell(ada, {
    via: 'voicemail',
    daysAgo: 88,
    status: 'closed',
    callerNumber: '+15550100102',
    says: [
      {
        call: {
          kind: 'voicemail',
          from: '+15550100102',
          durationSeconds: 47,
          transcript:
            'Ada Example from the office. Card number four one one one, oh, I should not say that here.',
        },
      },
    ],
  });
  tell(ada, {
    via: 'api',
    subject: 'Call with Ada Example (Example telephony)',
    daysAgo: 61,
    status: 'closed',
    says: [
      {
        partner: { durationSeconds: 202, transcript: 'Caller: I was connected to the wrong shop.' },
      },
    ],
  });
  tell(ada, {
    via: 'inbound',
    daysAgo: 44,
    status: 'closed',
    says: [
      {
        call: {
          recorded: 'both',
          answeredBy: omar,
          durationSeconds: 284,
          transcript:
            'Me again, we were cut off. The folding bike can be collected from Friday on.',
        },
      },
    ],
  });
  // Her ticket, but on it a call with somebody else.
  tell(ada, {
    subject: 'Broken spoke on the tour with Bruno',
    daysAgo: 25,
    status: 'closed',
    says: [
      'Bruno Keller and I had an accident near the lake. He has the bill; please settle it with him.',
      { by: ines, text: 'I hope that nobody is hurt. I ring Mr Keller.' },
      { call: { direction: 'outbound', to: bruno.phone, answeredBy: ines, durationSeconds: 493 } },
      { by: ines, text: 'Mr Keller sends the bill tomorrow.', isNote: true },
      { call: { answeredBy: ines, durationSeconds: 71 }, after: 180 },
    ],
  });
  tell(ada, {
    subject: 'Invoice 2231: wrong address',
    daysAgo: 7,
    status: 'closed',
    says: [
      'The address on invoice 2231 is my old one.',
      { by: omar, text: 'Let me ring you, so that we get it right.' },
      { call: { direction: 'outbound', answeredBy: omar, durationSeconds: 338 } },
      { by: omar, text: 'Corrected. The new invoice is attached.' },
    ],
  });
  tell(ada, {
    via: 'voicemail',
    daysAgo: 3,
    status: 'solved',
    says: [
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 41,
          transcript:
            'Hello, Ada Example here, it is Friday, five o’clock. Is the e-bike ready? Please call me back.',
        },
      },
      { by: omar, text: 'Dear Ada, it is ready. See you on Saturday!' },
    ],
  });
  tell(ada, {
    via: 'inbound',
    daysAgo: 1,
    status: 'open',
    says: [
      { call: { answeredBy: omar, durationSeconds: 338, transcript: null } },
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 33,
          transcript: 'One more thing: the rear light, please.',
        },
        after: 40,
      },
      {
        by: omar,
        text: 'Call summary: Ada Example, +1 555 010 0101, wants a rear light with the e-bike and asks that her recordings be deleted.',
        isNote: true,
      },
    ],
  });
}
