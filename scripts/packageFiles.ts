import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package in memory: bytes under the path that they have in the zip. */
export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Every file below a folder, sorted by path. Throws at a symbolic link, which Zendesk refuses. */
export function readPackage(folder: string): PackageFiles {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = new Map<string, Uint8Array>();
  for (const path of paths) {
    const status = lstatSync(join(folder, path));
    if (status.isSymbolicLink()) throw new Error(`${path} is a symbolic link.`);
    if (status.isFile()) files.set(path.replaceAll('\\', '/'), readFileSync(join(folder, path)));
  }
  return files;
}

/** Text of a file of the package; null where it is not there. */
export function textOf(files: PackageFiles, path: string): string | null {
  const bytes = files.get(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
