import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/domain/call.ts';
import type { CallId, CommentId, IdentityId, TicketId, UserId } from '../../src/domain/ids.ts';
import type { Person } from '../../src/domain/person.ts';
import { phoneNumberFrom, type PhoneNumber } from '../../src/domain/phoneNumber.ts';
import type { Profile } from '../../src/domain/profile.ts';
import type { Place, WrittenComment, WrittenTicket } from '../../src/domain/written.ts';
import { partsOf } from '../../src/inventory/phoneBook.ts';
import {
  identifiersOf,
  numbersInTexts,
  tracesInComments,
  tracesOnTicket,
} from '../../src/inventory/traces.ts';

const ada = 7 as UserId;
const number = phoneNumberFrom('+15550100123') as PhoneNumber;

const profileOf = (wish: Partial<Profile> = {}): Profile => ({
  id: ada,
  name: 'Ada Example',
  email: 'ada@example.com',
  phone: '+15550100123',
  number,
  isPhoneShared: false,
  role: 'end-user',
  roleType: null,
  customRoleId: null,
  isActive: true,
  isShared: false,
  isSharedAgent: false,
  isSuspended: false,
  ticketRestriction: null,
  createdAt: null,
  updatedAt: null,
  lastLoginAt: null,
  ...wish,
});

const personOf = (
  profile: Profile = profileOf(),
  identities: readonly (readonly [type: string, value: string])[] = [],
): Person => ({
  profiles: [profile],
  identities: new Map([
    [
      profile.id,
      identities.map(([type, value], index) => ({
        id: (index + 1) as IdentityId,
        type,
        value,
        isPrimary: null,
        updatedAt: null,
      })),
    ],
  ]),
});

const identifiersFor = (person: Person) =>
  identifiersOf(person, numbersInTexts(person).map(partsOf));

const ticketOf = (
  texts: readonly (readonly [place: Place, text: string])[],
  wish: Partial<WrittenTicket> = {},
): WrittenTicket => ({
  id: 42 as TicketId,
  status: 'open',
  subject: null,
  requesterId: ada,
  submitterId: null,
  assigneeId: null,
  ccIds: null,
  channel: 'voice',
  channelRel: null,
  createdAt: null,
  updatedAt: null,
  texts: texts.map(([place, text]) => ({ place, text, fieldId: null })),
  ...wish,
});

const callOf = (wish: Partial<Call> = {}): Call => ({
  commentId: 1 as CommentId,
  ticketId: 42 as TicketId,
  origin: 'talk',
  callId: 9 as CallId,
  kind: 'voicemail',
  direction: 'inbound',
  from: number,
  to: null,
  lineName: null,
  formattedFrom: null,
  formattedTo: null,
  authorId: ada,
  answeredById: null,
  answeredByName: null,
  startedAt: '2026-02-03T09:10:00Z',
  createdAt: '2026-02-03T09:15:00Z',
  durationSeconds: 41,
  hasAddress: true,
  hasTranscript: true,
  ...wish,
});

const commentOf = (
  texts: readonly (readonly [place: Place, text: string])[],
  wish: Partial<WrittenComment> = {},
): WrittenComment => ({
  id: 1 as CommentId,
  type: 'Comment',
  authorId: 501 as UserId,
  authorRole: 'agent',
  isPublic: true,
  createdAt: '2026-02-03T10:00:00Z',
  call: null,
  author: null,
  channel: 'web',
  texts: texts.map(([place, text]) => ({ place, text, fieldId: null })),
  ...wish,
});

const voice = (wish: Partial<WrittenComment> = {}, call: Partial<Call> = {}) =>
  commentOf([], {
    type: 'VoiceComment',
    authorId: ada,
    authorRole: 'end-user',
    channel: 'voice',
    createdAt: '2026-02-03T09:15:00Z',
    call: callOf(call),
    ...wish,
  });

/** What is found of the person in one text: the kinds with how often. */
function foundIn(text: string, person: Person = personOf()): Record<string, number> {
  const traces = tracesOnTicket(ticketOf([['description', text]]), identifiersFor(person));
  return Object.fromEntries(traces.map(({ kind, times }) => [kind, times]));
}

/** And how it stands there. */
function matchIn(text: string, person: Person = personOf()): string | undefined {
  return tracesOnTicket(ticketOf([['description', text]]), identifiersFor(person))[0]?.excerpt
    ?.match;
}

