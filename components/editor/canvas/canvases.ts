import Konva from 'konva/lib/Core';
import type { Size } from '@/lib/editor/kernels/space';
import { LAYERS, type LayerName } from './layers';

// A layer is drawn when it is asked for, and not because it was put together: that would be a second time.
Konva.autoDrawEnabled = false;

/** Draws one layer: its canvas is as it was drawn last, and a unit is a CSS pixel. */
export type DrawLayer = (name: LayerName, context: CanvasRenderingContext2D) => void;

/**
 * The canvases that lie over each other in `container`. Konva sizes them for the screen's pixels and paces the
 * frames; each holds one shape, which is drawn by `draw`, and nothing on them listens.
 */
export class Canvases {
  readonly #stage: Konva.Stage;
  readonly #layers: ReadonlyMap<LayerName, Konva.Layer>;

  /** Draws every layer at once, so that the first frame has them. */
  constructor(container: HTMLDivElement, size: Size, draw: DrawLayer) {
    this.#stage = new Konva.Stage({ container, ...size, listening: false });
    this.#layers = new Map(
      LAYERS.map((name) => {
        const layer = new Konva.Layer({ listening: false, clearBeforeDraw: false });
        const sceneFunc = ({ _context }: Konva.Context) => draw(name, _context as CanvasRenderingContext2D);
        layer.add(new Konva.Shape({ listening: false, perfectDrawEnabled: false, sceneFunc }));
        this.#stage.add(layer);
        return [name, layer];
      }),
    );
  }

  /** Has a layer drawn anew in the next frame, however often it is asked before. */
  refresh(name: LayerName): void {
    this.#layers.get(name)?.batchDraw();
  }

  resize({ width, height }: Size): void {
    this.#stage.size({ width, height });
  }

  destroy(): void {
    this.#stage.destroy();
  }
}
