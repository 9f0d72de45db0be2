'use client';
import { useTranslations } from 'next-intl';
import { cx } from '@/components/ui/cx';
import type { CommentedSymbol } from '@/lib/domain/comments';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { signOf } from '../canvas/glyphs';
import { useEditing, useEditorState } from '../state/context';

/** The symbol that a comment is about: a way to it, as long as it is there; its sign of then, once it is deleted. */
export function SymbolChip({ symbol }: { symbol: CommentedSymbol }) {
  const t = useTranslations('talk');
  const { editor } = useEditing();
  const now = useEditorState(({ annotation }) => annotation.symbols[symbol.id]?.class ?? null);
  const selected = useEditorState(({ selection }) => selection.includes(symbol.id));
  if (now === null) {
    return (
      <span className="shrink-0 rounded-sm border border-dashed border-line-strong px-1 text-xs leading-5 whitespace-nowrap text-muted">
        {t('deletedSymbol', { symbol: signOf(symbol.class) })}
      </span>
    );
  }
  return (
    <button
      type="button"
      onClick={() => selectSymbol(editor, symbol.id)}
      aria-label={t('toSymbol', { symbol: signOf(now) })}
      className={cx(
        'rounded-sm border px-1 font-mono text-xs leading-5',
        selected ? 'border-accent bg-accent-soft text-on-accent-soft' : 'border-line-strong hover:bg-sunken',
      )}
    >
      {signOf(now)}
    </button>
  );
}
