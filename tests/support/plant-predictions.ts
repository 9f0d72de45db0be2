import { setTimeout } from 'node:timers/promises';
import { commandActor } from '@/lib/cli/actor';
import { withDatabase } from '@/lib/cli/database';
import type { Prediction, PredictedSymbol } from '@/lib/domain/annotation/prediction';
import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { linesInOrder, orderedLines } from '@/lib/domain/ordering';
import type { Actor } from '@/lib/domain/permissions';
import { importFiles, type SourceFile } from '@/lib/server/imports/import-files';
import { finishImport } from '@/lib/server/imports/import-status';
import { startImport } from '@/lib/server/imports/start-import';
import { preannotationProgress } from '@/lib/server/predictions/preannotate';
import { storePrediction } from '@/lib/server/predictions/store-prediction';
import { createProject } from '@/lib/server/projects/create-project';
import { DRAWABLE_CLASSES, drawFormula } from '@/models/synthesis';

/**
 * For browser tests, run as a program of its own beside the server: a project of drawn formulas whose predictions
 * are right but for what is planted in each. Argument: the slug of the project to make. Prints
 * `{ right, class, symbol, relation }`: per fault the formula's id, the symbol it is about, and its right class.
 */
const FAULTS = ['right', 'class', 'symbol', 'relation'] as const;
type Fault = (typeof FAULTS)[number];

const LATEX: Record<Fault, string> = {
  right: 'x+y=z',
  class: 'a-b=c',
  symbol: '12+7=19',
  relation: 'y=x^2+1',
};
const SURE = 0.99;
const UNSURE = 0.6;

const only = (truth: Annotation, fits: (symbol: Annotation['symbols'][SymbolId]) => boolean) => {
  const found = Object.values(truth.symbols).find(fits);
  if (!found) throw new Error('the drawn formula has no such symbol');
  return found;
};

/** The symbol that a fault is about. */
const subjectOf: Record<Fault, (truth: Annotation) => Annotation['symbols'][SymbolId] | null> = {
  right: () => null,
  class: (truth) => only(truth, (symbol) => symbol.class === 'b'),
  symbol: (truth) => only(truth, (symbol) => symbol.class === '7'),
  relation: (truth) => only(truth, ({ place }) => place?.relation === 'Sup'),
};

/** The truth with one thing wrong in it, and what a model would say to it. */
function predicted(truth: Annotation, fault: Fault): { wrong: Annotation; doubted: SymbolId | null } {
  const subject = subjectOf[fault](truth);
  if (!subject) return { wrong: truth, doubted: null };
  const { id } = subject;
  const symbols = { ...truth.symbols };
  if (fault === 'class') symbols[id] = { ...subject, class: '6' };
  if (fault === 'relation') symbols[id] = { ...subject, place: { ...subject.place!, relation: 'Sub' } };
  if (fault === 'symbol') {
    delete symbols[id];
    for (const other of Object.values(symbols)) {
      if (other.place?.parent === id) symbols[other.id] = { ...other, place: subject.place };
    }
  }
  return { wrong: { ...truth, symbols }, doubted: fault === 'symbol' ? null : id };
}

function predictionOf(truth: Annotation, fault: Fault): Prediction {
  const { wrong, doubted } = predicted(truth, fault);
  const symbols = orderedLines(wrong)
    .flatMap(({ entries }) => entries.map(({ symbol }) => wrong.symbols[symbol]!))
    .map(({ id, box, class: name, place }): PredictedSymbol => {
      const doubt = id === doubted;
      const confidence = doubt && fault === 'class' ? UNSURE : SURE;
      const other = truth.symbols[id]!.class;
      return {
        id,
        box,
        boxConfidence: SURE,
        class: name,
        confidence,
        candidates: [
          { class: name, confidence },
          ...(other === name ? [] : [{ class: other, confidence: 1 - confidence }]),
        ],
        place,
        placeConfidence: doubt && fault === 'relation' ? UNSURE : SURE,
      };
    });
  return {
    symbols,
    lines: linesInOrder(wrong).map(({ id }) => id),
    latex: latexFromAnnotation(wrong),
    latexConfidence: SURE,
    timingsMs: {},
    candidates: { detector: 'planted@1' },
  };
}

async function importImages(actor: Actor, project: string, images: readonly Uint8Array[]): Promise<string[]> {
  const options = { truth: 'ignore' as const, values: {} };
  const { batchId } = await startImport(actor, { project, source: 'drawn', options, resume: false });
  const files = images.map((image, n): SourceFile => ({
    path: `${FAULTS[n]}.png`,
    read: () => Promise.resolve(image),
  }));
  const ids = new Map<string, string>();
  for await (const file of importFiles(actor, { batchId, files })) {
    if (!file.formulaId) throw new Error(`${file.path}: ${file.status} ${JSON.stringify(file.error)}`);
    ids.set(file.path, file.formulaId);
  }
  await finishImport(actor, { batchId });
  return files.map(({ path }) => ids.get(path)!);
}

async function plant(project: string) {
  const actor = await commandActor();
  await createProject(actor, { slug: project, name: project, classes: [...DRAWABLE_CLASSES] });
  const drawn = await Promise.all(
    FAULTS.map((fault) =>
      drawFormula({ latex: LATEX[fault], style: { face: 'computer-modern' }, seed: `counted ${fault}` }),
    ),
  );
  const ids = await importImages(
    actor,
    project,
    drawn.map(({ image }) => image),
  );
  // The models speak first: what they say later would stand instead of what is planted.
  while ((await preannotationProgress(actor, { project })).waiting > 0) await setTimeout(200);
  const planted = FAULTS.map(async (fault, n) => {
    const { truth } = drawn[n]!;
    await storePrediction({ formulaId: ids[n]!, prediction: predictionOf(truth, fault) });
    const subject = subjectOf[fault](truth);
    return [fault, { formula: ids[n], symbol: subject && { ...subject } }] as const;
  });
  return Object.fromEntries(await Promise.all(planted));
}

const [project = ''] = process.argv.slice(2);
const planted = await withDatabase(() => plant(project));
process.stdout.write(`${JSON.stringify(planted)}\n`);
process.exit(0);
