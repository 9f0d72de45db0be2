import type { Action } from '@/lib/editor/actions/action';
import type { ClassChoice } from '@/lib/editor/kernels/candidates';

/**
 * The class that a key takes while nothing is typed: the number keys stand beside the candidates, and mean them here as
 * on the picture. Letters are always written, whatever a person has given them to, and so is a number after anything
 * else: a space, which finds nothing itself, comes before the class of a digit.
 * @param query what is typed
 * @param action what the key means to the editor
 * @param offered the classes on the number keys
 */
export function takenByKey(
  name: string,
  action: Action | undefined,
  offered: readonly ClassChoice[],
  query = '',
): string | undefined {
  if (query !== '') return undefined;
  const number = /^class\.pick\.(\d)$/u.exec(action?.id ?? '')?.[1];
  return number !== undefined && /^\d$/u.test(name) ? offered[Number(number) - 1]?.class : undefined;
}

/** The class that Enter takes while nothing is typed: only what a model says, never what happened to be used last. */
export function takenByEnter([best]: readonly ClassChoice[]): string | undefined {
  return best && best.confidence !== null ? best.class : undefined;
}
