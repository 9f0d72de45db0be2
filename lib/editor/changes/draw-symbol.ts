import type { Annotation, LineId, SymbolId } from '@/lib/domain/annotation/schema';
import type { Box } from '@/lib/domain/geometry/box';
import { setPlace } from '@/lib/domain/ordering';
import type { Editor } from '../editor';
import { randomUuid } from '../uuid';
import { addSymbol, UNLABELLED } from './boxes';
import { guessPlace } from './guess-place';

/** A formula without any line (its prediction failed) gets its first one with its first symbol. */
function withLine(annotation: Annotation): Annotation {
  if (Object.keys(annotation.lines).length > 0) return annotation;
  const id = randomUuid() as LineId;
  return { ...annotation, lines: { [id]: { id, index: 0 } } };
}

/**
 * Adds the symbol that a person has drawn, at the place where its box suggests it belongs, and
 * selects it. The place is a guess and not pinned. @returns its id, or null while read-only.
 */
export function drawSymbol(editor: Editor, box: Box): SymbolId | null {
  const id = randomUuid() as SymbolId;
  const changed = editor.change(
    'symbol.draw',
    (annotation) => {
      const added = addSymbol(withLine(annotation), { id, box, class: UNLABELLED, place: null });
      const guess = guessPlace(added, id);
      return guess ? setPlace(added, id, guess) : added;
    },
    { selection: [id] },
  );
  return changed ? id : null;
}
