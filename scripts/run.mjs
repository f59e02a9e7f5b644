// Runs a TypeScript file on a Node that knows none: node scripts/run.mjs <file> [arguments]
import { resolve } from 'node:path';
import { loadConfigFromFile, runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '..');
const [file, ...args] = process.argv.slice(2);
if (!file) throw new Error('Name the file to run.');
const path = resolve(root, file);
process.argv = [process.argv[0], path, ...args];

const command = { command: 'serve', mode: 'test' };
const loaded = await loadConfigFromFile(command, resolve(root, 'vite.config.ts'), root);
const { plugins, define } = loaded.config;
await runnerImport(path, { root, plugins, define, logLevel: 'warn' });
