import type { CallId, CaseId, TicketId, UserId } from '../../src/domain/ids.ts';
import { certificateOf } from '../../src/erasure/certificate.ts';
import { readHistory, type Entry } from '../../src/erasure/journal.ts';
import { after, progressOf, type Progress } from '../../src/erasure/progress.ts';
import { quietTimeMs } from '../../src/erasure/quietTime.ts';
import type { Disk } from '../erasure/memoryJournal.ts';
import type { Arrival } from '../zendesk/faults.ts';
import type { Zendesk } from '../zendesk/zendesk.ts';
import { marker, markedNumbers, type World } from './world.ts';

/** A broken promise: the number is that of the invariant in the reliability programme. */
export interface Violation {
  readonly invariant: number;
  readonly at: number;
  readonly what: string;
}

const slackMs = 1_000;

/** Watches every request as it arrives, with the durable journal as it is at that instant. */
export function watchRequests(world: World, zendesk: Zendesk, disk: Disk, violations: Violation[]) {
  const broken = (invariant: number, at: number, what: string) =>
    violations.push({ invariant, at, what });
  const lastRead = (patterns: readonly RegExp[], before: number): number | null => {
    for (let i = zendesk.log.length - 1; i >= 0; i--) {
      const entry = zendesk.log[i];
      if (
        entry &&
        entry.method === 'GET' &&
        entry.at <= before &&
        patterns.some((pattern) => pattern.test(entry.path))
      )
        return entry.at;
    }
    return null;
  };
  return (arrival: Arrival): void => {
    if (arrival.method === 'GET') return;
    const { at } = arrival;
    const key = keyOfRequest(arrival);
    if (key === null)
      return void broken(4, at, `an act that no plan knows: ${arrival.method} ${arrival.pattern}`);
    const cases = histories(disk);
    const owner = cases.find(({ entries }) => isIntended(entries, key));
    if (!owner) return void broken(3, at, `${key} without a durable intent`);
    const { entries, progress } = owner;
    if (progress.admin !== world.admin.id) broken(4, at, `${key} by another admin`);
    const planned = progress.plan.acts.find((act) => act.key === key);
    if (!planned) return void broken(4, at, `${key} outside the plan`);
    const answers = entries.filter(
      (entry) => entry.body.kind === 'answered' && entry.body.item === key,
    );
    const isAnswered = answers.some(
      ({ body }) =>
        body.kind === 'answered' &&
        (body.outcome === 'done' ||
          (body.outcome === 'refused' &&
            (body.failure === 'notFound' || body.failure === 'noSuchEndpoint'))),
    );
    if (isAnswered) broken(6, at, `${key} asked again after an answer`);
    const notDone = answers.filter(
      ({ body }) =>
        body.kind === 'answered' && (body.outcome === 'notDone' || body.outcome === 'refused'),
    ).length;
    const intents = entries.filter(
      ({ body }) => body.kind === 'intent' && body.item === key,
    ).length;
    if (intents - notDone > 2) broken(6, at, `${key} asked more than once again without an answer`);
    const sends = zendesk.log.filter(
      (entry) =>
        entry.method !== 'GET' && keyOfRequest(entry) === key && entry.at >= progress.approvedAt,
    ).length;
    if (sends + 1 > intents) broken(6, at, `${key} sent more often than it was intended`);
    if (planned.act.kind === 'recording' && 'places' in planned) {
      const isOwned = world.owned.has(planned.act.callId);
      if (planned.isOwned && !isOwned) broken(2, at, `${key} is not the person's`);
      const tickets = planned.places.map((place) => place.ticketId);
      const read = lastRead(
        [/tickets\/show_many/, ...tickets.map((id) => new RegExp(`tickets/${id}(?:\\D|$)`))],
        at,
      );
      if (read === null || at - read > 60_000 + slackMs)
        broken(2, at, `${key} on a read that is too old`);
    }
    if (planned.act.kind === 'ticket' || planned.act.kind === 'close') {
      const id: TicketId = planned.act.ticketId;
      const read = lastRead([/tickets\/show_many/, new RegExp(`/tickets/${id}(?:$|\\?)`)], at);
      if (read === null || at - read > 5_000 + slackMs)
        broken(2, at, `${key} on a read that is too old`);
      const ticket = world.account.tickets.get(id);
      const moved = world.moves.find((move) => move.ticketId === id);
      const wasTheirs =
        ticket?.requesterId === world.person.id ||
        (moved?.from === world.person.id && at - moved.at <= 5_000 + slackMs);
      if (!wasTheirs) broken(2, at, `${key} is not the person's ticket`);
    }
    if (planned.act.kind === 'user') checkPerson(world, zendesk, progress, at, broken);
    if (planned.act.kind === 'userForGood' && !hasReceipt(progress, `user:${planned.act.userId}`))
      broken(1, at, 'permanent before soft');
  };
}

