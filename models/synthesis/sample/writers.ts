import { HANDWRITTEN_FACES, PRINTED_FACES, type FaceName } from '../faces/catalogue';
import { likelyStyle, type DrawingStyle } from '../drawing/style';
import { seededRandom } from '../random';

/** Somebody who writes formulas: always the same face, slant, pen and unsteadiness. */
export interface Writer {
  name: string;
  face: FaceName;
}

/** Two people share each handwriting face; a printed face is its own writer. */
export const HANDWRITERS: readonly Writer[] = ['a', 'b'].flatMap((person) =>
  HANDWRITTEN_FACES.map((face) => ({ name: `${face}-${person}`, face })),
);
export const PRINTERS: readonly Writer[] = PRINTED_FACES.map((face) => ({ name: face, face }));

/** The writer's own habits, on the paper and in the size of the day. */
export function styleOf(writer: Writer, seed: string): DrawingStyle {
  const habits = likelyStyle(writer.face, seededRandom(`writer/${writer.name}`));
  const { paper, rotation, targetWidth } = likelyStyle(writer.face, seededRandom(`day/${seed}`));
  return { ...habits, paper, rotation, targetWidth };
}
