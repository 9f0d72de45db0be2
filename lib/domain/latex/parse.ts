import { stripDelimiters, tokenize, type SourceToken } from './tokenize';
import { ARGUMENTS, DROPPED, INFIX, INKLESS, SYNONYMS, TRANSPARENT } from './vocabulary';

/** A stretch of the source in UTF-16 code units; `to` is behind its last. */
export interface Span {
  from: number;
  to: number;
}

/** A canonical token, and where the source says it; null where the source only implies it (`x^2` has no brace). */
export interface PlacedToken {
  token: string;
  span: Span | null;
}

/** What stands in an argument, and its braces where the source has them. */
interface Argument {
  row: Item[];
  open: Span | null;
  close: Span | null;
}

interface Script extends Argument {
  /** The `_` or `^`. */
  command: Span | null;
}

/** A normalised piece of a row: its own tokens, and its scripts. */
export interface Item {
  tokens: PlacedToken[];
  sub?: Script;
  sup?: Script;
}

/** The source is not LaTeX that can be normalised; `position` counts UTF-16 code units from its start. */
export class LatexError extends Error {
  constructor(
    message: string,
    readonly position: number,
  ) {
    super(message);
    this.name = 'LatexError';
  }
}

const MAX_DEPTH = 200;
const isPrime = (item: Item) => item.tokens[0]?.token === '\\prime' && !item.sub && !item.sup;
const NO_DELIMITER = '.';

const implied = (token: string): PlacedToken => ({ token, span: null });
const bare = (row: Item[]): Argument => ({ row, open: null, close: null });

/** Tokens of a row: braces around every argument, `_` before `^`. */
export function flatten(row: readonly Item[]): PlacedToken[] {
  const tokens: PlacedToken[] = [];
  for (const item of row) {
    if (item.tokens.length === 0 && (item.sub || item.sup)) tokens.push(implied('{'), implied('}'));
    tokens.push(...item.tokens);
    if (item.sub) tokens.push({ token: '_', span: item.sub.command }, ...braced(item.sub));
    if (item.sup) tokens.push({ token: '^', span: item.sup.command }, ...braced(item.sup));
  }
  return tokens;
}

const braced = ({ row, open, close }: Argument): PlacedToken[] => [
  { token: '{', span: open },
  ...flatten(row),
  { token: '}', span: close },
];

/** Recursive descent over the tokens of one label; see `parseLatex`. */
class Parser {
  private readonly tokens: SourceToken[];
  private index = 0;
  private depth = 0;

  constructor(
    source: string,
    private readonly offset: number,
  ) {
    this.tokens = tokenize(source);
  }

  private fail(message: string): never {
    const here = this.tokens[this.index] ?? this.tokens.at(-1);
    throw new LatexError(message, this.offset + (here?.position ?? 0));
  }

  private peek(): string | undefined {
    return this.tokens[this.index]?.token;
  }

  private take(): string {
    const token = this.peek();
    if (token === undefined) this.fail('the label ends too early');
    this.index += 1;
    return token;
  }

  /** Where the token stands that was taken last, or those from the `first`-th on. */
  private taken(first = this.index - 1): Span {
    const start = this.tokens[first]?.position ?? 0;
    const last = this.tokens[this.index - 1];
    return {
      from: this.offset + start,
      to: this.offset + (last ? last.position + last.token.length : start),
    };
  }

  whole(): Item[] {
    const row = this.row(() => this.peek() === undefined);
    if (this.index < this.tokens.length) this.fail(`unexpected ${this.peek()}`);
    return row;
  }

  private row(ends: () => boolean): Item[] {
    if (++this.depth > MAX_DEPTH) this.fail('nested too deeply');
    let row: Item[] = [];
    let numerator: { row: Item[]; command: PlacedToken } | undefined;
    while (!ends()) {
      const token = this.peek();
      if (token === undefined || token === '}') this.fail(token ? 'a } too many' : 'a } is missing');
      const infix = INFIX.get(token);
      if (infix) {
        if (numerator) this.fail(`two infix commands in one group`);
        this.index += 1;
        numerator = { row, command: { token: infix, span: this.taken() } };
        row = [];
      } else {
        this.item(row);
      }
    }
    this.depth -= 1;
    if (!numerator) return row;
    return [{ tokens: [numerator.command, ...braced(bare(numerator.row)), ...braced(bare(row))] }];
  }

  private group(): Argument {
    const open = this.taken();
    const row = this.row(() => this.peek() === '}');
    this.index += 1;
    return { row, open, close: this.taken() };
  }

  /** One argument: a group, or the next single token. Commands that leave no ink are passed over. */
  private argument(): Argument {
    while (DROPPED.has(this.peek() ?? '')) this.index += 1;
    if (this.peek() === undefined || this.peek() === '}') this.fail('an argument is missing');
    if (this.peek() === '{') {
      this.index += 1;
      return this.group();
    }
    const row: Item[] = [];
    this.nucleus(row);
    return bare(row);
  }

  private script(base: Item, kind: 'sub' | 'sup', value: Script): void {
    const old = base[kind];
    if (!old) base[kind] = value;
    else if (kind === 'sup' && value.row.every(isPrime)) old.row.push(...value.row);
    else this.fail(kind === 'sub' ? 'two subscripts' : 'two superscripts');
  }

  /** The prime that was taken last. */
  private prime(): Item {
    return { tokens: [{ token: '\\prime', span: this.taken() }] };
  }

