'use client';
import { useTranslations } from 'next-intl';
import { Dialog } from '@/components/ui/dialog';
import { KeyHint } from '@/components/ui/key-hint';
import { editorActions } from '@/lib/editor/actions';
import { ACTION_GROUPS, type Action } from '@/lib/editor/actions/action';
import { useEditing } from '../state/context';
import { shownKey, useActionName } from './action-name';

/** Every key there is, read from the registry. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('editor.help');
  const common = useTranslations('common');
  const { mode } = useEditing();
  const name = useActionName();
  const keysOf = (action: Action) =>
    action.keys.map((binding) => shownKey({ ...action, keys: [binding] }, binding.stages?.[0] ?? 'detector'));
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('title')} closeLabel={common('close')}>
      <div className="flex flex-col gap-4">
        {ACTION_GROUPS.map((group) => {
          const actions = editorActions.all.filter(
            (action) => action.group === group && (!action.modes || action.modes.includes(mode)),
          );
          return (
            <section key={group}>
              <h3 className="mb-1 text-xs font-semibold text-muted">{t(`group.${group}`)}</h3>
              <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-0.5 text-sm">
                {actions.map((action) => (
                  <div key={action.id} className="col-span-2 grid grid-cols-subgrid">
                    <dt>{name(action.id)}</dt>
                    <dd className="flex gap-1.5">
                      {keysOf(action).map((keys) => keys && <KeyHint key={keys} keys={keys} />)}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
        {(['keyboard', 'pointer'] as const).map((way) => (
          <section key={way}>
            <h3 className="mb-1 text-xs font-semibold text-muted">{t(way)}</h3>
            <p className="text-sm">{t(`${way}Text`)}</p>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
