import { diffAnnotations } from '@/lib/domain/annotation/diff';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { linesInOrder, removeLine } from '@/lib/domain/ordering';
import { STAGES, fromStageOn, type Stage } from '@/lib/domain/stages';
import { stagesTouched } from './stages-touched';

function withoutAcceptance(annotation: Annotation, from: Stage): Annotation {
  const lost = fromStageOn(from).filter((stage) => annotation.accepted[stage]);
  if (lost.length === 0) return annotation;
  const accepted = { ...annotation.accepted };
  for (const stage of lost) accepted[stage] = false;
  return { ...annotation, accepted };
}

/**
 * Does the label say what the tree says, so that it should go on doing so? An unpinned label always
 * follows. One that was pinned by accepting it, not by typing, follows too once the acceptance is
 * lost; otherwise correcting a class after "accept all" would leave a stale label behind.
 */
function labelFollows(before: Annotation, after: Annotation): boolean {
  if (!after.label.pinned) return true;
  const acceptanceLost = before.accepted.converter && !after.accepted.converter;
  return acceptanceLost && before.label.latex === latexFromAnnotation(before);
}

/** A line whose last symbol has just left it goes too; a line that somebody has just added stays. */
function withoutEmptied(before: Annotation, changed: Annotation): Annotation {
  const used = (annotation: Annotation) =>
    new Set(Object.values(annotation.symbols).map((symbol) => symbol.place?.line));
  const [then, now] = [used(before), used(changed)];
  const emptied = linesInOrder(changed).filter(({ id }) => then.has(id) && !now.has(id));
  return emptied.reduce(
    (next, { id }) => (Object.keys(next.lines).length > 1 ? removeLine(next, id) : next),
    changed,
  );
}

/**
 * What follows from a person's change at once, in the same step of undo: the stage that was changed
 * and those behind it are no longer accepted, and LaTeX that nobody has typed follows the tree.
 */
export function withConsequences(before: Annotation, changed: Annotation): Annotation {
  const touched = stagesTouched(diffAnnotations(before, changed));
  const first = STAGES.find((stage) => touched.has(stage));
  if (!first) return changed;
  const after = withoutAcceptance(withoutEmptied(before, changed), first);
  const typed = touched.has('converter');
  if (typed || first === 'converter' || !labelFollows(before, after)) return after;
  // A box that only moved changes no token; the label must not jump under the reader's eyes for that.
  const treeChanged = touched.has('recognizer') || touched.has('aligner') || symbolsChanged(before, after);
  const latex = treeChanged ? latexFromAnnotation(after) : after.label.latex;
  return latex === after.label.latex && !after.label.pinned
    ? after
    : { ...after, label: { latex, pinned: false } };
}

function symbolsChanged(before: Annotation, after: Annotation): boolean {
  const ids = Object.keys(after.symbols);
  return (
    ids.length !== Object.keys(before.symbols).length || ids.some((id) => !Object.hasOwn(before.symbols, id))
  );
}
