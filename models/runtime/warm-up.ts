import { emptyAnnotation, NO_PINS, type SymbolId } from '@/lib/domain/annotation/schema';
import { FrameMapping } from '@/models/frame/mapping';
import type { Frame } from '@/models/frame/frame';
import type { Pipeline } from './pipeline';

/** Runs every stage once on a small drawing, so that the first person does not wait for the models' set-up. */
export async function warmUp(pipeline: Pipeline): Promise<void> {
  const [width, height] = [128, 64];
  const data = new Float32Array(width * height);
  for (let x = 16; x < 48; x++) for (let y = 24; y < 40; y++) data[y * width + x] = 1;
  const frame: Frame = {
    data,
    width,
    height,
    paddedWidth: width,
    paddedHeight: height,
    mapping: FrameMapping.identity(width, height),
    blank: false,
    imageWidth: width,
    imageHeight: height,
  };
  const id = 'warm' as SymbolId;
  const box = { x: 16, y: 24, width: 32, height: 16 };
  const pins = {
    ...emptyAnnotation(),
    symbols: { [id]: { id, box, class: '-', place: null, pins: NO_PINS } },
  };
  await pipeline.predictFrame(frame);
  // The detector may find nothing on the drawing: the stages behind it get a box of their own.
  await pipeline.predictFrame(frame, { pins, changedStage: 'detector' });
}
