import { describe, it } from 'vitest';
import { applyDiff, diffAnnotations, invertDiff } from '@/lib/domain/annotation/diff';
import { validate } from '@/lib/domain/annotation/validate';
import * as latex from '@/lib/domain/latex';
import * as ordering from '@/lib/domain/ordering';
import { assignSplits } from '@/lib/domain/splits';
import * as diffProperties from '@/tests/support/properties/diff';
import * as latexProperties from '@/tests/support/properties/latex';
import * as orderingProperties from '@/tests/support/properties/ordering';
import * as splitProperties from '@/tests/support/properties/splits';
import * as validateProperties from '@/tests/support/properties/validate';

describe('for any annotation', () => {
  const diff = { applyDiff, diffAnnotations, invertDiff };
  it('a diff leads there and its inverse back', () => diffProperties.diffsAreInvertible(diff));
  it('a diff made on another state is refused', () => diffProperties.staleDiffsAreRefused(diff));

  it('an ordering operation loses nothing and can be undone', () =>
    orderingProperties.operationsKeepEverything(ordering));
  it('an ordering operation breaks no rule that held', () =>
    orderingProperties.operationsKeepRules(ordering));
  it('the reading order is the preorder of the tree', () =>
    orderingProperties.readingOrderIsPreorder(ordering));
  it('a dragged symbol stands where it was dropped', () => orderingProperties.dragPutsItThere(ordering));

  it('written LaTeX is canonical and agrees with its tree', () =>
    latexProperties.writtenLatexIsCanonical(latex));
  it('every symbol is written once', () => latexProperties.everySymbolIsWrittenOnce(latex));
  it('canonical LaTeX stays as it is', () => latexProperties.canonicalIsIdempotent(latex));

  it('validation names every fault and sees none where none is', () =>
    validateProperties.everyFaultIsNamed(validate));
});

describe('for any collection', () => {
  it('what belongs together is in one split', () => splitProperties.kinStaysTogether(assignSplits));
  it('adding data never moves an old item', () => splitProperties.oldItemsNeverMove(assignSplits));
});
