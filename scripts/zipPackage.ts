import { spawnSync } from 'node:child_process';
import { zipSync, type Zippable } from 'fflate';
import { readPackage, type PackageFiles } from './packageFiles.ts';

/**
 * Builds the app as Zendesk gets it, with the real quiet time, into a folder that is emptied first. A process
 * of its own, because whatever runs this may have set another environment for its own ends.
 */
export function buildPackage(root: string, folder: string): PackageFiles {
  const vite = `${root}/node_modules/vite/bin/vite.js`;
  const options = ['build', '--mode', 'production', '--logLevel', 'warn'];
  const { status } = spawnSync(
    process.execPath,
    [vite, ...options, '--outDir', `${folder}/assets`],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  if (status !== 0) throw new Error('The app could not be built.');
  return readPackage(folder);
}

/** One zip, the same bytes for the same files: sorted, and with a time that says nothing. */
export function zipPackage(files: PackageFiles): Uint8Array {
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) entries[path] = files.get(path) ?? new Uint8Array();
  // The zip format knows local times from 1980 on.
  return zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
}
