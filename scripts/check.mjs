import { checks, runScript } from './steps.mjs';

const failed = [];
for (const name of checks) {
  const step = await runScript(name);
  if (!step.isPassed) failed.push(name);
}
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