  private item(row: Item[]): void {
    const token = this.peek();
    if (token === '_' || token === '^' || token === "'") {
      const before = row.at(-1)?.tokens[0]?.token;
      const opens = before === undefined || before === '\\\\' || before === '&';
      if (opens && token === "'") {
        // f^{'}: a prime with nothing to sit on is the sign itself.
        this.index += 1;
        row.push(this.prime());
        return;
      }
      // A script that opens a row or follows `\\\\` or `&` has nothing to sit on either.
      if (opens) row.push({ tokens: [] });
      return this.scripts(row);
    }
    const before = row.length;
    this.nucleus(row);
    const next = this.peek();
    if (row.length > before && (next === '_' || next === '^' || next === "'")) this.scripts(row);
    else if (row.length === before && (next === '_' || next === '^') && this.wasEmptyGroup()) {
      row.push({ tokens: [] });
      this.scripts(row);
    }
  }

  private wasEmptyGroup(): boolean {
    return this.tokens[this.index - 1]?.token === '}';
  }

  /** The scripts after the last item of `row`. A base that has such a script already keeps its braces. */
  private scripts(row: Item[]): void {
    const given: Item = { tokens: [] };
    for (let token = this.peek(); ; token = this.peek()) {
      if (token === "'") {
        this.index += 1;
        given.sup = { command: null, ...(given.sup ?? bare([])) };
        given.sup.row.push(this.prime());
      } else if (token === '^' && given.sup?.row.every(isPrime)) {
        // f'^2 is one superscript: the prime and the two.
        this.index += 1;
        const command = this.taken();
        const { row: more, open, close } = this.argument();
        given.sup = { command, row: [...given.sup.row, ...more], open, close };
      } else if (token === '_' || token === '^') {
        this.index += 1;
        const command = this.taken();
        this.script(given, token === '_' ? 'sub' : 'sup', { command, ...this.argument() });
      } else if (token !== undefined && DROPPED.has(token)) {
        this.index += 1;
      } else break;
    }
    const last = row.at(-1);
    if (last?.sup?.row.every(isPrime) && given.sup) {
      // {y'}^2 is the same as y'^2.
      last.sup = { ...given.sup, row: [...last.sup.row, ...given.sup.row] };
      delete given.sup;
    }
    if (last && ((last.sub && given.sub) || (last.sup && given.sup))) {
      row[row.length - 1] = { ...given, tokens: braced(bare([last])) };
    } else row[row.length === 0 ? 0 : row.length - 1] = { ...last, ...given, tokens: last?.tokens ?? [] };
  }

  /** Appends what the next token stands for, without its scripts. */
  private nucleus(row: Item[]): void {
    const first = this.index;
    const raw = this.take();
    const token = SYNONYMS.get(raw) ?? raw;
    const placed = (name: string): PlacedToken => ({ token: name, span: this.taken(first) });
    if (token === '{') row.push(...this.group().row);
    else if (DROPPED.has(token)) return;
    else if (token === '\\left' || token === '\\right' || token === '\\middle') this.delimiter(row, first);
    else if (token === '\\begin' || token === '\\end') this.environment(row, token, first);
    else if (token === '\\sqrt') {
      const root = placed(token);
      row.push({ tokens: [root, ...this.rootIndex(), ...braced(this.argument())] });
    } else if (token === '\\not') {
      const command = placed(token);
      const negated = flatten(this.argument().row);
      const isEqual = negated.length === 1 && negated[0]?.token === '=';
      row.push({ tokens: isEqual ? [placed('\\neq')] : [command, ...negated] });
    } else if (token === '\\textcolor') {
      this.argument();
      row.push(...this.argument().row);
    } else if (TRANSPARENT.has(token)) row.push(...this.argument().row);
    else if (INKLESS.has(token))
      for (let count = INKLESS.get(token) ?? 0; count > 0; count--) this.argument();
    else if (ARGUMENTS.has(token)) {
      const tokens = [placed(token)];
      for (let count = ARGUMENTS.get(token) ?? 0; count > 0; count--) tokens.push(...braced(this.argument()));
      row.push({ tokens });
    } else row.push({ tokens: [placed(token)] });
  }

  /** The optional `[…]` of a root. */
  private rootIndex(): PlacedToken[] {
    if (this.peek() !== '[') return [];
    this.index += 1;
    const open = { token: '[', span: this.taken() };
    const row = this.row(() => this.peek() === ']');
    this.index += 1;
    const close = { token: ']', span: this.taken() };
    const tokens = flatten(row);
    // A `]` of its own stays in braces, or it would end the index when read again.
    const guarded = tokens.some(({ token }) => token === ']');
    return [open, ...(guarded ? [implied('{'), ...tokens, implied('}')] : tokens), close];
  }

  private delimiter(row: Item[], first: number): void {
    while (DROPPED.has(this.peek() ?? '')) this.index += 1;
    const token = this.take();
    if (token === NO_DELIMITER) return;
    row.push({ tokens: [{ token: SYNONYMS.get(token) ?? token, span: this.taken(first) }] });
  }

  private environment(row: Item[], command: string, first: number): void {
    if (this.take() !== '{') this.fail(`${command} needs a name in braces`);
    let name = '';
    for (let token = this.take(); token !== '}'; token = this.take()) name += token;
    row.push({ tokens: [{ token: `${command}{${name}}`, span: this.taken(first) }] });
    if (command === '\\begin' && name === 'array' && this.peek() === '{') {
      this.index += 1;
      row.push({ tokens: braced(this.group()) });
    }
  }
}

/**
 * Parses one LaTeX label, delimiters allowed, into a normalised row: groups are dissolved, every argument is
 * explicit, spacing and font commands are gone. Commands nobody listed pass through as tokens. Spans are those
 * of `source`.
 * @throws LatexError for unbalanced braces, missing arguments, double scripts.
 */
export function parseLatex(source: string): Item[] {
  const { body, offset } = stripDelimiters(source);
  return new Parser(body, offset).whole();
}
