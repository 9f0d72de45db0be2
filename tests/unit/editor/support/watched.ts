import { benchFormula } from '@/components/editor/bench/bench-formula';
import type { Later } from '@/components/editor/state/after-paint';
import type { SymbolId } from '@/lib/domain/annotation/schema';
import { Editor } from '@/lib/editor/editor';

/** An editor of eight symbols, and a time that comes when the test says so. */
export function watchedEditor() {
  const { annotation, formula, classes } = benchFormula(8, '00000000-0000-4000-8000-0000000000ff', '');
  const editor = new Editor({ annotation: annotation.value, prediction: null, image: formula, classes });
  const [first, second] = Object.keys(annotation.value.symbols) as [SymbolId, SymbolId];
  const waiting: (() => void)[] = [];
  const later: Later = (run) => {
    waiting.push(run);
    return () => void (waiting.includes(run) && waiting.splice(waiting.indexOf(run), 1));
  };
  const pass = () => waiting.splice(0).forEach((run) => run());
  return { editor, first, second, waiting, later, pass };
}
