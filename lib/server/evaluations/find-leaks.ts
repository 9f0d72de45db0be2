import { z } from 'zod';
import { getDb } from '@/lib/db/client';
import { candidatesOf, countSharedImages, snapshotsNamed } from '@/lib/db/evaluations/leaks';
import type { EvaluationLeak, EvaluationSplit } from '@/lib/domain/evaluations';
import { STAGES } from '@/lib/domain/stages';

const word = z.string().min(1).max(200);
const NamedSchema = z.object({
  data: z.object({
    name: word.optional().catch(undefined),
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

/** What a card says that the candidate was trained on: a hash where there is one, since names are used again. */
function dataNamed(card: unknown): { hashes: string[]; names: string[]; label: string } {
  const parsed = NamedSchema.safeParse(card);
  if (!parsed.success) return { hashes: [], names: [], label: '' };
  const { name, sha256, contentHash, snapshot } = parsed.data.data;
  const hash = snapshot?.contentHash ?? contentHash;
  return {
    hashes: [hash, sha256].filter((given) => given !== undefined),
    names: snapshot?.name && !hash ? [snapshot.name] : [],
    label: name ?? snapshot?.name ?? (hash ?? sha256 ?? '').slice(0, 12),
  };
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
    const { label, ...named } = dataNamed(card);
    for (const snapshot of await snapshotsNamed(getDb(), { projectId, ...named })) {
      const shared = await countSharedImages(getDb(), { snapshotId, split, trainedOn: snapshot.id });
      if (shared.trained + shared.tuned === 0) continue;
      leaks.push({
        stage,
        candidate: `${name}@${version}`,
        // Who evaluates here may know nothing of another project: what the card says is all that is told.
        snapshot:
          snapshot.projectId === projectId
            ? { id: snapshot.id, name: snapshot.name }
            : { id: null, name: label },
        ...shared,
      });
    }
  }
  return leaks.sort((x, y) => STAGES.indexOf(x.stage) - STAGES.indexOf(y.stage));
}
