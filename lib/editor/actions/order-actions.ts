import { RELATIONS, type LineId, type Relation } from '@/lib/domain/annotation/schema';
import { moveInList, setRelation, startLine } from '../changes/places';
import { randomUuid } from '../uuid';
import { editsOne, key, type Action, type ActionContext } from './action';

const selectedPlace = ({ editor }: Pick<ActionContext, 'editor'>) => {
  const { annotation, selection } = editor.state;
  const only = selection.length === 1 ? selection[0] : undefined;
  return only ? annotation.symbols[only]?.place : undefined;
};

const relation = (name: Relation, digit: number): Action => ({
  id: `relation.${name}`,
  group: 'order',
  keys: [key(String(digit), 'aligner')],
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
  enabled: (context) => editsOne(context) && Boolean(selectedPlace(context)),
  run({ editor }) {
    const [symbol] = editor.state.selection;
    if (symbol) editor.change('symbol.reorder', (annotation) => moveInList(annotation, symbol, step));
  },
});

export const orderActions: readonly Action[] = [
  ...RELATIONS.map((name, index) => relation(name, index + 1)),
  move('order.earlier', 'Alt+ArrowUp', -1),
  move('order.later', 'Alt+ArrowDown', 1),
  {
    id: 'order.pick_parent',
    group: 'order',
    keys: [key('P', 'aligner')],
    enabled: editsOne,
    run({ editor, tools }) {
      tools.choose('select');
      editor.update({ pickingParent: selectedPlace({ editor })?.relation ?? 'Right' });
    },
  },
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
];
