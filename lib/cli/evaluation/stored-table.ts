import type { EvaluationRow, EvaluationView } from '@/lib/domain/evaluations';
import { candidateReference } from '@/lib/domain/candidate';
import { megabytes } from './names';
import { evaluationTable } from './table';

/** Which candidates on what, and what to beware of. */
export function headingOf(row: EvaluationRow): string {
  const { snapshot, split, progress, candidates, leaks, status, error } = row;
  const lines = [
    `${row.id}: ${status}, ${progress.scored + progress.unscored} of ${progress.total} formulas of the ${split} split of ${snapshot.name}`,
    ...candidates.map((candidate) => `  ${candidateReference(candidate)}`),
    ...leaks.map(
      ({ candidate, snapshot: { name }, trained, tuned }) =>
        `  Beware: ${candidate} was trained on ${trained} and tuned on ${tuned} of these formulas (snapshot ${name}).`,
    ),
    ...(error ? [`  ${error}`] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A finished evaluation as tables; the head alone while it is not done. */
export function storedEvaluation(view: EvaluationView): string {
  const { summary, unscored } = view;
  if (!summary) return headingOf(view);
  const { memory, environment: on } = summary;
  const ran = `${on.cpu}, ${on.cores} cores, ${on.threads} threads, ONNX Runtime ${on.onnxRuntime}; peak memory ${megabytes(memory.peakRss)}, weights ${megabytes(memory.weights)}.\n`;
  const missing = unscored.map(({ name, reason }) => `not scored: ${name}: ${reason.message}\n`).join('');
  return `${headingOf(view)}\n${evaluationTable(summary, summary.description)}${ran}${missing}`;
}
