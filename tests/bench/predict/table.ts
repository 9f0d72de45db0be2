import type { PredictMeasurements } from './types';

const ms = (value: number) => value.toFixed(1);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const count = (value: number) => value.toFixed(0);
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(0);
const rows = (cells: readonly (readonly string[])[]) =>
  cells.map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The measurements for people, as Markdown. */
export function predictTable(result: PredictMeasurements): string {
  const { latencyMs, floorMs, throughput, aims, steps, bySize, skipped } = result;
  const candidates = Object.values(result.candidates).join(', ');
  const text = [
    `${result.formulas} formulas, ${result.threads} threads on ${result.cores} cores; ${candidates}`,
    rows([
      ['ms a formula', 'p50', 'p95', 'mean', 'of all', 'before', 'in ONNX', 'after'],
      ['---', '---', '---', '---', '---', '---', '---', '---'],
      ['whole', ms(latencyMs.p50), ms(latencyMs.p95), ms(latencyMs.mean), '', '', '', ''],
      ...steps.map(({ step, p50, p95, mean, share, prepare, onnx, interpret }) => [
        step,
        ...[p50, p95, mean].map(ms),
        percent(share),
        ...[prepare, onnx, interpret].map(ms),
      ]),
      ['models alone (floor)', ms(floorMs.p50), ms(floorMs.p95), ms(floorMs.mean), '', '', '', ''],
    ]),
    rows([
      ['symbols', 'formulas', 'p50', 'p95'],
      ['---', '---', '---', '---'],
      ...bySize.map(({ from, to, formulas, p50, p95 }) => [
        `${from} – ${to}`,
        String(formulas),
        ms(p50),
        ms(p95),
      ]),
    ]),
    `whole / floor ${result.overhead.toFixed(2)}; inside ONNX Runtime ${percent(result.onnxShare)} (aim ${percent(
      aims.onnxShare.aim,
    )}, ratio ${aims.onnxShare.ratio.toFixed(2)}); p50 / aim of ${aims.p50Ms.aim} ms ${aims.p50Ms.ratio.toFixed(2)}`,
    rows([
      ['one worker', 'formulas a minute', 'gain', 'at most MB'],
      ['---', '---', '---', '---'],
      [
        `one process of ${result.threads} threads, one by one`,
        count(throughput.single),
        '',
        megabytes(throughput.peakRssBytes.single),
      ],
      ['… with more waiting', count(throughput.queued), throughput.gain.queued.toFixed(2), ''],
      [
        `${result.threads} processes of one thread`,
        count(throughput.batched),
        throughput.gain.batched.toFixed(2),
        megabytes(throughput.peakRssBytes.batched),
      ],
    ]),
    ...skipped.map(({ input, message }) => `not measured: ${input}: ${message}`),
  ];
  return `${text.join('\n\n')}\n`;
}
