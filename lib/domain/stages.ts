import { z } from 'zod';

/** The four stages in the order in which a formula passes through them. */
export const STAGES = ['detector', 'recognizer', 'aligner', 'converter'] as const;
export const StageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof StageSchema>;

/** `stage` and the stages behind it: an edit to a stage's values un-accepts all of these. */
export function fromStageOn(stage: Stage): Stage[] {
  return STAGES.slice(STAGES.indexOf(stage));
}
