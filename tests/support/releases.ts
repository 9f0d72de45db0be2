import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '@/lib/db/client';
import { NO_PINS, type Annotation } from '@/lib/domain/annotation/schema';
import type { Prediction, Speakers } from '@/lib/domain/annotation/prediction';
import type { Stage } from '@/lib/domain/stages';
import { squareAnnotation } from './builders';

/** Candidates of a project, and what they say about a formula. */

/** A candidate as registration would leave it; its model, where it has one, is in nobody's store. */
export async function makeCandidate(
  db: PrismaClient,
  {
    projectId,
    stage = 'converter',
    bytes = 0,
    version = '1',
    classes,
  }: { projectId: string; stage?: Stage; bytes?: number; version?: string; classes?: string[] },
): Promise<{ id: string; ref: string }> {
  const name = `mine-${randomUUID().slice(0, 8)}`;
  const kind = stage === 'converter' ? 'rules' : 'onnx';
  const card = { stage, name, version, kind, licence: 'MIT', ...(classes && { classes }) };
  const { id } = await db.candidate.create({
    data: { projectId, stage, name, version, kind, sha256: 'f'.repeat(64), bytes, card },
  });
  return { id, ref: `${name}@${version}` };
}

/** A prediction of `x^{2}`, or of what `latex` says, by these candidates. */
export function predictionBy(candidates: Speakers, latex = 'x^{2}'): Prediction {
  const { symbols, lines }: Annotation = squareAnnotation();
  return {
    symbols: Object.values(symbols).map(({ id, box, class: name, place }) => ({
      id,
      box,
      boxConfidence: 0.9,
      class: name,
      confidence: 0.8,
      candidates: [{ class: name, confidence: 0.8 }],
      place,
      placeConfidence: 0.7,
    })),
    lines: Object.values(lines).map(({ id }) => id),
    latex,
    latexConfidence: 0.9,
    timingsMs: { total: 40 },
    candidates,
  };
}

/** The same formula with a class that somebody has pinned. */
export function pinnedAnnotation(): Annotation {
  const annotation = squareAnnotation();
  const [first] = Object.values(annotation.symbols);
  if (!first) throw new Error('the annotation has no symbols');
  const pinned = { ...first, class: 'y', pins: { ...NO_PINS, class: true } };
  return { ...annotation, symbols: { ...annotation.symbols, [first.id]: pinned } };
}
