import type { Direction } from '../kernels/new-box';
import type { ToolName } from '../state';
import type { Action, KeyBinding } from './action';
import { ARROWS } from './keys';

const keyOf = (tool: ToolName, name: string): KeyBinding => ({
  key: name,
  stages: ['detector'],
  tools: [tool],
});

const steer = (id: string, binding: KeyBinding, direction: Direction, sizing = false): Action => ({
  id: `${id}.${direction}`,
  group: 'draw',
  keys: [binding],
  repeats: true,
  enabled: ({ tools }) => tools.steers,
  run: ({ tools, held }) => tools.steer({ direction, sizing, held }),
});

const confirm = (id: string, tool: ToolName): Action => ({
  id,
  group: 'draw',
  keys: [keyOf(tool, 'Enter')],
  enabled: ({ tools }) => tools.confirms,
  run: ({ tools }) => tools.confirm(),
});

const ORDER: readonly Direction[] = ['left', 'right', 'up', 'down'];
const arrows = (action: (direction: Direction, arrow: string) => Action) =>
  ORDER.map((direction) => action(direction, ARROWS[direction]));

/**
 * Drawing and cutting without a pointer: with the pen in hand the arrows place and size a box, and Enter keeps it;
 * while a box is being cut they move the line, and Enter cuts.
 */
export const drawActions: readonly Action[] = [
  ...arrows((direction, arrow) => steer('draw.place', keyOf('draw', arrow), direction)),
  ...arrows((direction, arrow) => steer('draw.size', keyOf('draw', `Shift+${arrow}`), direction, true)),
  confirm('draw.confirm', 'draw'),
  ...arrows((direction, arrow) => steer('cut.move', keyOf('cut', arrow), direction)),
  confirm('cut.confirm', 'cut'),
];
