import fc from 'fast-check';
import { layoutLines } from '@/lib/domain/ordering';
import type * as latex from '@/lib/domain/latex';
import { soundAnnotation } from '../annotation/arbitrary';

export type LatexImplementation = Pick<
  typeof latex,
  'canonicalLatex' | 'compareLatexWithTree' | 'writeTokens'
>;

const writeWith = (impl: LatexImplementation, annotation: Parameters<typeof layoutLines>[0]) =>
  impl.writeTokens(layoutLines(annotation).map(({ roots }) => roots));

/** What the writer writes parses, is canonical already, and agrees with its tree. */
export function writtenLatexIsCanonical(impl: LatexImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, (annotation) => {
      const text = writeWith(impl, annotation)
        .map(({ token }) => token)
        .join(' ');
      const read = impl.canonicalLatex(text);
      if (!read.ok) throw new Error(`${text}: ${read.message}`);
      if (read.canonical !== text) throw new Error(`${text} became ${read.canonical}`);
      const { agrees } = impl.compareLatexWithTree({ ...annotation, label: { latex: text, pinned: false } });
      if (!agrees) throw new Error(`${text} does not agree with its own tree`);
    }),
    { numRuns: 300 },
  );
}

/** Every placed symbol is written exactly once, by the token that carries its id. */
export function everySymbolIsWrittenOnce(impl: LatexImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, (annotation) => {
      const written = writeWith(impl, annotation).flatMap(({ symbol }) => symbol ?? []);
      const expected = Object.keys(annotation.symbols).sort().join();
      if ([...written].sort().join() !== expected) throw new Error(`${written.join()} is not ${expected}`);
    }),
    { numRuns: 200 },
  );
}

const PIECES = [
  'x',
  '{y}',
  '\\frac12',
  '\\sqrt[3]{z}',
  '\\left(',
  '\\right)',
  'a_1',
  'b^{2}_c',
  "f'",
  '\\,',
  '\\mathrm{d}',
  '\\le',
  '<',
  '\\cdots',
  '{a_b}_c',
  '\\sum\\limits_{i}^n',
  '\\text{or}',
  '\\\\',
  '[',
  '\\overline{q}',
];

/** Canonical LaTeX is its own canonical form. */
export function canonicalIsIdempotent(impl: LatexImplementation): void {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }), (pieces) => {
      const once = impl.canonicalLatex(pieces.join(' '));
      if (!once.ok) return;
      const twice = impl.canonicalLatex(once.canonical);
      if (!twice.ok) throw new Error(`${once.canonical}: ${twice.message}`);
      if (twice.canonical !== once.canonical) throw new Error(`${once.canonical} became ${twice.canonical}`);
    }),
    { numRuns: 500 },
  );
}