const inComments = (comments: readonly WrittenComment[], channel: string | null = 'voice') =>
  tracesInComments({ id: 42 as TicketId, channel }, comments, identifiersFor(personOf()), [
    ada,
  ]).map(({ kind, commentId, place }) => `${kind} ${place} ${commentId}`);

describe('a name', () => {
  it.each([
    'I spoke to ADA EXAMPLE.',
    'ada\nexample',
    'Ada <b class="x">Example</b>',
    'Ada&nbsp;Example',
    '"Ada-Example", she said',
    'Ａｄａ Example',
  ])('is found in %j', (text) => expect(foundIn(text)).toEqual({ name: 1 }));

  it.each(['Ada Examples', 'Wada Example', 'Ada', 'Example Ada', 'Ada met Example', ''])(
    'is not found in %j',
    (text) => expect(foundIn(text)).toEqual({}),
  );

  it('is one name, composed or not', () => {
    const person = personOf(profileOf({ name: 'Zoë Müller' }));
    expect(foundIn('ZOE\u0308 MU\u0308LLER', person)).toEqual({ name: 1 });
    expect(foundIn('Zoe Muller', person)).toEqual({});
  });

  it('of a single word needs three letters', () => {
    expect(foundIn('Al said so', personOf(profileOf({ name: 'Al' })))).toEqual({});
    expect(foundIn('Cem said so', personOf(profileOf({ name: 'Cem' })))).toEqual({ name: 1 });
  });

  it('without spaces around is found where the script has none', () => {
    const person = personOf(profileOf({ name: '王小明' }));
    expect(foundIn('今天王小明來電', person)).toEqual({ name: 1 });
  });

  it('that looks like markup is found as it is written', () => {
    const person = personOf(profileOf({ name: '<b>Robert</b> (x) & "Sons"' }));
    expect(foundIn('Call from: <b>Robert</b> (x) & "Sons"', person)).toEqual({ name: 1 });
    expect(foundIn('Call from: Robert (x) & "Sons"', person)).toEqual({});
  });

  it('of two profiles counts once in one place', () => {
    const [one, two] = [profileOf(), profileOf({ id: 8 as UserId, name: 'Ada' })];
    const person: Person = { profiles: [one, two], identities: new Map() };
    expect(foundIn('Ada Example and Ada', person)).toEqual({ name: 2 });
  });

  it('made of a number is searched as a number', () => {
    const person = personOf(
      profileOf({ name: 'Caller +1 (555) 010-0123', phone: null, number: null, email: null }),
    );
    expect(foundIn('call 555 010 0123', person)).toEqual({ number: 1 });
    expect(foundIn('the Caller said', person)).toEqual({});
  });
});

describe('an address', () => {
  it.each([
    'ADA@Example.com',
    '<ada@example.com>',
    'mailto:ada@example.com?x',
    'to ada@example.com.',
  ])('is found in %j', (text) => expect(foundIn(text)).toEqual({ address: 1 }));

  it.each([
    'canada@example.com',
    'x.ada@example.com',
    'x+ada@example.com',
    'ada@example.com.au',
    'ada@example.community',
    'ada@example.com-x.org',
  ])('is not the part of a longer one in %j', (text) => expect(foundIn(text)).toEqual({}));

  it('may be a second one, known by its identity', () => {
    const person = personOf(profileOf(), [['email', 'ada@second.example']]);
    expect(foundIn('ada@second.example', person)).toEqual({ address: 1 });
  });
});

/** The spellings that people use, for a number with calling code and national part. */
const spelled = (code: string, national: string) => {
  const [a, b, c] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)];
  return [
    `+${code}${national}`,
    `+${code} ${a} ${b} ${c}`,
    `+${code} (${a}) ${b}-${c}`,
    `+${code} (0) ${a}.${b}.${c}`,
    `00${code}${national}`,
    `00 ${code} ${a} ${b} ${c}`,
    `011-${code}-${a}-${b}-${c}`,
    national,
    `0${national}`,
    `(0${a}) ${b} ${c}`,
    `${a}.${b}.${c}`,
    `${a}/${b}${c}`,
    `${a}\u00a0${b}\u2011${c}`,
    `${code}${national}`,
    `+${code}${national}`.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
  ];
};

