import { z } from 'zod';
import { findCandidateRow, listCandidateRows, type CandidateRecord } from '@/lib/db/candidates/rows';
import { getDb } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/permissions';
import { haveSameClasses, READS_THE_SAME } from '@/lib/domain/release/class-lists';
import { guardedValues, isOpen, needsReason } from '@/lib/domain/release/guard';
import type { CandidateRef, GuardReport, GuardWarning } from '@/lib/domain/release/types';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';
import { ensureShippedCandidates } from './ensure-shipped';
import { measure, type Measured } from './release-evidence';
import { stagesInUse, type StageInUse } from './release-in-use';

/** Bytes that the four models together should not exceed. */
const WEIGHTS_LIMIT = 30_000_000;

type Row = Pick<CandidateRecord, 'id' | 'stage' | 'name' | 'version' | 'bytes' | 'projectId' | 'card'>;

/** What is known before candidates are released together, mostly one alone. */
export type GuardedRelease = {
  /** Along the candidates that were asked about. */
  reports: GuardReport[];
  inUse: Record<Stage, StageInUse>;
};

/** The project's own candidate, or one that is shipped. @throws AppError not_found */
async function requireUsable(projectId: string, id: string): Promise<Row> {
  const row = z.uuid().safeParse(id).success ? await findCandidateRow(getDb(), id) : null;
  if (!row || (row.projectId !== null && row.projectId !== projectId)) {
    throw new AppError('not_found', 'The project has no such candidate.');
  }
  return row;
}

/** @throws AppError not_found | invalid_input when two are for the same stage */
async function requireOneAStage(projectId: string, ids: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all(ids.map((id) => requireUsable(projectId, id)));
  if (new Set(rows.map(({ stage }) => stage)).size < rows.length) {
    throw new AppError('invalid_input', 'Release one candidate per stage.');
  }
  return rows;
}

const reference = ({ id, ref, shipped }: CandidateRef): CandidateRef => ({ id, ref, shipped });
const next = ({ id, name, version, projectId, bytes, card }: Row): StageInUse => ({
  id,
  ref: `${name}@${version}`,
  shipped: projectId === null,
  bytes,
  card,
});

function warnings(stage: Stage, after: Record<Stage, StageInUse>, measured: Measured | null): GuardWarning[] {
  const bytes = STAGES.reduce((sum, name) => sum + after[name].bytes, 0);
  const known = measured?.leaks.find((leak) => leak.stage === stage && leak.trained + leak.tuned > 0);
  const split = measured?.evidence.split ?? 'test';
  return [
    ...(bytes > WEIGHTS_LIMIT ? [{ code: 'weights_too_large' as const, bytes, limit: WEIGHTS_LIMIT }] : []),
    ...(known ? [{ code: 'trained_on_these' as const, formulas: known.trained + known.tuned }] : []),
    ...(split === 'test' ? [] : [{ code: 'not_test_split' as const, split }]),
  ];
}

/** The neighbour of a stage that cannot work with it, as the four are; null where they fit. */
function misfit(stage: Stage, stages: Record<Stage, StageInUse>): StageInUse | null {
  const other = READS_THE_SAME[stage];
  return other && !haveSameClasses(stages[stage].card, stages[other].card) ? stages[other] : null;
}

/** What a project has for the stage beside `row`'s that lists the same classes. */
async function partnersOf(projectId: string, { stage, card }: Row): Promise<CandidateRef[]> {
  const other = READS_THE_SAME[stage];
  const shipped = await ensureShippedCandidates();
  const rows = await listCandidateRows(
    getDb(),
    projectId,
    STAGES.map((name) => shipped[name]),
  );
  return rows
    .filter((row) => row.stage === other && haveSameClasses(row.card, card))
    .map((row) => reference(next(row)));
}

/**
 * The same for an actor who may see candidates and evaluations of the project, about candidates that would be
 * released together.
 * @throws AppError not_found | invalid_input when two are for the same stage
 */
export async function guardTogether(
  actor: Actor,
  { projectId, candidateIds }: { projectId: string; candidateIds: readonly string[] },
): Promise<GuardedRelease> {
  const rows = await requireOneAStage(projectId, candidateIds);
  const inUse = await stagesInUse(getDb(), projectId);
  const measured = await measure(actor, projectId, {
    candidates: Object.fromEntries(rows.map(({ stage, id }) => [stage, id])),
    inUse: Object.fromEntries(STAGES.map((stage) => [stage, inUse[stage].id])) as Record<Stage, string>,
  });
  const after = { ...inUse, ...Object.fromEntries(rows.map((row) => [row.stage, next(row)])) };
  const reports = rows.map(async (row): Promise<GuardReport> => {
    const { stage } = row;
    const values = guardedValues(stage, measured?.compared ?? null);
    const neighbour = misfit(stage, after);
    return {
      stage,
      candidate: reference(after[stage]),
      inUse: reference(inUse[stage]),
      evidence: measured?.evidence ?? null,
      cannotWorkWith: neighbour && reference(neighbour),
      partners: neighbour ? await partnersOf(projectId, row) : [],
      values,
      warnings: warnings(stage, after, measured),
      // What candidates were chosen by flatters them: it is no locked test.
      needsReason: needsReason(values) || (measured !== null && measured.evidence.split !== 'test'),
    };
  });
  return { reports: await Promise.all(reports), inUse };
}

/** The first report, with what stands against those that are released with it: one reason is given for all. */
function asOne([first, ...others]: readonly GuardReport[]): GuardReport {
  const against = others.flatMap(({ values }) => values.filter(isOpen));
  return {
    ...first!,
    values: uniqueBy([...first!.values, ...against], ({ kind, group, key }) => `${kind} ${group} ${key}`),
    warnings: uniqueBy(
      [first!, ...others].flatMap(({ warnings: said }) => said),
      JSON.stringify,
    ),
    needsReason: [first!, ...others].some((report) => report.needsReason),
  };
}

/** The first of each key, in their order. */
function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const keys = items.map(keyOf);
  return items.filter((_, n) => keys.indexOf(keys[n]!) === n);
}

/**
 * What a release of a candidate would win, lose, or leave open beside the one that the project uses now: judged by
 * the evaluations of both on the same split of the same snapshot.
 * @param input.together candidates for other stages that would be released with it
 * @throws AppError not_found | forbidden | not_ready
 */
export async function guardRelease(
  actor: Actor,
  {
    project: slug,
    candidateId,
    together = [],
  }: { project: string; candidateId: string; together?: readonly string[] },
): Promise<GuardReport> {
  const project = await requireProject(actor, slug, 'candidate.see');
  const candidateIds = [candidateId, ...together];
  const { reports } = await guardTogether(actor, { projectId: project.id, candidateIds });
  return asOne(reports);
}
