import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { root, succeeds } from './steps.mjs';

/** Installs the locked packages where one of them is missing or another version; false where it cannot. */
export async function installPackages() {
  const locked = lockedVersions('package-lock.json');
  const installed = lockedVersions('node_modules/.package-lock.json');
  const isMissing = Object.entries(locked).some(
    ([path, entry]) => path !== '' && !entry.optional && installed[path]?.version !== entry.version,
  );
  return !isMissing || succeeds('npm', ['ci']);
}

/** The path of a Chromium or Chrome, installed where there was none; null where that is not possible either. */
export async function findBrowser() {
  const found = installedBrowser();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid() === 0 && onPath(['apt-get'])) {
    await succeeds('apt-get', ['update']);
    await succeeds('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    const fromDebian = installedBrowser();
    if (fromDebian) return fromDebian;
  }
  await succeeds('npx', ['--no', 'playwright-core', 'install', 'chromium']);
  const { chromium } = await import('playwright-core');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

function lockedVersions(file) {
  const path = resolve(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

function installedBrowser() {
  const places = [
    process.env.CHROME_PATH,
    onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome']),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}
