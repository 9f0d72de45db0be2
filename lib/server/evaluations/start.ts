import { releasedCandidates } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import { countSplit } from '@/lib/db/evaluations/items';
import { candidatesOf } from '@/lib/db/evaluations/leaks';
import { insertEvaluation } from '@/lib/db/evaluations/rows';
import { findSnapshot } from '@/lib/db/snapshot';
import { StartEvaluationSchema, type EvaluationLeak, type StartEvaluation } from '@/lib/domain/evaluations';
import type { z } from 'zod';
import type { Actor } from '@/lib/domain/permissions';
import { haveSameClasses } from '@/lib/domain/release/class-lists';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { enqueueEvaluation } from '@/lib/jobs/enqueue';
import { ensureShippedCandidates } from '../candidates/ensure-shipped';
import { requireProject } from '../projects/require-project';
import { findLeaks } from './find-leaks';

/** One candidate for each stage: the one asked for, else the project's release, else the shipped one. */
async function fourCandidates(
  projectId: string,
  wanted: StartEvaluation['candidates'],
): Promise<Record<Stage, string>> {
  const [shipped, released] = await Promise.all([
    ensureShippedCandidates(),
    releasedCandidates(getDb(), projectId),
  ]);
  const known = new Map((await candidatesOf(getDb(), Object.values(wanted))).map((row) => [row.id, row]));
  const chosen = STAGES.map((stage) => {
    const id = wanted[stage];
    if (id === undefined) return [stage, released.get(stage) ?? shipped[stage]];
    const candidate = known.get(id);
    if (!candidate || (candidate.projectId !== null && candidate.projectId !== projectId)) {
      throw new AppError('not_found', `There is no such candidate for the ${stage} in this project.`);
    }
    if (candidate.stage !== stage) {
      const name = `${candidate.name}@${candidate.version}`;
      throw new AppError(
        'invalid_input',
        `${name} is a candidate for the ${candidate.stage}, not for the ${stage}.`,
      );
    }
    return [stage, id];
  });
  return Object.fromEntries(chosen) as Record<Stage, string>;
}

/**
 * @throws AppError invalid_input where recognizer and aligner list other classes: the worker could only fail.
 */
async function requireSameClasses({ recognizer, aligner }: Record<Stage, string>): Promise<void> {
  const rows = await candidatesOf(getDb(), [recognizer, aligner]);
  const [reader, read] = [recognizer, aligner].map((id) => rows.find((row) => row.id === id));
  if (!reader || !read || haveSameClasses(reader.card, read.card)) return;
  const [first, second] = [reader, read].map(({ name, version }) => `${name}@${version}`);
  throw new AppError(
    'invalid_input',
    `The recognizer ${first} and the aligner ${second} list different classes, so that they cannot work together: ` +
      'choose two that were trained on the same classes.',
  );
}

/**
 * Score four candidates on the test (or val) split of a snapshot, as a job of the worker: which revisions those
 * are never changes. Missing stages take the project's release.
 * @returns `leaks`: candidates that were trained on formulas of that split, as far as their cards say so
 * @throws AppError not_found | forbidden | invalid_input for an empty split, a candidate of another stage, or two that list other classes
 */
export async function startEvaluation(
  actor: Actor,
  { project: slug, ...input }: { project: string } & z.input<typeof StartEvaluationSchema>,
): Promise<{ id: string; leaks: EvaluationLeak[] }> {
  const project = await requireProject(actor, slug, 'evaluation.run');
  const { snapshotId, split, candidates: wanted } = StartEvaluationSchema.parse(input);
  const snapshot = await findSnapshot(getDb(), snapshotId);
  if (snapshot?.projectId !== project.id) {
    throw new AppError('not_found', 'There is no such snapshot in this project.');
  }
  const total = await countSplit(getDb(), snapshotId, split);
  if (total === 0) {
    throw new AppError(
      'invalid_input',
      `The ${split} split of the snapshot "${snapshot.name}" is empty: there is nothing to evaluate on.`,
    );
  }
  const candidates = await fourCandidates(project.id, wanted);
  await requireSameClasses(candidates);
  const leaks = await findLeaks({
    projectId: project.id,
    snapshotId,
    split,
    candidates: Object.values(candidates),
  });
  const id = await insertEvaluation(getDb(), {
    projectId: project.id,
    snapshotId,
    split,
    total,
    leaks,
    createdById: actor.userId,
    candidates,
  });
  // Should this be lost, the worker finds what waits by itself.
  await enqueueEvaluation(id);
  return { id, leaks };
}
