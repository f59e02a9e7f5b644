import { aboutSchema } from './packAbout.ts';
import {
  count,
  flag,
  id,
  instant,
  list,
  nullable,
  oneOf,
  record,
  seconds,
  text,
  type Schema,
} from './schema.ts';

const textCells = {
  place: oneOf(
    'Where it stands. `via` is where the message came from, `system` what the device of the writer told.',
    ...['subject', 'description', 'comment', 'transcript', 'via', 'location', 'system'],
    ...['attachment', 'tags', 'customField'],
  ),
  fieldId: nullable(id('The custom field in which it stands.')),
  text: text('The text. █████ stands for data of other people, whatever its length.'),
};

const person = record('What is known of the person in Zendesk Support.', {
  profiles: list(
    'The Zendesk users that are this person.',
    record('One Zendesk user.', {
      id: id('The number of the Zendesk user.'),
      name: text('The name as Zendesk shows it.'),
      email: nullable(text('The main e-mail address.')),
      phone: nullable(text('The phone number as Zendesk shows it.')),
      phoneNumber: nullable(text('The same number as + and digits (E.164).')),
      isPhoneShared: nullable(flag('Whether other people use the number too.')),
      role: nullable(text('`end-user`, `agent` or `admin`.')),
      isSuspended: nullable(flag('Whether messages of this user are held back.')),
      createdAt: nullable(instant('When the user was made.')),
      lastLoginAt: nullable(instant('When the user last signed in.')),
    }),
  ),
  identities: list(
    'Addresses and numbers by which Zendesk knows the person.',
    record('One of them.', {
      id: id('Its number in Zendesk.'),
      profileId: id('The Zendesk user to whom it belongs.'),
      type: text('`email`, `phone_number`, `agent_forwarding` or another kind.'),
      value: text('The address or number.'),
      isPrimary: nullable(flag('Whether it is the main one of its kind.')),
    }),
  ),
  suspendedMessages: list(
    'Messages from the person that never became tickets.',
    record('One message.', {
      id: id('Its number in Zendesk.'),
      authorEmail: nullable(text('The address from which it came.')),
      subject: nullable(text('Its subject. █████ stands for data of other people.')),
      createdAt: nullable(instant('When it came.')),
    }),
  ),
});

const call = record('One call of the person.', {
  part: oneOf(
    '`caller`: the call is the person’s. `agent`: the person answered it.',
    'caller',
    'agent',
  ),
  source: oneOf(
    '`callsExport`: known to the telephone system only, on no ticket that was read.',
    'ticket',
    'callsExport',
  ),
  callId: nullable(id('The number of the call in Zendesk Talk.')),
  commentId: nullable(id('The comment that holds the call.')),
  ticketId: nullable(id('The ticket that holds the call.')),
  ticketLink: nullable(text('The ticket in Zendesk, where the audio can be heard.')),
  origin: oneOf('`partner`: another telephone provider made the call.', 'talk', 'partner'),
  kind: oneOf('What was recorded.', 'call', 'voicemail', 'unknown'),
  direction: oneOf('`inbound`: the caller phoned the company.', 'inbound', 'outbound', 'unknown'),
  from: nullable(
    text(
      'The number that phoned, as + and digits (E.164); not shown where it is another person’s.',
    ),
  ),
  to: nullable(
    text(
      'The number that was phoned, as + and digits (E.164); not shown where it is another person’s.',
    ),
  ),
  lineName: nullable(text('The name of the company’s line.')),
  startedAt: nullable(instant('When the call began.')),
  createdAt: nullable(instant('When the call was written down.')),
  durationSeconds: nullable(seconds('How long the call took.')),
  recordedSeconds: nullable(seconds('How much of it was recorded once; it may be gone.')),
  completionStatus: nullable(text('How the call ended, in the words of the telephone system.')),
  answeredByName: nullable(text('Who answered. █████ stands for the name of another person.')),
  isRecordingListed: nullable(flag('Whether Zendesk listed a recording when this was read.')),
  audioFile: nullable(
    text('Where the audio belongs in this pack, without the ending, once it was added by hand.'),
  ),
  hasTranscript: nullable(flag('Whether a transcript was made.')),
  transcript: nullable(text('The transcript. █████ stands for data of other people.')),
});

