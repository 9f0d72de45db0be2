import type { EditorState } from '@/lib/editor/state';

/** A step of the tour: what it stands beside, and what the person is asked to try. */
export interface TourStep {
  readonly id: 'picture' | 'doubts' | 'classes' | 'stages' | 'latex' | 'go';
  /** What it is about, on the page. */
  readonly beside: string;
  readonly side: 'top' | 'right' | 'bottom' | 'left';
  /** Begins where its thing begins, instead of being in the middle of it. */
  readonly align?: 'start';
  /** Stands inside the lower edge of it instead of outside. */
  readonly inside?: boolean;
  /** The action to try; it only looks, and changes nothing. */
  readonly action?: string;
  /** Has it been tried? */
  readonly tried?: (before: EditorState, now: EditorState) => boolean;
}

export const TOUR_STEPS: readonly TourStep[] = [
  { id: 'picture', beside: '[data-editor-region="canvas"]', side: 'top', inside: true },
  {
    id: 'doubts',
    beside: '[data-editor-region="canvas"]',
    side: 'top',
    inside: true,
    action: 'select.uncertain',
    tried: (before, now) => now.selection.join() !== before.selection.join(),
  },
  {
    id: 'classes',
    beside: '[data-tour="symbol"]',
    side: 'left',
    align: 'start',
    action: 'stage.recognizer',
    tried: (_before, now) => now.stage === 'recognizer',
  },
  {
    id: 'stages',
    beside: '[data-stage-tab="aligner"]',
    side: 'right',
    action: 'stage.aligner',
    tried: (_before, now) => now.stage === 'aligner',
  },
  { id: 'latex', beside: 'label[for="latex-source"]', side: 'top' },
  { id: 'go', beside: '[data-tour="go"]', side: 'bottom' },
];

/** While the tour runs, only actions that look are let through: nothing is changed, and nothing is handed in. */
export function onlyLooks(id: string): boolean {
  return /^(?:stage\.(?!accept)|select\.|view\.|tool\.(?:select|pan)$)/u.test(id);
}