type Broken = (invariant: number, at: number, what: string) => void;

function checkPerson(
  world: World,
  zendesk: Zendesk,
  progress: Progress,
  at: number,
  broken: Broken,
): void {
  const { items } = progress;
  const person = items.findIndex((item) => item.planned.act.kind === 'user');
  for (const item of items.slice(0, person))
    if (item.phase.kind !== 'receipted')
      broken(1, at, `person deleted while ${item.planned.key} is open`);
  const sweeps = progress.sweeps.filter((sweep) => sweep.isQuiet);
  const last = sweeps.at(-1);
  const first = sweeps.find((sweep) => last && last.startedAt - sweep.endedAt >= quietTimeMs);
  if (!first || !last) broken(1, at, 'person deleted without two quiet sweeps');
  const lists = zendesk.log.filter(
    (entry) =>
      entry.method === 'GET' &&
      /users\/\d+\/tickets\/(requested|ccd)/.test(entry.path) &&
      entry.at > (lastActAt(zendesk, at) ?? 0) &&
      entry.status === 200,
  );
  const gap = (lists.at(-1)?.at ?? 0) - (lists[0]?.at ?? 0);
  // Seen from Zendesk: the lists were read again at least the quiet time after the first read that followed the last act.
  if (gap < quietTimeMs) broken(1, at, 'the sweeps were not the quiet time apart');
  const live = world.liveCalls.find((call) => call.startsAt < at - 70_000 && call.endsAt > at);
  if (live && world.listLagMs === 0)
    broken(1, at, 'person deleted during a call that could be seen');
}

function lastActAt(zendesk: Zendesk, before: number): number | null {
  const act = zendesk.log.findLast(
    (entry) => entry.method !== 'GET' && entry.at < before && !/users\/\d+/.test(entry.path),
  );
  return act?.at ?? null;
}

/** What is left of a world. */
export interface Remains {
  readonly world: World;
  readonly zendesk: Zendesk;
  readonly disk: Disk;
  readonly storage: ReadonlyMap<string, string>;
  readonly deathsAt: readonly number[];
}

