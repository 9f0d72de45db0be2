import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { listProjectReleases } from '@/lib/db/release';
import { summarizeCard, type CandidateSummary } from '@/lib/domain/candidate-card';
import type { Actor } from '@/lib/domain/permissions';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { PROJECT_ROOT } from '@/lib/env';
import { log } from '@/lib/log';
import { requireProject } from './require-project';

/** What a stage uses: its card, or null where there are no weights to be found. */
export type CandidateInUse = { stage: Stage; shipped: boolean; card: CandidateSummary | null };

const ReleaseSchema = z.partialRecord(z.enum(STAGES), z.string().regex(/^[\w.-]+$/));

async function readJson(...parts: string[]): Promise<unknown> {
  const file = path.join(/* turbopackIgnore: true */ PROJECT_ROOT, 'models', 'weights', ...parts);
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The shipped candidate of each stage, as models/weights/release.json names it. */
async function shippedCards(): Promise<Map<Stage, CandidateSummary>> {
  const cards = new Map<Stage, CandidateSummary>();
  try {
    const release = ReleaseSchema.parse(await readJson('release.json'));
    for (const stage of STAGES) {
      const name = release[stage];
      if (name) cards.set(stage, summarizeCard(await readJson(stage, name, 'card.json')));
    }
  } catch (error) {
    // The screen says which stage has none; why it cannot be read belongs into the log.
    log('candidates').warn({ err: error }, 'the shipped release cannot be read in full');
  }
  return cards;
}

/**
 * The candidate that each of the four stages uses in a project: the project's own release, else the
 * shipped one.
 * @throws AppError not_found | forbidden
 */
export async function listCandidatesInUse(
  actor: Actor,
  { project: slug }: { project: string },
): Promise<CandidateInUse[]> {
  const project = await requireProject(actor, slug, 'candidate.see');
  const [own, shipped] = await Promise.all([listProjectReleases(getDb(), project.id), shippedCards()]);
  return STAGES.map((stage) => {
    const released = own.find((row) => row.stage === stage)?.candidate;
    return {
      stage,
      shipped: !released,
      card: released ? summarizeCard(released.card) : (shipped.get(stage) ?? null),
    };
  });
}
