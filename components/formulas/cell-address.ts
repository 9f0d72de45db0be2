/** What stands for the cell without any category values, whose key is empty, in an address. */
const NONE = '-';

/** The key of a cell as the value of `?cell=`. */
export const cellParameter = (key: string): string => key || NONE;

/** The key of the cell that `?cell=` names; null when it names none. */
export const cellOfParameter = (value: string): string | null => (value === NONE ? '' : value || null);
