'use client';
import { MessageSquare } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import type { OrderingEntry } from '@/lib/domain/ordering';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { isUncertain, symbolLevel } from '@/lib/editor/kernels/confidence';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { RELATION_MARKS } from '../canvas/draw-order';
import { signOf } from '../canvas/glyphs';
import { useEditing, useEditorParts, useEditorState } from '../state/context';

/** One symbol in the list: number, sign, relation to its parent, and whether the model doubts it. */
export function SymbolRow({
  id,
  number,
  entry,
}: {
  id: SymbolId;
  number: number | null;
  entry: OrderingEntry | null;
}) {
  const t = useTranslations('editor');
  const { editor } = useEditing();
  const { annotation, selection, stage } = useEditorParts('annotation', 'selection', 'stage');
  const talk = useTranslations('talk');
  const remarks = useEditorState(({ commented }) => commented.get(id) ?? 0);
  const row = useRef<HTMLButtonElement>(null);
  const selected = selection.includes(id);
  const primary = selection.at(-1) === id;
  useEffect(() => {
    if (primary) row.current?.scrollIntoView({ block: 'nearest' });
  }, [primary]);
  const symbol = annotation.symbols[id];
  if (!symbol) return null;
  const name = (name: string) => (name === UNLABELLED ? t('symbol.noClass') : signOf(name));
  const level = symbolLevel(annotation, editor.subject.predicted, id, stage);
  const parent = entry?.parent && annotation.symbols[entry.parent];
  const place =
    entry?.relation && parent
      ? t('lines.place', { relation: t(`relation.${entry.relation}`), parent: name(parent.class) })
      : '';
  return (
    <button
      ref={row}
      type="button"
      aria-pressed={selected}
      data-symbol={id}
      aria-label={[
        name(symbol.class),
        place,
        isUncertain(level) && t(`level.${level}`),
        remarks > 0 && talk('waitingCount', { count: remarks }),
      ]
        .filter(Boolean)
        .join(', ')}
      onClick={(event) => {
        if (!event.shiftKey) return selectSymbol(editor, id);
        const rest = selection.filter((other) => other !== id);
        editor.update({ selection: selected ? rest : [...rest, id] });
      }}
      // Keys act on the selection: what has the focus must be in it, or Delete would take another.
      onFocus={(event) => {
        if (!selected && event.currentTarget.matches(':focus-visible')) selectSymbol(editor, id);
      }}
      onPointerEnter={() => editor.update({ hovered: id })}
      onPointerLeave={() => editor.update({ hovered: null })}
      className={cx(
        'flex h-6 w-full items-center gap-2 rounded-md pr-1.5 text-left text-sm',
        selected ? 'bg-accent-soft text-on-accent-soft' : 'hover:bg-sunken',
      )}
      style={{ paddingLeft: `${6 + (entry?.depth ?? 0) * 14}px` }}
    >
      <span className="w-5 shrink-0 text-right text-xs text-muted tabular-nums">{number}</span>
      <span aria-hidden="true" className="w-3.5 shrink-0 text-center text-xs text-muted">
        {entry?.relation && RELATION_MARKS[entry.relation]}
      </span>
      <span className="min-w-0 flex-1 truncate font-mono">{name(symbol.class)}</span>
      {remarks > 0 && <MessageSquare aria-hidden="true" className="size-3 text-accent" />}
      {isUncertain(level) && (
        <span aria-hidden="true" className={level === 'guess' ? 'text-danger' : 'text-warning'}>
          {level === 'guess' ? '◆◆' : '◆'}
        </span>
      )}
    </button>
  );
}