/** What must hold once everything has come to rest. */
export function checkEnd(
  { world, zendesk, disk, storage, deathsAt }: Remains,
  violations: Violation[],
): void {
  const at = world.account.madeAt;
  const broken: Broken = (invariant, when, what) => violations.push({ invariant, at: when, what });
  for (const defect of zendesk.defects) broken(9, at, `a request that must not be sent: ${defect}`);
  for (const [caseId, lines] of disk.cases) {
    const history = readHistory(
      caseId,
      lines.map((line): unknown => JSON.parse(line)),
    );
    if (history.kind === 'unreadable')
      broken(5, at, `the journal is not whole at ${history.atNumber}`);
  }
  const kept =
    [...disk.cases.values()].flat().join('\n') +
    [...storage].flat().join('\n') +
    // A search asks Zendesk for its own number or address: no other request may say one.
    zendesk.log
      .filter(({ path }) => !path.startsWith('/api/v2/search/export?'))
      .map(({ path }) => path)
      .join('\n');
  for (const secret of [marker, ...markedNumbers])
    if (kept.includes(secret)) broken(11, at, `a personal value is kept: ${secret}`);
  checkBudget(world, zendesk, deathsAt, broken);
  const cases = histories(disk);
  const seen = new Map<string, number>();
  for (const effect of zendesk.history) {
    if (effect.cause !== 'request') continue;
    const key = keyOfEffect(effect);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (effect.byUserId !== world.admin.id) broken(7, effect.at, `${key} by somebody else`);
    const item = key.replace(/#.*/, '');
    if (
      !cases.some(({ entries }) =>
        entries.some(({ body }) => body.kind === 'intent' && body.item === item),
      )
    )
      broken(5, effect.at, `${key} is in no journal`);
  }
  for (const [key, times] of seen)
    if (times > 1) broken(6, at, `${key} took effect ${times} times`);
  for (const { progress } of cases) checkCertificate(world, zendesk, progress, broken);
}

function checkCertificate(
  world: World,
  zendesk: Zendesk,
  progress: Progress,
  broken: Broken,
): void {
  const certificate = certificateOf(progress);
  for (const receipt of certificate.receipts) {
    const when = Date.parse(receipt.lookedAt);
    const [kind = '', rest = ''] = receipt.item.split(':');
    const id = Number(rest.split('/')[0]);
    const claims =
      receipt.outcome === 'seenGone' ||
      receipt.outcome === 'reported' ||
      receipt.outcome === 'seenClosed';
    if (kind === 'recording' && (claims || receipt.outcome === 'nothingToDelete')) {
      const left = world.account.recordings.get(id as CallId);
      const wasThere = (recording: { readyAt: number } | undefined) =>
        recording !== undefined && recording.readyAt <= Date.parse(receipt.askedAt);
      if (wasThere(left?.call) || wasThere(left?.voicemail))
        broken(7, when, `${receipt.item}: ${receipt.outcome}, but Zendesk holds it`);
      const asked = zendesk.log.some(
        (entry) =>
          entry.method === 'DELETE' &&
          keyOfRequest(entry) === receipt.item &&
          entry.status !== null &&
          entry.status < 300,
      );
      if (receipt.outcome === 'reported' && !asked)
        broken(7, when, `${receipt.item}: reported, but Zendesk never said so`);
    }
    const ticket = world.account.tickets.get(id as TicketId);
    const user = world.account.users.get(id as UserId);
    if (kind === 'ticket' && claims && ticket?.presence === 'there')
      broken(7, when, `${receipt.item} is still there`);
    if (kind === 'close' && claims && ticket?.status !== 'closed')
      broken(7, when, `${receipt.item} is not closed`);
    if (kind === 'ticketForGood' && claims && ticket?.presence !== 'hard')
      broken(7, when, `${receipt.item} is not permanent`);
    if (kind === 'user' && claims && user?.presence === 'there')
      broken(7, when, `${receipt.item} is still there`);
    if (kind === 'userForGood' && receipt.outcome === 'seenGone' && user?.presence !== 'hard')
      broken(7, when, `${receipt.item} is not permanent`);
  }
  const order = ['recording', 'close', 'ticket', 'user'];
  const ranks = zendesk.history
    .filter(
      (effect) =>
        effect.cause === 'request' &&
        effect.askedAt >= progress.approvedAt &&
        effect.askedAt <= (progress.ended?.at ?? Infinity),
    )
    .filter((effect) =>
      progress.plan.acts.some((act) => act.key === keyOfEffect(effect).replace(/#.*/, '')),
    )
    .sort((one, other) => one.askedAt - other.askedAt)
    .map((effect) => order.indexOf(effect.kind.replace('ForGood', '')));
  if (ranks.some((rank, index) => rank < (ranks[index - 1] ?? 0)))
    broken(7, progress.approvedAt, 'the classes are out of order');
  if (progress.ended?.kind !== 'finished') return;
  if (certificate.open.length > 0) broken(7, progress.approvedAt, 'finished with open items');
  const lastSweep = progress.sweeps.at(-1)?.startedAt ?? 0;
  for (const ticket of world.account.tickets.values()) {
    if (ticket.requesterId !== world.person.id || ticket.listedFrom > lastSweep) continue;
    for (const comment of ticket.comments) {
      if (
        comment.type !== 'VoiceComment' ||
        comment.talk.callId === null ||
        !world.owned.has(comment.talk.callId)
      )
        continue;
      const left = world.account.recordings.get(comment.talk.callId);
      const isLeft = [left?.call, left?.voicemail].some(
        (recording) => recording && recording.readyAt < lastSweep,
      );
      if (isLeft && comment.createdAt < lastSweep && ticket.presence !== 'hard')
        broken(7, lastSweep, `recording ${comment.talk.callId} was never found`);
    }
  }
}

function checkBudget(
  world: World,
  zendesk: Zendesk,
  deathsAt: readonly number[],
  broken: Broken,
): void {
  const times = zendesk.log.map((entry) => entry.at);
  for (const [most, within] of [
    [100, 60_000],
    [700, 300_000],
  ] as const)
    for (let i = most; i < times.length; i++)
      if ((times[i] ?? 0) - (times[i - most] ?? 0) < within)
        return broken(9, times[i] ?? 0, `more than ${most} requests in ${within} ms`);
  if (world.switches.headers === 'none') return;
  zendesk.log.forEach(({ at, fault }, index) => {
    if (fault?.kind !== 'limited' || fault.waitSeconds === null) return;
    // A frame that died with the answer on its way has told nobody.
    if (deathsAt.some((death) => death >= at && death <= at + slackMs)) return;
    // What was already under way when the refusal was heard does not undercut it.
    const early = zendesk.log.slice(index + 1).find((later) => later.at > at + slackMs);
    if (early && early.at < at + fault.waitSeconds * 1000)
      broken(9, early.at, 'sent before Retry-After was over');
  });
}

interface CaseHistory {
  readonly caseId: CaseId;
  readonly entries: readonly Entry[];
  readonly progress: Progress;
}

/** Lines on the simulated disk were written by the app a moment ago; the chain is checked at the end. */
function entryIn(line: string): Entry {
  return JSON.parse(line) as Entry;
}

const known = new WeakMap<string[], CaseHistory>();

/** The cases as they lie on the disk now; only what came since the last look is read. */
function histories(disk: Disk): readonly CaseHistory[] {
  return [...disk.cases].flatMap(([caseId, lines]) => {
    const before = known.get(lines);
    const added = lines.slice(before?.entries.length ?? 0).map(entryIn);
    const progress = before ? added.reduce(after, before.progress) : progressOf(added);
    if (!progress) return [];
    const history =
      added.length === 0 && before
        ? before
        : { caseId, entries: [...(before?.entries ?? []), ...added], progress };
    known.set(lines, history);
    return [history];
  });
}

/** The last word on the item is an intent, in a case that is not over. */
function isIntended(entries: readonly Entry[], key: string): boolean {
  if (entries.some(({ body }) => body.kind === 'abandoned' || body.kind === 'finished'))
    return false;
  const last = entries.findLast(
    ({ body }) =>
      (body.kind === 'intent' && body.item === key) ||
      (body.kind === 'answered' && body.item === key) ||
      (body.kind === 'receipt' && body.receipt.item === key),
  );
  return last?.body.kind === 'intent';
}

function hasReceipt(progress: Progress, key: string): boolean {
  return progress.items.some((item) => item.planned.key === key && item.phase.kind === 'receipted');
}

const keyPatterns: readonly (readonly [
  string,
  RegExp,
  (id: string, kind: string | undefined) => string,
])[] = [
  [
    'DELETE',
    /^\/api\/v2\/channels\/voice\/calls\/(\d+)\/recordings(?:\/(call|voicemail))?$/,
    (id, kind) => `recording:${id}${kind ? `/${kind}` : ''}`,
  ],
  ['PUT', /^\/api\/v2\/tickets\/(\d+)$/, (id) => `close:${id}`],
  ['DELETE', /^\/api\/v2\/tickets\/(\d+)$/, (id) => `ticket:${id}`],
  ['DELETE', /^\/api\/v2\/deleted_tickets\/(\d+)$/, (id) => `ticketForGood:${id}`],
  ['DELETE', /^\/api\/v2\/users\/(\d+)$/, (id) => `user:${id}`],
  ['DELETE', /^\/api\/v2\/deleted_users\/(\d+)$/, (id) => `userForGood:${id}`],
];

function keyOfRequest(request: { readonly method: string; readonly path: string }): string | null {
  const path = request.path.split('?')[0]?.replace(/\.json$/, '') ?? '';
  for (const [method, pattern, name] of keyPatterns) {
    const match = method === request.method ? pattern.exec(path) : null;
    if (match?.[1]) return name(match[1], match[2]);
  }
  return null;
}

function keyOfEffect(effect: Zendesk['history'][number]): string {
  switch (effect.kind) {
    case 'recording':
      return `recording:${effect.callId}#${effect.recording}`;
    case 'close':
    case 'ticket':
    case 'ticketForGood':
      return `${effect.kind}:${effect.ticketId}`;
    case 'user':
    case 'userForGood':
      return `${effect.kind}:${effect.userId}`;
  }
}
