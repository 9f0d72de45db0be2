import type { Box } from '@/lib/domain/geometry/box';
import { canonicalLatex, compareLatexWithTree, latexFromAnnotation } from '@/lib/domain/latex';
import { refusedFor } from '@/lib/domain/latex/refusal';
import { linesInOrder, rootsByLine } from '@/lib/domain/ordering/tree';
import type { Stage } from '@/lib/domain/stages';
import type { Annotation, FormulaSymbol, LineId, SymbolId } from './schema';

/** Every way in which an annotation can be wrong. Screens translate by code. */
export const PROBLEM_STAGE = {
  key_differs: 'detector',
  no_symbols: 'detector',
  outside_image: 'detector',
  unknown_class: 'recognizer',
  line_missing: 'aligner',
  parent_missing: 'aligner',
  self_loop: 'aligner',
  parent_in_other_line: 'aligner',
  cycle: 'aligner',
  orphan: 'aligner',
  two_roots: 'aligner',
  empty_line: 'aligner',
  place_taken: 'aligner',
  latex_missing: 'converter',
  latex_broken: 'converter',
  latex_disagrees: 'converter',
} as const satisfies Record<string, Stage>;
export type ProblemCode = keyof typeof PROBLEM_STAGE;

export interface Problem {
  code: ProblemCode;
  /** An error forbids submitting; a warning may be confirmed by a person. */
  severity: 'error' | 'warning';
  stage: Stage;
  /** What to highlight. */
  symbols: SymbolId[];
  lines: LineId[];
  /** One English sentence. */
  message: string;
  /** What the translated sentence needs. */
  values: Record<string, string | number>;
}

type Details = Partial<Pick<Problem, 'severity' | 'symbols' | 'lines' | 'values'>>;

function problem(code: ProblemCode, message: string, details: Details = {}): Problem {
  const { severity = 'error', symbols = [], lines = [], values = {} } = details;
  return { code, severity, stage: PROBLEM_STAGE[code], symbols, lines, message, values };
}

/**
 * Problems that make an annotation unusable as a value: references to what does not exist, a symbol as its
 * own parent. Saving refuses them; everything else may be saved.
 */
export function wellFormed(annotation: Annotation): Problem[] {
  const problems: Problem[] = [];
  for (const name of ['symbols', 'lines', 'tombstones'] as const) {
    for (const [key, record] of Object.entries(annotation[name])) {
      if (record.id !== key)
        problems.push(
          problem('key_differs', `${name}.${key} holds the record of ${record.id}.`, { values: { key } }),
        );
    }
  }
  for (const symbol of Object.values(annotation.symbols)) {
    const { id, place } = symbol;
    if (!place) continue;
    if (!Object.hasOwn(annotation.lines, place.line))
      problems.push(problem('line_missing', 'A symbol is in a line that does not exist.', { symbols: [id] }));
    if (place.parent === id)
      problems.push(problem('self_loop', 'A symbol is its own parent.', { symbols: [id] }));
    else if (place.parent && !Object.hasOwn(annotation.symbols, place.parent)) {
      problems.push(problem('parent_missing', "A symbol's parent does not exist.", { symbols: [id] }));
    }
  }
  return problems;
}

/** Boxes may touch the edge; half a pixel of rounding is forgiven. */
const EDGE = 0.5;

const outside = (box: Box, width: number, height: number) =>
  box.x < -EDGE || box.y < -EDGE || box.x + box.width > width + EDGE || box.y + box.height > height + EDGE;

function checkSymbols(annotation: Annotation, image: ImageFacts): Problem[] {
  const symbols = Object.values(annotation.symbols);
  const problems: Problem[] = [];
  if (symbols.length === 0)
    problems.push(problem('no_symbols', 'There is no symbol at all.', { severity: 'warning' }));
  for (const { id, box, class: name } of symbols) {
    if (outside(box, image.width, image.height)) {
      problems.push(
        problem('outside_image', `The box of ${name} reaches out of the image.`, {
          symbols: [id],
          values: { class: name },
        }),
      );
    }
    if (image.classes && !image.classes.includes(name)) {
      problems.push(
        problem('unknown_class', `${name} is not in the class list.`, {
          symbols: [id],
          values: { class: name },
        }),
      );
    }
  }
  return problems;
}

/** Symbols from which no root can be reached because a cycle is in the way; each cycle once, with its members. */
function cycles(annotation: Annotation): SymbolId[][] {
  const done = new Set<SymbolId>();
  const found: SymbolId[][] = [];
  for (const start of Object.values(annotation.symbols)) {
    const path: SymbolId[] = [];
    const onPath = new Map<SymbolId, number>();
    for (let symbol: FormulaSymbol | undefined = start; symbol && !done.has(symbol.id);) {
      const { id, place }: FormulaSymbol = symbol;
      const at = onPath.get(id);
      if (at !== undefined) {
        if (path.length - at > 1) found.push(path.slice(at));
        break;
      }
      onPath.set(id, path.length);
      path.push(id);
      symbol = place?.parent ? annotation.symbols[place.parent] : undefined;
    }
    for (const id of path) done.add(id);
  }
  return found;
}

