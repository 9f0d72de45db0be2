import type { Direction } from '../kernels/new-box';
import type { ToolName } from '../state';
import type { Action, KeyBinding } from './action';
import { ARROWS } from './keys';

const penKey = (name: string, ...tools: ToolName[]): KeyBinding => ({
  key: name,
  stages: ['detector'],
  tools: ['draw', ...tools],
});

const steer = (direction: Direction, sizing: boolean): Action => ({
  id: `draw.${sizing ? 'size' : 'place'}.${direction}`,
  group: 'draw',
  keys: [sizing ? penKey(`Shift+${ARROWS[direction]}`) : penKey(ARROWS[direction], 'cut')],
  enabled: ({ tools }) => tools.steers,
  run: ({ tools, held }) => tools.steer({ direction, sizing, held }),
});

const ORDER: readonly Direction[] = ['left', 'right', 'up', 'down'];

/**
 * Drawing without a pointer: with the pen in hand the arrows place and size a box, and Enter keeps it. They also move
 * the line along which a box is cut.
 */
export const drawActions: readonly Action[] = [
  ...ORDER.map((direction) => steer(direction, false)),
  ...ORDER.map((direction) => steer(direction, true)),
  {
    id: 'draw.confirm',
    group: 'draw',
    keys: [penKey('Enter', 'cut')],
    enabled: ({ tools }) => tools.confirms,
    run: ({ tools }) => tools.confirm(),
  },
];
