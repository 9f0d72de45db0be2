'use client';
import { useTranslations } from 'next-intl';
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { cx } from '@/components/ui/cx';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { selectSymbol } from '@/lib/editor/actions/selection-actions';
import { revealSelection } from '@/lib/editor/actions/view-actions';
import { takeParent } from '@/lib/editor/tools/parent';
import { useKeyOf } from '../panels/use-key-of';
import { useEditing, useEditorParts } from '../state/context';
import { heightOf, listItems, symbolRowNear, symbolsBetween } from './items';
import { LineHead } from './line-head';
import { RelationChooser } from './relation-chooser';
import { SymbolRow } from './symbol-row';
import { useListDrag, type Hanging } from './use-list-drag';
import { revealRow, useRowWindow } from './use-row-window';
import { useWrongSymbols } from './use-wrong-symbols';

const PAGE = 10;

/** Where a key leads from row to row; undefined for keys that do not walk. */
function stepOf(key: string, at: number, last: number): number | undefined {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: Math.min(last, at + PAGE),
    PageUp: Math.max(0, at - PAGE),
    Home: 0,
    End: last,
  };
  return steps[key];
}

/**
 * All symbols in reading order, line by line: the ordering as a list, where dragging sorts and re-parents, and the
 * way to every symbol for keyboard and screen reader, since a canvas is mute. Only the rows in sight are drawn;
 * what the others are is in the counts that a screen reader is told.
 */
