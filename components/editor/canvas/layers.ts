import type { EditorState } from '@/lib/editor/state';
import type { Picture } from './image-cache';
import type { Overlay, Scene } from './scene';

/**
 * The canvases that lie over each other, from the bottom up: the picture, the boxes with all that stays while
 * nothing is changed, and what follows the hand. A move of the pointer draws the last one only.
 */
export const LAYERS = ['paper', 'boxes', 'active'] as const;
export type LayerName = (typeof LAYERS)[number];

/** One frame: the scene, and the picture once it is decoded. */
export interface Frame extends Scene {
  readonly image: Picture | undefined;
}

type StateKey = keyof EditorState;

/** Nothing of these is to be seen on any canvas. */
const UNSEEN: ReadonlySet<StateKey> = new Set(['history', 'focus', 'tabLeaves', 'recentClasses', 'fitted']);
/** What the picture and the boxes themselves are drawn from. */
const PAPER: readonly StateKey[] = ['view', 'viewport'];
const BOXES: readonly StateKey[] = ['annotation', 'stage', 'labels', 'view', 'viewport'];
/** What changes with every move of the pointer, and overlays on the layer of the boxes do not look at. */
const FLEETING: ReadonlySet<StateKey> = new Set(['gesture', 'hovered']);

const differs = (a: EditorState, b: EditorState, keys: readonly StateKey[]) =>
  keys.some((key) => a[key] !== b[key]);

const sameIds = (a: ReadonlyMap<string, unknown> | undefined, b: ReadonlyMap<string, unknown> | undefined) =>
  a === b || (a?.size === b?.size && [...(a?.keys() ?? [])].every((id) => b?.has(id)));

/**
 * The layers that do not show `now` any more, having shown `before` (null: nothing yet).
 * @param overlays all overlays that there are.
 */
export function staleLayers(before: Frame | null, now: Frame, overlays: readonly Overlay[]): LayerName[] {
  if (!before) return [...LAYERS];
  const [a, b] = [before.state, now.state];
  const changed = (Object.keys(b) as StateKey[]).filter((key) => a[key] !== b[key] && !UNSEEN.has(key));
  const around = before.palette !== now.palette || before.problems !== now.problems;
  const kept = overlays.filter(({ layer }) => layer === 'boxes');
  const keptShown = () => kept.some((overlay) => overlay.shown(before) || overlay.shown(now));
  const lasting = around || changed.some((key) => !FLEETING.has(key));
  const stale: LayerName[] = [];
  if (before.image !== now.image || before.palette !== now.palette || differs(a, b, PAPER)) {
    stale.push('paper');
  }
  if (
    before.palette !== now.palette ||
    differs(a, b, BOXES) ||
    !sameIds(a.gesture?.boxes, b.gesture?.boxes) ||
    (lasting && keptShown())
  ) {
    stale.push('boxes');
  }
  if (around || changed.length > 0) stale.push('active');
  return stale;
}
