import { canonicalLatex } from '@/lib/domain/latex';
import type { Card } from '@/models/stages/card';

const SHOWN = 10;

/** A class is a LaTeX token: alone, or one that takes an argument, such as \sqrt. */
const isLatex = (name: string) => canonicalLatex(name).ok || canonicalLatex(`${name}{x}`).ok;

/** Classes that LaTeX does not know: allowed, for whoever has a class of their own, and likelier a slip. */
export function classWarnings(card: Card): string[] {
  const unknown = card.kind === 'onnx' ? card.classes.filter((name) => !isLatex(name)) : [];
  if (unknown.length === 0) return [];
  const more = unknown.length > SHOWN ? ` and ${unknown.length - SHOWN} more` : '';
  return [
    `LaTeX does not know the class${unknown.length > 1 ? 'es' : ''} ${unknown.slice(0, SHOWN).join(' ')}${more}: a label with ${unknown.length > 1 ? 'them' : 'it'} cannot be drawn or submitted.`,
  ];
}
