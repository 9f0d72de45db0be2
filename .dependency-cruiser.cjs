/**
 * The walls between the rooms (DESIGN, "Walls"). A room may import itself, what is listed for it, and
 * `lib/errors`, `lib/log`, `lib/env`; nothing else of the project.
 */
const COMMON = '^lib/(errors|log|env)\\.ts$';

/** @type {(name: string, from: string, to: string[], comment: string, fromNot?: string) => object} */
const room = (name, from, to, comment, fromNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  // What is on this machine's disk inside the project, but in no room of the list.
  to: { path: '^(app|components|lib|models|tests|prisma)/', pathNot: [from, COMMON, ...to] },
});

const DOMAIN = '^lib/domain/';
const DB = '^lib/db/';
const JOB_DEFINITIONS = '^lib/jobs/(definition|definitions|boss|enqueue|index)\\.ts$';

module.exports = {
  forbidden: [
    room(
      'domain-is-pure',
      DOMAIN,
      [],
      'lib/domain is rules on plain data: it imports nothing of the project',
    ),
    room('editor-imports-domain', '^lib/editor/', [DOMAIN], 'the headless editor knows the domain only'),
    room('import-imports-domain', '^lib/import/', [DOMAIN], 'importers are pure: files in, data out'),
    room('export-imports-domain', '^lib/export/', [DOMAIN], 'exporters are pure: data in, files out'),
    room('models-import-domain', '^models/', [DOMAIN], 'models know the domain only'),
    room('db-imports-domain', DB, [DOMAIN], 'the database layer knows the domain only'),
    room('storage-stands-alone', '^lib/storage/', [], 'blobs know nothing of what they hold'),
    room('i18n-stands-alone', '^lib/i18n/', [], 'strings know nothing of the program'),
    room('auth-imports-db', '^lib/auth/', [DB, DOMAIN], 'who is asking: db and domain only'),
    room(
      'inference-imports-domain',
      '^lib/inference/',
      [DOMAIN, '^lib/auth/secrets\\.ts$'],
      'the client of the worker: the domain, and the secret that both share',
    ),
    room(
      'server-is-use-cases',
      '^lib/server/',
      [DOMAIN, DB, '^lib/storage/', '^lib/import/', '^lib/export/', JOB_DEFINITIONS, '^lib/inference/'],
      'use cases: domain, db, storage, import, export, job definitions, inference',
    ),
    room(
      'job-definitions-are-light',
      JOB_DEFINITIONS,
      [DOMAIN],
      'a definition must not pull its handler into the web bundle',
    ),
    room(
      'job-handlers-call-server',
      '^lib/jobs/',
      ['^lib/server/', '^models/', DOMAIN, '^lib/inference/', DB, '^lib/storage/', '^lib/auth/secrets\\.ts$'],
      'handlers live in the worker: server and models',
      JOB_DEFINITIONS,
    ),
    room(
      'components-are-screens',
      '^components/',
      [DOMAIN, '^lib/editor/', '^lib/i18n/'],
      'actions come in as props',
    ),
    room(
      'app-is-routes',
      '^app/',
      ['^lib/server/', '^lib/auth/', '^components/', '^lib/i18n/', DOMAIN],
      'parse, authorise, call, map',
    ),
    {
      name: 'cli-has-no-screens',
      severity: 'error',
      from: { path: '^lib/(cli|launch)/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'nothing-imports-app',
      severity: 'error',
      from: { pathNot: '^(app/|tests/|proxy\\.ts$)' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-and-models-have-no-components',
      severity: 'error',
      from: { path: '^(lib|models)/' },
      to: { path: '^components/' },
    },
    {
      name: 'domain-uses-zod-only',
      comment: 'lib/domain uses zod; domain/latex may use the parser of KaTeX',
      severity: 'error',
      from: { path: DOMAIN, pathNot: '^lib/domain/latex/' },
      to: {
        dependencyTypesNot: ['local', 'aliased', 'aliased-tsconfig', 'aliased-tsconfig-paths'],
        pathNot: 'node_modules/zod/',
      },
    },
    {
      name: 'latex-uses-katex-and-zod',
      severity: 'error',
      from: { path: '^lib/domain/latex/' },
      to: {
        dependencyTypesNot: ['local', 'aliased', 'aliased-tsconfig', 'aliased-tsconfig-paths'],
        pathNot: 'node_modules/(zod|katex)/',
      },
    },
    {
      name: 'prisma-behind-db',
      comment: 'lib/db is the only importer of the Prisma client',
      severity: 'error',
      from: { path: '^(app|components|lib|models|tests)/', pathNot: DB },
      to: { path: ['node_modules/@prisma/', '^lib/db/generated/'] },
    },
    {
      name: 'onnxruntime-behind-runtime',
      comment: 'models/runtime is the only importer of onnxruntime-node',
      severity: 'error',
      from: { path: '^(app|components|lib|models|tests)/', pathNot: '^models/runtime/' },
      to: { path: 'node_modules/onnxruntime-' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { pathNot: '^lib/db/generated/' },
      to: { circular: true },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'program-without-tests',
      severity: 'error',
      from: { path: '^(app|components|lib|models)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/db/generated/'] },
    exclude: { path: '^(\\.next|\\.formulary|\\.train)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
