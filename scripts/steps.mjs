import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Every check of the code that is not a test, each a script of package.json. */
export const checks = ['check:lint', 'check:types', 'check:imports', 'check:dead', 'check:format'];

/** Runs a command in the project with its output on the screen; true where it ended well. */
export function succeeds(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

/** Runs a script of package.json and says how it ended. */
export const runScript = (name, args = [], env = {}) =>
  runStep(name, 'npm', ['run', '-s', name, '--', ...args], env);

/** Runs a command under a name and says how it ended. */
export async function runStep(name, command, args, env) {
  const began = Date.now();
  console.log(`\n── ${name}`);
  const isPassed = await succeeds(command, args, env);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`── ${name}: ${isPassed ? 'passed' : 'FAILED'} after ${seconds} s`);
  return { name, isPassed, seconds };
}
