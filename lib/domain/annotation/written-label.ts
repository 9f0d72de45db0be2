import { latexFromAnnotation } from '@/lib/domain/latex';
import type { Diff } from './diff';
import type { Annotation } from './schema';

/** Was the label only written from the tree, along with the tree's own change? Then it is nobody's opinion. */
export function writesLabel({ label, symbols, lines }: Diff): boolean {
  return (symbols ?? lines) !== undefined && label !== undefined && label.pinned?.[1] !== true;
}

/** The annotation with its label written from its tree, unless somebody typed it. */
export function withWrittenLabel(annotation: Annotation): Annotation {
  if (annotation.label.pinned) return annotation;
  return { ...annotation, label: { latex: latexFromAnnotation(annotation), pinned: false } };
}
