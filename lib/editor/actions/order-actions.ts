import { RELATIONS, type LineId, type Relation } from '@/lib/domain/annotation/schema';
import { linesInOrder } from '@/lib/domain/ordering';
import { joinWithPrevious, shiftLine } from '../changes/lines';
import { moveInList, setRelation, startLine } from '../changes/places';
import type { Direction } from '../kernels/new-box';
import { beginParentChoice } from '../tools/parent';
import { randomUuid } from '../uuid';
import {
  editable,
  editsOne,
  key,
  notChoosing,
  type Action,
  type ActionContext,
  type KeyBinding,
} from './action';
import { ARROWS } from './keys';

const selectedPlace = ({ editor }: Pick<ActionContext, 'editor'>) => {
  const { annotation, selection } = editor.state;
  const only = selection.length === 1 ? selection[0] : undefined;
  return only ? annotation.symbols[only]?.place : undefined;
};

const relation = (name: Relation, digit: number): Action => ({
  id: `relation.${name}`,
  group: 'order',
  keys: [notChoosing(key(String(digit), 'aligner'))],
  enabled: (context) => editsOne(context) && Boolean(selectedPlace(context)?.parent),
  run({ editor }) {
    const [id] = editor.state.selection;
    if (id) editor.change('symbol.relation', (annotation) => setRelation(annotation, id, name));
  },
});

const move = (id: string, name: string, step: 1 | -1): Action => ({
  id,
  group: 'order',
  keys: [key(name, 'aligner')],
  repeats: true,
  enabled: (context) => editsOne(context) && Boolean(selectedPlace(context)),
  run({ editor }) {
    const [symbol] = editor.state.selection;
    if (symbol) editor.change('symbol.reorder', (annotation) => moveInList(annotation, symbol, step));
  },
});

/** Which line the selected symbol is in, from the top, and how many there are. */
const selectedLine = (context: ActionContext) => {
  const line = selectedPlace(context)?.line;
  const lines = linesInOrder(context.editor.state.annotation);
  return line === undefined ? null : { line, at: lines.findIndex(({ id }) => id === line), of: lines.length };
};

const shift = (id: string, name: string, step: 1 | -1): Action => ({
  id,
  group: 'order',
  keys: [key(name, 'aligner')],
  repeats: true,
  enabled(context) {
    const mine = selectedLine(context);
    return editsOne(context) && mine !== null && mine.at + step >= 0 && mine.at + step < mine.of;
  },
  run(context) {
    const mine = selectedLine(context);
    if (mine) context.editor.change('line.move', (annotation) => shiftLine(annotation, mine.line, step));
  },
});

/** A key while symbols are chosen one after the other, or a parent. */
const choosing = (name: string): KeyBinding => ({
  key: name,
  stages: ['aligner'],
  tools: ['path', 'parent'],
});

const walk = (direction: Direction): Action => ({
  id: `order.walk.${direction}`,
  group: 'order',
  keys: [choosing(ARROWS[direction])],
  repeats: true,
  enabled: ({ tools }) => tools.steers,
  run: ({ tools, held }) => tools.steer({ direction, sizing: false, held }),
});

const digit = (name: string): Action => ({
  id: `order.number.${name}`,
  group: 'order',
  keys: [choosing(name)],
  enabled: ({ tools }) => tools.steers,
  run: ({ tools }) => tools.type(name),
});

export const orderActions: readonly Action[] = [
  ...RELATIONS.map((name, index) => relation(name, index + 1)),
  {
    id: 'tool.path',
    group: 'order',
    keys: [key('W', 'aligner')],
    enabled: (context) =>
      editable(context) && Object.keys(context.editor.state.annotation.symbols).length > 1,
    run({ editor, tools }) {
      tools.choose('path');
      editor.requestFocus('canvas');
    },
  },
  {
    id: 'order.pick_parent',
    group: 'order',
    keys: [key('P', 'aligner')],
    enabled: editsOne,
    run({ editor, tools }) {
      const [child] = editor.state.selection;
      if (!child) return;
      tools.choose('parent');
      beginParentChoice(tools, child);
      editor.requestFocus('canvas');
    },
  },
  ...(['left', 'right', 'up', 'down'] as const).map(walk),
  ...Array.from('0123456789', digit),
  {
    id: 'order.take',
    group: 'order',
    keys: [choosing('Enter')],
    enabled: ({ tools }) => tools.confirms,
    run: ({ tools }) => tools.confirm(),
  },
  {
    id: 'order.back',
    group: 'order',
    keys: [choosing('Backspace')],
    repeats: true,
    enabled: ({ tools }) => tools.steers,
    run: ({ tools }) => tools.back(),
  },
  move('order.earlier', 'Alt+ArrowUp', -1),
  move('order.later', 'Alt+ArrowDown', 1),
  {
    id: 'order.new_line',
    group: 'order',
    keys: [key('N', 'aligner')],
    enabled: (context) => editsOne(context) && Boolean(selectedPlace(context)?.parent),
    run({ editor }) {
      const [symbol] = editor.state.selection;
      const line = randomUuid() as LineId;
      if (symbol) editor.change('line.start', (annotation) => startLine(annotation, symbol, line));
    },
  },
  {
    id: 'order.join_line',
    group: 'order',
    keys: [key('Shift+N', 'aligner')],
    enabled: (context) => editsOne(context) && (selectedLine(context)?.at ?? 0) > 0,
    run(context) {
      const mine = selectedLine(context);
      if (mine) context.editor.change('line.join', (annotation) => joinWithPrevious(annotation, mine.line));
    },
  },
  shift('order.line_up', 'Alt+Shift+ArrowUp', -1),
  shift('order.line_down', 'Alt+Shift+ArrowDown', 1),
];
