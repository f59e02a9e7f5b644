import { copyFile, cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Builds the sample app into a new folder, laid out as an app's build is. */
export async function buildSample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sample-app-'));
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    build: {
      outDir: join(folder, 'assets'),
      assetsDir: '',
      emptyOutDir: false,
      modulePreload: false,
      rolldownOptions: {
        input: { sidebar: join(root, 'sidebar.html'), page: join(root, 'page.html') },
      },
    },
  });
  await copyFile(join(root, 'manifest.json'), join(folder, 'manifest.json'));
  const icons = resolve(root, '../../../../assets');
  for (const icon of ['icon_nav_bar.svg', 'logo-small.png'])
    await cp(join(icons, icon), join(folder, 'assets', icon));
  return folder;
}
