import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import type { Stage } from '@/lib/domain/stages';
import type { History } from './history/history';
import type { PredictedById } from './kernels/confidence';
import type { Size } from './kernels/space';
import type { View } from './kernels/view';

export const TOOLS = ['select', 'draw', 'pan'] as const;
export type ToolName = (typeof TOOLS)[number];

/** Where the keyboard should go next; `count` makes two requests for the same place differ. */
export interface FocusRequest {
  readonly target: 'class-filter' | 'latex' | 'canvas' | 'skip-reason' | 'send-back-reason';
  readonly count: number;
}

/** What a gesture in progress shows. Boxes being dragged are shown from here until they are let go. */
export interface Gesture {
  readonly boxes?: ReadonlyMap<SymbolId, Box>;
  readonly drawing?: Box;
  readonly brush?: Box;
}

/** What does not change while a formula is open. */
export interface EditorSubject {
  readonly image: Size;
  readonly prediction: Prediction | null;
  readonly predicted: PredictedById;
  readonly classes: readonly string[];
}

export interface EditorState {
  readonly annotation: Annotation;
  readonly history: History;
  readonly selection: readonly SymbolId[];
  readonly hovered: SymbolId | null;
  /** Ids that a problem or a list row points at, shown on the image until the next selection. */
  readonly highlighted: readonly SymbolId[];
  readonly stage: Stage;
  readonly tool: ToolName;
  readonly gesture: Gesture | null;
  /** Set while the next click on a symbol makes it the parent of the selected one. */
  readonly pickingParent: Relation | null;
  readonly view: View;
  readonly viewport: Size;
  /** True until the person zooms or pans: then a resized window fits the formula again. */
  readonly fitted: boolean;
  readonly readOnly: boolean;
  readonly focus: FocusRequest | null;
  /** After an Escape that had nothing to let go of: Tab goes on to the next control, until another key. */
  readonly tabLeaves: boolean;
  readonly recentClasses: readonly string[];
  /** What the models say about symbols that a person has drawn; only ever offered, never taken by itself. */
  readonly proposals: PredictedById;
}
