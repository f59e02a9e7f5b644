import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import svgr from 'vite-plugin-svgr';
import { messages } from './scripts/messages.ts';
import { appPackage } from './scripts/appPackage.ts';
import { slimGarden } from './scripts/slimGarden.ts';

/** Longer than the search index ever lags (product.md, Words). */
const quietTimeMs = 11 * 60_000;
/** For looking at the demo account and for browser tests; `package` never builds with it. */
const demoQuietTimeMs = 6_000;

const root = import.meta.dirname;

export default defineConfig(({ mode, command }) => {
  // A build is never one for development, whatever the process that starts it is for.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root,
    // Zendesk serves every upload from a folder of its own, so nothing may be addressed from the root.
    base: './',
    publicDir: 'assets',
    plugins: [
      react(),
      svgr(),
      messages(resolve(root, 'translations/en.json')),
      slimGarden(root),
      appPackage(),
    ],
    define: { __QUIET_TIME_MS__: String(mode === 'demo' ? demoQuietTimeMs : quietTimeMs) },
    worker: { format: 'es' as const },
    build: {
      outDir: mode === 'demo' ? 'dist-demo/assets' : 'dist/assets',
      assetsDir: '',
      emptyOutDir: true,
      target: 'es2023',
      // Neither source maps nor inlined files: the first do not belong in a package, the second would
      // need `data:` in the content policy.
      sourcemap: false,
      assetsInlineLimit: 0,
      // The policy forbids every connection, and the polyfill fetches. appPackage writes the links itself.
      modulePreload: false as const,
      rolldownOptions: {
        input: { sidebar: resolve(root, 'sidebar.html'), page: resolve(root, 'page.html') },
        output: {
          // One chunk for the small parts of every first view: five tiny ones weigh more than their sum.
          codeSplitting: {
            groups: [
              {
                name: 'parts',
                test: /src.(ui.parts.(Mark|StateMark|When|PersonalText|Duration|KindLine|Skeleton)\.tsx|domain.(call|person|phoneNumber|result|profile)\.ts)$/,
              },
            ],
          },
          entryFileNames: '[name].js',
          // Named, because it is fetched only where Zendesk's own script cannot be had.
          chunkFileNames: ({ moduleIds }) =>
            moduleIds.some((id) => id.includes('zendesk_app_framework_sdk'))
              ? 'bundled-sdk-[hash].js'
              : '[name]-[hash].js',
          assetFileNames: '[name][extname]',
        },
      },
    },
  };
});
