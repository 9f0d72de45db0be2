import type { Annotation } from '@/lib/domain/annotation/schema';
import { latexFromAnnotation } from '@/lib/domain/latex';
import { storableText } from '@/lib/domain/text';

/** The longest label that the schema takes, in UTF-16 units. */
export const MAX_LATEX = 20_000;

/** The label as typed, cut to what can be stored; from now on it is the person's and does not follow the tree. */
export function editLatex(annotation: Annotation, latex: string): Annotation {
  return { ...annotation, label: { latex: storableText(latex, MAX_LATEX), pinned: true } };
}

/** Gives the label back to the tree: it is written from the ordering, and follows it again. */
export function rewriteLatex(annotation: Annotation): Annotation {
  return { ...annotation, label: { latex: latexFromAnnotation(annotation), pinned: false } };
}
