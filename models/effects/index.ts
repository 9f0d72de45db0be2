import type { Effect } from './effect';
import { blur, camera, jpeg30, rotated, squaredPaper, unevenLight, whiteOnBlack } from './photo';

/** What may happen to a drawing before the models see it, by the name that the command line knows it by. */
export const effects = {
  'uneven-light': unevenLight,
  'squared-paper': squaredPaper,
  blur,
  rotated,
  'jpeg-30': jpeg30,
  'white-on-black': whiteOnBlack,
  camera,
} as const satisfies Record<string, Effect>;

export type EffectName = keyof typeof effects;
export type { Effect, SeenImage } from './effect';
