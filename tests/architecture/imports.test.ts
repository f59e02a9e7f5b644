import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const house = mkdtempSync(join(tmpdir(), 'talk-privacy-house-'));
afterAll(() => rmSync(house, { recursive: true }));

/** A small house in which one file after the other breaks one rule. */
const breaches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'domain-imports-nothing': { 'src/domain/call.ts': "import 'react';" },
  'api-knows-domain-only': { 'src/api/page.ts': "import '../inventory/scan.ts';" },
  'reading-comes-through-reads': { 'src/inventory/find.ts': "import '../api/pace.ts';" },
  'handing-over-reads-only': { 'src/handover/pack.ts': "import '../ui/Panel.tsx';" },
  'reading-never-erases': {
    'src/inventory/lanes.ts': "import './between.ts';",
    'src/inventory/between.ts': "import '../domain/bridge.ts';",
    'src/domain/bridge.ts': "import '../api/acts.ts';",
  },
  'erasing-knows-no-screen': { 'src/erasure/run.ts': "import '../ui/Panel.tsx';" },
  'zaf-knows-no-room': { 'src/zaf/start.ts': "import '../erasure/plan.ts';" },
  'send-is-a-type-to-zaf': { 'src/zaf/send.ts': "import '../api/send.ts';" },
  'screens-ask-rooms': { 'src/ui/Erase.tsx': "import '../api/acts.ts';" },
  'screens-do-not-know-the-root': { 'src/ui/Root.tsx': "import '../main.tsx';" },
  'only-zaf-loads-the-sdk': { 'src/ui/Sdk.tsx': "import 'zendesk_app_framework_sdk';" },
  'react-lives-in-the-skin': { 'src/erasure/view.ts': "import 'react';" },
  'screens-decode-nothing': { 'src/ui/Wire.tsx': "import 'valibot';" },
  'storage-stands-at-the-root': { 'src/erasure/store.ts': "import 'idb';" },
  'no-heavy-libraries': { 'src/ui/List.tsx': "import 'lodash';" },
  'only-installed-runtime-packages': { 'src/ui/Check.tsx': "import 'fast-check';" },
  'the-app-knows-no-test': { 'src/api/fake.ts': "import '../../tests/zendesk/zendesk.ts';" },
  'no-circles': { 'src/domain/a.ts': "import './b.ts';", 'src/domain/b.ts': "import './a.ts';" },
  'no-barrels': { 'src/domain/index.ts': '', 'src/domain/c.ts': "import './index.ts';" },
  'no-drawers': { 'src/domain/utils.ts': '', 'src/domain/d.ts': "import './utils.ts';" },
  'nothing-unreached': { 'src/domain/forgotten.ts': '' },
  resolvable: { 'src/domain/e.ts': "import './gone.ts';" },
};

const sound = {
  'src/page.tsx': "import './main.tsx';",
  'src/main.tsx': [
    "import 'react-dom';",
    "import './api/acts.ts';",
    "import './inventory/scan.ts';",
    "import './erasure/plan.ts';",
    "import './handover/content.ts';",
    "import './zaf/host.ts';",
    "import './ui/Panel.tsx';",
  ].join('\n'),
  'src/domain/ids.ts': 'export type Id = number;',
  'src/api/send.ts': 'export type Send = () => void;',
  'src/api/pace.ts': "import './send.ts';",
  'src/api/acts.ts':
    "import './pace.ts'; import 'valibot'; export type Acts = { erase: () => void };",
  'src/api/reads.ts': "import './pace.ts'; import '../domain/ids.ts';",
  'src/api/deepReads.ts': "import './reads.ts';",
  'src/inventory/scan.ts': "import '../api/reads.ts'; import '../api/deepReads.ts';",
  'src/handover/content.ts': "import '../inventory/scan.ts'; import '../api/deepReads.ts';",
  'src/erasure/plan.ts': "import '../api/acts.ts'; import '../inventory/scan.ts';",
  'src/zaf/host.ts':
    "import type { Send } from '../api/send.ts'; import 'zendesk_app_framework_sdk'; export type Host = Send;",
  'src/ui/Panel.tsx':
    "import 'react'; import type { Acts } from '../api/acts.ts'; import '../erasure/plan.ts'; export type P = Acts;",
  'tests/zendesk/zendesk.ts': '',
};

test('a sound small house keeps every rule', () => {
  build(sound);
  expect(violations(house)).toEqual([]);
});

test('each rule catches the file that breaks it', () => {
  build(Object.values(breaches).reduce((files, more) => ({ ...files, ...more }), sound));
  const caught = new Set(violations(house).map((line) => line.split(':')[0]));
  expect(Object.keys(breaches).filter((rule) => !caught.has(rule))).toEqual([]);
});

test('each rule has a breach here', () => {
  const rules = readFileSync(join(root, '.dependency-cruiser.mjs'), 'utf8');
  const names = [...rules.matchAll(/^ {6}name: '([\w-]+)'/gm)].map(([, name]) => name);
  expect(names.sort()).toEqual(Object.keys(breaches).sort());
});

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** What dependency-cruiser says, one line each. */
function violations(folder: string): string[] {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout } = spawnSync(
    process.execPath,
    [cruiser, 'src', 'tests', '--output-type', 'json'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  const { summary } = JSON.parse(stdout) as {
    readonly summary: { readonly violations: readonly Violation[] };
  };
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function build(files: Readonly<Record<string, string>>): void {
  rmSync(house, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${text}\nexport {};\n`);
  }
  for (const file of ['.dependency-cruiser.mjs', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, file), join(house, file));
  }
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
}
