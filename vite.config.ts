import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import svgr from 'vite-plugin-svgr';
import { messages } from './scripts/messages.ts';
import { appPackage } from './scripts/appPackage.ts';
import { slimGarden } from './scripts/slimGarden.ts';

/** Longer than the search index ever lags (product.md, Words). */
const quietTimeMs = 11 * 60_000;
/** For looking at the demo account and for browser tests; `package` never builds with it. */
const demoQuietTimeMs = 6_000;

const root = import.meta.dirname;

/** Dynamic imports bring no styles and no links here: what is left of Vite's helper for them is the import. */
const barePreload = (): Plugin => ({
  name: 'talk-privacy-bare-preload',
  apply: 'build',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js')
      ? 'export const __vitePreload = (load) => load();'
      : undefined,
});

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
      barePreload(),
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
          // Many small chunks weigh more than their sum: each is compressed for itself. What one way through the
          // app fetches together lies together.
          codeSplitting: {
            groups: [
              {
                name: 'base',
                test: /node_modules.(react|react-dom|scheduler|styled-components|stylis|valibot|@messageformat|make-plural|@zendeskgarden.(react-theming|react-buttons.dist.esm.(elements.Button|elements.components|styled.(StyledButton|StyledIcon)|utils)))\b|src.(zaf|main|effects|garden|api.(pace|turns|share|ledger|send|reads|ask|page|answer|routes|decode|decodeRecords|decodeComments)\.ts|ui.start.(Look|LateNotice|DefectBoundary|defectDetails)|ui.text|ui.parts.(Mark|StateMark|When|PersonalText|Duration|KindLine|Skeleton|FailureNote|useLoaded)\.tsx?|domain.(call|person|phoneNumber|result|profile|ids|ticket)\.ts)/,
              },
              {
                name: 'person',
                includeDependenciesRecursively: false,
                test: /src.(inventory.(scan|round|lanes|holdings|sourcesRead|profilesRead|commentsFold|coverage|callList)\.ts|ui.page.person.(Person|PersonHeader|Figures|CoverageLine|Calls|CallTable|VirtualTable|Selected|selection|useCallTable|useShownLines|pastFirstRows)\.tsx?|ui.page.(Heading|Initials|Inputs|Paged|narrow)\.tsx?|ui.parts.(Tabs|useStore)|api.(deepReads|deepRoutes|decodeDeep)\.ts|deepSources|domain.(written|trace)\.ts|browserJournal)|@zendeskgarden.(react-tables|container-utilities)|node_modules.(idb|@reach)/,
              },
              {
                name: 'finding',
                includeDependenciesRecursively: false,
                test: /src.(inventory.(find|finder|understood|phoneReader|recentPeople)\.ts|ui.page.(find.(Find|Candidates|CandidateRow|Reading)|Page|location)\.tsx?|pageRooms)|messages.page/,
              },
              {
                name: 'deep',
                includeDependenciesRecursively: false,
                test: /src.(inventory.(deepReading|traces|spelling|tracing|storedScan|crossCheck|exportsRead|searchTerms|callTexts)\.ts|api.(exportReads|exportPages|decodeExports)\.ts|browserScans)/,
              },
              {
                // A table, not code: what each country's numbers look like.
                name: 'phone-numbers',
                includeDependenciesRecursively: false,
                test: /libphonenumber-js.metadata/,
              },
              {
                name: 'fields',
                includeDependenciesRecursively: false,
                test: /@zendeskgarden.react-forms/,
              },
              {
                name: 'words',
                includeDependenciesRecursively: false,
                test: /PersonText|messages.person/,
              },
              {
                name: 'looking',
                includeDependenciesRecursively: false,
                test: /src.ui.page.person.(Deletion|DeletionRun|CallTools|CallDetail|CallFilters|CrossCheck|Differences|ExportWords|OnCall|Months|Traces|TraceTable|Sources|Searched)|src.inventory.callsByMonth/,
              },
              {
                name: 'erasing',
                includeDependenciesRecursively: false,
                test: /src.(erasure|ui.page.(erase|run)|inventory.(sweep|callHints))|messages.(erase|deletion)/,
              },
              {
                name: 'handing',
                includeDependenciesRecursively: false,
                test: /src.(handover|ui.page.handOver)|messages.handOver/,
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
