// Draws the app's mark in every size that Zendesk asks for: node scripts/drawLogos.mjs
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';

const handset =
  'M9 .8C4.3.8 1 2.8 1 6.2v1.1c0 .6.4 1 1 1h2.6c.6 0 1-.4 1-1V5.7c1-.5 2.2-.7 3.4-.7s2.4.2 3.4.7v1.6c0 .6.4 1 1 1H16c.6 0 1-.4 1-1V6.2C17 2.8 13.7.8 9 .8z';
const cord =
  'M14 8.2h1.4v3.5c0 2.3-1.3 3.7-3.2 3.7-1.2 0-2.2-.6-3-1.4l1-1c.6.6 1.2 1 2 1 1.1 0 1.8-.8 1.8-2.3z';
const rubber = 'M2 13l1.6-1.6 3.4 3.4L5.8 16H3.6L2 14.4c-.4-.4-.4-1 0-1.4z';
const sleeve = 'M4.3 10.7l1.6-1.6c.4-.4 1-.4 1.4 0l2 2c.4.4.4 1 0 1.4l-1.6 1.6z';
const line = 'M1 16.3h8.6v1H1z';

// Garden's kale 900 and 800, and teal 400 and kale 100.
const [ground, ink, tone] = ['#063940', '#ecf9f9', '#03cdb8'];

const paths = (list, fill) => list.map((d) => `<path fill="${fill}" d="${d}"></path>`).join('');
const svg = (inner, viewBox = '0 0 18 18', size = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}viewBox="${viewBox}">${inner}</svg>\n`;

const mark = svg(paths([handset, cord, rubber, sleeve, line], 'currentColor'));
const picture = paths([handset, cord], ink) + paths([rubber, sleeve, line], tone);

const assets = resolve(import.meta.dirname, '../assets');
writeFileSync(`${assets}/logo.svg`, mark);
writeFileSync(`${assets}/icon_nav_bar.svg`, mark);

const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
// The large one is a full square; the small one has clear corners, so that it sits on light and dark.
for (const [name, size, corner] of [
  ['logo.png', 320, 0],
  ['logo-small.png', 128, 4],
]) {
  await page.setViewportSize({ width: size, height: size });
  const plate = `<rect x="-3.5" y="-3.5" width="25" height="25" rx="${corner}" fill="${ground}"></rect>`;
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${svg(plate + picture, '-3.5 -3.5 25 25', `width="${size}" height="${size}" `)}`,
  );
  await page.screenshot({ path: `${assets}/${name}`, omitBackground: true });
}
await browser.close();
