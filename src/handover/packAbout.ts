import type { Coverage } from '../inventory/coverage.ts';
import type { LeftOutReason } from './content.ts';
import type { PackCounts, PackOrder } from './pack.ts';
import {
  count,
  flag,
  id,
  instant,
  list,
  nullable,
  oneOf,
  record,
  text,
  type Schema,
} from './schema.ts';

/** Of the pack's form: it changes with every field. */
const packVersion = 1;

/** What the pack is, and what is not in it. The words are the pack's own, in the language of its schemas. */
export function aboutOf(
  { content, coverage, madeAt, subdomain, withInternalNotes }: PackOrder,
  counts: PackCounts,
) {
  return {
    format: 'talk-privacy-pack',
    version: packVersion,
    madeAt: new Date(madeAt).toISOString(),
    account: `https://${subdomain}.zendesk.com`,
    profileIds: content.person.profiles.map(({ id }) => id),
    counts,
    internalNotes: withInternalNotes ? 'included' : 'leftOut',
    leftOut: content.leftOut.map(({ reason, count, ticketIds }) => ({
      reason,
      why: whys[reason],
      count,
      ticketIds,
    })),
    coverage,
    audio: {
      why: 'An app inside Zendesk cannot fetch recordings. Each call with a recording has the link of its ticket.',
      steps: [
        'Unpack this ZIP into a folder.',
        'In `calls.csv`, take each row that has an `audioFile`, and open its `ticketLink` in Zendesk.',
        'Download the recording from the call on that ticket.',
        'Save it under the name in `audioFile`, with the ending of the downloaded file.',
        'Pack the folder again. Listen first: a recording holds the voice of the agent too.',
      ],
    },
    files,
  };
}

const whys: Readonly<Record<LeftOutReason, string>> = {
  internalNotes:
    'Internal notes were not chosen for this pack. Where Zendesk does not say whether a comment is public, it counts as internal.',
  othersTickets:
    'The ticket was requested by somebody else: only the calls of the person are taken from it.',
  othersCalls: 'The call is somebody else’s, or its caller is not known.',
  notRead: 'The ticket could not be read when the pack was made.',
  audio: 'Recordings cannot be fetched by the app; they are added by hand.',
  attachments: 'Only the names of attached files are in the pack, not what they hold.',
};

const files = [
  { path: 'index.html', what: 'The same for reading, in a browser.' },
  { path: 'person.json', what: 'Who the person is in Zendesk.' },
  { path: 'person.csv', what: 'The same as a table.' },
  { path: 'calls.json', what: 'The calls.' },
  { path: 'calls.csv', what: 'The same as a table.' },
  { path: 'tickets.json', what: 'The tickets with their comments.' },
  { path: 'tickets.csv', what: 'The tickets as a table, without their texts.' },
  { path: 'comments.csv', what: 'All texts as a table.' },
  { path: 'schema/', what: 'What each field of each file means, as JSON Schema, draft 2020-12.' },
  { path: 'about.json', what: 'What this pack is, and what is not in it.' },
];

const portion = {
  read: count('How many were read.'),
  of: nullable(count('How many Zendesk announced.')),
  isComplete: flag('Whether all of them were read.'),
};
const source = record('One place where the person was looked for.', {
  ...portion,
  state: text('`read` where the search came to its end.'),
  parts: count('Users, or numbers and addresses, that were asked for.'),
  partsRead: count('How many of those were read to their end.'),
  foundAlone: count('Tickets that no other search found.'),
});

const coverageFields = {
  profiles: source,
  requested: source,
  ccd: source,
  followed: nullable(source),
  commented: nullable(source),
  assigned: nullable(source),
  search: nullable(source),
  suspended: nullable(source),
  callsExport: nullable(source),
  legsExport: nullable(source),
  comments: record('Tickets whose comments were read.', portion),
  elsewhere: count('Tickets that the person neither requested nor is in copy of.'),
  restored: nullable(
    record('Tickets that had not changed since an earlier search.', {
      tickets: count('How many.'),
      at: {
        description: 'When the last of them was read, in milliseconds since 1970, UTC.',
        type: 'integer',
      },
    }),
  ),
  notSearched: list('Places that were not searched.', text('A word for the place.')),
  isComplete: flag('Whether every search came to its end.'),
  at: nullable({
    description: 'When the search ended, in milliseconds since 1970, UTC.',
    type: 'integer',
  }),
} as const satisfies Readonly<Record<keyof Coverage, Schema>>;

/** The schema of `about.json`. */
export const aboutSchema = record('What this pack is and what is not in it.', {
  format: { description: 'Names the format.', const: 'talk-privacy-pack' },
  version: { description: 'The version of the format.', const: packVersion },
  madeAt: instant('When the pack was made.'),
  account: text('The Zendesk account.'),
  profileIds: list('The Zendesk users that are the person.', id('One user.')),
  counts: record('How much is in the pack.', {
    tickets: count('Tickets.'),
    comments: count('Comments.'),
    calls: count('Calls.'),
    recordingsListed: count('Calls with a recording that Zendesk listed.'),
    blackedOut: count('Places where data of other people was blacked out.'),
  }),
  internalNotes: oneOf('Whether internal notes are in the pack.', 'included', 'leftOut'),
  leftOut: list(
    'What was left out, and why.',
    record('One reason.', {
      reason: text('A word for the reason.'),
      why: text('The reason as a sentence.'),
      count: count('How many comments, calls, tickets, files or recordings it concerns.'),
      ticketIds: list('The tickets concerned.', id('One ticket.')),
    }),
  ),
  coverage: record('Where the person was looked for before the pack was made.', coverageFields),
  audio: record('How the recordings come into the pack.', {
    why: text('Why they are not in it.'),
    steps: list('What to do by hand.', text('One step.')),
  }),
  files: list(
    'What is in the pack.',
    record('One file.', { path: text('Its name in the pack.'), what: text('What it holds.') }),
  ),
});
