import type { Annotation, Relation, SymbolId } from '@/lib/domain/annotation/schema';
import type { Problem, ProblemCode } from '@/lib/domain/annotation/validate';
import { UNLABELLED } from '../changes/boxes';

/** What a broken rule means for one symbol: said beside it, in a few words. */
export interface ProblemMark {
  readonly symbol: SymbolId;
  readonly kind:
    'orphan' | 'root' | 'circle' | 'taken' | 'other_line' | 'outside' | 'no_class' | 'unknown_class';
  /** Is it the joint to its parent that is wrong, too? */
  readonly joint: boolean;
  /** Only the first of several that are wrong together says so. */
  readonly said: boolean;
  readonly values: {
    readonly line: number;
    readonly count: number;
    readonly relation: Relation | '';
    readonly parent: string;
  };
}

const NONE: ProblemMark['values'] = { line: 0, count: 0, relation: '', parent: '' };

type Detail = Partial<Omit<ProblemMark, 'symbol' | 'kind' | 'values'>> & {
  values?: Partial<ProblemMark['values']>;
};

function mark(symbol: SymbolId, kind: ProblemMark['kind'], detail: Detail = {}): ProblemMark {
  const { joint = false, said = true, values } = detail;
  return { symbol, kind, joint, said, values: { ...NONE, ...values } };
}

const leftmost = (annotation: Annotation) => (a: SymbolId, b: SymbolId) =>
  (annotation.symbols[a]?.box.x ?? 0) - (annotation.symbols[b]?.box.x ?? 0);

function takenMarks(annotation: Annotation, problem: Problem): ProblemMark[] {
  const parent = problem.symbols.at(-1);
  const [, ...late] = problem.symbols.slice(0, -1).sort(leftmost(annotation));
  const values = { parent: (parent && annotation.symbols[parent]?.class) ?? '' };
  return late.map((id) => {
    const relation = annotation.symbols[id]?.place?.relation ?? '';
    return mark(id, 'taken', { joint: true, values: { ...values, relation } });
  });
}

const MARKS: Partial<Record<ProblemCode, (annotation: Annotation, problem: Problem) => ProblemMark[]>> = {
  orphan: (_, { symbols }) => symbols.map((id) => mark(id, 'orphan')),
  // The leftmost start is taken to be right.
  two_roots: (annotation, { symbols, values }) =>
    [...symbols]
      .sort(leftmost(annotation))
      .slice(1)
      .map((id, index) => mark(id, 'root', { values: { line: Number(values.line), count: index + 2 } })),
  cycle: (annotation, { symbols }) =>
    [...symbols]
      .sort(leftmost(annotation))
      .map((id, index) =>
        mark(id, 'circle', { joint: true, said: index === 0, values: { count: symbols.length } }),
      ),
  place_taken: takenMarks,
  parent_in_other_line: (_, { symbols: [child] }) =>
    child ? [mark(child, 'other_line', { joint: true })] : [],
  outside_image: (_, { symbols }) => symbols.map((id) => mark(id, 'outside')),
  unknown_class: (annotation, { symbols }) =>
    symbols.map((id) =>
      mark(id, annotation.symbols[id]?.class === UNLABELLED ? 'no_class' : 'unknown_class'),
    ),
};

/** What is wrong with which symbol, for those rules that concern single symbols. */
export function problemMarks(annotation: Annotation, problems: readonly Problem[]): ProblemMark[] {
  return problems.flatMap((problem) => MARKS[problem.code]?.(annotation, problem) ?? []);
}
