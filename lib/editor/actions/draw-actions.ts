import type { Direction } from '../kernels/new-box';
import type { Action, KeyBinding } from './action';
import { ARROWS } from './keys';

const penKey = (name: string): KeyBinding => ({ key: name, stages: ['detector'], tools: ['draw'] });

const steer = (direction: Direction, sizing: boolean): Action => ({
  id: `draw.${sizing ? 'size' : 'place'}.${direction}`,
  group: 'draw',
  keys: [penKey(`${sizing ? 'Shift+' : ''}${ARROWS[direction]}`)],
  enabled: ({ tools }) => tools.steers,
  run: ({ tools, held }) => tools.steer({ direction, sizing, held }),
});

const ORDER: readonly Direction[] = ['left', 'right', 'up', 'down'];

/** Drawing without a pointer: with the pen in hand the arrows place and size a box, and Enter keeps it. */
export const drawActions: readonly Action[] = [
  ...ORDER.map((direction) => steer(direction, false)),
  ...ORDER.map((direction) => steer(direction, true)),
  {
    id: 'draw.confirm',
    group: 'draw',
    keys: [penKey('Enter')],
    enabled: ({ tools }) => tools.confirms,
    run: ({ tools }) => tools.confirm(),
  },
];
