import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
  cwd: resolve(import.meta.dirname, '../..'),
  // Texts that are no files have no types; the rules tried here need none.
  overrideConfig: [
    {
      files: ['**/*.{ts,tsx}'],
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false } },
    },
  ],
});

test.each([
  ['only zaf says ZAFClient', 'src/inventory/scan.ts', 'export const client = window.ZAFClient;'],
  [
    'a screen writes no text of its own',
    'src/ui/Panel.tsx',
    'export const panel = <p>Delete this</p>;',
  ],
  [
    'a screen names nothing in its own words',
    'src/ui/Panel.tsx',
    'export const panel = <b title="Delete" />;',
  ],
  ['a screen mixes no colours', 'src/ui/Panel.tsx', "export const red = '#cc0000';"],
  ['a screen measures no pixels', 'src/ui/Panel.tsx', 'export const gap = `margin: 12px 0`;'],
  [
    'no text becomes markup in React',
    'src/ui/Panel.tsx',
    'export const panel = <p dangerouslySetInnerHTML={x} />;',
  ],
  ['no text becomes markup in the document', 'src/main.tsx', "document.body.innerHTML = '';"],
  [
    'rooms do not reach for the browser’s storage',
    'src/erasure/journal.ts',
    "localStorage.getItem('a');",
  ],
  ['not through the window either', 'src/zaf/start.ts', "window.localStorage.getItem('a');"],
  ['rooms do not look at the clock', 'src/api/pace.ts', 'export const now = Date.now();'],
  ['nor at today’s date', 'src/domain/call.ts', 'export const today = new Date();'],
  ['rooms throw no dice', 'src/erasure/plan.ts', 'export const dice = Math.random();'],
  ['rooms do not wait by themselves', 'src/inventory/scan.ts', 'setTimeout(() => undefined, 1);'],
  ['a file passes nothing on', 'src/domain/call.ts', "export { a } from './ids.ts';"],
  ['no test is left out', 'tests/domain/call.test.ts', "test.skip('a', () => undefined);"],
  ['no module is mocked', 'tests/ui/panel.test.tsx', "vi.mock('../../src/main.tsx');"],
])('%s', async (_rule, filePath, text) => {
  expect(await forbidden(filePath, text)).toBeGreaterThan(0);
});

test.each([
  ['zaf says it', 'src/zaf/sdk.ts', 'export const client = window.ZAFClient;'],
  ['the effects reach storage', 'src/effects.ts', "localStorage.getItem('a');"],
  ['the effects look at the clock', 'src/effects.ts', 'export const now = Date.now();'],
  [
    'a screen shows a message',
    'src/ui/Panel.tsx',
    "export const panel = <p title={t('a.b')}>{t('a.b')} · 3</p>;",
  ],
  ['a date is read from a text', 'src/domain/call.ts', 'export const at = new Date(text);'],
])('%s, and may', async (_what, filePath, text) => {
  expect(await forbidden(filePath, text)).toBe(0);
});

async function forbidden(filePath: string, text: string): Promise<number> {
  const [result] = await eslint.lintText(text, { filePath });
  const fatal = result?.messages.filter((message) => message.fatal) ?? [];
  expect(fatal).toEqual([]);
  return result?.messages.filter(({ ruleId }) => ruleId === 'no-restricted-syntax').length ?? 0;
}
