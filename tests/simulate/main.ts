import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defects } from './defects.ts';
import { simulate } from './simulate.ts';

/*
 * `--seeds N` runs seeds 1 to N (`--from F` starts later) and prints how they ended; `--seed S` runs one and
 * prints its whole history; `--defects` plants each defect and says which seed caught it.
 */
process.exitCode = await main(process.argv.slice(2));

interface Tally {
  seeds: number;
  requests: number;
  deaths: number;
  broken: number[];
  endings: Record<string, number>;
}

async function main(args: readonly string[]): Promise<number> {
  const figure = (name: string, otherwise: number) => {
    const at = args.indexOf(name);
    return at < 0 ? otherwise : Number(args[at + 1]);
  };
  if (args.includes('--defects')) return plant(figure('--seeds', 2_000));
  if (args.includes('--seed')) return replay(figure('--seed', 1));
  const from = figure('--from', 1);
  const count = figure('--seeds', 2_000);
  if (args.includes('--part')) {
    console.log(JSON.stringify(await part(from, count)));
    return 0;
  }
  return many(from, count);
}

async function many(from: number, count: number): Promise<number> {
  const begun = Date.now();
  const hands = Math.max(1, Math.min(availableParallelism(), Math.ceil(count / 50)));
  const share = Math.ceil(count / hands);
  const starts = Array.from({ length: hands }, (_, hand) => from + hand * share);
  const tallies = await Promise.all(
    starts.map((start) => inProcess(start, Math.min(share, from + count - start))),
  );
  const total = tallies.reduce(added);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(
    `${total.seeds} seeds, ${total.requests} requests, ${total.deaths} frames killed, ${seconds} s`,
  );
  for (const [ending, times] of Object.entries(total.endings).sort(
    (one, other) => other[1] - one[1],
  ))
    console.log(`  ${times} × ${ending}`);
  console.log(
    total.broken.length === 0
      ? 'no violation'
      : `${total.broken.length} seeds with violations: ${total.broken.slice(0, 20).join(', ')}`,
  );
  return total.broken.length === 0 && total.seeds === count ? 0 : 1;
}

/** Each hand is a process of its own: the worlds share nothing. Violations go to the terminal as they come. */
function inProcess(from: number, seeds: number): Promise<Tally> {
  const run = resolve(import.meta.dirname, '../../scripts/run.mjs');
  const args = [
    run,
    'tests/simulate/main.ts',
    '--part',
    '--from',
    `${from}`,
    '--seeds',
    `${seeds}`,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return new Promise((done, broken) => {
    child.on('close', (code) => {
      const last = text.trimEnd().split('\n').at(-1) ?? '';
      if (code === 0 && last.startsWith('{')) done(JSON.parse(last) as Tally);
      else broken(new Error(`the seeds from ${from} on ended with ${code}`));
    });
  });
}

function added(one: Tally, other: Tally): Tally {
  const endings = { ...one.endings };
  for (const [ending, times] of Object.entries(other.endings))
    endings[ending] = (endings[ending] ?? 0) + times;
  return {
    seeds: one.seeds + other.seeds,
    requests: one.requests + other.requests,
    deaths: one.deaths + other.deaths,
    broken: [...one.broken, ...other.broken],
    endings,
  };
}

async function part(from: number, count: number): Promise<Tally> {
  const tally: Tally = { seeds: 0, requests: 0, deaths: 0, broken: [], endings: {} };
  for (let seed = from; seed < from + count; seed++) {
    const outcome = await simulate(seed);
    tally.seeds += 1;
    tally.requests += outcome.requests;
    tally.deaths += outcome.deaths;
    const ending =
      outcome.ending.kind === 'erased' ? 'erased' : `asks a human: ${outcome.ending.why}`;
    tally.endings[ending] = (tally.endings[ending] ?? 0) + 1;
    if (outcome.violations.length === 0) continue;
    tally.broken.push(seed);
    for (const { invariant, at, what } of outcome.violations.slice(0, 5))
      console.error(
        `seed ${seed}: invariant ${invariant} at ${new Date(at).toISOString()}: ${what}`,
      );
    console.error(`  replay: npm run simulate -- --seed ${seed}`);
  }
  return tally;
}

async function replay(seed: number): Promise<number> {
  const outcome = await simulate(seed);
  console.log(outcome.history());
  return outcome.violations.length === 0 ? 0 : 1;
}

async function plant(most: number): Promise<number> {
  let missed = 0;
  for (const defect of defects) {
    const caught = await seedThatCatches(defect, most);
    if (caught === null) missed += 1;
    console.log(
      caught === null
        ? `MISSED in ${most} seeds: ${defect.name}`
        : `caught by seed ${caught.seed} (invariant ${caught.invariant}): ${defect.name}`,
    );
  }
  console.log(`${defects.length - missed} of ${defects.length} planted defects caught`);
  return missed === 0 ? 0 : 1;
}

async function seedThatCatches(defect: (typeof defects)[number], most: number) {
  for (let seed = 1; seed <= most; seed++) {
    const [violation] = (await simulate(seed, defect)).violations;
    if (violation) return { seed, invariant: violation.invariant };
  }
  return null;
}
