'use client';
import { useMemo } from 'react';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { problemMarks } from '@/lib/editor/kernels/problem-marks';
import { useProblemLabel } from '../canvas/problem-label';
import { useEditing } from '../state/context';

/** What is wrong with which symbol, in words; the first thing where there are several. */
export function useWrongSymbols(): ReadonlyMap<SymbolId, string> {
  const { editor, problems } = useEditing();
  const label = useProblemLabel();
  return useMemo(() => {
    // The problems are of the annotation when they were looked for; a moment later it may be another one.
    const marks = problemMarks(editor.state.annotation, problems);
    return new Map([...marks].reverse().map((mark) => [mark.symbol, label(mark)]));
  }, [editor, problems, label]);
}
