/** Columns of what the truth has, what was said, and what was both. */
export interface Triple {
  gold: number;
  said: number;
  right: number;
}

/** Counts of one formula by column; columns without a count are left out. */
export type Tally = ReadonlyMap<number, number>;

/**
 * Which column of a vector holds which count. Everything that an evaluation says is read from the sum of one
 * vector a formula, so that a resample is a weighted sum and nothing is scored twice. Columns are made when they
 * are first asked for: classes and cells are known only from the formulas.
 */
export class Layout {
  private readonly indices = new Map<string, number>();
  private readonly tables = new Map<string, Map<string, Triple>>();

  get size(): number {
    return this.indices.size;
  }

  column(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    const index = this.indices.size;
    this.indices.set(name, index);
    return index;
  }

  triple(table: string, key: string): Triple {
    const rows = this.table(table);
    const known = rows.get(key);
    if (known) return known;
    const column = (what: string) => this.column(`${table}/${key}/${what}`);
    const triple = { gold: column('gold'), said: column('said'), right: column('right') };
    rows.set(key, triple);
    return triple;
  }

  /** The rows of a table, in the order in which they came up. */
  table(table: string): Map<string, Triple> {
    const known = this.tables.get(table);
    if (known) return known;
    const rows = new Map<string, Triple>();
    this.tables.set(table, rows);
    return rows;
  }

  sum(tallies: readonly Tally[]): Float64Array {
    const sums = new Float64Array(this.size);
    for (const tally of tallies) for (const [column, count] of tally) sums[column]! += count;
    return sums;
  }
}
