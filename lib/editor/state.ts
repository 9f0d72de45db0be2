import type { Prediction } from '@/lib/domain/annotation/prediction';
import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import type { Stage } from '@/lib/domain/stages';
import type { CascadeState } from './cascade/state';
import type { History } from './history/history';
import type { Blend } from './kernels/blend';
import type { PredictedById } from './kernels/confidence';
import type { Cut } from './kernels/ink';
import type { PathStep } from './kernels/reading-path';
import type { ImagePoint, Size } from './kernels/space';
import type { View } from './kernels/view';

export const TOOLS = ['select', 'lasso', 'draw', 'cut', 'pan', 'path', 'parent'] as const;
export type ToolName = (typeof TOOLS)[number];

/** Where the keyboard should go next; `count` makes two requests for the same place differ. */
export interface FocusRequest {
  readonly target: 'class-filter' | 'latex' | 'canvas' | 'comment';
  readonly count: number;
}

/** The reading order as it is being drawn or walked. */
export interface PathInProgress {
  /** Where the pointer has been, in image pixels; nothing while it is done by keys. */
  readonly trail: readonly ImagePoint[];
  /** The symbols that were touched, in that order, and what each would hang on. */
  readonly symbols: readonly SymbolId[];
  readonly steps: readonly PathStep[];
  /** Digits of a symbol's number typed so far. */
  readonly typed: string;
}

/** The parent that is being chosen for `child`; null is the start of its line. */
export interface ParentChoice {
  readonly child: SymbolId;
  readonly parent: SymbolId | null;
  readonly relation: Relation | null;
  readonly typed: string;
}

/** What a gesture in progress shows. Boxes being dragged are shown from here until they are let go. */
export interface Gesture {
  readonly boxes?: ReadonlyMap<SymbolId, Box>;
  readonly drawing?: Box;
  readonly brush?: Box;
  /** The loop of the lasso so far, in image pixels. */
  readonly lasso?: readonly ImagePoint[];
  /** Where the selected box is about to be cut in two. */
  readonly cut?: Cut;
  readonly path?: PathInProgress;
  readonly parent?: ParentChoice;
}

/** Why something did not happen, said until the annotation or the selection is another. */
export interface Remark {
  readonly what: 'no_ink' | 'tight_already' | 'there_already' | 'picture_missing' | 'no_doubts';
  readonly annotation: Annotation;
  readonly selection: readonly SymbolId[];
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
  /** Symbols that the token at the caret of the LaTeX source speaks of. */
  readonly spoken: readonly SymbolId[];
  readonly blend: Blend;
  readonly stage: Stage;
  readonly tool: ToolName;
  readonly gesture: Gesture | null;
  readonly view: View;
  readonly viewport: Size;
  /** True until the person zooms or pans: then a resized window fits the formula again. */
  readonly fitted: boolean;
  readonly readOnly: boolean;
  readonly focus: FocusRequest | null;
  /** After an Escape that had nothing to let go of, or a Tab that found no doubt: Tab goes on to the next control, until another key. */
  readonly tabLeaves: boolean;
  readonly recentClasses: readonly string[];
  /** Whether the class is written at every box in Boxes too, and not in Classes alone. */
  readonly labels: boolean;
  /** The box that a click of the pen would add, around the ink under the pointer. */
  readonly offered: Box | null;
  /** Is a box drawn tight around its ink as soon as it is drawn? */
  readonly snap: boolean;
  readonly remark: Remark | null;
  /** What the models say about symbols that a person has drawn; only ever offered, never taken by itself. */
  readonly proposals: PredictedById;
  /** What the models would change after a correction; shown, and taken only when a person says so. */
  readonly cascade: CascadeState;
  /** Symbols with remarks that wait for somebody, and how many. */
  readonly commented: ReadonlyMap<SymbolId, number>;
}
