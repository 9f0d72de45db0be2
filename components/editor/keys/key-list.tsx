'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Input, Select } from '@/components/ui/input';
import type { EditorMode } from '@/lib/domain/editor-payload';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { editorActions } from '@/lib/editor/actions';
import { ACTION_GROUPS, type Action } from '@/lib/editor/actions/action';
import { slotsOf } from '@/lib/editor/actions/personal-keys';
import { bestScore } from '@/lib/editor/kernels/fuzzy';
import { printedKey, useActionName } from '../panels/action-name';
import { usePreferences } from '../personal/preferences';
import { KeyRow } from './key-row';
import type { KeyEditor } from './use-key-editor';

/** Every action with its keys, by group, as one looks for it: by name, by key, by stage. */
export function KeyList({
  editor,
  mode,
  seeking = false,
}: {
  editor: KeyEditor | null;
  mode?: EditorMode;
  /** Begins with the keyboard in the search field. */
  seeking?: boolean;
}) {
  const t = useTranslations('shortcuts');
  const groups = useTranslations('editor.help.group');
  const words = useTranslations('words.stage');
  const name = useActionName();
  const { shortcuts } = usePreferences();
  const [query, setQuery] = useState('');
  const [stage, setStage] = useState<Stage | ''>('');
  const sought = query.trim();
  const fits = (action: Action) => {
    if (mode && action.modes && !action.modes.includes(mode)) return false;
    const slots = slotsOf(action, shortcuts);
    const here = ({ stages }: { stages?: readonly Stage[] }) =>
      stage === '' || !stages || stages.includes(stage);
    if (stage !== '' && !slots.some(({ scope }) => scope.length === 0 || scope.some(here))) return false;
    if (sought === '' || bestScore([name(action.id), action.id], sought) !== null) return true;
    return slots.some(({ key }) => key !== null && printedKey(key).toLowerCase() === sought.toLowerCase());
  };
  const shown = ACTION_GROUPS.map((group) => ({
    group,
    actions: editorActions.all.filter((action) => action.group === group && fits(action)),
  })).filter(({ actions }) => actions.length > 0);
  return (
    <div className="flex min-h-0 flex-col gap-3">
      <div className="flex gap-2 print:hidden">
        <Input
          type="search"
          data-first-focus={seeking || undefined}
          value={query}
          aria-label={t('search')}
          placeholder={t('search')}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Select
          className="max-w-40"
          value={stage}
          aria-label={t('where')}
          onChange={(event) => setStage(STAGES.find((one) => one === event.target.value) ?? '')}
        >
          <option value="">{t('everywhere')}</option>
          {STAGES.map((one) => (
            <option key={one} value={one}>
              {words(one)}
            </option>
          ))}
        </Select>
      </div>
      {shown.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      {shown.map(({ group, actions }) => (
        <section key={group}>
          <h3 className="mb-0.5 text-xs font-semibold text-muted">{groups(group)}</h3>
          {actions.map((action) => (
            <KeyRow key={action.id} action={action} editor={editor} />
          ))}
        </section>
      ))}
    </div>
  );
}
