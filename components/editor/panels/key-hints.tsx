'use client';
import { useTranslations } from 'next-intl';
import { KeyHint } from '@/components/ui/key-hint';
import { useActionContext, useEditing, useEditorParts } from '../state/context';
import { shownKey, useActionName } from './action-name';
import { MOST_HINTS, worthKnowing } from './hints';

/** What the cascade proposed is answered first. */
const ANSWERS = ['cascade.accept', 'cascade.refuse'];
const ALWAYS = ['view.palette', 'view.help'];

/** One line of keys for what can be done now, the person's own. */
export function KeyHints() {
  const t = useTranslations('editor');
  const { mode, actions } = useEditing();
  const context = useActionContext();
  // What the actions below look at too; not the pointer, which would have this rendered with every move.
  const state = useEditorParts('stage', 'tool', 'selection', 'annotation', 'cascade', 'readOnly');
  const name = useActionName();
  const known = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const action = actions.get(id);
      const key = action && shownKey(action, state.stage);
      return action && key && (!action.modes || action.modes.includes(mode)) ? [{ action, key }] : [];
    });
  const answers = known(ANSWERS).filter(({ action }) => action.enabled(context()));
  const shown = [...answers, ...known(worthKnowing(state))].slice(0, MOST_HINTS);
  const hint = ({ action, key }: (typeof shown)[number]) => (
    <span key={action.id} data-hint={action.id} className="inline-flex shrink-0 items-center gap-1.5">
      <KeyHint keys={key} />
      {name(action.id)}
    </span>
  );
  return (
    <footer
      aria-label={t('help.hints')}
      className="flex h-7 shrink-0 items-center gap-4 border-t border-line bg-surface px-3 text-xs text-muted"
    >
      <span className="flex h-full min-w-0 flex-1 flex-wrap items-center gap-x-4 overflow-hidden [&>span]:h-7">
        {shown.map(hint)}
      </span>
      {known(ALWAYS).map(hint)}
    </footer>
  );
}
