import type { LineId, SymbolId } from '@/lib/domain/annotation/schema';
import { followPath } from '../changes/follow-path';
import { strokeTargets, touchedAlong } from '../kernels/along';
import { nearestTowards } from '../kernels/nearest';
import { numbered, readingOf } from '../kernels/reading';
import { readPath } from '../kernels/reading-path';
import type { ImagePoint } from '../kernels/space';
import { reveal } from '../kernels/view';
import { randomUuid } from '../uuid';
import { reachOf, type Machine, type PointerInput, type StateNode, type SteerInput } from './state-node';
import { typedNumber } from './typed';

/** Shows a path in progress: the trail of the pointer, and what its symbols would hang on. */
function show(
  { editor }: Machine,
  symbols: readonly SymbolId[],
  trail: readonly ImagePoint[] = [],
  typed = '',
): void {
  const { annotation, view, viewport } = editor.state;
  const steps = readPath(annotation, symbols);
  const last = symbols.at(-1);
  const box = trail.length === 0 && last ? annotation.symbols[last]?.box : undefined;
  const revealed = box ? reveal(view, viewport, box) : view;
  editor.update({
    gesture: { path: { trail, symbols, steps, typed } },
    ...(revealed !== view && { view: revealed, fitted: false }),
  });
}

/** Takes the path as the reading order; of one symbol alone nothing can be said. The tool is put down. */
function take(machine: Machine, symbols: readonly SymbolId[]): void {
  const { editor } = machine;
  const last = symbols.at(-1);
  editor.update({ gesture: null });
  if (symbols.length < 2 || !last) return;
  const line = randomUuid() as LineId;
  editor.change('order.path', (annotation) => followPath(annotation, symbols, line), { selection: [last] });
  editor.update({ tool: 'select' });
}

/** Waiting to draw the order in which symbols are read. */
export function pathIdle(machine: Machine): StateNode {
  return {
    path: 'path.idle',
    cursor: 'crosshair',
    down(input) {
      if (!machine.editor.state.readOnly) machine.go(drawing(machine, input));
    },
    steer(input) {
      const node = walking(machine);
      machine.go(node);
      node.steer?.(input);
    },
    type(digit) {
      const node = walking(machine);
      machine.go(node);
      node.type?.(digit);
    },
  };
}

/** Drawing through symbols: each that the stroke touches is read next. */
function drawing(machine: Machine, start: PointerInput): StateNode {
  const { editor } = machine;
  const { scale } = editor.state.view;
  const slack = reachOf(start).hit / scale;
  const targets = strokeTargets(editor.state.annotation, slack);
  const touched = new Set(touchedAlong(targets, start.image, start.image, slack));
  const trail: ImagePoint[] = [start.image];
  show(machine, [...touched], trail);
  return {
    path: 'path.drawing',
    cursor: 'crosshair',
    move({ image }) {
      const before = trail.at(-1) ?? start.image;
      for (const id of touchedAlong(targets, before, image, slack / 2)) touched.add(id);
      trail.push(image);
      show(machine, [...touched], [...trail]);
    },
    up() {
      take(machine, [...touched]);
      machine.rest();
    },
  };
}

/**
 * The same by keys: an arrow goes on to the nearest symbol in its direction, or back to the one before; a typed
 * number goes to the symbol that carries it. Enter takes the number, or else the path.
 */
function walking(machine: Machine): StateNode {
  const { editor } = machine;
  const present = () => editor.state.gesture?.path ?? null;
  const begin = (): readonly SymbolId[] => {
    const { annotation, selection } = editor.state;
    const from = selection.length === 1 ? selection[0] : readingOf(annotation).entries[0]?.symbol;
    return from ? [from] : [];
  };
  return {
    path: 'path.walking',
    cursor: 'crosshair',
    down: (input) => pathIdle(machine).down?.(input),
    steer({ direction }: SteerInput) {
      const symbols = present()?.symbols ?? begin();
      const [before, last] = [symbols.at(-2), symbols.at(-1)];
      if (!last) return;
      const { annotation } = editor.state;
      const next = nearestTowards(
        annotation,
        last,
        direction,
        (id) => id === before || !symbols.includes(id),
      );
      if (next && next === before) return show(machine, symbols.slice(0, -1));
      show(machine, next ? [...symbols, next] : symbols);
    },
    type(digit) {
      const path = present();
      const { annotation } = editor.state;
      const typed = typedNumber(path?.typed ?? '', digit, readingOf(annotation).entries.length);
      show(machine, path?.symbols ?? [], [], typed);
    },
    back() {
      const path = present();
      if (path?.typed) return show(machine, path.symbols, [], path.typed.slice(0, -1));
      if (path) show(machine, path.symbols.slice(0, -1));
    },
    confirm() {
      const path = present();
      if (!path) return;
      const meant = path.typed === '' ? undefined : numbered(editor.state.annotation, Number(path.typed));
      if (path.typed !== '') {
        return show(
          machine,
          meant && !path.symbols.includes(meant) ? [...path.symbols, meant] : path.symbols,
        );
      }
      take(machine, path.symbols);
      machine.rest();
    },
  };
}
