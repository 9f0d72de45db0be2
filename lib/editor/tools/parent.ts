import type { Place, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import { linesInOrder, subtreeOf } from '@/lib/domain/ordering';
import { rankParents } from '../changes/guess-place';
import { placeAt, placeUnder } from '../changes/places';
import type { Editor } from '../editor';
import { symbolAt } from '../kernels/hit-test';
import { nearestTowards } from '../kernels/nearest';
import { numbered, readingOf } from '../kernels/reading';
import { relationTo } from '../kernels/relation';
import { reveal } from '../kernels/view';
import type { ParentChoice } from '../state';
import { reachOf, type Machine, type StateNode, type SteerInput } from './state-node';
import { typedNumber } from './typed';

/** The relation that `child` seems to have to a parent: the one it has, if it is its parent already. */
function relationOf({ annotation }: Editor['state'], child: SymbolId, parent: SymbolId): Relation {
  const [mine, theirs] = [annotation.symbols[child], annotation.symbols[parent]];
  const place = mine?.place;
  if (place?.parent === parent && place.relation) return place.relation;
  return mine && theirs ? relationTo(theirs, mine) : 'Right';
}

function show(editor: Editor, choice: ParentChoice): void {
  const { annotation, view, viewport } = editor.state;
  const box = choice.parent ? annotation.symbols[choice.parent]?.box : undefined;
  const revealed = box ? reveal(view, viewport, box) : view;
  editor.update({
    gesture: { parent: choice },
    hovered: choice.parent,
    ...(revealed !== view && { view: revealed, fitted: false }),
  });
}

function choose(editor: Editor, child: SymbolId, parent: SymbolId | null, typed = ''): void {
  const relation = parent && relationOf(editor.state, child, parent);
  show(editor, { child, parent, relation, typed });
}

/**
 * Begins to choose the parent of a symbol: first offered is the one that fits best by geometry, of those it does
 * not have already.
 */
export function beginParentChoice({ editor }: Machine, child: SymbolId): void {
  const { annotation } = editor.state;
  const below = new Set(subtreeOf(annotation, child));
  const present = annotation.symbols[child]?.place?.parent ?? null;
  const ranked = rankParents(annotation, child, below);
  const best = ranked.find(({ parent }) => parent !== present)?.parent ?? present;
  const other = readingOf(annotation).entries.find(({ symbol }) => !below.has(symbol))?.symbol ?? null;
  choose(editor, child, best ?? other);
}

/** Takes a parent that was clicked or picked in the list, with the relation that geometry suggests. */
export function takeParent(editor: Editor, parent: SymbolId): void {
  const choice = editor.state.gesture?.parent;
  editor.update({ gesture: null, tool: 'select' });
  if (!choice || parent === choice.child) return;
  const relation = relationOf(editor.state, choice.child, parent);
  const { child } = choice;
  editor.change('symbol.place', (now) => placeUnder(now, child, parent, relation), { selection: [child] });
}

/** Makes the symbol the start of its line (of the first, if it is in none). */
function takeStart(editor: Editor, child: SymbolId): void {
  editor.update({ gesture: null, tool: 'select' });
  const { annotation } = editor.state;
  const line = annotation.symbols[child]?.place?.line ?? linesInOrder(annotation)[0]?.id;
  if (!line) return;
  const place: Place = { line, parent: null, relation: null };
  editor.change('symbol.place', (now) => placeAt(now, child, place), { selection: [child] });
}

/**
 * Choosing a parent: arrows walk over the symbols, a number goes to the one that carries it (0 is the start of
 * the line), Enter takes it; or a click on it. Escape leaves everything as it was.
 */
export function parentIdle(machine: Machine): StateNode {
  const { editor } = machine;
  const present = () => editor.state.gesture?.parent ?? null;
  return {
    path: 'parent.idle',
    cursor: 'pointer',
    move(input) {
      const choice = present();
      const { annotation, view, hovered } = editor.state;
      const under = symbolAt(annotation, input.image, reachOf(input).hit / view.scale);
      if (choice && under && under !== choice.child && under !== hovered) choose(editor, choice.child, under);
    },
    down(input) {
      const { annotation, view } = editor.state;
      const under = symbolAt(annotation, input.image, reachOf(input).hit / view.scale);
      if (under) takeParent(editor, under);
      else editor.update({ gesture: null, tool: 'select' });
      machine.rest();
    },
    steer({ direction }: SteerInput) {
      const choice = present();
      if (!choice) return;
      const from = choice.parent ?? choice.child;
      const next = nearestTowards(editor.state.annotation, from, direction, (id) => id !== choice.child);
      if (next) choose(editor, choice.child, next);
    },
    type(digit) {
      const choice = present();
      if (!choice) return;
      const { annotation } = editor.state;
      const typed = typedNumber(choice.typed, digit, readingOf(annotation).entries.length);
      const meant = numbered(annotation, Number(typed)) ?? null;
      choose(editor, choice.child, typed === '0' ? null : (meant ?? choice.parent), typed);
    },
    back() {
      const choice = present();
      if (choice) choose(editor, choice.child, choice.parent, choice.typed.slice(0, -1));
    },
    confirm() {
      const choice = present();
      if (!choice) return;
      if (choice.parent) takeParent(editor, choice.parent);
      else takeStart(editor, choice.child);
      machine.rest();
    },
    cancel() {
      editor.update({ tool: 'select' });
    },
  };
}
