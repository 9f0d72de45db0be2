import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Description } from '@/lib/domain/comparison';
import { metricFacts } from '@/lib/domain/metrics';
import { STAGES, type Stage } from '@/lib/domain/stages';
import { releaseFolders, WEIGHTS_FOLDER } from '@/models/runtime/candidate';
import type { CandidateFolders } from '../candidates';

type Card = Record<string, unknown> & { metrics?: Record<string, unknown> };

const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

/** What a stage's card says of a set: its own metrics, and those of the whole pipeline that it was measured in. */
export function measurementFor(stage: Stage, { formulas, metrics }: Description): Record<string, unknown> {
  const own = metrics.flatMap(({ key, value, baseline }) => {
    const { group, aim, unit } = metricFacts(key);
    const name = key.slice(group.length + 1);
    if (group !== stage && group !== 'endToEnd') return [];
    const [low, high] = [rounded(value.low), rounded(value.high)];
    const constant = baseline === null ? null : rounded(baseline);
    const shown = rounded(value.value);
    return [{ name, unit, value: shown, detail: { value: shown, low, high, aim, constant } }];
  });
  return {
    formulas,
    // Lists of candidates show shares; what is counted in corrections or seconds is in the details alone.
    ...Object.fromEntries(own.filter(({ unit }) => unit === 'share').map(({ name, value }) => [name, value])),
    /** Per metric: value, 95 % interval, what is aimed for, what a predictor reaches that looks at nothing. */
    detail: Object.fromEntries(own.map(({ name, detail }) => [name, detail])),
  };
}

/** Writes what was measured into the cards of the candidates that were measured, beside what they say of other sets. */
export async function writeCards(
  set: string,
  description: Description,
  candidates: CandidateFolders,
): Promise<void> {
  const folders = await releaseFolders(WEIGHTS_FOLDER, candidates);
  for (const stage of STAGES) {
    const file = path.join(folders[stage], 'card.json');
    const card = JSON.parse(await readFile(file, 'utf8')) as Card;
    card.metrics = { ...card.metrics, [set]: measurementFor(stage, description) };
    await writeFile(file, `${JSON.stringify(card, null, 2)}\n`);
  }
}
