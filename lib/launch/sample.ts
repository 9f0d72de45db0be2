import { oldestAdministrator } from '@/lib/db/auth/people';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { say } from '@/lib/launch/install.mjs';
import { createProject } from '@/lib/server/projects/create-project';
import { importFiles, type SourceFile } from '@/lib/server/imports/import-files';
import { finishImport } from '@/lib/server/imports/import-status';
import { setTarget } from '@/lib/server/projects/set-target';
import { startImport } from '@/lib/server/imports/start-import';
import { DRAWABLE_CLASSES, sampleFormulas, sampleProject, type SampleProject } from '@/models/synthesis';

/** The sample's formulas as files to import, drawn when their turn comes. */
async function* files({ formulas }: SampleProject): AsyncGenerator<SourceFile> {
  for await (const { name, image, writer, cell } of formulas) {
    yield { path: name, read: async () => image, values: cell, overrides: { writer } };
  }
}

/** Make the project and its targets; done once, by the first start. */
async function makeProject(actor: Actor, sample: SampleProject): Promise<Actor> {
  const { slug, name, axes, cells } = sample;
  await createProject(actor, { slug, name, axes, classes: [...DRAWABLE_CLASSES] });
  for (const { values, target } of cells) await setTarget(actor, { project: slug, values, target });
  return actor;
}

/**
 * Load the sample project into an installation that has no project of its own, and go on with it where an
 * earlier start was cut off. Its formulas are sent to the models like any import.
 */
export async function loadSample(): Promise<void> {
  const db = getDb();
  const sample = sampleProject();
  const projects = await db.project.findMany({ select: { id: true, slug: true }, take: 2 });
  const [only] = projects;
  if (projects.length > 1 || (only && only.slug !== sample.slug)) return;
  const total = sampleFormulas().length;
  if (only && (await db.formula.count({ where: { projectId: only.id } })) >= total) return;
  const actor = await oldestAdministrator(db);
  if (!actor) return;
  say(`Drawing the sample project (${total} formulas) …`);
  if (!only) await makeProject(actor, sample);
  const options = { truth: 'ignore' as const, values: {} };
  const { batchId } = await startImport(actor, {
    project: sample.slug,
    source: 'sample',
    options,
    resume: true,
  });
  for await (const { path, status, error } of importFiles(actor, { batchId, files: files(sample) })) {
    if (status === 'failed') say(`  ${path} was not imported: ${JSON.stringify(error)}`);
  }
  await finishImport(actor, { batchId });
}
