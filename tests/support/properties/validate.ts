import fc from 'fast-check';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { ProblemCode, validate } from '@/lib/domain/annotation/validate';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { soundAnnotation, symbolsOf } from '../annotation/arbitrary';
import { symbolId } from '../annotation/build';

export type ValidateImplementation = typeof validate;

const IMAGE = { width: 400, height: 200 };

/** One fault for each rule, planted in an annotation that breaks none; answers the code to expect. */
type Fault = (annotation: Annotation, by: number) => ProblemCode | undefined;

const pick = (annotation: Annotation, by: number) => {
  const ids = symbolsOf(annotation);
  const symbol = annotation.symbols[ids[by % ids.length] ?? symbolId('')];
  if (!symbol) throw new Error('no symbol');
  return symbol;
};

const FAULTS: Record<string, Fault> = {
  orphan: (annotation, by) => {
    pick(annotation, by).place = null;
    return 'orphan';
  },
  cycle: (annotation, by) => {
    const child = pick(annotation, by);
    const parent = child.place?.parent && annotation.symbols[child.place.parent];
    if (!parent || !child.place) return undefined;
    parent.place = { line: child.place.line, parent: child.id, relation: 'Inside' };
    return 'cycle';
  },
  selfLoop: (annotation, by) => {
    const symbol = pick(annotation, by);
    if (!symbol.place) return undefined;
    symbol.place = { line: symbol.place.line, parent: symbol.id, relation: 'Sup' };
    return 'self_loop';
  },
  parentMissing: (annotation, by) => {
    const symbol = pick(annotation, by);
    if (!symbol.place) return undefined;
    symbol.place = { line: symbol.place.line, parent: symbolId('nobody'), relation: 'Sup' };
    return 'parent_missing';
  },
  secondRoot: (annotation, by) => {
    const symbol = pick(annotation, by);
    if (!symbol.place?.parent) return undefined;
    symbol.place = { line: symbol.place.line, parent: null, relation: null };
    return 'two_roots';
  },
  taken: (annotation, by) => {
    const symbol = pick(annotation, by);
    const sibling = symbolsOf(annotation)
      .map((id) => annotation.symbols[id])
      .find(
        (other) =>
          other &&
          other.id !== symbol.id &&
          other.place?.parent &&
          other.place.parent !== symbol.id &&
          other.place.line === symbol.place?.line,
      );
    if (!sibling?.place || !symbol.place?.parent) return undefined;
    symbol.place = { ...sibling.place };
    return 'place_taken';
  },
  outside: (annotation, by) => {
    pick(annotation, by).box.x = IMAGE.width - 5;
    return 'outside_image';
  },
  brokenLatex: (annotation) => {
    annotation.label.latex = '\\frac{';
    return 'latex_broken';
  },
  otherLatex: (annotation) => {
    annotation.label.latex += ' \\theta';
    return 'latex_disagrees';
  },
};

/** What breaks no rule is found to break none; each planted fault is named, with ids that exist. */
export function everyFaultIsNamed(check: ValidateImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, fc.constantFrom(...Object.keys(FAULTS)), fc.nat(), (sound, name, by) => {
      const annotation = structuredClone(sound);
      annotation.label.latex = latexFromAnnotation(annotation);
      const before = check(annotation, IMAGE);
      if (before.length > 0)
        throw new Error(`nothing is wrong, and yet ${before.map(({ code }) => code).join()}`);
      const expected = FAULTS[name]?.(annotation, by);
      if (!expected) return;
      const problems = check(annotation, IMAGE);
      if (!problems.some(({ code }) => code === expected)) {
        throw new Error(`${name}: ${expected} is not among ${problems.map(({ code }) => code).join()}`);
      }
      for (const { symbols, lines } of problems) {
        if (
          symbols.some((id) => !Object.hasOwn(annotation.symbols, id)) ||
          lines.some((id) => !Object.hasOwn(annotation.lines, id))
        ) {
          throw new Error('a problem points at what does not exist');
        }
      }
    }),
    { numRuns: 500 },
  );
}
