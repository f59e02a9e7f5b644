import type { Rng } from './rng.ts';

/**
 * One switch for each thing that no source settles, with every plausible answer; the first is the default.
 * "Talk 1" and "Support 1" name the rows of talk-api section 13 and support-api section 15.
 */
export const switchAnswers = {
  /** Talk 1: DELETE of recordings that are gone, or of a call id nobody knows. */
  recordingAgain: ['404RecordNotFound', '204', '404InvalidEndpoint'],
  /** Talk 1: the same by somebody who is not an admin. */
  recordingForbidden: ['403', '404'],
  /** Talk 2: when an accepted deletion happens. */
  recordingDeletion: ['atOnce', 'afterSeconds', 'afterMinutes'],
  /** Talk 4: `recording_url` once the audio is gone. */
  recordingAddress: ['null', 'absent', 'unchanged'],
  /** Whether deleting a recording moves the ticket's `updated_at`. */
  recordingTouchesTicket: ['no', 'yes'],
  /** Support 1: the refusal to delete a user who has unclosed tickets. */
  userRefusal: ['422', '422otherLanguage', '422plainText', '400', '409'],
  /** Support 2: whether soft-deleted tickets still count as unclosed. */
  softDeletedCounts: ['no', 'yes'],
  /** Support 5: permanent deletion of archived tickets by id. */
  archivedForGood: ['works', 'successFalse', 'noResults', '404'],
  /** Support 6: what GET shows of deleted tickets. */
  softDeletedTicket: ['404', '200deleted'],
  hardDeletedTicket: ['404', '200deleted'],
  /** Support 8: the compliance statuses while the user is only soft-deleted. */
  complianceBefore: ['empty', '404', 'entries'],
  /** Support 8: the same after the permanent step. */
  complianceAfter: ['entries', 'empty', '404'],
  /** Support 8: how far the applications lie behind each other. */
  complianceLag: ['minutes', 'hours', 'days'],
  /** Support 10: the refusal of a thirty-first job. */
  tooManyJobs: ['429', '422', '403'],
  /** Support 10: a state word that no document names, before the job ends. */
  jobWords: ['known', 'unknownWord'],
  /** Support 10: how long a job's status can be read after its end. */
  jobLife: ['day', 'minutes', 'none'],
  jobPace: ['seconds', 'minutes'],
  /** Support 16: whether soft deletion drops e-mail, phone and identities. */
  softDeletionDrops: ['yes', 'no'],
  /** What GET /users/{id} shows of deleted users. */
  softDeletedUser: ['200inactive', '404'],
  hardDeletedUser: ['404', '200inactive'],
  /** Trial accounts do not list their numbers; how they refuse is not known. */
  phoneNumbers: ['listed', '403', '404'],
  /** Whether the frame lets headers through (zaf 3.2), and which. */
  headers: ['none', 'retryAfterOnly', 'all'],
  /** Whether `links.next` is still given with the last page, where `has_more` is false. */
  linkAfterLastPage: ['null', 'given'],
  /** Talk 10: what follows on the last page of an export, for ever. */
  exportEnd: ['repeatedTail', 'emptyPage'],
  exportPage: ['1000', '100'],
  /** Talk 10: a `start_time` of the last minute. */
  exportStart: ['anyAge', 'refusedWhenYoung'],
  /** Talk 10: a call that still runs, in the export. */
  runningCalls: ['nullStatus', 'noStatus', 'absent'],
  /** Talk 11: the person of an exported call once the user is deleted. */
  exportedCustomer: ['kept', 'null', '0'],
  /** Talk 13: the settings of a line. */
  lineSettings: ['all', 'some', 'none', '403'],
  /** Talk 16: the form of an AI transcript or summary. */
  aiComment: ['internalNote', 'otherType'],
  /** Support 12: suspended tickets of a deleted user. */
  suspendedOfDeleted: ['kept', 'gone'],
} as const satisfies Record<string, readonly string[]>;

export type Switches = {
  -readonly [Name in keyof typeof switchAnswers]: (typeof switchAnswers)[Name][number];
};

export const defaultSwitches: Switches = answersBy((answers) => answers[0]);

/** One answer of each switch, every answer equally likely. */
export function switchesFor(rng: Rng): Switches {
  return answersBy((answers) => rng.pick(answers));
}

function answersBy(choose: (answers: readonly string[]) => string | undefined): Switches {
  const entries = Object.entries(switchAnswers).map(([name, answers]) => [name, choose(answers)]);
  // Object.fromEntries forgets the key types; each value comes from that key's own list.
  return Object.fromEntries(entries) as Switches;
}
