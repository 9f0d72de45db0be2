'use client';
import { useDeferredValue, useMemo } from 'react';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { correspond, type Correspondence } from '@/lib/domain/latex';
import { useEditorState } from '../state/context';

/** The last answer: source, rendering and picture ask about the same annotation. */
let last: { annotation: Annotation; found: Correspondence | null } | null = null;

function correspondenceOf(annotation: Annotation): Correspondence | null {
  if (last?.annotation !== annotation) last = { annotation, found: correspond(annotation) };
  return last.found;
}

/**
 * Which symbols the tokens of the label speak of, worked out after more urgent things were shown; with the
 * annotation and the text that they belong to. `found` is null while the label does not parse.
 */
export function useCorrespondence(): {
  annotation: Annotation;
  text: string;
  found: Correspondence | null;
} {
  const annotation = useDeferredValue(useEditorState((state) => state.annotation));
  return useMemo(
    () => ({ annotation, text: annotation.label.latex, found: correspondenceOf(annotation) }),
    [annotation],
  );
}