export function LineList() {
  const t = useTranslations('editor.lines');
  const keyOf = useKeyOf();
  const { editor } = useEditing();
  const { annotation, selection, stage, readOnly, tool } = useEditorParts(
    'annotation',
    'selection',
    'stage',
    'readOnly',
    'tool',
  );
  const items = useMemo(() => listItems(annotation), [annotation]);
  const wrong = useWrongSymbols();
  const scroller = useRef<HTMLDivElement>(null);
  const focused = useRef(false);
  const listFocused = useCallback(() => {
    const { activeElement, body } = document;
    // A row that is gone has not left the list; who has turned to the picture has, though nothing was blurred.
    return focused.current && (activeElement === body || scroller.current?.contains(activeElement) === true);
  }, []);
  const anchor = useRef<SymbolId>(undefined);
  const lastRow = useRef(0);
  const [hanging, setHanging] = useState<Hanging | null>(null);
  const drag = useListDrag(setHanging);
  const primary = selection.at(-1);
  const rowOf = useMemo(() => new Map(items.map((item, index) => [item.key, index])), [items]);
  const heightAt = useCallback((row: number) => heightOf(items[row]), [items]);
  const { offsets, from, to, total, height } = useRowWindow(scroller, items.length, heightAt);
  const present = primary === undefined ? undefined : rowOf.get(primary);
  const active = present ?? items.findIndex(({ kind }) => kind === 'symbol');
  useLayoutEffect(() => {
    if (present !== undefined) lastRow.current = present;
  }, [present]);
  useLayoutEffect(() => {
    // The row that had the keyboard is gone with its symbol: the one in its place has it then.
    if (document.activeElement !== document.body || !listFocused()) return;
    const { key } = items[symbolRowNear(items, lastRow.current)] ?? {};
    if (!key) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-symbol="${CSS.escape(key)}"]`);
    row?.focus({ preventScroll: true });
  }, [items, listFocused]);
  // After the picture, which shows what is selected at once: to know what is in sight, the list is measured.
  const sought = useDeferredValue(present);
  useEffect(() => {
    if (sought !== undefined) revealRow(scroller.current, offsets, sought);
    // Also when the panel above it has grown over it.
  }, [sought, offsets, height]);
  // The row that the keyboard is on is always there, in sight or not.
  const drawn = Array.from({ length: to - from }, (_, row) => from + row);
  if (active >= 0 && active < from) drawn.unshift(active);
  if (active >= to) drawn.push(active);
  const chosen = new Set(selection);
  const editable = stage === 'aligner' && !readOnly;

  const select = (id: SymbolId, how: { range: boolean; toggle: boolean }) => {
    if (how.range) {
      editor.update({ selection: symbolsBetween(items, anchor.current ?? primary, id), highlighted: [] });
      return revealSelection(editor);
    }
    anchor.current = id;
    if (!how.toggle) return selectSymbol(editor, id);
    const rest = selection.filter((other) => other !== id);
    editor.update({ selection: chosen.has(id) ? rest : [...rest, id], highlighted: [] });
  };
  const click = (event: MouseEvent, id: SymbolId) => {
    if (tool === 'parent') return takeParent(editor, id);
    select(id, { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey });
  };
  const walk = (event: KeyboardEvent, index: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey || tool === 'parent' || tool === 'path') return;
    let next = stepOf(event.key, index, items.length - 1);
    if (next === undefined) return;
    const direction = next < index ? -1 : 1;
    // Heads of lines are walked over, at the ends back again.
    if (items[next]?.kind !== 'symbol') next += event.key === 'Home' ? 1 : direction;
    event.preventDefault();
    const item = items[next];
    if (item?.kind === 'symbol') select(item.key, { range: event.shiftKey, toggle: false });
  };
  const hangingRow = hanging ? rowOf.get(hanging.parent) : undefined;

  return (
    <section aria-label={t('title')} className="flex min-h-24 flex-1 flex-col border-t border-line">
      <div
        ref={scroller}
        onFocus={() => {
          focused.current = true;
        }}
        onBlur={({ target, currentTarget }) =>
          // Whoever has turned to something else, or to nothing; a row that goes with its symbol has not left.
          queueMicrotask(() => {
            if (target.isConnected && !currentTarget.contains(document.activeElement))
              focused.current = false;
          })
        }
        onDrop={drag.drop}
        onDragEnd={drag.end}
        onPointerLeave={() => editor.update({ hovered: null })}
        className="min-h-0 flex-1 overflow-y-auto px-1.5"
      >
        <div
          role="treegrid"
          aria-label={t('title')}
          aria-multiselectable="true"
          aria-rowcount={items.length}
          className="relative"
          style={{ height: total }}
        >
          {drawn.map((index) => {
            const item = items[index];
            if (!item) return null;
            const shared = {
              role: 'row',
              'aria-rowindex': index + 1,
              style: { transform: `translateY(${offsets[index] ?? 0}px)`, height: heightOf(item) },
              className: 'absolute inset-x-0 top-0',
            } as const;
            if (item.kind === 'unplaced') {
              return (
                <div {...shared} key={item.key} aria-level={1}>
                  <div
                    role="gridcell"
                    className="flex h-full items-center px-1.5 text-xs font-semibold text-danger"
                  >
                    {t('unplaced')}
                  </div>
                </div>
              );
            }
            const { target } = drag;
            const marked = target?.key === item.key ? target : null;
            if (item.kind === 'line') {
              return (
                <div
                  {...shared}
                  key={item.key}
                  aria-level={1}
                  onDragOver={(event) => drag.over(event, item)}
                  className={cx(shared.className, marked && 'border-b-2 border-focus')}
                >
                  <LineHead item={item} editable={editable} />
                </div>
              );
            }
            return (
              <div
                {...shared}
                key={item.key}
                data-symbol={item.key}
                aria-level={(item.entry?.depth ?? 0) + 2}
                aria-selected={chosen.has(item.key)}
                tabIndex={index === active ? 0 : -1}
                draggable={editable}
                onClick={(event) => click(event, item.key)}
                onKeyDown={(event) => walk(event, index)}
                // Keys act on the selection: what has the focus must be in it, or Delete would take another.
                onFocus={(event) => {
                  if (!chosen.has(item.key) && event.currentTarget.matches(':focus-visible')) {
                    selectSymbol(editor, item.key);
                  }
                }}
                onPointerEnter={() => editor.update({ hovered: item.key })}
                onDragStart={(event) => drag.start(event, item.key)}
                onDragOver={(event) => drag.over(event, item)}
                className={cx(
                  shared.className,
                  'rounded-md border-y-2 border-transparent bg-clip-padding outline-offset-[-2px]',
                  editable ? 'cursor-grab' : 'cursor-default',
                  chosen.has(item.key) ? 'bg-accent-soft text-on-accent-soft' : 'hover:bg-sunken',
                  marked?.kind === 'row' && (marked.edge === 'top' ? 'border-t-focus' : 'border-b-focus'),
                  marked?.kind === 'child' && 'ring-2 ring-focus',
                )}
              >
                <SymbolRow item={item} wrong={wrong.get(item.key)} listFocused={listFocused} />
              </div>
            );
          })}
          {hanging && hangingRow !== undefined && (
            <RelationChooser
              key={hanging.parent}
              hanging={hanging}
              top={offsets[hangingRow + 1] ?? 0}
              onDone={() => setHanging(null)}
            />
          )}
        </div>
      </div>
      {editable && items.length > 2 && (
        <p className="shrink-0 px-3 py-1 text-xs text-muted">
          {t('hint', { earlier: keyOf('order.earlier') ?? '', later: keyOf('order.later') ?? '' })}
        </p>
      )}
    </section>
  );
}
