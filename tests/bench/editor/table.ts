import { TIMES, type EditorMeasurements, type PageTimes, type SizeResult, type TimeName } from './types';

const NAMES: Record<TimeName, string> = {
  load: 'load: data to first frame',
  dragFrame: 'frame while dragging',
  drag: 'drag: move to paint',
  zoom: 'zoom: wheel to paint',
  select: 'select: press to paint',
  undo20: 'undo × 20',
};

const ms = (value: number) => value.toFixed(1);
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
const rows = (cells: readonly (readonly string[])[]) =>
  cells.map((row) => `| ${row.join(' | ')} |`).join('\n');

const shown = (times: PageTimes, name: TimeName) => {
  const value = times[name];
  return typeof value === 'number' ? ms(value) : `${ms(value.p50)} / ${ms(value.p95)}`;
};

function sizeTable({ boxes, rounds, editor, floor, ratios, aims }: SizeResult): string {
  return [
    `${boxes} boxes, medians of ${rounds}`,
    rows([
      ['ms (p50 / p95)', 'editor', 'canvas 2D', 'ratio', 'aim'],
      ['---', '---', '---', '---', '---'],
      ...TIMES.map((name) => [
        NAMES[name],
        shown(editor, name),
        shown(floor, name),
        ratios[name].toFixed(2),
        aims[name] === undefined ? '' : `≤ ${aims[name]}`,
      ]),
      [
        'JavaScript heap, MB',
        megabytes(editor.heapBytes),
        megabytes(floor.heapBytes),
        '',
        boxes === 1000 ? '< 40' : '',
      ],
    ]),
  ].join('\n\n');
}

/** The measurements for people, as Markdown. */
export function editorTable({ cores, browser, sizes, queue }: EditorMeasurements): string {
  const { submitToReady, submit, heapBytes } = queue;
  const text = [
    `${browser} on ${cores} cores; the floor draws the picture and every box with its label anew for each frame`,
    ...sizes.map(sizeTable),
    rows([
      [`${queue.formulas} formulas of the sample, one key each`, 'p50', 'p95'],
      ['---', '---', '---'],
      ['ms from submit to the next one ready', ms(submitToReady.p50), ms(submitToReady.p95)],
      ['of that until the server has said yes', ms(submit.p50), ms(submit.p95)],
    ]),
    `frames in which anything turned or nothing was shown: ${queue.framesWaiting}`,
    `JavaScript heap after 10 formulas ${megabytes(heapBytes.after10)} MB, after 100 ${megabytes(heapBytes.after100)} MB: ${queue.heapRatio.toFixed(2)} × (aim ≤ 1.2)`,
  ];
  return `${text.join('\n\n')}\n`;
}
