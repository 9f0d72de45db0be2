import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Problem } from '@/lib/domain/annotation/validate';
import { STAGES, type Stage } from '@/lib/domain/stages';

export const STAGE_STATES = ['predicted', 'touched', 'accepted', 'broken'] as const;
export type StageState = (typeof STAGE_STATES)[number];

const PIN_OF_STAGE = { detector: 'box', recognizer: 'class', aligner: 'place' } as const;

function isTouched(annotation: Annotation, stage: Stage): boolean {
  if (stage === 'converter') return annotation.label.pinned;
  if (stage === 'detector' && Object.keys(annotation.tombstones).length > 0) return true;
  const pin = PIN_OF_STAGE[stage];
  return Object.values(annotation.symbols).some((symbol) => symbol.pins[pin]);
}

/** What the rail shows for each stage. Broken wins: an accepted stage with a broken rule needs a look. */
export function stageStates(annotation: Annotation, problems: readonly Problem[]): Record<Stage, StageState> {
  const stateOf = (stage: Stage): StageState => {
    if (problems.some((problem) => problem.stage === stage && problem.severity === 'error')) return 'broken';
    if (annotation.accepted[stage]) return 'accepted';
    return isTouched(annotation, stage) ? 'touched' : 'predicted';
  };
  return Object.fromEntries(STAGES.map((stage) => [stage, stateOf(stage)])) as Record<Stage, StageState>;
}
