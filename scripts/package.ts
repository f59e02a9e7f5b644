import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { judgePackage } from './packageRules.ts';
import { textOf } from './packageFiles.ts';
import { buildPackage, zipPackage } from './zipPackage.ts';

const root = resolve(import.meta.dirname, '..');

const files = buildPackage(root, `${root}/tmp/package`);
const { faults, warnings } = judgePackage(files);
for (const warning of warnings) console.log(`warning: ${warning}`);
for (const fault of faults) console.log(`refused: ${fault}`);

if (faults.length > 0) {
  process.exitCode = 1;
} else {
  const { version } = JSON.parse(textOf(files, 'manifest.json') ?? '') as {
    readonly version: string;
  };
  const zip = zipPackage(files);
  const path = `tmp/talk-privacy-${version}.zip`;
  mkdirSync(resolve(root, 'tmp'), { recursive: true });
  writeFileSync(resolve(root, path), zip);
  console.log(`${path}: ${files.size} files, ${(zip.length / 1024).toFixed(1)} KB`);
}
