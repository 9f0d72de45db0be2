import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { countCorrections, type ScoredFormula, type Timings } from '@/lib/domain/metrics';
import { publicError } from '@/lib/log';
import type { Effect } from '@/models/effects';
import type { Pipeline } from '@/models/runtime/pipeline';
import { progress } from '../progress';
import { scoreFile } from './score-file';

/** A file that is named instead of counted, with the reason. */
export interface Unscored {
  input: string;
  code: string;
  message: string;
}

export interface ScoredFiles {
  formulas: ScoredFormula[];
  timings: Timings[];
  unscored: Unscored[];
  /** A line of JSON for each formula: enough to look at what went wrong. */
  details: string[];
}

function detail(input: string, scored: ScoredFormula): string {
  return JSON.stringify({
    input,
    truth: scored.gold.latex.join(' '),
    predicted: scored.predicted.latex.join(' '),
    corrections: countCorrections(scored),
  });
}

/** Scores every file, one after the other. @param effect what a camera did to the image before it came */
export async function scoreFiles(
  pipeline: Pipeline,
  files: readonly string[],
  { effect, label = 'evaluated' }: { effect?: Effect; label?: string } = {},
): Promise<ScoredFiles> {
  const run: ScoredFiles = { formulas: [], timings: [], unscored: [], details: [] };
  const shown = progress(label, files.length);
  try {
    for (const input of files) {
      try {
        const bytes = await readFile(input);
        const { scored, timingsMs } = await scoreFile(pipeline, bytes, path.basename(input), effect);
        run.formulas.push(scored);
        run.timings.push(timingsMs);
        run.details.push(detail(input, scored));
      } catch (error) {
        const { code, message } = publicError(error, 'evaluate');
        run.unscored.push({ input, code, message });
      }
      shown.step();
    }
  } finally {
    shown.done();
  }
  return run;
}
