import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import type { Actor } from '@/lib/domain/permissions';
import { registerCandidate } from '@/lib/server/candidates/register';
import { createProject } from '@/lib/server/projects/create-project';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { importFiles, type SourceFile } from '@/lib/server/imports/import-files';
import { finishImport } from '@/lib/server/imports/import-status';
import { listProjects } from '@/lib/server/projects/list-projects';
import { SnapshotChoicesSchema } from '@/lib/server/snapshots/snapshot-options';
import { startImport } from '@/lib/server/imports/start-import';
import { checkOffered } from '@/models/registration/check-candidate';
import { DRAWABLE_CLASSES, drawFormula, type DrawnFormula } from '@/models/synthesis';
import { majorityRecognizer } from './majority-recognizer';

/**
 * For browser tests, run as a program of its own beside the server: a project with drawn formulas as gold, all
 * of them in the test split of a snapshot, and a candidate that always says their most frequent class.
 * Arguments: the project's slug, which is made when there is none; how many formulas, else all of them. Prints
 * `{ snapshot, formulas, said }`.
 */
const LATEX = [
  'x+y=z',
  'a^2+b^2=c^2',
  'x-1=2',
  String.raw`\frac{1}{2}+\frac{1}{3}`,
  '3x-7=2x+5',
  String.raw`\sqrt{16}=4`,
  '12+7=19',
  'y=2x+1',
];

const draw = (count: number) =>
  Promise.all(
    LATEX.slice(0, count).map((latex, n) =>
      drawFormula({ latex, style: { face: 'computer-modern' }, seed: `compare ${n}` }),
    ),
  );

/** Truth of drawn formulas, imported as right. */
async function importGold(actor: Actor, project: string, drawn: readonly DrawnFormula[]): Promise<void> {
  const options = { truth: 'gold' as const, values: {}, split: 'test' as const };
  const { batchId } = await startImport(actor, { project, source: 'drawn', options, resume: false });
  const files = drawn.map(({ image, truth }, n): SourceFile => ({
    path: `drawn ${n + 1}.png`,
    read: () => Promise.resolve(image),
    overrides: { truth },
  }));
  for await (const { path: name, status, error } of importFiles(actor, { batchId, files })) {
    // Another test of the same server may have planted it before.
    if (status !== 'added' && status !== 'exists')
      throw new Error(`${name}: ${status} ${JSON.stringify(error)}`);
  }
  await finishImport(actor, { batchId });
}

function mostFrequentClass(drawn: readonly DrawnFormula[]): string {
  const counts = new Map<string, number>();
  for (const { truth } of drawn) {
    for (const symbol of Object.values(truth.symbols)) {
      counts.set(symbol.class, (counts.get(symbol.class) ?? 0) + 1);
    }
  }
  // Ties go the way of the constant predictor: by code point.
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  if (!first) throw new Error('the drawn formulas have no symbols');
  return first[0];
}

/** The card of the recognizer that is shipped: the planted one fits the others as it does. */
async function shippedRecognizer(): Promise<{ classes: string[] } & Record<string, unknown>> {
  const weights = path.join('models', 'weights');
  const read = async (...parts: string[]) =>
    JSON.parse(await readFile(path.join(weights, ...parts), 'utf8')) as unknown;
  const { recognizer } = (await read('release.json')) as { recognizer: string };
  return (await read('recognizer', recognizer, 'card.json')) as { classes: string[] };
}

async function makeUnlessThere(actor: Actor, slug: string): Promise<void> {
  if ((await listProjects(actor)).some((project) => project.slug === slug)) return;
  await createProject(actor, { slug, name: slug, classes: [...DRAWABLE_CLASSES] });
}

async function plant(project: string, count: number) {
  const actor = await commandActor();
  await makeUnlessThere(actor, project);
  const drawn = await draw(count);
  await importGold(actor, project, drawn);
  const said = mostFrequentClass(drawn);
  const { card, model } = majorityRecognizer(await shippedRecognizer(), said);
  await registerCandidate(actor, { project, card, model }, { check: checkOffered });
  const choices = SnapshotChoicesSchema.parse({});
  const { id } = await createSnapshot(actor, { project, name: `drawn ${Date.now()}`, choices });
  return { snapshot: id, formulas: drawn.length, said };
}

const [project = '', count = LATEX.length] = process.argv.slice(2);
const planted = await withDatabase(() => plant(project, Number(count)));
process.stdout.write(`${JSON.stringify(planted)}\n`);
process.exit(0);
