'use client';
import { useTranslations } from 'next-intl';
import { KeyHint } from '@/components/ui/key-hint';
import type { Stage } from '@/lib/domain/stages';
import { editorActions } from '@/lib/editor/actions';
import { useEditing, useEditorState } from '../state/context';
import { useActionName, shownKey } from './action-name';

/** The actions worth knowing in each stage, most useful first. */
const WORTH: Record<Stage, readonly string[]> = {
  detector: ['tool.draw', 'symbol.delete', 'class.filter', 'view.fit'],
  recognizer: ['class.pick.1', 'class.filter', 'select.next'],
  aligner: ['relation.Right', 'order.pick_parent', 'order.earlier', 'order.new_line'],
  converter: ['latex.rewrite'],
};
/** With the pen in hand. */
const DRAWING = ['draw.place.right', 'draw.size.right', 'draw.confirm', 'select.none'];
const ALWAYS = ['stage.accept', 'formula.finish', 'select.uncertain'];

/** One line of keys for what can be done now. */
export function KeyHints() {
  const t = useTranslations('editor');
  const { mode } = useEditing();
  const stage = useEditorState((state) => state.stage);
  const drawing = useEditorState((state) => state.tool === 'draw');
  const name = useActionName();
  const actions = [...(drawing ? DRAWING : [...ALWAYS, ...WORTH[stage]]), 'view.help']
    .flatMap((id) => editorActions.get(id) ?? [])
    .filter(({ modes }) => !modes || modes.includes(mode));
  return (
    <footer
      aria-label={t('help.hints')}
      className="flex h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-line bg-surface px-3 text-xs text-muted"
    >
      {actions.map((action) => {
        const key = shownKey(action, stage);
        return (
          key && (
            <span key={action.id} className="inline-flex shrink-0 items-center gap-1.5">
              <KeyHint keys={key} />
              {name(action.id)}
            </span>
          )
        );
      })}
    </footer>
  );
}
