import { basename, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openDesk, type Desk } from '../tests/e2e/browser.ts';
import { demoWorld } from '../tests/zendesk/demo.ts';
import { readPackage } from './packageFiles.ts';

/** KB of 1,024 bytes, gzip -9 (product.md, figures). */
const bars = { sidebar: 90, page: 115, 'all chunks': 250 };

const root = resolve(import.meta.dirname, '..');
const build = resolve(root, 'dist');
const weights = new Map(
  [...readPackage(build)]
    .filter(([path]) => path.endsWith('.js'))
    .map(([path, bytes]) => [path, gzipSync(bytes, { level: 9 }).length / 1024]),
);

const fetched = {
  sidebar: await fetchedUntil(async (desk) => {
    const { people, account } = demoWorld();
    const ticket = [...account.tickets.values()].find(
      ({ requesterId, status }) => requesterId === people.ada.id && status === 'open',
    );
    if (!ticket) throw new Error('The demo account has no open ticket of Ada.');
    const sidebar = await desk.openTicket(ticket.id);
    await sidebar
      .getByRole('button', { name: /^Delete recording/ })
      .first()
      .waitFor();
  }),
  page: await fetchedUntil(async (desk) => {
    const page = await desk.openAppPage();
    await page.getByRole('searchbox').fill('Ada Example');
    await page.getByRole('searchbox').press('Enter');
    await page.getByRole('button', { name: 'Ada Example' }).first().click();
    await page.getByRole('table').getByRole('checkbox').first().waitFor();
  }),
  'all chunks': [...weights.keys()].filter((path) => !isNotOwn(path)),
};

for (const [what, paths] of Object.entries(fetched)) {
  const size = paths.reduce((sum, path) => sum + weightOf(path), 0);
  const bar = bars[what as keyof typeof bars];
  console.log(
    `${what}: ${size.toFixed(1)} KB in ${paths.length} files, ${size > bar ? 'OVER' : 'within'} the bar of ${bar} KB`,
  );
  if (what === 'all chunks')
    for (const path of [...weights.keys()].filter(isNotOwn))
      console.log(`  besides: ${weightOf(path).toFixed(1)}  ${path}`);
  else for (const path of paths) console.log(`  ${weightOf(path).toFixed(1)}  ${path}`);
  if (size > bar) process.exitCode = 1;
}

/**
 * Zendesk's own SDK, for where its CDN is out of reach, and the phone library's table of the world's numbers, which is
 * fetched for a number alone. Both are said beside the sum.
 */
function isNotOwn(path: string): boolean {
  return path.includes('bundled-sdk') || path.includes('phone-numbers');
}

/**
 * The app's own scripts that a browser asks for until a place shows its first row with its buttons. The
 * bundled SDK stands in for Zendesk's here, where that one is out of reach, and is not counted.
 */
async function fetchedUntil(isReady: (desk: Desk) => Promise<void>): Promise<string[]> {
  const desk = await openDesk({ build, latencyMs: [0, 0] });
  const asked = new Set<string>();
  desk.page().on('request', (request) => {
    const path = `assets/${basename(new URL(request.url()).pathname)}`;
    if (weights.has(path) && !path.includes('bundled-sdk')) asked.add(path);
  });
  try {
    await isReady(desk);
    return [...asked];
  } finally {
    await desk.close();
  }
}

function weightOf(path: string): number {
  const weight = weights.get(path);
  if (weight === undefined) throw new Error(`${path} was fetched and is not in the build.`);
  return weight;
}
