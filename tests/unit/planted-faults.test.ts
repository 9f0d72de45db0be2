import { describe, expect, it } from 'vitest';
import { applyDiff, diffAnnotations, invertDiff } from '@/lib/domain/annotation/diff';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { PROBLEM_STAGE, validate, type ProblemCode } from '@/lib/domain/annotation/validate';
import * as latex from '@/lib/domain/latex';
import * as ordering from '@/lib/domain/ordering';
import { assignSplits, type SplitItem } from '@/lib/domain/splits';
import * as diffProperties from '@/tests/support/properties/diff';
import * as latexProperties from '@/tests/support/properties/latex';
import * as orderingProperties from '@/tests/support/properties/ordering';
import * as splitProperties from '@/tests/support/properties/splits';
import * as validateProperties from '@/tests/support/properties/validate';

/** A property that no fault can break proves nothing: each is shown implementations that are wrong. */
const breaks = (property: () => void) => expect(property).toThrow(/Property failed/u);

describe('the properties of diffs notice', () => {
  const right = { applyDiff, diffAnnotations, invertDiff };

  it('removals that are overlooked', () => {
    const forgetful: typeof diffAnnotations = (from, to) => {
      const { symbols: { removed: _removed, ...symbols } = {}, ...diff } = diffAnnotations(from, to);
      return { ...diff, symbols };
    };
    breaks(() => diffProperties.diffsAreInvertible({ ...right, diffAnnotations: forgetful }));
  });

  it('ids that every JavaScript object knows taken for present', () => {
    const naive: typeof diffAnnotations = (from, to) => {
      const diff = diffAnnotations(from, to);
      const removed = Object.entries(diff.symbols?.removed ?? {}).filter(([id]) => !(id in to.symbols));
      return diff.symbols
        ? { ...diff, symbols: { ...diff.symbols, removed: Object.fromEntries(removed) } }
        : diff;
    };
    breaks(() => diffProperties.diffsAreInvertible({ ...right, diffAnnotations: naive }));
  });

  it('an inverse that is the diff itself', () => {
    breaks(() => diffProperties.diffsAreInvertible({ ...right, invertDiff: (diff) => diff }));
  });

  it('an annotation changed in place', () => {
    const careless: typeof applyDiff = (annotation, diff) =>
      Object.assign(annotation, applyDiff(annotation, diff));
    breaks(() => diffProperties.diffsAreInvertible({ ...right, applyDiff: careless }));
  });

  it('a stale diff that is applied', () => {
    const trusting: typeof applyDiff = (annotation, diff) => {
      try {
        return applyDiff(annotation, diff);
      } catch {
        return annotation;
      }
    };
    breaks(() => diffProperties.staleDiffsAreRefused({ ...right, applyDiff: trusting }));
  });
});

describe('the properties of the ordering notice', () => {
  /** Sets the place and looks at nothing else. */
  const blunt: typeof ordering.setPlace = (annotation, id, place) => {
    const symbol = annotation.symbols[id];
    return symbol
      ? { ...annotation, symbols: { ...annotation.symbols, [id]: { ...symbol, place } } }
      : annotation;
  };

  it('a removal that leaves children behind', () => {
    const removeSymbol: typeof ordering.removeSymbol = (annotation, id) => {
      const { [id]: removed, ...symbols } = annotation.symbols;
      return removed
        ? { ...annotation, symbols, tombstones: { [id]: { id, box: removed.box, class: removed.class } } }
        : annotation;
    };
    breaks(() => orderingProperties.operationsKeepEverything({ ...ordering, removeSymbol }));
  });

  it('a symbol that is lost with its line', () => {
    const removeLine: typeof ordering.removeLine = (annotation, line) => {
      const kept = Object.entries(annotation.symbols).filter(([, { place }]) => place?.line !== line);
      return ordering.removeLine({ ...annotation, symbols: Object.fromEntries(kept) }, line);
    };
    breaks(() => orderingProperties.operationsKeepEverything({ ...ordering, removeLine }));
  });

  it('a place that is taken twice', () => {
    breaks(() => orderingProperties.operationsKeepRules({ ...ordering, setPlace: blunt }));
  });

  it('a new line without what hangs on its first symbol', () => {
    const splitLine: typeof ordering.splitLine = (annotation, symbol, line) =>
      blunt(ordering.addLine(annotation, line), symbol, { line, parent: null, relation: null });
    breaks(() => orderingProperties.operationsKeepRules({ ...ordering, splitLine }));
  });

  it('a list sorted by where symbols stand', () => {
    const byPosition: typeof ordering.orderedLines = (annotation) =>
      ordering.orderedLines(annotation).map(({ line, entries }) => ({
        line,
        entries: [...entries].sort(
          (a, b) => (annotation.symbols[a.symbol]?.box.x ?? 0) - (annotation.symbols[b.symbol]?.box.x ?? 0),
        ),
      }));
    breaks(() => orderingProperties.readingOrderIsPreorder({ ...ordering, orderedLines: byPosition }));
  });

  it('a drop that lands one row further down', () => {
    const moveInOrder: typeof ordering.moveInOrder = (annotation, symbol, { line, index }) =>
      ordering.moveInOrder(annotation, symbol, { line, index: index + 1 });
    breaks(() => orderingProperties.dragPutsItThere({ ...ordering, moveInOrder }));
  });
});

