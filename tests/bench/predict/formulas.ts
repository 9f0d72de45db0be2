import type { StepTime } from '@/lib/domain/explanation';
import { progress } from '@/lib/cli/progress';
import { publicError } from '@/lib/log';
import type { Pipeline } from '@/models/runtime/pipeline';
import type { BenchImage, FormulaTimes } from './types';

const WARM_UP = 5;

async function measureOne(pipeline: Pipeline, { input, bytes }: BenchImage): Promise<FormulaTimes> {
  const steps: StepTime[] = [];
  const result = await pipeline.predict(bytes, { observer: { observe: ({ time }) => steps.push(time) } });
  const { frame = 0, total = 0 } = result.prediction.timingsMs;
  return {
    input,
    symbols: result.prediction.symbols.length,
    total,
    floor: await pipeline.bareMs(result),
    steps: [{ step: 'frame', prepare: frame, onnx: 0, interpret: 0 }, ...steps],
  };
}

/**
 * Predicts every image once, its floor measured right behind it, so that whatever else the machine does
 * touches both alike.
 */
export async function measureFormulas(pipeline: Pipeline, images: readonly BenchImage[]) {
  const measured: FormulaTimes[] = [];
  const failed: { input: string; code: string; message: string }[] = [];
  for (const { bytes } of images.slice(0, WARM_UP)) await pipeline.predict(bytes).catch(() => undefined);
  const shown = progress('measured', images.length);
  for (const image of images) {
    try {
      measured.push(await measureOne(pipeline, image));
    } catch (error) {
      const { code, message } = publicError(error, 'bench');
      failed.push({ input: image.input, code, message });
    }
    shown.step();
  }
  shown.done();
  return { measured, failed };
}
