import type { JobId, TicketId } from '../../src/domain/ids.ts';
import type { JobRecord, TicketRecord } from './account.ts';
import { jobJson } from './json.ts';
import { noSuchRecord } from './refusals.ts';
import { causeOf } from './userRoutes.ts';
import { scrubTicket, type Answer, type Ask, type World } from './world.ts';

const minute = 60_000;
const day = 86_400_000;
const mostJobs = 30;

/** Takes the job in, unless thirty are in flight, and lets it run when its time has come. */
export function queued(ask: Ask, ticketIds: TicketId[]): Answer {
  const { world, fault } = ask;
  const inFlight = [...world.account.jobs.values()].filter((job) => job.finishedAt > world.now);
  if (inFlight.length >= mostJobs || fault?.kind === 'tooManyJobs') {
    return tooManyJobs(
      world,
      inFlight.map((job) => job.id),
    );
  }
  const unit = world.switches.jobPace === 'seconds' ? 1_000 : 20_000;
  const workingFrom = world.now + world.rng.between(0, 3) * unit;
  const stuck = fault?.kind === 'jobStuck';
  const job: JobRecord = {
    id: `V3-${String(world.account.nextIds.job++).padStart(32, '0')}` as JobId,
    type: 'Bulk Permanently Delete Tickets',
    ticketIds,
    byUserId: ask.viewer?.id ?? null,
    createdAt: world.now,
    workingFrom,
    finishedAt: stuck ? world.now + 30 * day : workingFrom + world.rng.between(1, 10) * unit,
    ending: { status: 'completed', success: true },
  };
  world.account.jobs.set(job.id, job);
  world.changed.push(`job for ${ticketIds.length} ticket(s) queued`);
  const cause = causeOf(ask);
  const fails = fault?.kind === 'jobFails';
  const shrugs = world.rng.chance(0.5);
  if (fails) job.ending = { status: 'failed', success: null };
  if (!stuck && !fails) {
    world.later(job.finishedAt, () => {
      job.ending.success = runJob(world, ticketIds, shrugs, (ticket) =>
        scrubTicket(world, ticket, cause),
      );
    });
  }
  return { status: 200, body: { job_status: jobJson(world, job) } };
}

/** The one boolean for the whole batch; null where the answer will have no results. */
function runJob(
  world: World,
  ticketIds: readonly TicketId[],
  shrugs: boolean,
  scrub: (ticket: TicketRecord) => void,
): boolean | null {
  let success: boolean | null = true;
  for (const id of ticketIds) {
    const ticket = world.account.tickets.get(id);
    if (ticket?.presence !== 'soft') {
      success = false;
      continue;
    }
    const { archivedForGood } = world.switches;
    if (ticket.archived && archivedForGood === 'noResults') {
      success &&= null;
      if (!shrugs) scrub(ticket);
    } else if (ticket.archived && archivedForGood !== 'works') {
      success = false;
    } else {
      scrub(ticket);
    }
  }
  return success;
}

function tooManyJobs(world: World, jobIds: readonly JobId[]): Answer {
  return {
    status: Number(world.switches.tooManyJobs),
    body: {
      error: 'TooManyJobs',
      description: 'You have too many jobs queued or running',
      current_job_ids: jobIds,
    },
    headers: {
      'zendesk-ratelimit-inflight-jobs': `total=${mostJobs}; remaining=0; resets=30`,
    },
  };
}

/** A job while its status can be read. */
export function showJob(ask: Ask): Answer {
  const { world } = ask;
  const job = world.account.jobs.get((ask.params['id'] ?? '') as JobId);
  if (!job) return noSuchRecord();
  const life = { day, minutes: 2 * minute, none: 0 }[world.switches.jobLife];
  if (world.now >= job.finishedAt + life) return noSuchRecord();
  return { status: 200, body: { job_status: jobJson(world, job) } };
}
