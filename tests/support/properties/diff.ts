import fc from 'fast-check';
import {
  sameValue,
  type applyDiff,
  type diffAnnotations,
  type invertDiff,
} from '@/lib/domain/annotation/diff';
import { AnnotationSchema, type Annotation } from '@/lib/domain/annotation/schema';
import { messyAnnotation } from '../annotation/arbitrary';
import { frozen, symbolId } from '../annotation/build';

export interface DiffImplementation {
  applyDiff: typeof applyDiff;
  diffAnnotations: typeof diffAnnotations;
  invertDiff: typeof invertDiff;
}

/** Ids that exist on every JavaScript object are ids like any other. */
const awkwardly = (annotation: Annotation): Annotation => {
  const renamed = JSON.stringify(annotation)
    .replaceAll('"s0"', '"constructor"')
    .replaceAll('"l0"', '"toString"');
  return AnnotationSchema.parse(JSON.parse(renamed));
};

const labelled = fc
  .tuple(messyAnnotation, fc.string({ maxLength: 8 }), fc.boolean(), fc.boolean())
  .map(([annotation, latex, accepted, awkward]): Annotation => {
    const first = Object.values(annotation.symbols)[0];
    const id = symbolId('dead');
    const value = {
      ...annotation,
      label: { latex, pinned: accepted },
      accepted: { ...annotation.accepted, detector: accepted },
      tombstones: accepted && first ? { [id]: { id, box: first.box, class: first.class } } : {},
    };
    return awkward ? awkwardly(value) : value;
  });

function same(a: unknown, b: unknown, what: string): void {
  if (!sameValue(a, b)) throw new Error(`${what}: ${JSON.stringify(a)} is not ${JSON.stringify(b)}`);
}

/** Applying a diff gives the other annotation, applying its inverse gives the first one back. */
export function diffsAreInvertible({ applyDiff, diffAnnotations, invertDiff }: DiffImplementation): void {
  fc.assert(
    fc.property(labelled, labelled, (a, b) => {
      const [from, to] = [frozen(a), frozen(b)];
      const diff = frozen(diffAnnotations(from, to));
      const there = applyDiff(from, diff);
      same(there, to, 'applied');
      same(applyDiff(there, invertDiff(diff)), from, 'taken back');
      same(invertDiff(invertDiff(diff)), diff, 'inverted twice');
      same(diffAnnotations(from, from), {}, 'no difference');
    }),
    { numRuns: 300 },
  );
}

/** A diff that was made on another state is refused, unless it happens to fit. */
export function staleDiffsAreRefused({ applyDiff, diffAnnotations }: DiffImplementation): void {
  fc.assert(
    fc.property(labelled, labelled, (from, to) => {
      const diff = diffAnnotations(from, to);
      if (Object.keys(diff).length === 0) return;
      let refused = false;
      try {
        applyDiff(to, diff);
      } catch {
        refused = true;
      }
      if (!refused) throw new Error(`applied twice: ${JSON.stringify(diff)}`);
    }),
    { numRuns: 200 },
  );
}
