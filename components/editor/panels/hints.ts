import type { Stage } from '@/lib/domain/stages';
import type { EditorState } from '@/lib/editor/state';

/** As many keys as are read at a glance. */
export const MOST_HINTS = 6;

const NEXT = ['formula.finish', 'review.approve', 'stage.accept', 'select.uncertain'];

const NOTHING_SELECTED: Record<Stage, readonly string[]> = {
  detector: [...NEXT, 'tool.draw', 'tool.lasso'],
  recognizer: [...NEXT, 'select.next', 'select.all'],
  aligner: [...NEXT, 'tool.path', 'select.next'],
  converter: [...NEXT, 'latex.rewrite', 'latex.blend'],
};
const ONE_SELECTED: Record<Stage, readonly string[]> = {
  detector: ['symbol.tighten', 'symbol.split', 'symbol.delete', 'class.filter', ...NEXT],
  recognizer: ['class.pick.1', 'class.pick.2', 'class.filter', ...NEXT],
  aligner: ['order.pick_parent', 'relation.Right', 'order.later', 'order.new_line', ...NEXT],
  converter: NOTHING_SELECTED.converter,
};
const SEVERAL_SELECTED: Record<Stage, readonly string[]> = {
  detector: ['symbol.merge', 'symbol.tighten', 'symbol.delete', 'class.filter', ...NEXT],
  recognizer: ONE_SELECTED.recognizer,
  aligner: ['symbol.delete', 'select.none', ...NEXT],
  converter: NOTHING_SELECTED.converter,
};
const WITH_TOOL: Partial<Record<EditorState['tool'], readonly string[]>> = {
  draw: ['draw.place.right', 'draw.size.right', 'draw.confirm', 'select.none'],
  cut: ['cut.move.right', 'cut.confirm', 'select.none'],
  path: ['order.walk.right', 'order.take', 'order.back', 'select.none'],
  parent: ['order.walk.right', 'order.number.1', 'order.take', 'select.none'],
};

/** For who may only look. */
const READING = ['select.next', 'view.fit', 'view.zoom_in', 'latex.blend', 'comment.write'];

/** Actions worth knowing now, the most useful first; some may not be possible in this mode. */
export function worthKnowing({
  stage,
  tool,
  selection,
  readOnly,
}: Pick<EditorState, 'stage' | 'tool' | 'selection' | 'readOnly'>): readonly string[] {
  if (readOnly) return READING;
  const busy = WITH_TOOL[tool];
  if (busy) return busy;
  if (selection.length === 0) return NOTHING_SELECTED[stage];
  return (selection.length === 1 ? ONE_SELECTED : SEVERAL_SELECTED)[stage];
}
