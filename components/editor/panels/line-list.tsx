'use client';
import { useTranslations } from 'next-intl';
import { useState, type DragEvent } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import type { LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { orderedLines } from '@/lib/domain/ordering';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { dropEmptyLine, dropInList } from '@/lib/editor/changes/places';
import { useEditing, useEditorParts } from '../state/context';
import { useKeyOf } from './use-key-of';
import { SymbolRow } from './symbol-row';

interface DropTarget {
  readonly line: LineId;
  /** Row before which the symbol would go, among the rows as shown. */
  readonly index: number;
}

const DRAGGED = 'application/x-formulary-symbol';

/**
 * All symbols in reading order, line by line: the ordering as a list, where dragging re-parents, and
 * the way to every symbol for keyboard and screen reader, since a canvas is mute.
 */
export function LineList() {
  const t = useTranslations('editor.lines');
  const keyOf = useKeyOf();
  const { editor } = useEditing();
  const { annotation, stage, readOnly } = useEditorParts('annotation', 'stage', 'readOnly');
  const [target, setTarget] = useState<DropTarget | null>(null);
  const lines = orderedLines(annotation);
  const placed = new Set(lines.flatMap(({ entries }) => entries.map(({ symbol }) => symbol)));
  const unplaced = Object.values(annotation.symbols).filter(({ id }) => !placed.has(id));
  const draggable = stage === 'aligner' && !readOnly;
  const numbers = new Map(
    lines.flatMap(({ entries }) => entries).map(({ symbol }, index) => [symbol, index + 1]),
  );

  const over = (event: DragEvent, line: LineId, index: number) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    const { top, height } = event.currentTarget.getBoundingClientRect();
    setTarget({ line, index: index + (event.clientY > top + height / 2 ? 1 : 0) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const id = event.dataTransfer.getData(DRAGGED) as SymbolId;
    setTarget(null);
    if (!target || !annotation.symbols[id]) return;
    editor.change('symbol.reorder', (now) => dropInList(now, id, target.line, target.index));
    selectSymbol(editor, id);
  };

  return (
    <section
      aria-label={t('title')}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line px-1.5 py-2"
      onDrop={drop}
      onDragEnd={() => setTarget(null)}
    >
      {lines.map(({ line, entries }, lineIndex) => (
        <div key={line} className="mb-1">
          <h3 className="px-1.5 py-0.5 text-xs font-semibold text-muted">
            {t('line', { number: lineIndex + 1 })}
          </h3>
          <ol>
            {entries.map((entry, index) => {
              const marked = target?.line === line && target.index === index;
              const markedAfter =
                target?.line === line && target.index === index + 1 && index === entries.length - 1;
              return (
                <li
                  key={entry.symbol}
                  draggable={draggable}
                  onDragStart={(event) => {
                    event.dataTransfer.setData(DRAGGED, entry.symbol);
                    event.dataTransfer.effectAllowed = 'move';
                  }}
                  onDragOver={(event) => over(event, line, index)}
                  className={cx(
                    'rounded-md border-y-2 border-transparent',
                    marked && 'border-t-focus',
                    markedAfter && 'border-b-focus',
                    draggable && 'cursor-grab',
                  )}
                >
                  <SymbolRow id={entry.symbol} number={numbers.get(entry.symbol) ?? null} entry={entry} />
                </li>
              );
            })}
          </ol>
          {entries.length === 0 && (
            <p className="flex items-center gap-2 px-1.5 text-sm text-muted">
              <span className="flex-1">{t('empty')}</span>
              {lines.length > 1 && !readOnly && (
                <Button
                  size="small"
                  onClick={() => editor.change('line.remove', (now) => dropEmptyLine(now, line))}
                >
                  {t('remove', { number: lineIndex + 1 })}
                </Button>
              )}
            </p>
          )}
        </div>
      ))}
      {unplaced.length > 0 && (
        <div className="mb-1">
          <h3 className="px-1.5 py-0.5 text-xs font-semibold text-danger">{t('unplaced')}</h3>
          <ul>
            {unplaced.map(({ id }) => (
              <li
                key={id}
                draggable={draggable}
                onDragStart={(event) => event.dataTransfer.setData(DRAGGED, id)}
              >
                <SymbolRow id={id} number={null} entry={null} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {draggable && placed.size > 1 && (
        <p className="px-1.5 pt-1 text-xs text-muted">
          {t('hint', { earlier: keyOf('order.earlier') ?? '', later: keyOf('order.later') ?? '' })}
        </p>
      )}
    </section>
  );
}
