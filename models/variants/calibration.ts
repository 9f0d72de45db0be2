import type { Stage } from '@/lib/domain/stages';
import { frameFromImage } from '@/models/frame/fit';
import { openPipeline } from '@/models/runtime/pipeline';
import { DRAWABLE_CLASSES, sampleProject } from '@/models/synthesis';
import type { Tensors } from '@/models/stages/tensor';

/** Images whose values set the steps of 8-bit tensors: more change little, and each is seen several times. */
export const CALIBRATION_IMAGES = 48;

/** The sample project's formulas: drawn by this program, so that anybody can make the same variant again. */
export async function* drawnImages(): AsyncGenerator<Uint8Array> {
  let left = CALIBRATION_IMAGES;
  for await (const { image } of sampleProject().formulas) {
    if (left-- <= 0) return;
    yield image;
  }
}

/** How the drawn images are named on a card. */
export const DRAWN = `sample project, ${DRAWABLE_CLASSES.length} classes`;

/**
 * What a candidate is asked about images inside the released pipeline: the inputs of its model.
 * @param folders of the candidate, and of others that stand in for the shipped ones
 * @throws AppError of an image that cannot be read, or a candidate that cannot be opened
 */
export async function modelInputs(
  stage: Stage,
  folders: Partial<Record<Stage, string>>,
  images: AsyncIterable<Uint8Array>,
): Promise<Tensors[]> {
  const inputs: Tensors[] = [];
  const pipeline = await openPipeline({ overrides: folders });
  try {
    for await (const image of images) {
      await pipeline.predictFrame(await frameFromImage(image), {
        observer: {
          observe({ module, card, context }) {
            if (module.manifest.name !== stage) return;
            const feeds = module.prepare(context, card);
            if (feeds) inputs.push(feeds);
          },
        },
      });
    }
  } finally {
    await pipeline.close();
  }
  return inputs;
}
