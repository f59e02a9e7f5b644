import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The host page's files by their path, ready to be served. */
export type Bundle = ReadonlyMap<string, string | Uint8Array<ArrayBuffer>>;

let made: Promise<Bundle> | null = null;

/** Bundles the host page in memory, once in a process. */
export function hostBundle(): Promise<Bundle> {
  made ??= bundle();
  return made;
}

async function bundle(): Promise<Bundle> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: '/',
    logLevel: 'warn',
    // Whoever starts the server may run in another mode.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { write: false, modulePreload: false, target: 'es2022' },
  });
  const files = new Map<string, string | Uint8Array<ArrayBuffer>>();
  for (const one of Array.isArray(built) ? built : [built]) {
    if (!('output' in one)) throw new Error('The host page was not bundled.');
    for (const file of one.output)
      files.set(
        `/${file.fileName}`,
        file.type === 'chunk' ? file.code : new Uint8Array(Buffer.from(file.source)),
      );
  }
  return files;
}