describe('a number', () => {
  it.each(spelled('1', '5550100123'))('is found as %j', (text) => {
    expect(foundIn(`call ${text}, please`)).toEqual({ number: 1 });
  });

  it.each([
    'ticket 95550100123',
    'order 55501001234',
    'DE895550100123000000',
    'DK50 0040 5550 1001 23',
    '010-0123',
    '5550, 100123',
    '5550 or 100123',
    '555 010 012',
  ])('is not found inside %j', (text) => expect(foundIn(text)).toEqual({}));

  it('keeps its sign and bracket in the excerpt', () => {
    expect(matchIn('call (555) 010-0123 now')).toBe('(555) 010-0123');
    expect(matchIn('call +1 (555) 010-0123 now')).toBe('+1 (555) 010-0123');
  });

  it('that is shared, or forwards an agent’s calls, is found too', () => {
    const shared = personOf(profileOf({ isPhoneShared: true }));
    expect(foundIn('+15550100123', shared)).toEqual({ number: 1 });
    const agent = personOf(profileOf({ phone: null, number: null }), [
      ['agent_forwarding', '+15550100777'],
    ]);
    expect(foundIn('+1 555 010 0777', agent)).toEqual({ number: 1 });
  });

  it('without its parts is found by its international spellings', () => {
    const identifiers = identifiersOf(personOf(), []);
    const traces = tracesOnTicket(
      ticketOf([['description', '+1 555 010 0123, 00 1 555 010 0123 and 555 010 0123']]),
      identifiers,
    );
    expect(traces).toMatchObject([{ kind: 'number', times: 2 }]);
  });

  const text = fc.string({ unit: 'binary', maxLength: 200 });
  const numbers = fc.constantFrom('+15550100123', '+4930123456', '+442079460018', '+33612345678');

  it('in every spelling is found, whatever text stands around it', () => {
    fc.assert(
      fc.property(text, text, numbers, fc.nat(), (before, after, some, index) => {
        const { callingCode, national } = partsOf(some as PhoneNumber);
        const all = spelled(callingCode, national);
        const spelling = all[index % all.length] ?? '';
        const person = personOf(profileOf({ number: some as PhoneNumber, phone: some }));
        const found = foundIn(`${before} ,${spelling}, ${after}`, person);
        expect(found['number']).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it('is never found inside a longer run of digits', () => {
    const digits = fc.stringMatching(/^\d{1,12}$/);
    fc.assert(
      fc.property(digits, digits, fc.boolean(), (before, after, isLeft) => {
        // A trunk zero, a calling code or a prefix before it makes another spelling of it.
        const run = isLeft ? `9${before}5550100123` : `5550100123${after}`;
        expect(foundIn(`id ${run} end`)).toEqual({});
      }),
    );
  });
});

describe('a trace', () => {
  it('says its place once, with how often and the text around the first', () => {
    const text = `${'😀'.repeat(30)}Ada Example${'é'.repeat(50)} and Ada Example`;
    const traces = tracesOnTicket(
      ticketOf([
        ['subject', 'Ada Example'],
        ['description', text],
      ]),
      identifiersFor(personOf()),
    );
    expect(traces).toMatchObject([
      { kind: 'name', place: 'subject', times: 1, commentId: null, isPublic: null },
      { kind: 'name', place: 'description', times: 1 },
    ]);
    expect(traces[0]?.excerpt).toEqual({ before: '', match: 'Ada Example', after: '' });
  });

  it('never cuts a sign in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.nat(60), (text, pad) => {
        const whole = `${'x'.repeat(pad)}${text} Ada Example ${text}`;
        const [trace] = tracesOnTicket(
          ticketOf([['description', whole]]),
          identifiersFor(personOf()),
        );
        const { before, match, after } = trace?.excerpt ?? {
          before: '\ud800',
          match: '',
          after: '',
        };
        expect(`${before} ${after}`).not.toMatch(/\p{Surrogate}/u);
        expect(match).toBe('Ada Example');
        expect(whole).toContain(before + match + after);
      }),
    );
  });

  it('stays when text is added after it', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 100 });
    const planted = fc.constantFrom('Ada Example', 'ada@example.com', '+1 555 010 0123');
    fc.assert(
      fc.property(anything, planted, anything, (before, what, more) => {
        const text = `${before} ${what} `;
        const kinds = Object.keys(foundIn(text));
        expect(Object.keys(foundIn(`${text}, ${more}`))).toEqual(expect.arrayContaining(kinds));
      }),
    );
  });

  it('in a custom field names the field', () => {
    const ticket = ticketOf([], {
      texts: [
        { place: 'customField', text: '+15550100123', fieldId: 11 },
        { place: 'customField', text: '5550100123', fieldId: 12 },
      ],
    });
    expect(tracesOnTicket(ticket, identifiersFor(personOf()))).toMatchObject([
      { place: 'customField', fieldId: 11 },
      { place: 'customField', fieldId: 12 },
    ]);
  });
});