const commentCells = {
  createdAt: nullable(instant('When it was written.')),
  type: text('`Comment`, `VoiceComment` for a call, or another kind.'),
  isPublic: nullable(flag('False: an internal note, which the person never saw.')),
  author: oneOf('Who wrote it.', 'person', 'company', 'somebodyElse', 'unknown'),
  authorName: nullable(
    text('The name of the writer. █████ stands for the name of another person.'),
  ),
  channel: nullable(text('How it came: `voice`, `sms`, `email`, `web` or another way.')),
};

const ticketCells = {
  id: id('The number of the ticket.'),
  link: text('The ticket in Zendesk.'),
  isRequestedByPerson: flag(
    'False: somebody else’s ticket, of which only the person’s calls are here.',
  ),
  status: text('`new`, `open`, `pending`, `hold`, `solved`, `closed` or another word.'),
  subject: nullable(text('The subject. █████ stands for data of other people.')),
  channel: nullable(text('How the ticket came about.')),
  channelDetail: nullable(text('The same more closely, such as `voicemail` or `inbound`.')),
  createdAt: nullable(instant('When the ticket was made.')),
  updatedAt: nullable(instant('When it last changed.')),
};

const ticket = record('One ticket.', {
  ...ticketCells,
  texts: list('What is written on the ticket itself.', record('One text.', textCells)),
  comments: list(
    'The comments, oldest first.',
    record('One comment.', {
      id: id('The number of the comment.'),
      ...commentCells,
      texts: list('What is written in it.', record('One text.', textCells)),
    }),
  ),
});

/** A row about the ticket itself has no comment. */
const ofComment = (cells: Readonly<Record<string, Schema>>): Readonly<Record<string, Schema>> =>
  Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => [
      name,
      typeof cell.type === 'string' ? nullable(cell) : cell,
    ]),
  );

/** The columns of each table, in their order. */
const tables = {
  'person.csv': record('One thing that is known of the person.', {
    profileId: nullable(id('The Zendesk user of whom it is known.')),
    field: text('What it is, by its name in `person.json`.'),
    value: nullable(text('The value.')),
    isPrimary: nullable(flag('Whether it is the main one of its kind.')),
  }),
  'calls.csv': call,
  'tickets.csv': record('One ticket, without its texts.', {
    ...ticketCells,
    texts: count('How many texts of the ticket itself are in the pack.'),
    comments: count('How many of its comments are in the pack.'),
  }),
  'comments.csv': record('One text of a ticket or of a comment.', {
    ticketId: id('The ticket on which it stands.'),
    commentId: nullable(id('The comment in which it stands.')),
    ...ofComment(commentCells),
    ...textCells,
  }),
} as const satisfies Readonly<Record<string, Schema>>;

export type Table = keyof typeof tables;

export function columnsOf(table: Table): readonly string[] {
  return Object.keys(tables[table].properties ?? {});
}

/** Where the schema of a file stands in the pack. */
export const schemaPath = (file: string): string =>
  `schema/${file}${file.endsWith('.json') ? '' : '.json'}`;

/** The schema of each file of the pack, by its name. */
export const schemas: Readonly<Record<string, Schema>> = {
  'person.json': person,
  'calls.json': list('The calls of the person, oldest first.', call),
  'tickets.json': list('The tickets on which the person has calls or words.', ticket),
  'about.json': aboutSchema,
  ...Object.fromEntries(
    Object.entries(tables).map(([table, row]) => [
      table,
      list(
        `The rows of \`${table}\`: UTF-8, commas, the first row holds the names. Null is an empty cell. A cell that would be a formula has an apostrophe before it.`,
        row,
      ),
    ]),
  ),
};
