import fc from 'fast-check';
import { RELATIONS, type Annotation, type LineId, type SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder, orderedLines } from '@/lib/domain/ordering';
import { STAGES } from '@/lib/domain/stages';
import { acceptStages } from '@/lib/editor/changes/acceptance';
import { setBoxes } from '@/lib/editor/changes/boxes';
import { relabel } from '@/lib/editor/changes/classes';
import { deleteSymbols } from '@/lib/editor/changes/deletion';
import { duplicateSymbols } from '@/lib/editor/changes/duplicate';
import { followPath } from '@/lib/editor/changes/follow-path';
import { editLatex, rewriteLatex } from '@/lib/editor/changes/label';
import { joinWithPrevious, shiftLine } from '@/lib/editor/changes/lines';
import { mergeSymbols } from '@/lib/editor/changes/merge';
import { dropEmptyLine, dropInList, moveInList, placeUnder, startLine } from '@/lib/editor/changes/places';
import { splitSymbol } from '@/lib/editor/changes/split';
import { tightenBoxes } from '@/lib/editor/changes/tighten';
import { moveBoxes } from '@/lib/editor/kernels/boxes';
import { CLASSES, IMAGE, SQUARE } from './formulas';
import { inkOfBoxes } from './drawn-ink';

const at = fc.nat({ max: 50 });
const several = fc.array(at, { minLength: 1, maxLength: 4 });
const far = fc.integer({ min: -90, max: 90 });
const fresh = fc.uuid();
const step = fc.constantFrom(1 as const, -1 as const);
const kind = <Name extends string>(name: Name) => fc.constant(name);

/** Every way in which a person changes an annotation, on whatever symbols and lines there are. */
export const anyEdit = fc.oneof(
  fc.record({ do: kind('move'), several, dx: far, dy: far }),
  fc.record({ do: kind('tighten'), several }),
  fc.record({ do: kind('split'), at, first: fresh, axis: fc.constantFrom('x', 'y') }),
  fc.record({ do: kind('merge'), several }),
  fc.record({ do: kind('duplicate'), at, copy: fresh }),
  fc.record({ do: kind('relabel'), several, name: fc.constantFrom(...CLASSES) }),
  fc.record({ do: kind('delete'), several }),
  fc.record({ do: kind('place'), at, under: at, relation: fc.constantFrom(...RELATIONS) }),
  fc.record({ do: kind('reorder'), at, step }),
  fc.record({ do: kind('drop'), at, line: at, row: at }),
  fc.record({ do: kind('path'), several, line: fresh }),
  fc.record({ do: kind('start_line'), at, line: fresh }),
  fc.record({ do: kind('shift_line'), at, step }),
  fc.record({ do: kind('join_line'), at }),
  fc.record({ do: kind('drop_line'), at }),
  fc.record({ do: kind('type'), text: fc.string({ maxLength: 3 }) }),
  fc.record({ do: kind('rewrite') }),
  fc.record({ do: kind('accept'), stages: fc.subarray([...STAGES]) }),
);
type AnyEdit = typeof anyEdit extends fc.Arbitrary<infer T> ? T : never;

const PREDICTED = new Set(SQUARE.symbols.map(({ id }) => id));
const INK = inkOfBoxes(
  IMAGE,
  SQUARE.symbols.map(({ box: { x, y, width, height } }) => ({
    x: x + 3,
    y: y + 2,
    width: width - 6,
    height: height - 4,
  })),
);

const predicted = (id: SymbolId) => PREDICTED.has(id);

/** The symbols that numbers mean, each once. */
export function pick(annotation: Annotation, numbers: readonly number[]): SymbolId[] {
  const ids = Object.keys(annotation.symbols) as SymbolId[];
  return [...new Set(numbers.flatMap((number) => ids[number % Math.max(1, ids.length)] ?? []))];
}

const pickLine = (annotation: Annotation, number: number): LineId | undefined => {
  const lines = linesInOrder(annotation);
  return lines[number % Math.max(1, lines.length)]?.id;
};

function halves(annotation: Annotation, id: SymbolId, axis: string) {
  const box = annotation.symbols[id]?.box ?? { x: 0, y: 0, width: 2, height: 2 };
  const half = axis === 'x' ? { ...box, width: box.width / 2 } : { ...box, height: box.height / 2 };
  return [
    half,
    axis === 'x' ? { ...half, x: box.x + half.width } : { ...half, y: box.y + half.height },
  ] as const;
}

/** The change that an edit means; nothing where there is nothing to change. */
export function changeOf(edit: AnyEdit): (annotation: Annotation) => Annotation {
  return (annotation) => {
    const ids = pick(annotation, 'several' in edit ? edit.several : 'at' in edit ? [edit.at] : []);
    const [id] = ids;
    switch (edit.do) {
      case 'move': {
        const boxes = ids.flatMap((one) => {
          const symbol = annotation.symbols[one];
          return symbol ? [[one, symbol.box] as const] : [];
        });
        return boxes.length > 0
          ? setBoxes(annotation, moveBoxes(new Map(boxes), edit.dx, edit.dy, IMAGE))
          : annotation;
      }
      case 'tighten':
        return tightenBoxes(annotation, ids, INK);
      case 'split': {
        if (!id) return annotation;
        const [a, b] = halves(annotation, id, edit.axis);
        const parts = [
          { id: edit.first as SymbolId, box: a },
          { id: `${edit.first}-2` as SymbolId, box: b },
        ] as const;
        return splitSymbol(annotation, id, parts, edit.axis as 'x' | 'y', predicted);
      }
      case 'merge':
        return mergeSymbols(annotation, ids, predicted);
      case 'duplicate':
        return id ? duplicateSymbols(annotation, [[id, edit.copy as SymbolId]], IMAGE, 30) : annotation;
      case 'relabel':
        return relabel(annotation, ids, edit.name);
      case 'delete':
        return deleteSymbols(annotation, ids, predicted);
      case 'place': {
        const [parent] = pick(annotation, [edit.under]);
        return id && parent ? placeUnder(annotation, id, parent, edit.relation) : annotation;
      }
      case 'reorder':
        return id ? moveInList(annotation, id, edit.step) : annotation;
      case 'drop': {
        const line = pickLine(annotation, edit.line);
        const rows = orderedLines(annotation).find((one) => one.line === line)?.entries.length ?? 0;
        return id && line ? dropInList(annotation, id, line, edit.row % (rows + 1)) : annotation;
      }
      case 'path':
        return followPath(annotation, ids, edit.line as LineId);
      case 'start_line':
        return id ? startLine(annotation, id, edit.line as LineId) : annotation;
      case 'shift_line':
      case 'join_line':
      case 'drop_line': {
        const line = pickLine(annotation, edit.at);
        if (!line) return annotation;
        if (edit.do === 'shift_line') return shiftLine(annotation, line, edit.step);
        return edit.do === 'join_line' ? joinWithPrevious(annotation, line) : dropEmptyLine(annotation, line);
      }
      case 'type':
        return editLatex(annotation, edit.text);
      case 'rewrite':
        return rewriteLatex(annotation);
      case 'accept':
        return acceptStages(annotation, edit.stages);
    }
  };
}
