import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findBrowser, installPackages } from './prepare.mjs';
import { checks, root, runScript, runStep } from './steps.mjs';

const seeds = process.env.SEEDS ?? '200';
const began = Date.now();

if (!(await installPackages())) {
  console.error('The packages could not be installed. Run `npm ci` and read what it says.');
  process.exit(1);
}
const browser = await findBrowser();
if (!browser) {
  console.error(
    'No Chromium or Chrome was found, and none could be installed. Install one and name it: CHROME_PATH=/path/to/chrome npm test',
  );
}
const env = browser ? { CHROME_PATH: browser } : {};

mkdirSync(resolve(root, 'tmp'), { recursive: true });
const steps = [];
const script = async (name, args) => {
  steps.push(await runScript(name, args, env));
};
const tests = async (name, projects) => {
  const file = `tmp/${name}.json`;
  rmSync(resolve(root, file), { force: true });
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = await runStep(name, 'npx', ['--no', 'vitest', 'run', ...chosen, ...reporters], env);
  steps.push({ ...ended, ...countedTests(file, ended.isPassed) });
};

// They share nothing, and the linter alone would keep one core busy for a minute.
await Promise.all(checks.map((name) => script(name)));
await tests('unit', ['rooms', 'ui']);
await script('simulate', ['--seeds', seeds]);
await script('build');
await script('build:demo');
await script('package');
await script('size');
if (browser) await tests('e2e', ['e2e']);
else steps.push({ name: 'e2e', isPassed: false, seconds: 0 });

const total = { passed: 0, failed: 0 };
console.log('');
for (const { name, isPassed, seconds, counts } of steps) {
  const { passed, failed } = counts ?? { passed: Number(isPassed), failed: Number(!isPassed) };
  total.passed += passed;
  total.failed += failed;
  const figures = counts ? `${passed} tests passed, ${failed} failed` : '';
  console.log(`${isPassed ? 'passed' : 'FAILED'}  ${name} (${seconds} s) ${figures}`);
}
writeFileSync(resolve(root, 'tmp/results.json'), JSON.stringify(total));
console.log(`\n${((Date.now() - began) / 1000).toFixed(0)} s in all.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** What vitest's own report counts. A file that did not load, or an error outside every test, counts as one. */
function countedTests(file, isPassed) {
  const path = resolve(root, file);
  if (!existsSync(path)) return { isPassed: false, counts: { passed: 0, failed: 1 } };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const passed = report.numPassedTests;
  const seen = report.numFailedTests + unloaded;
  const failed = seen === 0 && (!isPassed || passed === 0) ? 1 : seen;
  return { isPassed: failed === 0, counts: { passed, failed } };
}
