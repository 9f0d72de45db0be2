import type { Tone } from '@/components/ui/badge';
import type { FormulaState } from '@/lib/domain/quotas';

/** How a state looks in a bar: one hue that deepens towards approved; exceptions are hatched too. */
export const STATE_BAR: Record<FormulaState, string> = {
  approved: 'bg-state-approved',
  submitted: 'bg-state-submitted',
  in_progress: 'bg-state-in-progress',
  sent_back: 'bg-state-sent-back hatched',
  ready: 'bg-state-ready',
  importing: 'bg-state-importing',
  skipped: 'bg-state-skipped hatched',
};

/** The order of the parts of a bar: what counts towards the target first. */
export const STATE_ORDER = Object.keys(STATE_BAR) as FormulaState[];

export const STATE_TONE: Record<FormulaState, Tone> = {
  approved: 'positive',
  submitted: 'accent',
  in_progress: 'accent',
  sent_back: 'warning',
  ready: 'neutral',
  importing: 'neutral',
  skipped: 'warning',
};
