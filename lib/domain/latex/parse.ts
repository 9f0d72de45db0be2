import { stripDelimiters, tokenize, type SourceToken } from './tokenize';
import { ARGUMENTS, DROPPED, INFIX, INKLESS, SYNONYMS, TRANSPARENT } from './vocabulary';

/** A normalised piece of a row: its own tokens, and its scripts. */
export interface Item {
  tokens: string[];
  sub?: Item[];
  sup?: Item[];
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
const isPrime = (item: Item) => item.tokens[0] === '\\prime' && !item.sub && !item.sup;
const NO_DELIMITER = '.';

/** Tokens of a row: braces around every argument, `_` before `^`. */
export function flatten(row: readonly Item[]): string[] {
  const tokens: string[] = [];
  for (const item of row) {
    if (item.tokens.length === 0 && (item.sub || item.sup)) tokens.push('{', '}');
    tokens.push(...item.tokens);
    if (item.sub) tokens.push('_', ...braced(item.sub));
    if (item.sup) tokens.push('^', ...braced(item.sup));
  }
  return tokens;
}

export const braced = (row: readonly Item[]): string[] => ['{', ...flatten(row), '}'];

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

  whole(): Item[] {
    const row = this.row(() => this.peek() === undefined);
    if (this.index < this.tokens.length) this.fail(`unexpected ${this.peek()}`);
    return row;
  }

  private row(ends: () => boolean): Item[] {
    if (++this.depth > MAX_DEPTH) this.fail('nested too deeply');
    let row: Item[] = [];
    let numerator: { row: Item[]; command: string } | undefined;
    while (!ends()) {
      const token = this.peek();
      if (token === undefined || token === '}') this.fail(token ? 'a } too many' : 'a } is missing');
      const infix = INFIX.get(token);
      if (infix) {
        if (numerator) this.fail(`two infix commands in one group`);
        this.index += 1;
        numerator = { row, command: infix };
        row = [];
      } else {
        this.item(row);
      }
    }
    this.depth -= 1;
    return numerator ? [{ tokens: [numerator.command, ...braced(numerator.row), ...braced(row)] }] : row;
  }

  private group(): Item[] {
    const row = this.row(() => this.peek() === '}');
    this.index += 1;
    return row;
  }

  /** One argument: a group, or the next single token. Commands that leave no ink are passed over. */
  private argument(): Item[] {
    while (DROPPED.has(this.peek() ?? '')) this.index += 1;
    if (this.peek() === undefined || this.peek() === '}') this.fail('an argument is missing');
    const row: Item[] = [];
    this.nucleus(row);
    return row;
  }

  private script(row: Item[], kind: 'sub' | 'sup', value: Item[]): void {
    let base = row.at(-1);
    if (!base) row.push((base = { tokens: [] }));
    const old = base[kind];
    if (old) {
      if (kind === 'sup' && value.every(isPrime)) old.push(...value);
      else this.fail(kind === 'sub' ? 'two subscripts' : 'two superscripts');
    } else base[kind] = value;
  }

  private item(row: Item[]): void {
    const token = this.peek();
    if (token === '_' || token === '^' || token === "'") {
      const before = row.at(-1)?.tokens[0];
      const opens = before === undefined || before === '\\\\' || before === '&';
      if (opens && token === "'") {
        // f^{'}: a prime with nothing to sit on is the sign itself.
        this.index += 1;
        row.push({ tokens: ['\\prime'] });
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
        given.sup = [...(given.sup ?? []), { tokens: ['\\prime'] }];
      } else if (token === '^' && given.sup?.every(isPrime)) {
        // f'^2 is one superscript: the prime and the two.
        this.index += 1;
        given.sup = [...given.sup, ...this.argument()];
      } else if (token === '_' || token === '^') {
        this.index += 1;
        this.script([given], token === '_' ? 'sub' : 'sup', this.argument());
      } else if (token !== undefined && DROPPED.has(token)) {
        this.index += 1;
      } else break;
    }
    const last = row.at(-1);
    if (last?.sup?.every(isPrime) && given.sup) {
      // {y'}^2 is the same as y'^2.
      last.sup.push(...given.sup);
      delete given.sup;
    }
    if (last && ((last.sub && given.sub) || (last.sup && given.sup))) {
      row[row.length - 1] = { ...given, tokens: braced([last]) };
    } else row[row.length === 0 ? 0 : row.length - 1] = { ...last, ...given, tokens: last?.tokens ?? [] };
  }

  /** Appends what the next token stands for, without its scripts. */
  private nucleus(row: Item[]): void {
    const raw = this.take();
    const token = SYNONYMS.get(raw) ?? raw;
    if (token === '{') row.push(...this.group());
    else if (DROPPED.has(token)) return;
    else if (token === '\\left' || token === '\\right' || token === '\\middle') this.delimiter(row);
    else if (token === '\\begin' || token === '\\end') this.environment(row, token);
    else if (token === '\\sqrt')
      row.push({ tokens: ['\\sqrt', ...this.rootIndex(), ...braced(this.argument())] });
    else if (token === '\\not') {
      const negated = flatten(this.argument());
      row.push({ tokens: negated.join(' ') === '=' ? ['\\neq'] : ['\\not', ...negated] });
    } else if (token === '\\textcolor') {
      this.argument();
      row.push(...this.argument());
    } else if (TRANSPARENT.has(token)) row.push(...this.argument());
    else if (INKLESS.has(token))
      for (let count = INKLESS.get(token) ?? 0; count > 0; count--) this.argument();
    else if (ARGUMENTS.has(token)) {
      const tokens = [token];
      for (let count = ARGUMENTS.get(token) ?? 0; count > 0; count--) tokens.push(...braced(this.argument()));
      row.push({ tokens });
    } else row.push({ tokens: [token] });
  }

  /** The optional `[…]` of a root. */
  private rootIndex(): string[] {
    if (this.peek() !== '[') return [];
    this.index += 1;
    const row = this.row(() => this.peek() === ']');
    this.index += 1;
    const tokens = flatten(row);
    // A `]` of its own stays in braces, or it would end the index when read again.
    return ['[', ...(tokens.includes(']') ? ['{', ...tokens, '}'] : tokens), ']'];
  }

  private delimiter(row: Item[]): void {
    while (DROPPED.has(this.peek() ?? '')) this.index += 1;
    const token = this.take();
    if (token !== NO_DELIMITER) row.push({ tokens: [SYNONYMS.get(token) ?? token] });
  }

  private environment(row: Item[], command: string): void {
    if (this.take() !== '{') this.fail(`${command} needs a name in braces`);
    let name = '';
    for (let token = this.take(); token !== '}'; token = this.take()) name += token;
    row.push({ tokens: [`${command}{${name}}`] });
    if (command === '\\begin' && name === 'array' && this.peek() === '{') {
      this.index += 1;
      const columns = flatten(this.group());
      row.push({ tokens: ['{', ...columns, '}'] });
    }
  }
}

/**
 * Parses one LaTeX label, delimiters allowed, into a normalised row: groups are dissolved, every argument is
 * explicit, spacing and font commands are gone. Commands nobody listed pass through as tokens.
 * @throws LatexError for unbalanced braces, missing arguments, double scripts.
 */
export function parseLatex(source: string): Item[] {
  const { body, offset } = stripDelimiters(source);
  return new Parser(body, offset).whole();
}
