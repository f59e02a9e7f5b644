import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

const rooms = [
  'domain',
  'api',
  'inventory',
  'erasure',
  'handover',
  'zaf',
  'zendesk',
  'simulate',
  'architecture',
];

export default mergeConfig(
  viteConfig({ command: 'serve', mode: 'test' }),
  defineConfig({
    test: {
      testTimeout: 15_000,
      setupFiles: ['tests/setup.ts'],
      projects: [
        {
          extends: true,
          test: { name: 'rooms', include: rooms.map((room) => `tests/${room}/**/*.test.ts`) },
        },
        {
          extends: true,
          test: { name: 'ui', environment: 'jsdom', include: ['tests/ui/**/*.test.{ts,tsx}'] },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            include: ['tests/e2e/**/*.test.ts'],
            // One Chromium at a time: two of them starve each other on a small machine.
            fileParallelism: false,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  }),
);
