'use client';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { NOTHING_FOREIGN, type ForeignChange } from '@/lib/editor/save/foreign';
import { useEditing } from '../state/context';

/** More would cover the picture; the symbols themselves are shown. */
const NAMED = 4;

const symbolsOf = (changes: readonly ForeignChange[]): SymbolId[] => [
  ...new Set(changes.flatMap(({ symbol, what }) => (symbol !== null && what !== 'deleted' ? [symbol] : []))),
];

/** What somebody else has changed while the formula was on the screen: what goes out is not what was looked at. */
export function ChangedBanner() {
  const t = useTranslations('editor.foreign');
  const { editor, session } = useEditing();
  const read = () => session?.foreign ?? NOTHING_FOREIGN;
  const changes = useSyncExternalStore(
    (changed) => session?.subscribe(changed) ?? (() => undefined),
    read,
    () => NOTHING_FOREIGN,
  );
  if (changes.length === 0) return null;
  const symbols = symbolsOf(changes);
  const point = (to: readonly SymbolId[]) => () => editor.update({ highlighted: to });
  const show = () => {
    editor.update({ tool: 'select', selection: symbols.slice(0, 1), highlighted: symbols });
    revealSelection(editor);
    editor.requestFocus('canvas');
  };
  const seen = () => {
    editor.update({ highlighted: [] });
    session?.seen();
    editor.requestFocus('canvas');
  };
  const named = changes
    .slice(0, NAMED)
    .map((change) =>
      t(`what.${change.what}`, { symbol: change.class === null ? '?' : signOf(change.class) }),
    );
  const more = changes.length - named.length;
  return (
    <div data-foreign-changes onPointerEnter={point(symbols)} onPointerLeave={point([])}>
      <Notice
        tone="warning"
        title={t('title', { count: changes.length })}
        action={
          <span className="flex gap-1.5">
            {symbols.length > 0 && (
              <Button size="small" onClick={show}>
                {t('show')}
              </Button>
            )}
            <Button size="small" onClick={seen}>
              {t('seen')}
            </Button>
          </span>
        }
      >
        {named.join(' · ')}
        {more > 0 && ` · ${t('more', { count: more })}`}
        <br />
        {t('hint')}
      </Notice>
    </div>
  );
}