describe('the comments of a ticket', () => {
  it('show the transcript and the place of the person’s own call', () => {
    const texts = [
      { place: 'transcript' as const, text: 'Hello, please call back.', fieldId: null },
      { place: 'location' as const, text: 'Springfield', fieldId: null },
    ];
    expect(inComments([voice({ texts })])).toEqual([
      'voicemailTranscript transcript 1',
      'location location 1',
    ]);
    const strangers = { authorId: 99 as UserId, from: phoneNumberFrom('+15550100777') };
    expect(inComments([voice({ texts, authorId: 99 as UserId }, strangers)])).toEqual([]);
  });

  it('show a note that no person wrote after the person’s call', () => {
    const note = { id: 2 as CommentId, isPublic: false, authorId: null, channel: null };
    const body = [['comment', 'Caller: hello']] as const;
    const unwritten = commentOf(body, { ...note, authorRole: null });
    expect(inComments([voice(), unwritten])).toEqual(['aiNote comment 2']);
    expect(inComments([unwritten]), 'no call').toEqual([]);
    expect(
      inComments([voice(), commentOf(body, { ...note, authorId: 501 as UserId })]),
      'an agent',
    ).toEqual([]);
    expect(inComments([voice(), { ...unwritten, channel: 'email' }]), 'by mail').toEqual([]);
    expect(inComments([voice(), { ...unwritten, isPublic: true }]), 'public').toEqual([]);
    expect(
      inComments([voice(), { ...unwritten, createdAt: '2026-02-03T08:00:00Z' }]),
      'before the call',
    ).toEqual([]);
    expect(
      inComments([voice(), commentOf(body, { id: 3 as CommentId, type: 'VoiceAiComment' })]),
      'a type of comment that nobody knows yet',
    ).toEqual(['aiNote comment 3']);
  });

  it('show no note about a stranger’s call', () => {
    const stranger = voice(
      { authorId: 99 as UserId },
      { authorId: 99 as UserId, from: phoneNumberFrom('+15550100777') },
    );
    const note = commentOf([['comment', 'Caller: hello']], {
      id: 2 as CommentId,
      isPublic: false,
      authorId: null,
      authorRole: null,
      channel: null,
    });
    expect(inComments([stranger, note])).toEqual([]);
  });

  it('show text messages that the person wrote or got', () => {
    const from = commentOf([['comment', 'hi']], { authorId: ada, channel: 'sms' });
    const to = commentOf([['comment', 'hello']], { id: 2 as CommentId, channel: 'sms' });
    expect(inComments([from, to], 'sms')).toEqual([
      'textMessage comment 1',
      'textMessage comment 2',
    ]);
    expect(inComments([to], 'sms'), 'to nobody known').toEqual([]);
    const toNumber = commentOf(
      [
        ['comment', 'hello'],
        ['via', '+15550100123'],
      ],
      { id: 3 as CommentId, channel: 'sms' },
    );
    expect(inComments([toNumber], 'sms')).toEqual(['textMessage comment 3', 'number via 3']);
  });

  it('show what the person’s device told, and nobody else’s', () => {
    const texts = [['system', '203.0.113.9']] as const;
    expect(inComments([commentOf(texts, { authorId: ada })])).toEqual(['system system 1']);
    expect(inComments([commentOf(texts)])).toEqual([]);
  });
});

it('comes to the end of hostile texts', () => {
  const identifiers = identifiersFor(personOf());
  // A search that takes the square of their length would not end within the time of a test.
  const hostile = [
    '<'.repeat(100_000),
    'ada<'.repeat(25_000),
    'ada &'.repeat(20_000),
    '1 '.repeat(50_000),
    '1'.repeat(100_000),
    '+1 (555) 010-'.repeat(8_000),
    'ada@'.repeat(25_000),
    'ada@example.com'.repeat(7_000),
    'ab12 1234 '.repeat(10_000),
    '\ufdfa'.repeat(20_000),
    '\u0308'.repeat(100_000),
    `${'('.repeat(50_000)}5550100123${')'.repeat(50_000)}`,
  ];
  const found = hostile.map(
    (text) => tracesOnTicket(ticketOf([['description', text]]), identifiers).length,
  );
  expect(found).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
});
