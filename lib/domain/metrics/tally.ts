import { countCorrections, totalCorrections } from './corrections';
import { editDistance } from './edit-distance';
import { secondsFromScratch, secondsToCorrect } from './effort';
import type { Layout, Tally, Triple } from './layout';
import { matchBoxes } from './matching';
import type { ScoredFormula } from './types';

/** Counts that every formula has, by the name of their column. */
export type Count =
  | 'formulas'
  | 'symbols'
  | 'detected'
  | 'found50'
  | 'found75'
  | 'allFound'
  | 'inFirstFive'
  | 'edgesGold'
  | 'edgesSaid'
  | 'edgesRight'
  | 'treeExact'
  | 'writtenExact'
  | 'within0'
  | 'within1'
  | 'within2'
  | 'untouched'
  | 'corrections'
  | 'secondsCorrect'
  | 'secondsScratch';

/** Tables of triples: classes by who said them, and relations. */
export type Table = 'recognizer' | 'context' | 'predicted' | 'relation';

class Counter {
  readonly counts = new Map<number, number>();
  constructor(private readonly layout: Layout) {}

  add(count: Count, by: number): void {
    this.addTo(this.layout.column(count), by);
  }

  row(table: Table, key: string, part: keyof Triple): void {
    this.addTo(this.layout.triple(table, key)[part], 1);
  }

  private addTo(column: number, by: number): void {
    if (by !== 0) this.counts.set(column, (this.counts.get(column) ?? 0) + by);
  }
}

function tallyBoxes(counter: Counter, { detected, gold }: ScoredFormula): void {
  const boxes = gold.symbols.map(({ box }) => box);
  const at50 = matchBoxes(detected, boxes, 0.5);
  counter.add('detected', detected.length);
  counter.add('found50', at50.pairs.length);
  counter.add('found75', matchBoxes(detected, boxes, 0.75).pairs.length);
  counter.add('allFound', at50.unmatchedPredicted.length + at50.unmatchedGold.length === 0 ? 1 : 0);
}

function tallyClass(counter: Counter, table: Table, gold: string, said: string | undefined): void {
  counter.row(table, gold, 'gold');
  if (said === undefined) return;
  counter.row(table, said, 'said');
  if (said === gold) counter.row(table, gold, 'right');
}

function tallyClasses(counter: Counter, { gold, onGold }: ScoredFormula): void {
  gold.symbols.forEach((symbol, n) => {
    const ranking = onGold.ranking[n] ?? [];
    tallyClass(counter, 'recognizer', symbol.class, ranking[0]);
    tallyClass(counter, 'context', symbol.class, onGold.contextClass[n]);
    counter.add('inFirstFive', ranking.slice(0, 5).includes(symbol.class) ? 1 : 0);
  });
}

function tallyPredicted(counter: Counter, { gold, predicted }: ScoredFormula): void {
  for (const symbol of gold.symbols) counter.row('predicted', symbol.class, 'gold');
  for (const symbol of predicted.symbols) counter.row('predicted', symbol.class, 'said');
  const boxes = (symbols: readonly { box: ScoredFormula['detected'][number] }[]) =>
    symbols.map(({ box }) => box);
  for (const [p, g] of matchBoxes(boxes(predicted.symbols), boxes(gold.symbols), 0.5).pairs) {
    const name = gold.symbols[g]!.class;
    if (predicted.symbols[p]!.class === name) counter.row('predicted', name, 'right');
  }
}

/** An edge is right when child, parent and relation are; a tree when every symbol, roots included, is. */
function tallyTree(counter: Counter, { gold, onGold }: ScoredFormula): void {
  const places = new Map(onGold.places.map((place) => [place.id, place]));
  let exact = gold.symbols.length === onGold.places.length;
  for (const { relation } of onGold.places) {
    if (!relation) continue;
    counter.row('relation', relation, 'said');
    counter.add('edgesSaid', 1);
  }
  for (const { id, parent, relation } of gold.symbols) {
    const other = places.get(id);
    const agrees = other !== undefined && other.parent === parent && other.relation === relation;
    exact &&= agrees;
    if (!relation) continue;
    counter.row('relation', relation, 'gold');
    counter.add('edgesGold', 1);
    if (!agrees) continue;
    counter.row('relation', relation, 'right');
    counter.add('edgesRight', 1);
  }
  counter.add('treeExact', exact ? 1 : 0);
}

function tallyWhole(counter: Counter, formula: ScoredFormula): void {
  const { gold, predicted } = formula;
  const distance = editDistance(predicted.latex, gold.latex);
  counter.add('within0', distance === 0 ? 1 : 0);
  counter.add('within1', distance <= 1 ? 1 : 0);
  counter.add('within2', distance <= 2 ? 1 : 0);
  counter.add('writtenExact', editDistance(gold.written, gold.latex) === 0 ? 1 : 0);
  const corrections = countCorrections(formula);
  const total = totalCorrections(corrections);
  counter.add('untouched', total === 0 ? 1 : 0);
  counter.add('corrections', total);
  counter.add('secondsCorrect', secondsToCorrect(corrections, gold.symbols.length));
  counter.add('secondsScratch', secondsFromScratch(gold));
}

/** Everything that one formula adds to the numbers of an evaluation. */
export function tallyFormula(layout: Layout, formula: ScoredFormula): Tally {
  const counter = new Counter(layout);
  counter.add('formulas', 1);
  counter.add('symbols', formula.gold.symbols.length);
  tallyBoxes(counter, formula);
  tallyClasses(counter, formula);
  tallyPredicted(counter, formula);
  tallyTree(counter, formula);
  tallyWhole(counter, formula);
  return counter.counts;
}
