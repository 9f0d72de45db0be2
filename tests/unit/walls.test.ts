import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = process.cwd();

interface Violation {
  from: string;
  rule: { name: string };
}

/** One fault for each wall: a file that must not import what it imports. */
const FAULTS: [rule: string, file: string, code: string][] = [
  [
    'domain-is-pure',
    'lib/domain/fault.ts',
    "import { blob } from '@/lib/storage/blob';\nexport default blob;",
  ],
  ['domain-uses-zod-only', 'lib/domain/fault-package.ts', "import pg from 'pg';\nexport default pg;"],
  ['latex-uses-katex-and-zod', 'lib/domain/latex/fault.ts', "import pg from 'pg';\nexport default pg;"],
  [
    'editor-imports-domain',
    'lib/editor/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'import-imports-domain',
    'lib/import/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'export-imports-domain',
    'lib/export/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'models-import-domain',
    'models/stages/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'db-imports-domain',
    'lib/db/fault.ts',
    "import { blob } from '@/lib/storage/blob';\nexport default blob;",
  ],
  [
    'storage-stands-alone',
    'lib/storage/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'i18n-stands-alone',
    'lib/i18n/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'auth-imports-db',
    'lib/auth/fault.ts',
    "import { useCase } from '@/lib/server/use-case';\nexport default useCase;",
  ],
  [
    'inference-imports-domain',
    'lib/inference/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  [
    'server-is-use-cases',
    'lib/server/fault.ts',
    "import { who } from '@/lib/auth/who';\nexport default who;",
  ],
  [
    'job-definitions-are-light',
    'lib/jobs/definitions.ts',
    "import { handler } from '@/lib/jobs/handlers/handler';\nexport default handler;",
  ],
  [
    'job-handlers-call-server',
    'lib/jobs/handlers/fault.ts',
    "import { who } from '@/lib/auth/who';\nexport default who;",
  ],
  [
    'components-are-screens',
    'components/ui/fault.ts',
    "import { query } from '@/lib/db/query';\nexport default query;",
  ],
  ['app-is-routes', 'app/fault.ts', "import { query } from '@/lib/db/query';\nexport default query;"],
  [
    'cli-has-no-screens',
    'lib/cli/fault.ts',
    "import { button } from '@/components/ui/button';\nexport default button;",
  ],
  [
    'nothing-imports-app',
    'lib/server/fault-app.ts',
    "import { page } from '@/app/page';\nexport default page;",
  ],
  [
    'lib-and-models-have-no-components',
    'models/runtime/fault.ts',
    "import { button } from '@/components/ui/button';\nexport default button;",
  ],
  [
    'prisma-behind-db',
    'lib/server/fault-prisma.ts',
    "import type { PrismaPg } from '@prisma/adapter-pg';\nexport type Leak = PrismaPg;",
  ],
  [
    'onnxruntime-behind-runtime',
    'models/stages/fault-onnx.ts',
    "import type { InferenceSession } from 'onnxruntime-node';\nexport type Leak = InferenceSession;",
  ],
  [
    'no-cycles',
    'lib/domain/circle-a.ts',
    "import { b } from '@/lib/domain/circle-b';\nexport const a = () => b;",
  ],
  [
    'resolvable',
    'lib/domain/nowhere.ts',
    "import { nothing } from '@/lib/domain/does-not-exist';\nexport default nothing;",
  ],
  [
    'program-without-tests',
    'lib/server/fault-tests.ts',
    "import { fake } from '@/tests/fake';\nexport default fake;",
  ],
];

/** A small house without faults, in which every room is there. */
const SOUND: [file: string, code: string][] = [
  ['lib/errors.ts', 'export const errors = 1;'],
  [
    'lib/domain/value.ts',
    "import { z } from 'zod';\nimport { errors } from '@/lib/errors';\nexport const value = z.literal(errors);",
  ],
  ['lib/domain/latex/parse.ts', "import katex from 'katex';\nexport default katex;"],
  ['lib/domain/circle-b.ts', 'export const b = 1;'],
  [
    'lib/db/query.ts',
    "import { PrismaPg } from '@prisma/adapter-pg';\nimport { value } from '@/lib/domain/value';\nexport const query = [PrismaPg, value];",
  ],
  ['lib/storage/blob.ts', 'export const blob = 1;'],
  ['lib/auth/who.ts', "import { query } from '@/lib/db/query';\nexport const who = query;"],
  [
    'lib/server/use-case.ts',
    "import { query } from '@/lib/db/query';\nimport { blob } from '@/lib/storage/blob';\nexport const useCase = [query, blob];",
  ],
  [
    'lib/jobs/handlers/handler.ts',
    "import { useCase } from '@/lib/server/use-case';\nimport { session } from '@/models/runtime/session';\nexport const handler = [useCase, session];",
  ],
  [
    'models/runtime/session.ts',
    "import { InferenceSession } from 'onnxruntime-node';\nexport const session = InferenceSession;",
  ],
  ['components/ui/button.ts', "import { value } from '@/lib/domain/value';\nexport const button = value;"],
  [
    'app/page.ts',
    "import { useCase } from '@/lib/server/use-case';\nimport { button } from '@/components/ui/button';\nexport const page = [useCase, button];",
  ],
  ['tests/fake.ts', 'export const fake = 1;'],
];

let house: string;

async function write(files: [string, string][]): Promise<void> {
  for (const [file, code] of files) {
    await mkdir(path.dirname(path.join(house, file)), { recursive: true });
    await writeFile(path.join(house, file), `${code}\n`);
  }
}

/** The project's own configuration, run on the house. */
async function violations(): Promise<Violation[]> {
  const cli = path.join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [cli, 'app', 'components', 'lib', 'models', 'tests', '--config', '.dependency-cruiser.cjs'];
  const options = { cwd: house, maxBuffer: 64 * 1024 * 1024 };
  const said = await run(process.execPath, [...args, '--output-type', 'json'], options).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  );
  return (JSON.parse(said.stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

beforeAll(async () => {
  house = await mkdtemp(path.join(tmpdir(), 'formulary-walls-'));
  await cp(path.join(root, '.dependency-cruiser.cjs'), path.join(house, '.dependency-cruiser.cjs'));
  await cp(path.join(root, 'tsconfig.json'), path.join(house, 'tsconfig.json'));
  await cp(path.join(root, 'package.json'), path.join(house, 'package.json'));
  await symlink(path.join(root, 'node_modules'), path.join(house, 'node_modules'), 'dir');
  await write(SOUND);
});
afterAll(() => rm(house, { recursive: true, force: true }));

describe('the walls', () => {
  it('stand quietly around a sound house', async () => {
    expect(await violations()).toEqual([]);
  });

  it('catch a fault planted against each of them', async () => {
    await write(FAULTS.map(([, file, code]) => [file, code]));
    await write([
      ['lib/domain/circle-b.ts', "import { a } from '@/lib/domain/circle-a';\nexport const b = a;"],
    ]);
    const found = await violations();
    const missed = FAULTS.filter(
      ([rule, file]) => !found.some((violation) => violation.rule.name === rule && violation.from === file),
    );
    expect(missed.map(([rule]) => rule)).toEqual([]);
  });

  it('are all tested here', async () => {
    const config = (await import(path.join(root, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    const names = config.default.forbidden.map(({ name }) => name).sort();
    expect(FAULTS.map(([rule]) => rule).sort()).toEqual(names);
  });
});
