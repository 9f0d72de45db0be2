import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { candidatesOf, countSharedImages, snapshotsNamed } from '@/lib/db/evaluations/leaks';
import type { EvaluationLeak, EvaluationSplit } from '@/lib/domain/evaluations';
import { STAGES } from '@/lib/domain/stages';

const word = z.string().min(1).max(200);
const NamedSchema = z.object({
  data: z.object({
    sha256: word.optional().catch(undefined),
    contentHash: word.optional().catch(undefined),
    snapshot: z
      .union([
        word.transform((name) => ({ name, contentHash: undefined })),
        z.object({ name: word.optional(), contentHash: word.optional() }),
      ])
      .optional()
      .catch(undefined),
  }),
});

/** Names and hashes of training data on a card; none where it says nothing. */
function dataNamed(card: unknown): string[] {
  const parsed = NamedSchema.safeParse(card);
  if (!parsed.success) return [];
  const { sha256, contentHash, snapshot } = parsed.data.data;
  return [sha256, contentHash, snapshot?.name, snapshot?.contentHash].filter((name) => name !== undefined);
}

/**
 * Candidates whose card names a snapshot in whose train or val split images of the evaluated split lie: their
 * numbers would be better than they are. A card that names no snapshot of this installation says nothing.
 */
export async function findLeaks({
  projectId,
  snapshotId,
  split,
  candidates,
}: {
  projectId: string;
  snapshotId: string;
  split: EvaluationSplit;
  candidates: readonly string[];
}): Promise<EvaluationLeak[]> {
  const leaks: EvaluationLeak[] = [];
  const rows = await candidatesOf(getDb(), candidates);
  for (const { stage, name, version, card } of rows) {
    const names = dataNamed(card);
    if (names.length === 0) continue;
    for (const snapshot of await snapshotsNamed(getDb(), { projectId, names })) {
      const shared = await countSharedImages(getDb(), { snapshotId, split, trainedOn: snapshot.id });
      if (shared.trained + shared.tuned === 0) continue;
      leaks.push({
        stage,
        candidate: `${name}@${version}`,
        snapshot: { id: snapshot.id, name: snapshot.name },
        ...shared,
      });
    }
  }
  return leaks.sort((x, y) => STAGES.indexOf(x.stage) - STAGES.indexOf(y.stage));
}
