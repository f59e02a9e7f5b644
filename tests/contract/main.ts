import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkAppRequests } from './appRequests.ts';
import { exceptions } from './exceptions.ts';
import { judged } from './findings.ts';
import { checkRealRecords } from './realRecords.ts';
import { checkSupportRoutes } from './supportRoutes.ts';
import { checkVoiceRoutes } from './voiceRoutes.ts';

// npm run contract -- <folder>: the folder holds the descriptions and the real records.
const folder = resolve(process.argv[2] ?? '../shared');
if (existsSync(resolve(folder, 'data/zendesk-support-openapi.yaml'))) {
  const checks = [
    await checkSupportRoutes(folder),
    await checkVoiceRoutes(folder),
    checkAppRequests(),
    checkRealRecords(folder),
  ];
  const { open, unneeded } = judged(checks, exceptions);
  for (const { name, counted, findings } of checks) {
    console.log(`${name}: ${counted} checked, ${findings.length} findings`);
  }
  console.log(`exceptions: ${exceptions.length}`);
  for (const finding of open) console.error(`NOT AS DESCRIBED  ${finding}`);
  for (const finding of unneeded) console.error(`NO LONGER NEEDED  ${finding}`);
  if (open.length + unneeded.length > 0) process.exitCode = 1;
  else console.log('All as described.');
} else {
  console.error(`There is no data/zendesk-support-openapi.yaml in ${folder}.`);
  process.exitCode = 1;
}
