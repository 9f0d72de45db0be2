import type { Action } from '@/lib/editor/actions/action';

/**
 * The class that a key takes while nothing is typed: the number keys stand beside the candidates, and mean them here as
 * on the picture. Letters are always written, whatever a person has given them to.
 * @param action what the key means to the editor
 * @param offered the classes on the number keys
 */
export function takenByKey(
  name: string,
  action: Action | undefined,
  offered: readonly string[],
): string | undefined {
  const number = /^class\.pick\.(\d)$/u.exec(action?.id ?? '')?.[1];
  return number !== undefined && /^\d$/u.test(name) ? offered[Number(number) - 1] : undefined;
}
