import { runEvaluation, type EvaluateTools } from '@/lib/jobs/handlers/evaluate';
import type { StartEvaluation } from '@/lib/domain/evaluations';
import type { Actor } from '@/lib/domain/permissions';
import { showEvaluation } from '@/lib/server/evaluations/show';
import { startEvaluation } from '@/lib/server/evaluations/start';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { makePerson, makeProject } from './builders';
import { makeSnapshot } from './evaluations';
import { createInstallation, type Installation } from './scratch';

/** The worker's hands: images are their own hash, models are a function. */
export function tools(
  answer: (task: ScoreTask) => ScoreAnswer,
  more: Partial<EvaluateTools> = {},
): EvaluateTools {
  return {
    folders: async () => ({}),
    engine: () => ({ start: async () => undefined, score: async (task) => answer(task) }),
    readImage: async (hash) => new TextEncoder().encode(hash),
    whenIdle: async () => undefined,
    ...more,
  };
}

/** A worker that goes on, at one of several tries. */
export const TRY = { lastTry: false, stopping: () => false };

/** A project with an engineer and a lead, and short ways to evaluate in it. */
export async function makeEvaluationWorld() {
  const installation: Installation = await createInstallation();
  const project = await makeProject(installation.db);
  const member = (role: 'engineer' | 'lead'): Promise<Actor> =>
    makePerson(installation.db, { roles: [role], projectId: project.id });
  const [engineer, lead] = [await member('engineer'), await member('lead')];
  const start = (snapshotId: string, more: Partial<StartEvaluation> = {}) =>
    startEvaluation(engineer, { project: project.slug, snapshotId, ...more });
  return {
    installation,
    project,
    engineer,
    lead,
    start,
    snapshotOf: (...splits: ('train' | 'val' | 'test')[]) =>
      makeSnapshot(installation.db, { projectId: project.id, userId: lead.userId, splits }),
    shown: (id: string) => showEvaluation(engineer, { id }),
    evaluated: async (snapshotId: string, answer: (task: ScoreTask) => ScoreAnswer) => {
      const { id } = await start(snapshotId);
      await runEvaluation(id, tools(answer), TRY);
      return id;
    },
  };
}
