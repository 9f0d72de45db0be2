'use client';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Draft } from '@/lib/domain/editor-payload';
import { editorApi } from '../flow/api';
import { useEditing, useEditorState } from '../state/context';

/** Edits that came after their author had lost the formula: to be applied to it, or put aside. */
export function DraftList({ drafts }: { drafts: readonly Draft[] }) {
  const t = useTranslations('editor.banner');
  const format = useFormatter();
  const { session, userId } = useEditing();
  const readOnly = useEditorState((state) => state.readOnly);
  const [resolved, setResolved] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const open = drafts.filter(({ id }) => !resolved.includes(id));
  if (open.length === 0 || !session) return null;

  const resolve = async (id: string, choice: 'applyDraft' | 'discardDraft') => {
    setBusy(true);
    const answer = (await session.flush()) ? await editorApi(userId)[choice](id) : null;
    if (answer?.ok) {
      await session.refresh();
      setResolved((ids) => [...ids, id]);
    }
    setRefused(!answer?.ok);
    setBusy(false);
  };
  return (
    <Notice tone="warning" title={t('drafts', { count: open.length })}>
      <ul className="mt-1 flex flex-col gap-1">
        {open.map((draft) => (
          <li key={draft.id} className="flex items-center gap-2">
            <span className="min-w-0 flex-1 truncate">
              {t('draftHint', {
                author: draft.author.name,
                at: format.dateTime(new Date(draft.createdAt), 'moment'),
                count: draft.edits.length,
              })}
            </span>
            <Button
              size="small"
              disabled={busy || readOnly}
              onClick={() => void resolve(draft.id, 'applyDraft')}
            >
              {t('draftApply')}
            </Button>
            <Button
              size="small"
              disabled={busy || readOnly}
              onClick={() => void resolve(draft.id, 'discardDraft')}
            >
              {t('draftDiscard')}
            </Button>
          </li>
        ))}
      </ul>
      {refused && <p role="alert">{t('draftRefused')}</p>}
    </Notice>
  );
}
