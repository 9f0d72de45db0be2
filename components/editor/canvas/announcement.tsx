'use client';
import { useTranslations } from 'next-intl';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { useEditorParts } from '../state/context';

/** What happens on the picture, for those who cannot see it: the box being placed, that it was added, the way out. */
export function Announcement() {
  const t = useTranslations('editor.canvas');
  const { gesture, tool, tabLeaves, history, annotation, selection } = useEditorParts(
    'gesture',
    'tool',
    'tabLeaves',
    'history',
    'annotation',
    'selection',
  );
  const last = selection.at(-1);
  const box = tool === 'draw' ? gesture?.drawing : undefined;
  const say = () => {
    if (tabLeaves) return t('tabLeaves');
    if (box) {
      const { x, y, width, height } = box;
      const [left, top, wide, high] = [x, y, width, height].map(Math.round) as [
        number,
        number,
        number,
        number,
      ];
      return t('placing', { left, top, wide, high });
    }
    if (tool === 'draw') return t('drawing');
    const waiting = last && annotation.symbols[last]?.class === UNLABELLED;
    return waiting && history.undo.at(-1)?.action === 'symbol.draw' ? t('drawn') : '';
  };
  return (
    <p role="status" className="sr-only" data-editor-announcement>
      {say()}
    </p>
  );
}
