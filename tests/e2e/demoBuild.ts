import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const sources = [
  'src',
  'translations',
  'assets',
  'scripts',
  'manifest.json',
  'sidebar.html',
  'page.html',
  'vite.config.ts',
  'package-lock.json',
];

/** The folder of the demo build, made anew when anything that goes into it is younger. */
export function demoBuild(): string {
  const folder = join(root, 'dist-demo');
  const builtAt = youngest(join(folder, 'manifest.json'));
  if (sources.some((source) => youngest(join(root, source)) > builtAt)) build();
  return folder;
}

function build(): void {
  // In a process of its own: a test run's NODE_ENV would make it a development build.
  const env = { ...process.env };
  delete env['NODE_ENV'];
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const made = spawnSync(
    process.execPath,
    [vite, 'build', '--mode', 'demo', '--logLevel', 'warn'],
    {
      cwd: root,
      env,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`The demo build failed.\n${made.stdout}\n${made.stderr}`);
}

/** Milliseconds of the last change in a file or a folder; 0 where there is none. */
function youngest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => youngest(join(path, name))));
}
