'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useActionName } from '../panels/action-name';
import { usePreferences } from '../personal/preferences';
import { editorActions } from '@/lib/editor/actions';
import type { KeyEditor } from './use-key-editor';

/** Whether the keys are kept with the account, what no longer fits, and the way back to the defaults. */
export function KeyState({ editor }: { editor: KeyEditor }) {
  const t = useTranslations('shortcuts');
  const name = useActionName();
  const { shortcuts, keeping, dropped } = usePreferences();
  const known = dropped.filter((id) => editorActions.get(id));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <p className="flex-1 text-sm text-muted">{t('hint')}</p>
        <span role="status" className="text-xs text-muted">
          {keeping === 'keeping' && t('keeping')}
          {keeping === 'kept' && Object.keys(shortcuts).length > 0 && t('kept')}
        </span>
        <Button size="small" disabled={Object.keys(shortcuts).length === 0} onClick={editor.resetAll}>
          {t('resetAll')}
        </Button>
      </div>
      {keeping === 'failed' && <Notice tone="danger">{t('failed')}</Notice>}
      {known.length > 0 && (
        <Notice tone="warning">{t('dropped', { actions: known.map(name).join(', ') })}</Notice>
      )}
    </div>
  );
}
