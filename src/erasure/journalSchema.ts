import * as v from 'valibot';
import {
  idFrom,
  type CallId,
  type CaseId,
  type CommentId,
  type JobId,
  type TicketId,
  type UserId,
} from '../domain/ids.ts';
import type { Asked, FailureKind } from '../domain/failure.ts';
import type { Act } from '../domain/receipt.ts';
import { sweptSources } from '../inventory/sweep.ts';
import type { Difference } from './journal.ts';
import { unreachablePlaces, type PlannedAct, type StayGround } from './plan.ts';

const id = <Id extends number>() =>
  v.custom<Id>((value) => typeof value === 'number' && idFrom(value) !== null);
const userId = id<UserId>();
const ticketId = id<TicketId>();
const commentId = id<CommentId>();
const callId = id<CallId>();
const caseId = v.custom<CaseId>((value) => typeof value === 'string' && value !== '');
const jobId = v.custom<JobId>((value) => typeof value === 'string' && value !== '');
const text = v.string();
const flag = v.boolean();
const figure = v.pipe(v.number(), v.finite());
const list = <Schema extends v.GenericSchema>(schema: Schema) => v.array(schema);
const oneOf = <const Words extends readonly string[]>(words: Words) => v.picklist(words);

const asked: v.GenericSchema<unknown, Asked> = v.strictObject({
  method: oneOf(['GET', 'PUT', 'POST', 'DELETE']),
  pattern: text,
});

const failureKind: v.GenericSchema<unknown, FailureKind> = oneOf([
  'signedOut',
  'forbidden',
  'notFound',
  'noSuchEndpoint',
  'refused',
  'limited',
  'tooManyJobs',
  'serverTrouble',
  'noAnswer',
  'garbled',
  'endlessPaging',
  'cancelled',
  'tooLate',
]);

const recordingKinds = oneOf(['call', 'voicemail']);
const recordingAct = v.strictObject({
  kind: v.literal('recording'),
  callId,
  what: oneOf(['all', 'call', 'voicemail']),
});
const ticketAct = v.strictObject({ kind: oneOf(['close', 'ticket', 'ticketForGood']), ticketId });
const userAct = v.strictObject({ kind: oneOf(['user', 'userForGood']), userId });

const plannedAct: v.GenericSchema<unknown, PlannedAct> = v.union([
  v.strictObject({
    key: text,
    act: recordingAct,
    places: list(v.strictObject({ ticketId, commentId })),
    wasListed: flag,
    isOwned: flag,
    kinds: list(v.nullable(recordingKinds)),
  }),
  v.strictObject({
    key: text,
    act: v.pipe(
      ticketAct,
      v.transform((act): Extract<Act, { ticketId: TicketId }> => act),
    ),
  }),
  v.strictObject({
    key: text,
    act: v.pipe(
      userAct,
      v.transform((act): Extract<Act, { userId: UserId }> => act),
    ),
  }),
]);

const seenTicket = v.strictObject({
  ticketId,
  updatedAt: v.nullable(text),
  voiceComments: list(commentId),
  hadFreshCall: flag,
  requesterId: v.nullable(userId),
  status: text,
  commentCount: figure,
  comments: text,
});

const stayGround: v.GenericSchema<unknown, StayGround> = oneOf([
  'byChoice',
  'otherPeople',
  'notTheirTicket',
  'notTheirCall',
  'closedInstead',
]);

const plan = v.strictObject({
  version: v.literal(1),
  scope: oneOf(['recordings', 'person']),
  account: text,
  admin: userId,
  profileIds: list(userId),
  acts: list(plannedAct),
  seen: list(seenTicket),
  stays: list(v.strictObject({ ticketId, commentId: v.nullable(commentId), ground: stayGround })),
  unreachable: list(
    v.union([
      v.strictObject({ kind: oneOf(['partnerCall', 'callWithoutId']), ticketId, commentId }),
      v.strictObject({ kind: oneOf(unreachablePlaces) }),
    ]),
  ),
  coverage: v.strictObject({
    ticketsListed: figure,
    ticketsRead: figure,
    calls: figure,
    sources: list(oneOf([...sweptSources])),
    scannedAt: figure,
  }),
});

const difference: v.GenericSchema<unknown, Difference> = oneOf([
  'requester',
  'comments',
  'gone',
  'restored',
  'callGone',
  'callOwner',
  'role',
  'profileGone',
  'sharedProfile',
]);

const stopReason = v.union([
  v.strictObject({ kind: v.literal('paused') }),
  v.strictObject({
    kind: v.literal('failure'),
    failure: failureKind,
    asked,
    status: v.nullable(figure),
    item: v.nullable(text),
  }),
  v.strictObject({ kind: v.literal('notAdmin') }),
  v.strictObject({ kind: v.literal('changed'), item: text, difference }),
  v.strictObject({ kind: v.literal('noAnswerTwice'), item: text }),
  v.strictObject({ kind: v.literal('stillThere'), item: text }),
  v.strictObject({
    kind: v.literal('newFinds'),
    tickets: list(ticketId),
    calls: list(callId),
    listedAgain: list(callId),
    unclosed: list(ticketId),
    partnerOrUnknownCalls: figure,
  }),
  v.strictObject({ kind: v.literal('personRefused'), status: figure, unclosed: list(ticketId) }),
]);

const receipt = v.strictObject({
  item: text,
  outcome: oneOf(['seenGone', 'reported', 'nothingToDelete', 'notConfirmed', 'seenClosed']),
  unverifiable: v.nullable(
    oneOf(['noneListedBefore', 'stillListed', 'noWayToLook', 'otherKindRemains']),
  ),
  asked,
  status: v.nullable(figure),
  askedAt: figure,
  lookedAt: figure,
});

const body = v.union([
  v.strictObject({ kind: v.literal('approved'), plan, digest: text }),
  v.strictObject({ kind: v.literal('taken') }),
  v.strictObject({ kind: v.literal('intent'), item: text }),
  v.strictObject({
    kind: v.literal('answered'),
    item: text,
    outcome: oneOf(['done', 'refused', 'notDone', 'unknown']),
    status: v.nullable(figure),
    failure: v.nullable(failureKind),
    job: v.nullable(jobId),
  }),
  v.strictObject({ kind: v.literal('receipt'), receipt }),
  v.strictObject({
    kind: v.literal('swept'),
    sweep: v.strictObject({ startedAt: figure, endedAt: figure, isQuiet: flag }),
  }),
  v.strictObject({ kind: v.literal('notOnCall'), hintsTakenAt: figure }),
  v.strictObject({ kind: v.literal('stopped'), why: stopReason }),
  v.strictObject({ kind: v.literal('abandoned') }),
  v.strictObject({ kind: v.literal('finished') }),
  v.strictObject({
    kind: v.literal('compliance'),
    statuses: list(
      v.strictObject({ action: text, application: text, createdAt: v.nullable(text) }),
    ),
  }),
]);

/** An entry as it must lie in storage: every member known, nothing besides. */
export const entrySchema = v.strictObject({
  version: v.literal(1),
  case: caseId,
  number: figure,
  before: text,
  at: figure,
  admin: userId,
  body,
});
