/** Sizes of the letters that a manifest's shapes use: `H/4`, `C+1`. */
export type Sizes = Readonly<Record<string, number>>;

/** A size of a manifest as a number; null while its letter has no value. */
export function sizeOf(said: number | string, sizes: Sizes): number | null {
  if (typeof said === 'number') return said;
  const [, letter = '', operator, operand] = /^([A-Z])(?:([+/])(\d+))?$/u.exec(said) ?? [];
  const value = sizes[letter];
  if (value === undefined) return null;
  if (!operator) return value;
  return operator === '+' ? value + Number(operand) : value / Number(operand);
}

/** A shape as people write it. */
export const writeShape = (shape: readonly (number | string)[]) =>
  `[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
