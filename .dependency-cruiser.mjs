const screens = '^src/(ui/|main\\.tsx$|sidebar\\.tsx$|page\\.tsx$)';
const typesOnly = ['type-only'];

/** Each room of `src/README.md` with what it may see. The comments are what a failing build prints. */
export default {
  forbidden: [
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      comment: 'Nouns and rules stay pure: whatever domain imported, every room would depend on.',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'api-knows-domain-only',
      severity: 'error',
      comment:
        'The API room speaks HTTP in terms of domain; it declares Send, and others come to it.',
      from: { path: '^src/api/' },
      to: { path: '^src/', pathNot: '^src/(api|domain)/' },
    },
    {
      name: 'reading-comes-through-reads',
      severity: 'error',
      comment:
        'Inventory and oversight look at the account through the one door that cannot change it.',
      from: { path: '^src/(inventory|oversight)/' },
      to: {
        path: '^src/',
        pathNot: '^src/(domain|inventory|oversight)/|^src/api/(reads|deepReads)\\.ts$',
      },
    },
    {
      name: 'handing-over-reads-only',
      severity: 'error',
      comment: 'What is handed to a person is read: domain, inventory and the two reading doors.',
      from: { path: '^src/handover/' },
      to: {
        path: '^src/',
        pathNot: '^src/(domain|inventory|handover)/|^src/api/(reads|deepReads)\\.ts$',
      },
    },
    {
      name: 'reading-never-erases',
      severity: 'error',
      comment: 'No path of imports leads from reading to a destructive verb, however long it is.',
      from: { path: '^src/(inventory|oversight|handover)/' },
      to: { path: '^src/(api/acts\\.ts$|erasure/)', reachable: true },
    },
    {
      name: 'erasing-knows-no-screen',
      severity: 'error',
      comment:
        'A run goes on without a screen: erasure and requests see domain, api and inventory.',
      from: { path: '^src/(erasure|requests)/' },
      to: { path: '^src/', pathNot: '^src/(domain|api|inventory|erasure|requests)/' },
    },
    {
      name: 'zaf-knows-no-room',
      severity: 'error',
      comment: 'The frame around the app implements Send; what is sent is not its business.',
      from: { path: '^src/zaf/' },
      to: { path: '^src/', pathNot: '^src/(zaf|domain)/|^src/api/send\\.ts$' },
    },
    {
      name: 'send-is-a-type-to-zaf',
      severity: 'error',
      comment: 'zaf implements the seam and calls nothing of the API room.',
      from: { path: '^src/zaf/' },
      to: { path: '^src/api/', dependencyTypesNot: typesOnly },
    },
    {
      name: 'screens-ask-rooms',
      severity: 'error',
      comment: 'A screen gets verbs handed in; of api and zaf it knows types only.',
      from: { path: '^src/ui/' },
      to: { path: '^src/(api|zaf)/', dependencyTypesNot: typesOnly },
    },
    {
      name: 'screens-do-not-know-the-root',
      severity: 'error',
      comment:
        'main.tsx wires the rooms to the screens; a screen that imports it knows everything.',
      from: { path: '^src/ui/' },
      to: { path: '^src/[^/]+$' },
    },
    {
      name: 'only-zaf-loads-the-sdk',
      severity: 'error',
      comment:
        'One adapter evens out the two SDKs and keeps the deadlines; nobody else talks to one.',
      from: { path: '^src/', pathNot: '^src/zaf/' },
      to: { path: 'zendesk_app_framework_sdk' },
    },
    {
      name: 'react-lives-in-the-skin',
      severity: 'error',
      comment: 'Most of the code is not React: the core runs in a test, a worker and a simulation.',
      from: { path: '^src/', pathNot: screens },
      to: {
        path: 'node_modules/(react|react-dom|styled-components|@zendeskgarden|@tanstack)/',
        dependencyTypesNot: typesOnly,
      },
    },
    {
      name: 'screens-decode-nothing',
      severity: 'error',
      comment:
        'JSON enters as unknown and leaves the API room decoded; a screen never sees the wire.',
      from: { path: '^src/ui/' },
      to: { path: 'node_modules/valibot/' },
    },
    {
      name: 'storage-stands-at-the-root',
      severity: 'error',
      comment: 'Rooms are handed a Store or a Journal, so that every test brings its own.',
      from: { path: '^src/[^/]+/' },
      to: { path: 'node_modules/idb/' },
    },
    {
      name: 'no-heavy-libraries',
      severity: 'error',
      comment: 'Every agent pays for these bytes on every ticket, and the platform does their job.',
      from: { path: '^src/' },
      to: {
        path: [
          'node_modules/(zod|dexie|bottleneck|lodash|lodash-es|moment|date-fns|dayjs|luxon|xstate)/',
          '^(zod|dexie|bottleneck|lodash|lodash-es|moment|date-fns|dayjs|luxon|xstate)$',
        ],
      },
    },
    {
      name: 'only-installed-runtime-packages',
      severity: 'error',
      comment: 'What the app imports stands under dependencies; development tools stay at home.',
      from: { path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {
        pathNot: '^virtual:',
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'unknown'],
        dependencyTypesNot: typesOnly,
      },
    },
    {
      name: 'the-app-knows-no-test',
      severity: 'error',
      comment: 'The wire is faked in tests, never in the app.',
      from: { path: '^src/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or a third one is missing.',
      from: { path: '^(src|tests|scripts)/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      comment: 'A door has code in it: import the file that says what you mean.',
      from: {},
      to: { path: '/index\\.(ts|tsx|mjs)$', pathNot: 'node_modules' },
    },
    {
      name: 'no-drawers',
      severity: 'error',
      comment: 'A folder or file of odds and ends hides the noun that it should be named after.',
      from: {},
      to: {
        path: '/(util|utils|helper|helpers|common|shared|hooks|types|constants|services|core|lib|misc)(/|\\.ts$|\\.tsx$)',
        pathNot: 'node_modules',
      },
    },
    {
      name: 'nothing-unreached',
      severity: 'error',
      comment: 'What neither place reaches is dead, and dead code is read as if it mattered.',
      from: { path: '^src/(sidebar|page)\\.tsx$' },
      to: {
        path: '^src/',
        pathNot: '\\.d\\.ts$|\\.worker\\.ts$|^src/(garden/|sidebar\\.tsx$|page\\.tsx$)',
        reachable: false,
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'A file or package that is not there.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?(react|worker|url)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-demo|tmp)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
