import { getDb } from '@/lib/db/client';
import {
  countEvaluationItems,
  listHeadlines,
  type EvaluationCounts,
  type EvaluationRecord,
  type Headline,
} from '@/lib/db/evaluations/rows';
import { EvaluationReasonSchema, reasonText } from '@/lib/domain/evaluation-reasons';
import type {
  EvaluatedCandidate,
  EvaluationLeak,
  EvaluationRow,
  EvaluationSplit,
} from '@/lib/domain/evaluations';
import { STAGES } from '@/lib/domain/stages';

function candidatesIn(record: EvaluationRecord): EvaluatedCandidate[] {
  return record.candidates
    .map(({ candidate: { projectId, kind, ...candidate } }) => ({
      ...candidate,
      kind: kind as EvaluatedCandidate['kind'],
      shipped: projectId === null,
    }))
    .sort((x, y) => STAGES.indexOf(x.stage) - STAGES.indexOf(y.stage));
}

function headlineOf(row: Headline | undefined): EvaluationRow['headline'] {
  if (!row) return null;
  const { exprate, zeroTouch, meanCorrections, p50Ms } = row;
  if (exprate === null || zeroTouch === null || meanCorrections === null || p50Ms === null) return null;
  return { exprate, zeroTouch, meanCorrections, p50Ms };
}

function describe(
  record: EvaluationRecord,
  counts: EvaluationCounts | undefined,
  headline: Headline | undefined,
): EvaluationRow {
  const reason = EvaluationReasonSchema.nullable().parse(record.error);
  return {
    id: record.id,
    project: record.project.slug,
    snapshot: record.snapshot,
    split: record.split as EvaluationSplit,
    status: record.status,
    error: reason && reasonText(reason),
    reason,
    progress: { total: record.total, scored: counts?.scored ?? 0, unscored: counts?.unscored ?? 0 },
    candidates: candidatesIn(record),
    // Written by this program only, as EvaluationLeak[].
    leaks: record.leaks as EvaluationLeak[],
    createdAt: record.createdAt.toISOString(),
    by: record.createdBy.name,
    startedAt: record.startedAt?.toISOString() ?? null,
    finishedAt: record.finishedAt?.toISOString() ?? null,
    headline: headlineOf(headline),
  };
}

/** Rows of the database as lists and screens show them. */
export async function describeEvaluations(records: readonly EvaluationRecord[]): Promise<EvaluationRow[]> {
  const ids = records.map(({ id }) => id);
  const [counts, headlines] = await Promise.all([
    countEvaluationItems(getDb(), ids),
    listHeadlines(getDb(), ids),
  ]);
  const countsOf = new Map(counts.map((row) => [row.evaluationId, row]));
  const headlineOfId = new Map(headlines.map((row) => [row.id, row]));
  return records.map((record) => describe(record, countsOf.get(record.id), headlineOfId.get(record.id)));
}

export async function describeEvaluation(record: EvaluationRecord): Promise<EvaluationRow> {
  const [row] = await describeEvaluations([record]);
  return row!;
}
