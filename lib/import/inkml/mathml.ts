import type { Relation } from '@/lib/domain/annotation/schema';
import { LIMIT_OPERATORS, SCRIPT_OPERATORS } from '@/lib/domain/latex';
import { idOf, type XmlElement } from './xml';

/** A symbol's place in the layout tree, in ids of the segmentation; null, null at the root. */
export interface TreeEntry {
  symbol: string;
  parent: string | null;
  relation: Relation | null;
  /** Number of its line, from the top. */
  line: number;
}

/** How a row hangs together: its first symbol, and the last, to which what follows is attached. */
interface Row {
  first: string;
  last: string;
}

export interface MathmlReading {
  entries: TreeEntry[];
  warnings: string[];
}

export interface MathmlOptions {
  /** Class of each symbol by MathML id: labels of the segmentation, never the text of the markup. */
  classOf: (id: string) => string | undefined;
  /** MathML id → symbol id; undefined when the segmentation has no strokes for it. */
  symbolOf: (id: string) => string | undefined;
  /** Some files have the index of a root first, against MathML. */
  swapRoots: boolean;
}

/**
 * Presentation MathML (called `Content-MathML` in the files) → symbol layout tree. In a row each symbol's
 * parent is the one before (Right); a script hangs on the last symbol of its base; a fraction's parts are
 * Above and Below of its bar, a root's Inside and Above. Limits of \sum, \lim … are Below and Above, those of
 * \int Sub and Sup, however the file wrote them (shared/MODELS.md "Data and pitfalls").
 */
export function readMathml(math: XmlElement, options: MathmlOptions): MathmlReading {
  const reader = new MathmlReader(options);
  reader.lines(math);
  return { entries: [...reader.entries.values()], warnings: reader.warnings };
}

const SCRIPTS: Record<string, readonly Relation[]> = {
  msub: ['Sub'],
  msup: ['Sup'],
  msubsup: ['Sub', 'Sup'],
  munder: ['Below'],
  mover: ['Above'],
  munderover: ['Below', 'Above'],
};
const LEAVES = new Set(['mi', 'mn', 'mo', 'mtext']);
const CONTAINERS = new Set(['mrow', 'math', 'mstyle', 'mpadded', 'semantics', 'mtd']);

class MathmlReader {
  readonly entries = new Map<string, TreeEntry>();
  readonly warnings: string[] = [];
  private line = 0;

  constructor(private readonly options: MathmlOptions) {}

  /** Rows within rows are one row: the files nest them to the right. */
  private static flatten(elements: readonly XmlElement[]): XmlElement[] {
    return elements.flatMap((element) =>
      CONTAINERS.has(element.name) ? MathmlReader.flatten(element.children) : [element],
    );
  }

  /** A formula of several lines is a table with one cell a row; anything else is one line. */
  lines(math: XmlElement): void {
    const content = MathmlReader.flatten(math.children);
    const [table] = content;
    const rows = table?.name === 'mtable' && content.length === 1 ? table.children : [math];
    for (const [index, row] of rows.entries()) {
      this.line = index;
      this.row(row.children);
    }
  }

  private place(symbol: string): string | undefined {
    if (this.entries.has(symbol)) {
      this.warnings.push(`symbol ${symbol} stands twice in the MathML`);
      return undefined;
    }
    this.entries.set(symbol, { symbol, parent: null, relation: null, line: this.line });
    return symbol;
  }

  private attach(row: Row | undefined, parent: string, relation: Relation): void {
    const entry = row && this.entries.get(row.first);
    if (!entry) return;
    const taken = [...this.entries.values()].some(
      (other) => other.parent === parent && other.relation === relation,
    );
    if (taken) this.warnings.push(`symbol ${parent} has two symbols in relation ${relation}`);
    entry.parent = parent;
    entry.relation = relation;
  }

  row(elements: readonly XmlElement[]): Row | undefined {
    let row: Row | undefined;
    for (const element of MathmlReader.flatten(elements)) {
      const next = this.element(element, row);
      if (!next) continue;
      if (row) this.attach(next, row.last, 'Right');
      row = { first: row?.first ?? next.first, last: next.last };
    }
    return row;
  }

  private own(element: XmlElement): string | undefined {
    const id = idOf(element);
    const symbol = id === undefined ? undefined : this.options.symbolOf(id);
    if (symbol === undefined) {
      this.warnings.push(`<${element.name}> ${id ?? 'without xml:id'} has no strokes`);
      return undefined;
    }
    return this.place(symbol);
  }

  private element(element: XmlElement, before: Row | undefined): Row | undefined {
    const { name, children } = element;
    if (LEAVES.has(name)) {
      const symbol = this.own(element);
      return symbol === undefined ? undefined : { first: symbol, last: symbol };
    }
    if (name === 'mfrac')
      return this.around(element, [
        [children[0], 'Above'],
        [children[1], 'Below'],
      ]);
    if (name === 'msqrt' || name === 'menclose')
      return this.around(
        element,
        children.map((child) => [child, 'Inside']),
      );
    if (name === 'mroot') {
      const [inside, index] = this.options.swapRoots
        ? [children[1], children[0]]
        : [children[0], children[1]];
      return this.around(element, [
        [inside, 'Inside'],
        [index, 'Above'],
      ]);
    }
    const relations = SCRIPTS[name];
    if (relations) return this.scripts(element, relations, before);
    this.warnings.push(`<${name}> is not understood; its parts were read as a row`);
    return this.row(children);
  }

  /** A sign with ink of its own (bar, radical) and rows around it. */
  private around(element: XmlElement, parts: readonly [XmlElement | undefined, Relation][]): Row | undefined {
    const sign = this.own(element);
    const byRelation = new Map<Relation, XmlElement[]>();
    for (const [part, relation] of parts) {
      if (part) byRelation.set(relation, [...(byRelation.get(relation) ?? []), part]);
    }
    for (const [relation, elements] of byRelation) {
      const row = this.row(elements);
      if (sign !== undefined) this.attach(row, sign, relation);
    }
    return sign === undefined ? undefined : { first: sign, last: sign };
  }

  private scripts(
    element: XmlElement,
    relations: readonly Relation[],
    before: Row | undefined,
  ): Row | undefined {
    const [base, ...scripts] = element.children;
    const own = base && this.row([base]);
    // A script on nothing belongs to what stands before it, and continues no row of its own.
    const row = own ?? before;
    for (const [index, relation] of relations.entries()) {
      const script = scripts[index];
      if (!script) continue;
      const scriptRow = this.row([script]);
      if (row) this.attach(scriptRow, row.last, this.canonicalRelation(row.last, relation));
      else if (scriptRow) this.warnings.push(`<${element.name}> has no base`);
    }
    return own;
  }

  private canonicalRelation(symbol: string, relation: Relation): Relation {
    const name = this.options.classOf(symbol) ?? '';
    if (LIMIT_OPERATORS.has(name))
      return relation === 'Sub' ? 'Below' : relation === 'Sup' ? 'Above' : relation;
    if (SCRIPT_OPERATORS.has(name))
      return relation === 'Below' ? 'Sub' : relation === 'Above' ? 'Sup' : relation;
    return relation;
  }
}
