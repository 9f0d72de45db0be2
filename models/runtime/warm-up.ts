import { emptyAnnotation, NO_PINS, type Annotation, type SymbolId } from '@/lib/domain/annotation/schema';
import type { Frame } from '@/models/frame/frame';
import { frameOf } from '@/models/frame/frame-of';

/** A small drawing, and an annotation with one box on it for the stages behind a detector that finds nothing. */
export function warmUpInput(): { frame: Frame; pins: Annotation } {
  const [width, height] = [128, 64];
  const data = new Float32Array(width * height);
  for (let x = 16; x < 48; x++) for (let y = 24; y < 40; y++) data[y * width + x] = 1;
  const frame = frameOf(data, width, height);
  const id = 'warm' as SymbolId;
  const symbol = {
    id,
    box: { x: 16, y: 24, width: 32, height: 16 },
    class: '-',
    place: null,
    pins: NO_PINS,
  };
  return { frame, pins: { ...emptyAnnotation(), symbols: { [id]: symbol } } };
}
