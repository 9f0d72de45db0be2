'use client';
import { useTranslations } from 'next-intl';
import type { Box } from '@/lib/domain/geometry/box';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import type { EditorState } from '@/lib/editor/state';
import { useEditorParts } from '../state/context';

/** What was done last, and is not said by anything else that has the focus. */
const DONE = {
  'symbol.tighten': 'tightened',
  'symbol.split': 'split',
  'symbol.merge': 'merged',
  'symbol.duplicate': 'duplicated',
} as const;

type Part = 'gesture' | 'tool' | 'tabLeaves' | 'history' | 'annotation' | 'selection' | 'remark';
type Parts = Pick<EditorState, Part>;

const rounded = ({ x, y, width, height }: Box) => ({
  left: Math.round(x),
  top: Math.round(y),
  wide: Math.round(width),
  high: Math.round(height),
});

/** A remark holds as long as nothing else has happened. */
function remarkNow({ remark, annotation, selection, tabLeaves }: Parts) {
  if (remark?.annotation !== annotation || remark.selection !== selection) return null;
  return remark.what === 'no_doubts' && !tabLeaves ? null : remark.what;
}

/** What happens on the picture, for those who cannot see it: the box being placed, what was done, the way out. */
function useSaid(parts: Parts): string {
  const t = useTranslations('editor.canvas');
  const boxes = useTranslations('boxes');
  const { gesture, tool, tabLeaves, history, annotation, selection } = parts;
  // Once is enough: a Tab that found no doubt says so over the picture.
  if (tabLeaves) return remarkNow(parts) === 'no_doubts' ? '' : t('tabLeaves');
  if (tool === 'draw' && gesture?.drawing) return t('placing', rounded(gesture.drawing));
  if (tool === 'draw') return t('drawing');
  if (tool === 'lasso') return boxes('lasso');
  const last = selection.at(-1);
  const action = history.undo.at(-1)?.action;
  const waiting = last && annotation.symbols[last]?.class === UNLABELLED;
  if (waiting && action === 'symbol.draw') return t('drawn');
  const done = Object.entries(DONE).find(([id]) => id === action)?.[1];
  return done && last ? boxes(`done.${done}`, { count: selection.length }) : '';
}

/** How a tool is used, until it is; what is read out says it too. */
const HINTS = { draw: 'drawHint', lasso: 'lassoHint' } as const;
const hintOf = ({ tool, gesture }: Parts) =>
  (tool === 'draw' || tool === 'lasso') && !gesture ? HINTS[tool] : null;

const OVER_PICTURE =
  'pointer-events-none absolute top-3 left-1/2 w-max max-w-[90%] -translate-x-1/2 rounded-md bg-raised px-3 py-1.5 text-center text-sm text-ink shadow-float';

/** Says what happens on the picture; what the eye would miss too is shown over it. */
export function Announcement() {
  const boxes = useTranslations('boxes');
  const parts = useEditorParts(
    'gesture',
    'tool',
    'tabLeaves',
    'history',
    'annotation',
    'selection',
    'remark',
  );
  const said = useSaid(parts);
  const remark = remarkNow(parts);
  const { cut } = parts.gesture ?? {};
  const shown = remark
    ? boxes(`remark.${remark}`)
    : parts.tool === 'cut'
      ? boxes(cut?.axis === 'y' ? 'cutAcross' : 'cut')
      : '';
  const hint = shown === '' ? hintOf(parts) : null;
  return (
    <>
      <p role="status" className="sr-only" data-editor-announcement>
        {said}
      </p>
      {hint && (
        <p aria-hidden="true" className={OVER_PICTURE}>
          {boxes(hint)}
        </p>
      )}
      <p role="status" data-editor-remark className={`${OVER_PICTURE} empty:hidden`}>
        {shown}
      </p>
    </>
  );
}
