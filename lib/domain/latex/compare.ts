import type { Annotation, SymbolId } from '@/lib/domain/annotation/schema';
import { correspond } from './correspond';
import { treePieces, typedPieces } from './pieces';

export interface LatexComparison {
  /** False also when the label does not parse: then nothing can be compared and both lists are empty. */
  agrees: boolean;
  /** Signs of the canonical label that nothing in the tree stands for. */
  tokensWithoutPartner: { index: number; token: string }[];
  /** Symbols that the label does not mention at their place. */
  symbolsWithoutPartner: SymbolId[];
}

/**
 * Does the label say the same as the tree? Both are compared in the form used for scoring; the signs which one
 * has and the other has not are named. `correspond` says more.
 */
export function compareLatexWithTree(annotation: Annotation): LatexComparison {
  const typed = typedPieces(annotation.label.latex);
  const tree = typed && treePieces(annotation);
  const agrees =
    typed !== null &&
    typed.length === tree?.length &&
    typed.every(({ token }, index) => token === tree[index]?.token);
  // Most labels agree; the rest is only worked out for those that do not.
  const details = agrees ? null : correspond(annotation);
  const tokens = details?.tokens.filter(({ ink, standing }) => ink && standing !== 'agrees') ?? [];
  return {
    agrees,
    tokensWithoutPartner: tokens.map(({ index, token }) => ({ index, token })),
    symbolsWithoutPartner: [...(details?.symbolsWithoutPartner ?? [])],
  };
}