function checkOrdering(annotation: Annotation): Problem[] {
  const problems: Problem[] = [];
  const slots = new Map<string, FormulaSymbol[]>();
  for (const symbol of Object.values(annotation.symbols)) {
    const { id, place, class: name } = symbol;
    if (!place) {
      problems.push(
        problem('orphan', `${name} has no place in the ordering.`, {
          symbols: [id],
          values: { class: name },
        }),
      );
      continue;
    }
    if (place.parent === null) continue;
    const parent = annotation.symbols[place.parent];
    if (parent && parent.place?.line !== place.line) {
      const values = { class: name, parent: parent.class };
      problems.push(
        problem('parent_in_other_line', `${name} and its parent ${parent.class} are in different lines.`, {
          symbols: [id, parent.id],
          values,
        }),
      );
    }
    const slot = `${place.relation} ${place.parent}`;
    slots.set(slot, [...(slots.get(slot) ?? []), symbol]);
  }
  for (const siblings of slots.values()) {
    const [first] = siblings;
    const parent = first?.place?.parent;
    if (siblings.length < 2 || !first?.place || !parent) continue;
    const values = {
      count: siblings.length,
      relation: first.place.relation ?? '',
      parent: annotation.symbols[parent]?.class ?? '',
    };
    problems.push(
      problem('place_taken', `${values.count} symbols are ${values.relation} of the same ${values.parent}.`, {
        symbols: [...siblings.map(({ id }) => id), parent],
        values,
      }),
    );
  }
  for (const members of cycles(annotation)) {
    problems.push(
      problem('cycle', 'Symbols hang on each other in a circle.', {
        symbols: members,
        values: { count: members.length },
      }),
    );
  }
  return [...problems, ...checkLines(annotation)];
}

function checkLines(annotation: Annotation): Problem[] {
  const symbols = Object.values(annotation.symbols);
  const used = new Set(symbols.map((symbol) => symbol.place?.line));
  const rootsOf = rootsByLine(annotation);
  return linesInOrder(annotation).flatMap(({ id }, index) => {
    const roots = rootsOf.get(id) ?? [];
    const values = { line: index + 1, count: roots.length };
    if (!used.has(id)) {
      return [
        problem('empty_line', `Line ${index + 1} is empty.`, {
          severity: symbols.length > 0 ? 'error' : 'warning',
          lines: [id],
          values,
        }),
      ];
    }
    if (roots.length < 2) return [];
    const message = `Line ${index + 1} starts with ${roots.length} symbols at once.`;
    return [problem('two_roots', message, { symbols: roots.map((root) => root.id), lines: [id], values })];
  });
}

function checkLatex(annotation: Annotation): Problem[] {
  const { latex } = annotation.label;
  const symbols = Object.keys(annotation.symbols).length;
  const parsed = canonicalLatex(latex);
  if (!parsed.ok) {
    const { message: reason, position } = parsed;
    const values = { reason, position, ...refusedFor(reason) };
    return [
      problem(
        'latex_broken',
        `The LaTeX does not parse at character ${parsed.position + 1}: ${parsed.message}.`,
        { values },
      ),
    ];
  }
  if (parsed.tokens.length === 0) {
    return symbols === 0 ? [] : [problem('latex_missing', 'The LaTeX is empty.', { severity: 'warning' })];
  }
  const comparison = compareLatexWithTree(annotation);
  if (comparison.agrees) return [];
  const values = {
    tokens: comparison.tokensWithoutPartner.map(({ token }) => token).join(' '),
    written: latexFromAnnotation(annotation),
  };
  return [
    problem('latex_disagrees', 'The LaTeX and the ordering do not say the same.', {
      severity: 'warning',
      symbols: comparison.symbolsWithoutPartner,
      values,
    }),
  ];
}

export interface ImageFacts {
  /** Size of the formula image in pixels. */
  width: number;
  height: number;
  /** The project's class list; without it every class is accepted. */
  classes?: readonly string[];
}

/**
 * Every rule that the annotation breaks, with what to highlight: the same function on screen and on the
 * server. Never throws; for a malformed annotation only what is malformed is said.
 */
export function validate(annotation: Annotation, image: ImageFacts): Problem[] {
  const malformed = wellFormed(annotation);
  if (malformed.length > 0) return malformed;
  return [...checkSymbols(annotation, image), ...checkOrdering(annotation), ...checkLatex(annotation)];
}
