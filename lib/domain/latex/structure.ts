import { ARGUMENTS } from './vocabulary';

/**
 * Canonical tokens as a tree: signs, and the slots (scripts, arguments, roots) in which other signs stand. An
 * argument is a child of its command; a script stands in the row, behind its base: where the base is missing,
 * the script has not gone elsewhere.
 */
export interface StructureNode {
  /** `ink`: a sign. `slot`: a script, an argument or a group. `break`: the end of a line. */
  kind: 'ink' | 'slot' | 'break';
  /** The token of a sign, the kind of a slot. */
  label: string;
  /** Indices of the tokens that make it; of a slot its command and its braces. */
  pieces: number[];
  children: StructureNode[];
}

const SCRIPTS: readonly (string | undefined)[] = ['_', '^'];
const LINE_BREAK = '\\\\';
/** Braces that hold a base together: they stand for nothing that is written. */
export const GROUP = 'group';

/** Reads canonical tokens from left to right; every token ends up in exactly one node. */
class Reader {
  private at = 0;

  constructor(private readonly tokens: readonly string[]) {}

  private get token(): string | undefined {
    return this.tokens[this.at];
  }

  whole(): StructureNode[] {
    const nodes = this.row(undefined);
    while (this.token !== undefined) {
      // A brace that nothing opened: only a class of such a name writes one.
      nodes.push(this.leaf('ink'), ...this.row(undefined));
    }
    return nodes;
  }

  private leaf(kind: StructureNode['kind']): StructureNode {
    return { kind, label: this.token ?? '', pieces: [this.at++], children: [] };
  }

  /** Up to, and without, the token `end`. */
  private row(end: string | undefined): StructureNode[] {
    const nodes: StructureNode[] = [];
    while (this.token !== undefined && this.token !== end && this.token !== '}') nodes.push(this.item());
    return nodes;
  }

  private item(): StructureNode {
    if (this.token === LINE_BREAK) return this.leaf('break');
    if (this.token === '{') return this.slot(GROUP, []);
    return SCRIPTS.includes(this.token) ? this.script() : this.sign();
  }

  private script(): StructureNode {
    const label = this.token ?? '';
    const command = this.at++;
    if (this.token === '{') return this.slot(label, [command]);
    return { kind: 'slot', label, pieces: [command], children: [] };
  }

  private slot(label: string, pieces: number[], close = '}'): StructureNode {
    const node: StructureNode = { kind: 'slot', label, pieces: [...pieces, this.at++], children: [] };
    node.children = this.row(close);
    if (this.token === close) node.pieces.push(this.at++);
    return node;
  }

  private sign(): StructureNode {
    const node = this.leaf('ink');
    if (node.label === '\\sqrt' && this.token === '[') node.children.push(this.slot('\\sqrt index', [], ']'));
    const isRoot = node.label === '\\sqrt' || node.label === '\\begin{array}';
    const count = isRoot ? 1 : (ARGUMENTS.get(node.label) ?? 0);
    for (let number = 1; number <= count && this.token === '{'; number++) {
      node.children.push(this.slot(`${node.label} ${number}`, []));
    }
    return node;
  }
}

/** The tree that canonical tokens describe. Takes any list of tokens; what is not well-made becomes leaves. */
export function readStructure(tokens: readonly string[]): StructureNode[] {
  return new Reader(tokens).whole();
}
