'use client';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { ConflictDraft } from '@/lib/editor/save/journal';
import { signOf } from '../canvas/glyphs';
import { useEditing, useEditorState } from '../state/context';

const NAMED = ['box', 'class', 'place', 'pins', 'latex'] as const;

/** What is not saved as one did it, by why: theirs stands, and one's own value can still be had. */
export function ConflictList({ conflicts }: { conflicts: readonly ConflictDraft[] }) {
  return (['changed', 'refused'] as const).map((reason) => {
    const those = conflicts.filter((draft) => draft.reason === reason);
    return those.length > 0 && <Decisions key={reason} reason={reason} conflicts={those} />;
  });
}

function Decisions({ reason, conflicts }: Pick<ConflictDraft, 'reason'> & { conflicts: ConflictDraft[] }) {
  const t = useTranslations('editor.conflict');
  const { editor, session } = useEditing();
  const annotation = useEditorState((state) => state.annotation);
  const readOnly = useEditorState((state) => state.readOnly);
  /** Drafts whose own value was wanted and could not be set. */
  const [impossible, setImpossible] = useState<readonly string[]>([]);
  const what = (draft: ConflictDraft): string => {
    const name = annotation.symbols[(draft.record ?? '') as SymbolId]?.class;
    const property = NAMED.find((known) => known === draft.property) ?? 'record';
    return t(`what.${property}`, { symbol: name ? signOf(name) : '?' });
  };
  const short = (property: ConflictDraft['property'], value: ConflictDraft['mine']) => {
    if (value === null) return t('nothing');
    if (typeof value !== 'string') return null;
    return property === 'class' ? signOf(value) : value;
  };
  return (
    <Notice tone="warning" title={t(reason, { count: conflicts.length })}>
      <ul className="mt-1 flex max-h-40 flex-col gap-1 overflow-y-auto">
        {conflicts.map((draft) => {
          const [mine, theirs] = [short(draft.property, draft.mine), short(draft.property, draft.theirs)];
          return (
            <li
              key={draft.id}
              className="flex items-center gap-2"
              onPointerLeave={() => editor.update({ highlighted: [] })}
              onPointerEnter={() =>
                editor.update({
                  highlighted: annotation.symbols[(draft.record ?? '') as SymbolId]
                    ? [draft.record as SymbolId]
                    : [],
                })
              }
            >
              <span className="min-w-0 flex-1 truncate">
                {what(draft)}
                {mine !== null && theirs !== null && ` ${t('values', { mine, theirs })}`}
              </span>
              {impossible.includes(draft.id) ? (
                <span role="status">{t('impossible')}</span>
              ) : (
                <Button
                  size="small"
                  disabled={readOnly}
                  onClick={() =>
                    session?.decide(draft, 'mine') === false && setImpossible((ids) => [...ids, draft.id])
                  }
                >
                  {t('mine')}
                </Button>
              )}
              <Button size="small" onClick={() => session?.decide(draft, 'theirs')}>
                {t('theirs')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
