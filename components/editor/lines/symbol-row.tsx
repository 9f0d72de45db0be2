'use client';
import { MessageSquare, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { memo, useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { UNLABELLED } from '@/lib/editor/changes/boxes';
import { isUncertain, symbolLevel } from '@/lib/editor/kernels/confidence';
import { RELATION_MARKS } from '../canvas/draw-order';
import { signOf } from '../canvas/glyphs';
import { useEditing, useEditorParts, useEditorState } from '../state/context';
import type { SymbolItem } from './items';

/** What is said of a symbol in the list, for eyes and ears. */
function useSymbolWords(item: SymbolItem, wrong: string | undefined) {
  const t = useTranslations('editor');
  const talk = useTranslations('talk');
  const { editor } = useEditing();
  const { annotation, stage } = useEditorParts('annotation', 'stage');
  const remarks = useEditorState(({ commented }) => commented.get(item.key) ?? 0);
  const { entry } = item;
  const level = symbolLevel(annotation, editor.subject.predicted, item.key, stage);
  const name = (sign: string) => (sign === UNLABELLED ? t('symbol.noClass') : signOf(sign));
  const sign = name(annotation.symbols[item.key]?.class ?? '');
  const parent = entry?.parent && annotation.symbols[entry.parent];
  const place =
    entry?.relation && parent
      ? t('lines.place', { relation: t(`relation.${entry.relation}`), parent: name(parent.class) })
      : '';
  const doubt = isUncertain(level) && t(`level.${level}`);
  const waiting = remarks > 0 && talk('waitingCount', { count: remarks });
  return {
    sign,
    level,
    remarks,
    spoken: [place, wrong, doubt, waiting].filter(Boolean).join(', '),
  };
}

/**
 * One symbol in the list: number, relation to its parent, sign, and whether something is wrong or in doubt.
 * @param listFocused says whether the keyboard is in the list; then it follows the selection.
 */
export const SymbolRow = memo(function SymbolRow({
  item,
  wrong,
  listFocused,
}: {
  item: SymbolItem;
  /** What is wrong with it, in a few words. */
  wrong: string | undefined;
  listFocused: () => boolean;
}) {
  const { key: id, entry, number } = item;
  const cell = useRef<HTMLDivElement>(null);
  const { sign, level, remarks, spoken } = useSymbolWords(item, wrong);
  const primary = useEditorState(({ selection }) => selection.at(-1) === id);
  const hovered = useEditorState((state) => state.hovered === id);
  useEffect(() => {
    if (primary && listFocused()) cell.current?.parentElement?.focus({ preventScroll: true });
  }, [primary, listFocused]);
  return (
    <div
      ref={cell}
      role="gridcell"
      className={cx(
        'flex h-full items-center gap-2 rounded-md pr-1.5 text-sm',
        hovered && 'outline-1 -outline-offset-1 outline-focus/60',
      )}
      style={{ paddingLeft: `${6 + (entry?.depth ?? 0) * 14}px` }}
    >
      <span className="w-6 shrink-0 text-right text-xs text-muted tabular-nums">{number}</span>
      <span aria-hidden="true" className="w-3.5 shrink-0 text-center text-xs text-muted">
        {entry?.relation && RELATION_MARKS[entry.relation]}
      </span>
      <span className="min-w-0 flex-1 truncate font-mono">{sign}</span>
      {spoken !== '' && <span className="sr-only">, {spoken}</span>}
      {remarks > 0 && <MessageSquare aria-hidden="true" className="size-3 text-accent" />}
      {wrong && (
        <span aria-hidden="true" title={wrong} className="rounded-[3px] bg-danger p-px text-on-danger">
          <X className="size-3" />
        </span>
      )}
      {isUncertain(level) && (
        <span aria-hidden="true" className={level === 'guess' ? 'text-danger' : 'text-warning'}>
          {level === 'guess' ? '◆◆' : '◆'}
        </span>
      )}
    </div>
  );
});
