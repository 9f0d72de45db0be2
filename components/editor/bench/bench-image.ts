import type { PredictedSymbol } from '@/lib/domain/annotation/prediction';
import { BENCH_IMAGE } from './bench-formula';

/** Draws each symbol's class into its box, black on white. @returns the address of the picture as a PNG. */
export async function benchImage(
  symbols: readonly Pick<PredictedSymbol, 'box' | 'class'>[],
): Promise<string> {
  const canvas = new OffscreenCanvas(BENCH_IMAGE.width, BENCH_IMAGE.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser draws nothing');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = '#111';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (const { box, class: name } of symbols) {
    context.font = `italic ${Math.round(box.height * 0.9)}px serif`;
    context.fillText(name, box.x + box.width / 2, box.y + box.height / 2, box.width);
  }
  return URL.createObjectURL(await canvas.convertToBlob({ type: 'image/png' }));
}
