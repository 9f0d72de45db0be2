import { InvalidArgumentError } from 'commander';
import path from 'node:path';
import { STAGES, StageSchema, type Stage } from '@/lib/domain/stages';

export type CandidateFolders = Partial<Record<Stage, string>>;

/** Collects `--candidate stage=path`, which may be given once per stage. */
export function collectCandidate(value: string, earlier: CandidateFolders): CandidateFolders {
  const [, name, folder] = /^([^=]+)=(.+)$/su.exec(value) ?? [];
  const stage = StageSchema.safeParse(name);
  if (!stage.success || !folder) {
    throw new InvalidArgumentError(`write stage=folder, with one of the stages ${STAGES.join(', ')}`);
  }
  if (earlier[stage.data]) throw new InvalidArgumentError(`${stage.data} is given twice`);
  return { ...earlier, [stage.data]: path.resolve(folder) };
}
