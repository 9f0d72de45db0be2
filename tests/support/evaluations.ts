import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '@/lib/db/client';
import { outcomesOf } from '@/lib/domain/evaluation-outcomes';
import { canonicalForScoring, latexFromAnnotation } from '@/lib/domain/latex';
import type { ScoredFormula } from '@/lib/domain/metrics';
import type { Split } from '@/lib/domain/splits';
import type { ScoreAnswer, ScoreTask } from '@/models/runtime/engine-protocol';
import { makeFormula, sha, squareAnnotation } from './builders';

/** Snapshots to evaluate on, and models that say what a test wants. */

/** As JSON columns take it. */
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as object;

const tokensOf = (latex: string) => {
  const canonical = canonicalForScoring(latex);
  return canonical.ok ? canonical.tokens : [];
};

/** What models without a fault would say about a formula. */
export function perfectAnswer({ truth, latex }: Pick<ScoreTask, 'truth' | 'latex'>): ScoreAnswer {
  const symbols = Object.values(truth.symbols).map(({ id, box, class: name, place }) => ({
    id,
    box,
    class: name,
    parent: place?.parent ?? null,
    relation: place?.relation ?? null,
  }));
  const sure = symbols.map(() => 0.9);
  return {
    scored: {
      gold: { symbols, latex: tokensOf(latex), written: tokensOf(latexFromAnnotation(truth)) },
      detected: symbols.map(({ box }) => box),
      detectedScores: sure,
      predicted: {
        symbols: symbols.map((symbol) => ({ ...symbol, confidence: 0.9 })),
        latex: tokensOf(latex),
      },
      formulaConfidence: 0.8,
      onGold: {
        ranking: symbols.map(({ class: name }) => [name]),
        confidence: sure,
        contextClass: symbols.map(({ class: name }) => name),
        contextConfidence: sure,
        places: symbols.map(({ id, parent, relation }) => ({ id, parent, relation })),
      },
    },
    timingsMs: { frame: 1, detector: 20, recognizer: 10, aligner: 5, converter: 1, onnx: 30, total: 37 },
    rssBytes: 200e6,
  };
}

/** The same from a recognizer that calls everything `-`, and an aligner that believes it. */
export function majorityAnswer(task: Pick<ScoreTask, 'truth' | 'latex'>): ScoreAnswer {
  const answer = perfectAnswer(task);
  const { scored } = answer;
  const said: ScoredFormula = {
    ...scored,
    predicted: {
      symbols: scored.predicted.symbols.map((symbol) => ({ ...symbol, class: '-' })),
      latex: ['-', '^', '{', '-', '}'],
    },
    onGold: {
      ...scored.onGold,
      ranking: scored.onGold.ranking.map(() => ['-']),
      contextClass: scored.onGold.contextClass.map(() => '-'),
    },
  };
  return { ...answer, scored: said, rssBytes: 100e6 };
}

/** A snapshot whose items are formulas `x^{2}` in the splits given, in the order of their ids. */
export async function makeSnapshot(
  db: PrismaClient,
  {
    projectId,
    userId,
    splits,
    name = `snapshot-${randomUUID()}`,
  }: { projectId: string; userId: string; splits: readonly Split[]; name?: string },
) {
  const snapshot = await db.snapshot.create({
    data: { projectId, name, contentHash: sha(name), createdById: userId, options: {} },
  });
  const formulas = [];
  for (const split of splits) {
    const formula = await makeFormula(db, { projectId, state: 'approved' });
    const content = {
      imageHash: formula.imageHash,
      annotation: squareAnnotation(),
      latexCanonical: 'x ^ { 2 }',
    };
    const revision = await db.revision.create({
      data: {
        formulaId: formula.id,
        annotationId: formula.annotationId,
        number: 1,
        version: 0,
        contentHash: sha(JSON.stringify(content)),
        content: plain(content),
        createdById: userId,
      },
    });
    await db.snapshotItem.create({
      data: {
        snapshotId: snapshot.id,
        formulaId: formula.id,
        revisionId: revision.id,
        split,
        name: formula.id,
        source: 'test',
      },
    });
    formulas.push({ ...formula, revisionId: revision.id });
  }
  formulas.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { id: snapshot.id, name, contentHash: snapshot.contentHash, formulas };
}

/** An evaluation without candidates: it waits, or, with `done`, it has found these formulas perfectly right. */
export async function makeEvaluation(
  db: PrismaClient,
  {
    projectId,
    snapshotId,
    userId,
    done,
  }: {
    projectId: string;
    snapshotId: string;
    userId: string;
    done?: readonly { id: string; revisionId: string }[];
  },
): Promise<string> {
  const answer = perfectAnswer({ truth: squareAnnotation(), latex: 'x^{2}' });
  const items = (done ?? []).map(({ id, revisionId }) => ({
    formulaId: id,
    revisionId,
    scored: plain(answer.scored),
    timingsMs: plain(answer.timingsMs),
    rssBytes: answer.rssBytes,
    rightIn: outcomesOf(answer.scored),
  }));
  const { id } = await db.evaluation.create({
    data: {
      projectId,
      snapshotId,
      split: 'test',
      total: done?.length ?? 1,
      status: done ? 'done' : 'queued',
      createdById: userId,
      ...(done && { summary: { memory: { peakRss: 1, weights: 1 }, environment: {} } }),
      items: { create: items },
    },
    select: { id: true },
  });
  return id;
}