describe('the properties of LaTeX notice', () => {
  it('arguments without braces', () => {
    const writeTokens: typeof latex.writeTokens = (lines) =>
      latex.writeTokens(lines).filter(({ token }) => token !== '{' && token !== '}');
    breaks(() => latexProperties.writtenLatexIsCanonical({ ...latex, writeTokens }));
  });

  it('a symbol that is not written', () => {
    const writeTokens: typeof latex.writeTokens = (lines) => latex.writeTokens(lines).slice(0, -1);
    breaks(() => latexProperties.everySymbolIsWrittenOnce({ ...latex, writeTokens }));
  });

  it('a normal form that changes again', () => {
    const canonicalLatex: typeof latex.canonicalLatex = (raw) => {
      const read = latex.canonicalLatex(raw);
      return read.ok ? { ...read, canonical: `${read.canonical} x` } : read;
    };
    breaks(() => latexProperties.canonicalIsIdempotent({ ...latex, canonicalLatex }));
  });
});

describe('the property of validation notices', () => {
  const planted: ProblemCode[] = [
    'orphan',
    'cycle',
    'self_loop',
    'parent_missing',
    'two_roots',
    'place_taken',
    'outside_image',
    'latex_broken',
    'latex_disagrees',
  ];
  it.each(planted)('that %s goes unseen', (code) => {
    expect(PROBLEM_STAGE).toHaveProperty(code);
    const blind: typeof validate = (annotation, image) =>
      validate(annotation, image).filter((problem) => problem.code !== code);
    breaks(() => validateProperties.everyFaultIsNamed(blind));
  });

  it('a complaint about nothing', () => {
    const nervous: typeof validate = (annotation: Annotation, image) =>
      validate(annotation, { ...image, classes: ['x'] });
    breaks(() => validateProperties.everyFaultIsNamed(nervous));
  });
});

describe('the properties of splits notice', () => {
  const without = (property: 'writer' | 'document' | 'fingerprint'): typeof assignSplits => {
    const strip = (items: readonly SplitItem[]) => items.map((item) => ({ ...item, [property]: null }));
    return (items, ...rest) => assignSplits(strip(items), ...rest);
  };
  it.each(['writer', 'document', 'fingerprint'] as const)('that the %s is not looked at', (property) => {
    breaks(() => splitProperties.kinStaysTogether(without(property)));
  });

  it('that the order of the items decides', () => {
    const inOrder: typeof assignSplits = (items) =>
      new Map(items.map(({ id }, index) => [id, { split: index === 0 ? 'test' : 'train', reason: null }]));
    breaks(() => splitProperties.kinStaysTogether(inOrder));
  });

  it('that old items are dealt out anew', () => {
    const forgetful: typeof assignSplits = (items, ratios, seed) => assignSplits(items, ratios, seed);
    breaks(() => splitProperties.oldItemsNeverMove(forgetful));
  });

  it('that an item between two splits is exported', () => {
    const generous: typeof assignSplits = (...given) =>
      new Map(
        [...assignSplits(...given)].map(([id, assignment]) => [
          id,
          assignment.split === 'held' ? { split: 'train' as const, reason: null } : assignment,
        ]),
      );
    breaks(() => splitProperties.oldItemsNeverMove(generous));
  });
});
