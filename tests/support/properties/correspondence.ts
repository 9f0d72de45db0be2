import fc from 'fast-check';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { layoutLines } from '@/lib/domain/ordering';
import type * as latex from '@/lib/domain/latex';
import { writeWithSources } from '@/lib/domain/latex/write';
import { soundAnnotation } from '../annotation/arbitrary';

export type CorrespondenceImplementation = Pick<
  typeof latex,
  'canonicalLatex' | 'correspond' | 'writeTokens'
>;

const treesOf = (annotation: Annotation) => layoutLines(annotation).map(({ roots }) => roots);
const join = (tokens: readonly { token: string }[]) => tokens.map(({ token }) => token).join(' ');
const labelled = (annotation: Annotation, text: string): Annotation => ({
  ...annotation,
  label: { latex: text, pinned: true },
});

/** The tokens with their sources are the plain writer's; each has one symbol or a relation that asked for it. */
export function everyTokenHasASource(impl: CorrespondenceImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, (annotation) => {
      const sourced = writeWithSources(treesOf(annotation));
      const plain = join(impl.writeTokens(treesOf(annotation)));
      if (join(sourced) !== plain) throw new Error(`${join(sourced)} is not ${plain}`);
      for (const { token, symbol, owner, relation, rule } of sourced) {
        const sources = [symbol, owner].filter((id) => id !== null);
        if (sources.length !== (rule === 'line' ? 0 : 1)) throw new Error(`${token}: ${sources.join()}`);
        const child = (id: string) => annotation.symbols[id as keyof typeof annotation.symbols]?.place;
        const asks =
          relation === null ||
          rule === 'fraction' ||
          rule === 'root' ||
          Object.keys(annotation.symbols).some(
            (id) => child(id)?.parent === owner && child(id)?.relation === relation,
          );
        if (!asks) throw new Error(`nothing is ${relation} of ${owner}, but ${token} says so`);
      }
    }),
    { numRuns: 200 },
  );
}

/** A label that was written from the tree agrees with it, and every token speaks of the symbols it came from. */
export function writtenLabelCorresponds(impl: CorrespondenceImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, (annotation) => {
      const sourced = writeWithSources(treesOf(annotation));
      const text = join(sourced);
      const found = impl.correspond(labelled(annotation, text));
      if (!found?.agrees || found.disagreements.length > 0) throw new Error(`${text} disagrees with itself`);
      sourced.forEach(({ token, symbol, owner, rule }, index) => {
        const said = found.tokens[index];
        const [first] = said?.symbols ?? [];
        if (said?.token !== token) throw new Error(`${said?.token} is not ${token}`);
        if (first !== (symbol ?? owner ?? undefined)) throw new Error(`${token} speaks of ${first}`);
        const [span] = said.spans;
        // Braces around a `]` within an index are implied: the parser takes them away and puts them back.
        if (!span && rule === 'index') return;
        if (!span || text.slice(span.from, span.to) !== token) throw new Error(`${token} is not where it is`);
      });
    }),
    { numRuns: 200 },
  );
}

/** Empty groups before a script are what is left of a base; which of two equal bases has gone, nobody can tell. */
const unbased = (canonical: string) => canonical.replaceAll(/(?:\{ \} )+(?=[_^])/gu, '');

/** A sign that is left out of the label is named, and nothing else is; up to repeats that look the same. */
export function missingSignIsNamed(impl: CorrespondenceImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, fc.nat(), (annotation, pick) => {
      const sourced = writeWithSources(treesOf(annotation));
      const signs = sourced.filter(({ symbol }) => symbol !== null);
      const gone = signs[pick % signs.length];
      if (!gone) return;
      const [before, , after] = [-1, 0, 1].map((step) => sourced[sourced.indexOf(gone) + step]?.token);
      // Without its root an index is two square brackets, which have no partner either.
      if (gone.token === '\\sqrt' && after === '[') return;
      // Without their base, scripts join those of the sign before it, `_` before `^`.
      const hasScripts = sourced.some(
        ({ owner, rule }) => owner === gone.symbol && (rule === 'subscript' || rule === 'superscript'),
      );
      if (hasScripts && (before === '}' || after === '{')) return;
      const text = join(sourced.filter((token) => token !== gone));
      const found = impl.correspond(labelled(annotation, text));
      if (!found) return;
      const [only, ...others] = found.disagreements;
      const named = only?.symbols[0];
      if (only?.kind !== 'symbol' || others.length > 0 || !named) {
        throw new Error(`${text} without ${gone.symbol}: ${JSON.stringify(found.disagreements)}`);
      }
      const without = impl.canonicalLatex(join(sourced.filter(({ symbol }) => symbol !== named)));
      const now = impl.canonicalLatex(text);
      if (!without.ok || !now.ok || unbased(without.canonical) !== unbased(now.canonical)) {
        throw new Error(`${text}: without ${gone.symbol}, but ${named} was named`);
      }
    }),
    { numRuns: 400 },
  );
}

/** A sign that the label says otherwise is named together with its symbol. */
export function wrongSignIsNamed(impl: CorrespondenceImplementation): void {
  fc.assert(
    fc.property(soundAnnotation, fc.nat(), (annotation, pick) => {
      const sourced = writeWithSources(treesOf(annotation));
      const signs = sourced.filter(({ rule, symbol }) => rule === 'symbol' && symbol !== null);
      const wrong = signs[pick % signs.length];
      const text = join(sourced.map((token) => (token === wrong ? { token: '\\omega' } : token)));
      const found = impl.correspond(labelled(annotation, text));
      if (!found || !wrong) return;
      const said = found.disagreements.map(
        ({ kind, token, symbols }) => `${kind} ${token} ${symbols.join()}`,
      );
      if (said.join() !== `sign \\omega ${wrong.symbol}`) throw new Error(`${text}: ${said.join('; ')}`);
    }),
    { numRuns: 300 },
  );
}
