'use client';
import { useMemo, useState } from 'react';
import type { Annotation } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { canonicalLatex, sourceLines, type Correspondence } from '@/lib/domain/latex';
import type { Size } from '@/lib/editor/kernels/space';
import { writtenLines, writtenPlace } from '@/lib/editor/kernels/fit-rendering';
import { renderLatex } from '../latex/render';
import { useCorrespondence } from '../latex/use-correspondence';
import { useEditing } from '../state/context';

/** A rendering, and where it is to lie. */
export interface LaidPiece {
  readonly markup: string;
  /** Where the written ink is, in image pixels. */
  readonly place: Box;
  /**
   * Where single signs were written, by the index of their token within this piece: what is in both, where something
   * is not. Null where all is in both, and ink lies on ink as a whole.
   */
  readonly anchors: ReadonlyMap<number, Box> | null;
  /** The tokens of this piece that the ordering does not say. */
  readonly alone: ReadonlySet<number>;
}

/** Where the signs were written that label and ordering agree about, by index of the canonical token. */
function placesOfTokens(found: Correspondence, { symbols }: Annotation): Map<number, Box> {
  const places = new Map<number, Box>();
  for (const { ink, standing, symbols: ids, index } of found.tokens) {
    const [only, ...others] = ids;
    const symbol = only && others.length === 0 ? symbols[only] : undefined;
    if (ink && standing === 'agrees' && symbol) places.set(index, symbol.box);
  }
  return places;
}

/** The first canonical token of each line within the label; null where they cannot be counted. */
function firstTokens(lines: readonly string[], found: Correspondence): number[] | null {
  const firsts: number[] = [];
  let next = 0;
  for (const line of lines) {
    const read = canonicalLatex(line);
    if (!read.ok) return null;
    firsts.push(next);
    next += read.tokens.length + 1;
  }
  // Otherwise lines were left out, and the count is of something else.
  const last = found.tokens.at(-1)?.index ?? -1;
  return last === next - 2 ? firsts : null;
}

function lay(annotation: Annotation, found: Correspondence | null, image: Size): LaidPiece[] | null {
  const { latex } = annotation.label;
  const lines = sourceLines(latex);
  const places = writtenLines(annotation);
  const whole = writtenPlace(annotation) ?? { x: 0, y: 0, ...image };
  const byLine = lines.length > 1 && lines.length === places.length;
  const sources = byLine ? lines : [latex];
  const firsts = found && !found.agrees ? (byLine ? firstTokens(lines, found) : [0]) : null;
  const known = firsts && found ? placesOfTokens(found, annotation) : null;
  const alone = firsts ? found?.tokens.filter(({ ink, standing }) => ink && standing !== 'agrees') : [];
  const pieces = sources.flatMap((source, line): LaidPiece[] => {
    const markup = renderLatex(source);
    if (markup === null) return [];
    const before = firsts?.[line] ?? 0;
    return [
      {
        markup,
        place: (byLine || places.length === 1 ? places[line] : undefined) ?? whole,
        anchors: known && new Map([...known].map(([index, box]) => [index - before, box])),
        alone: new Set(alone?.map(({ index }) => index - before)),
      },
    ];
  });
  return pieces.length === sources.length ? pieces : null;
}

/**
 * What is laid over the written formula: line over line where label and ordering have as many, else the whole over
 * the whole. A label that cannot be drawn leaves what was laid last.
 */
export function useLaidPieces(): readonly LaidPiece[] {
  const { editor } = useEditing();
  const { annotation, found } = useCorrespondence();
  const pieces = useMemo(() => lay(annotation, found, editor.subject.image), [annotation, editor, found]);
  const [good, setGood] = useState<readonly LaidPiece[]>(pieces ?? []);
  if (pieces && pieces !== good) setGood(pieces);
  return pieces ?? good;
}
