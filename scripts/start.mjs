// Serves the small Zendesk with Talk Privacy in it, on a machine that has Node and npm and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const firstPort = Number(process.env.PORT ?? 4747);

if (!isInstalled()) {
  console.log('Installing what the project needs (npm ci) …');
  run('npm', ['ci', '--no-fund', '--no-audit']);
}

console.log('Building Talk Privacy for the demo …');
run(process.execPath, [
  join(root, 'node_modules/vite/bin/vite.js'),
  'build',
  '--mode',
  'demo',
  '--logLevel',
  'warn',
]);

const { runnerImport } = await import('vite');
const { module } = await runnerImport(join(root, 'tests/zendesk/server.ts'), {
  root,
  configFile: false,
  logLevel: 'warn',
});
const server = await startOnFreePort(firstPort);

console.log(`
Small Zendesk with Talk Privacy: ${server.hostUrl}

  1. Open a ticket of Ada Example: the panel at the right shows its calls. Sign in as an agent at the top,
     and the same panel offers nothing that an agent may not do.
  2. As the admin, delete one recording there. The log at the bottom shows every request of the app.
  3. Open Talk Privacy in the rail at the left, find “Ada”, and delete several recordings in one go.
  4. Erase Nora Lindqvist, all of whose tickets are closed. Close the tab in the middle and open it again.

Ctrl+C ends it.`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => void server.close().then(() => process.exit(0)));
}

async function startOnFreePort(port) {
  for (let tried = port; tried < port + 20; tried++) {
    try {
      return await module.startServer({ port: tried, build: join(root, 'dist-demo') });
    } catch (error) {
      if (error?.code !== 'EADDRINUSE') throw error;
      console.log(
        `Port ${tried} is taken, trying ${tried + 1}. (PORT=… npm start chooses another one.)`,
      );
    }
  }
  console.error(
    `The ports ${port} to ${port + 19} are all taken. Choose one with PORT=… npm start`,
  );
  process.exit(1);
}

/** npm writes this file at the end of an install. */
function isInstalled() {
  const installed = join(root, 'node_modules/.package-lock.json');
  return (
    existsSync(installed) &&
    statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}
