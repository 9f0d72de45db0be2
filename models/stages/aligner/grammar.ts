import type { DecodedTree } from './decode';

/** What a symbol's class asks of its place. A bar is a fraction's where something is over or under it, else a minus. */
export type Role = 'open' | 'close' | 'bar' | null;

const ROLES: Readonly<Record<string, Role>> = {
  '(': 'open',
  '[': 'open',
  '\\{': 'open',
  ')': 'close',
  ']': 'close',
  '\\}': 'close',
  '-': 'bar',
};

export const roleOf = (name: string): Role => ROLES[name] ?? null;

/** The columns of the relations that rules speak about. */
export interface RelationColumns {
  right: number;
  above: number;
  below: number;
}

/**
 * What the scores do not know: brackets open and close in one row (of the 8,694 training formulas with a usable tree
 * none breaks this), and a fraction has two sides.
 */
export interface Grammar {
  roles: readonly Role[];
  columns: RelationColumns;
}

type Shape = Pick<DecodedTree, 'parents' | 'relations'>;

/** How many brackets have no partner in their own row. Kinds may differ: `[a, b)` is an interval. */
export function loneBrackets({ parents, relations }: Shape, { roles, columns }: Grammar): number {
  if (!roles.some((role) => role === 'open' || role === 'close')) return 0;
  const next = new Map<number, number>();
  parents.forEach((head, child) => {
    if (head >= 0 && relations[child] === columns.right) next.set(head, child);
  });
  let lone = 0;
  parents.forEach((head, first) => {
    if (head >= 0 && relations[first] === columns.right) return;
    let open = 0;
    for (let at: number | undefined = first; at !== undefined; at = next.get(at)) {
      if (roles[at] === 'open') open++;
      else if (roles[at] === 'close') {
        if (open > 0) open--;
        else lone++;
      }
    }
    lone += open;
  });
  return lone;
}

/** Is there a fraction with one side only? */
export function hasHalfFraction({ parents, relations }: Shape, { roles, columns }: Grammar): boolean {
  const sides = new Map<number, number>();
  parents.forEach((head, child) => {
    if (head < 0 || roles[head] !== 'bar') return;
    const side = relations[child] === columns.above ? 1 : relations[child] === columns.below ? 2 : 0;
    sides.set(head, (sides.get(head) ?? 0) | side);
  });
  return [...sides.values()].some((both) => both === 1 || both === 2);
}

/** The grammar among `members` alone, in their order. */
export const grammarOf = ({ roles, columns }: Grammar, members: readonly number[]): Grammar => ({
  roles: members.map((member) => roles[member] ?? null),
  columns,
});
