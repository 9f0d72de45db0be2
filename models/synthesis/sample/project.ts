import { drawFormula, type DrawnFormula } from '../draw-formula';
import { SAMPLE_LATEX, type SampleLevel } from './formulas';
import { HANDWRITERS, PRINTERS, styleOf, type Writer } from './writers';

export type SampleScript = 'handwritten' | 'printed';

export interface SampleFormula {
  /** Stable, e.g. `algebra-07`; also the seed of the drawing. */
  id: string;
  /** File name to import it under. */
  name: string;
  latex: string;
  /** Category value by axis key. */
  cell: { level: SampleLevel; script: SampleScript };
  /** Who wrote it; formulas of one writer never cross a split. */
  writer: string;
}

export type DrawnSampleFormula = SampleFormula & DrawnFormula;

export interface SampleProject {
  name: string;
  slug: string;
  axes: { key: string; name: string; values: { key: string; name: string }[] }[];
  /** A target for every cell; some are met by the sample, most are not. */
  cells: { values: SampleFormula['cell']; target: number }[];
  /** Draws while it is read; the same bytes each time. */
  formulas: AsyncIterable<DrawnSampleFormula>;
}

const LEVELS: readonly { key: SampleLevel; name: string }[] = [
  { key: 'arithmetic', name: 'Arithmetic' },
  { key: 'algebra', name: 'Algebra' },
  { key: 'trigonometry', name: 'Trigonometry' },
  { key: 'calculus', name: 'Calculus' },
  { key: 'series', name: 'Sequences and series' },
  { key: 'probability', name: 'Sets and probability' },
];
const SCRIPTS: readonly { key: SampleScript; name: string; target: number }[] = [
  { key: 'handwritten', name: 'Handwritten', target: 20 },
  { key: 'printed', name: 'Printed', target: 6 },
];

/** Every third formula is printed. */
const PRINTED_EVERY = 3;

interface Assignment {
  formula: SampleFormula;
  writer: Writer;
}

function assignments(): Assignment[] {
  const taken = { handwritten: 0, printed: 0 };
  return LEVELS.flatMap(({ key: level }) =>
    SAMPLE_LATEX[level].map((latex, index) => {
      const script: SampleScript = index % PRINTED_EVERY === PRINTED_EVERY - 1 ? 'printed' : 'handwritten';
      const writers = script === 'printed' ? PRINTERS : HANDWRITERS;
      const writer = writers[taken[script] % writers.length];
      if (writer === undefined) throw new Error(`Nobody writes ${script} formulas`);
      taken[script] += 1;
      const id = `${level}-${String(index + 1).padStart(2, '0')}`;
      return {
        formula: { id, name: `${id}.png`, latex, cell: { level, script }, writer: writer.name },
        writer,
      };
    }),
  );
}

/** What the sample holds, without drawing anything. */
export function sampleFormulas(): SampleFormula[] {
  return assignments().map(({ formula }) => formula);
}

async function* drawSample(): AsyncGenerator<DrawnSampleFormula> {
  for (const { formula, writer } of assignments()) {
    const drawn = await drawFormula({
      latex: formula.latex,
      style: styleOf(writer, formula.id),
      seed: formula.id,
    });
    yield { ...formula, ...drawn };
  }
}

/** The project that a new installation starts with: made here, nobody else's data. */
export function sampleProject(): SampleProject {
  return {
    name: 'Sample formulas',
    slug: 'sample',
    axes: [
      { key: 'level', name: 'Level', values: [...LEVELS] },
      { key: 'script', name: 'Script', values: SCRIPTS.map(({ key, name }) => ({ key, name })) },
    ],
    cells: LEVELS.flatMap(({ key: level }) =>
      SCRIPTS.map(({ key: script, target }) => ({ values: { level, script }, target })),
    ),
    formulas: { [Symbol.asyncIterator]: drawSample },
  };
}
