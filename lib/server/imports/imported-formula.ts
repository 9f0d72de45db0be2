import { randomUUID } from 'node:crypto';
import type { NewFormula } from '@/lib/db/import/formulas';
import { annotationFromPrediction } from '@/lib/domain/annotation/prediction';
import { emptyAnnotation, type Annotation } from '@/lib/domain/annotation/schema';
import { validate } from '@/lib/domain/annotation/validate';
import { canonicalJson } from '@/lib/domain/canonical-json';
import { canonicalLatex } from '@/lib/domain/latex';
import { expectedCorrectionCost } from '@/lib/domain/queue';
import { goldAnnotation, predictionFromTruth, type ImportedFormula } from '@/lib/import';
import { blobs } from '@/lib/storage';
import { contentHash } from '../content-hash';
import type { ImportOptions } from './import-options';
import { revisionContent } from '../formulas/revision-content';

export type ImportContext = { projectId: string; cellId: string; userId: string; options: ImportOptions };

/** What the truth of a file makes of a formula, by truth mode. */
type Start = Pick<NewFormula, 'prediction' | 'revision'> & {
  kind: 'working' | 'gold';
  value: Annotation;
  formula: Pick<NewFormula['formula'], 'state' | 'predictionStatus' | 'expectedCost' | 'assigneeId'>;
};

function gold(imported: ImportedFormula, truth: Annotation, userId: string): Start {
  const value = goldAnnotation(truth);
  const problems = validate(value, imported.image);
  const canonical = canonicalLatex(value.label.latex);
  const annotation = { value, latexCanonical: canonical.ok ? canonical.canonical : '' };
  const content = revisionContent({ imageHash: imported.image.hash }, annotation);
  // Gold whose own rules are broken is for a person to look at before anything is trained on it.
  const approved = problems.every(({ severity }) => severity === 'warning');
  return {
    kind: 'gold',
    value,
    prediction: null,
    formula: {
      state: approved ? 'approved' : 'submitted',
      predictionStatus: 'pending',
      expectedCost: null,
      assigneeId: approved ? null : userId,
    },
    revision: {
      id: randomUUID(),
      content,
      contentHash: contentHash(content),
      confirmedWarnings: [
        ...new Set<string>(problems.filter(({ severity }) => severity === 'warning').map(({ code }) => code)),
      ],
      createdById: userId,
      approved,
    },
  };
}

function predicted(truth: Annotation): Start {
  const content = predictionFromTruth(truth);
  return {
    kind: 'working',
    value: annotationFromPrediction(content),
    prediction: { id: randomUUID(), source: 'inkml-truth', content },
    formula: {
      state: 'ready',
      predictionStatus: 'done',
      expectedCost: expectedCorrectionCost(content),
      assigneeId: null,
    },
    revision: null,
  };
}

function waiting(): Start {
  return {
    kind: 'working',
    value: emptyAnnotation(),
    prediction: null,
    formula: { state: 'importing', predictionStatus: 'pending', expectedCost: null, assigneeId: null },
    revision: null,
  };
}

function start({ options, userId }: ImportContext, imported: ImportedFormula): Start {
  const { truth } = imported;
  if (!truth || options.truth === 'ignore') return waiting();
  return options.truth === 'gold' ? gold(imported, truth, userId) : predicted(truth);
}

/**
 * Store the blobs of an imported formula and say what rows it makes. Blobs come first: a row never names
 * bytes that are not there.
 */
export async function imported(context: ImportContext, source: ImportedFormula): Promise<NewFormula> {
  const { bytes, ...image } = source.image;
  await blobs().put(bytes);
  const ink = source.ink ? await blobs().put(new TextEncoder().encode(canonicalJson(source.ink))) : null;
  const { kind, value, prediction, revision, formula } = start(context, source);
  const id = randomUUID();
  return {
    formula: {
      id,
      projectId: context.projectId,
      cellId: context.cellId,
      name: source.name,
      sourceHash: source.sourceHash,
      writer: source.writer,
      document: source.document,
      fixedSplit: context.options.split ?? null,
      ...formula,
    },
    image: { ...image, bytes: bytes.length },
    inkHash: ink,
    prediction,
    annotation: {
      id: randomUUID(),
      formulaId: id,
      kind,
      authorId: kind === 'gold' ? context.userId : null,
      predictionId: prediction?.id ?? null,
      value,
    },
    revision,
  };
}

/** The classes that imported formulas use, so that the project knows them. */
export function classesOf(items: readonly NewFormula[]): Set<string> {
  return new Set(
    items.flatMap(({ annotation }) => Object.values(annotation.value.symbols).map((symbol) => symbol.class)),
  );
}
