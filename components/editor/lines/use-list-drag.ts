'use client';
import { useState, type DragEvent } from 'react';
import type { LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { dropManyInList } from '@/lib/editor/changes/places';
import { readingOf } from '@/lib/editor/kernels/reading';
import { useEditing } from '../state/context';
import type { LineItem, SymbolItem } from './items';

/** Where what is dragged would go: before a row of a line, or onto a symbol as its child. */
export type DropTarget =
  | {
      readonly kind: 'row';
      readonly line: LineId;
      readonly row: number;
      readonly key: string;
      readonly edge: 'top' | 'bottom';
    }
  | { readonly kind: 'child'; readonly parent: SymbolId; readonly key: string };

/** What was dropped onto a symbol and waits for the relation that it has to it. */
export interface Hanging {
  readonly children: readonly SymbolId[];
  readonly parent: SymbolId;
}

const DRAGGED = 'application/x-formulary-symbol';
/** So much of a row at its top and bottom means before and after it; between them it means onto it. */
const EDGE = 0.3;

/** Dragging rows of the list: to another place in it, or onto another symbol. */
export function useListDrag(onHang: (hanging: Hanging) => void) {
  const { editor } = useEditing();
  const [target, setTarget] = useState<DropTarget | null>(null);

  const wanted = (event: DragEvent, item: SymbolItem | LineItem): DropTarget | null => {
    if (item.kind === 'line') return { kind: 'row', line: item.line, row: 0, key: item.key, edge: 'bottom' };
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientY - top) / height;
    if (item.line === null) return null;
    if (share >= EDGE && share <= 1 - EDGE) return { kind: 'child', parent: item.key, key: item.key };
    const after = share > 0.5;
    const row = item.row + (after ? 1 : 0);
    return { kind: 'row', line: item.line, row, key: item.key, edge: after ? 'bottom' : 'top' };
  };

  /** What a drag of a row takes along: all that is selected with it, as it is read. */
  const taken = (id: SymbolId): SymbolId[] => {
    const { selection, annotation } = editor.state;
    if (!selection.includes(id)) return [id];
    const { numbers } = readingOf(annotation);
    return [...selection].sort((a, b) => (numbers.get(a) ?? Infinity) - (numbers.get(b) ?? Infinity));
  };

  return {
    target,
    start(event: DragEvent, id: SymbolId) {
      event.dataTransfer.setData(DRAGGED, id);
      event.dataTransfer.effectAllowed = 'move';
    },
    over(event: DragEvent, item: SymbolItem | LineItem) {
      if (!event.dataTransfer.types.includes(DRAGGED)) return;
      const next = wanted(event, item);
      if (next) event.preventDefault();
      setTarget(next);
    },
    drop(event: DragEvent) {
      event.preventDefault();
      setTarget(null);
      const id = event.dataTransfer.getData(DRAGGED) as SymbolId;
      if (!target || !editor.state.annotation.symbols[id]) return;
      const ids = taken(id);
      if (target.kind === 'child') {
        const { parent } = target;
        if (!ids.includes(parent)) onHang({ children: ids, parent });
        return;
      }
      editor.change('symbol.reorder', (now) => dropManyInList(now, ids, target.line, target.row), {
        selection: ids,
      });
    },
    end: () => setTarget(null),
  };
}
