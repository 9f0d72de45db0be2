import type { Problem } from '@/lib/domain/annotation/validate';
import { union, type Box } from '@/lib/domain/geometry/box';
import type { Editor } from '@/lib/editor/editor';
import { boxOnScreen } from '@/lib/editor/kernels/view';
import { drawPointedAt, drawSelected } from './draw-active';
import { dashesWait, drawBoxes } from './draw-boxes';
import { Canvases } from './canvases';
import { damageOf } from './damage';
import type { Picture } from './image-cache';
import { LAYERS, staleLayers, type Frame, type LayerName } from './layers';
import { OVERLAYS } from './overlays';
import { notePainted } from './painted';
import { FALLBACK_PALETTE, type Palette } from './palette';

type Context = CanvasRenderingContext2D;

/** What comes from around the editor. */
export interface Surroundings {
  readonly problems: readonly Problem[];
  readonly palette: Palette;
  readonly problemLabel: Frame['problemLabel'];
  readonly image: Picture | undefined;
}

/** A little more than a part of the canvas: half a pixel would be cleared by half. */
function wholePixels(part: Box | undefined): Box | undefined {
  if (!part) return undefined;
  const [x, y] = [Math.floor(part.x), Math.floor(part.y)];
  return {
    x,
    y,
    width: Math.ceil(part.x + part.width) - x,
    height: Math.ceil(part.y + part.height) - y,
  };
}

/** A view that has not moved for so long rests. */
const REST_MS = 120;

/** Larger pixels than this are shown as squares: whoever looks that closely wants to see them. */
const SMOOTH_BELOW = 3;

/**
 * Keeps the canvases true to the editor's state, past React: a change asks the layers that it concerns for a
 * frame, and nothing else is done for it. Holds nothing but what it drew last.
 */
export class Painter {
  #frame: Frame;
  #canvases: Canvases | null = null;
  readonly #drawn = new Set<LayerName>();
  /** The parts of the boxes that are to be drawn in the next frame; null for all of them. */
  #damage: readonly Box[] | null = null;
  /** Set while the view is being zoomed or moved, and dashes wait for it. */
  #moving: ReturnType<typeof setTimeout> | null = null;

  /** @param onComplete called once, when picture and boxes were drawn for the first time. */
  constructor(
    private readonly editor: Editor,
    private readonly onComplete: () => void,
  ) {
    this.#frame = {
      state: editor.state,
      subject: editor.subject,
      problems: [],
      palette: FALLBACK_PALETTE,
      problemLabel: ({ kind }) => kind,
      image: undefined,
    };
  }

  /** Draws with these from now on. */
  surround(surroundings: Surroundings): void {
    this.#show({ ...this.#frame, ...surroundings });
  }

  /** Draws into `container` and follows the editor; the returned function ends it. */
  open(container: HTMLDivElement): () => void {
    this.#frame = { ...this.#frame, state: this.editor.state };
    this.#damage = null;
    const canvases = new Canvases(container, this.#frame.state.viewport, (name, context) =>
      this.draw(name, context),
    );
    this.#canvases = canvases;
    const end = this.editor.subscribe(() => this.#show({ ...this.#frame, state: this.editor.state }));
    return () => {
      end();
      if (this.#moving !== null) clearTimeout(this.#moving);
      this.#moving = null;
      this.#canvases = null;
      canvases.destroy();
    };
  }

  /** Draws one layer anew; of the boxes only the part that was damaged. A unit is a CSS pixel. */
  draw(name: LayerName, context: Context): void {
    const { width, height } = this.#frame.state.viewport;
    // Whoever else asks for a frame gets all of it.
    const part = name === 'boxes' ? wholePixels(union(this.#damage ?? [])) : undefined;
    context.save();
    if (part) {
      context.beginPath();
      context.rect(part.x, part.y, part.width, part.height);
      context.clip();
    }
    context.clearRect(0, 0, width, height);
    if (name === 'paper') this.#drawPaper(context);
    else this.#drawOver(name, context, part);
    context.restore();
    if (name === 'boxes') this.#damage = [];
    this.#count(name);
  }

  #show(frame: Frame) {
    const before = this.#frame;
    this.#frame = frame;
    // A canvas that gets another size loses what is on it.
    if (before.state.viewport !== frame.state.viewport) {
      this.#damage = null;
      this.#canvases?.resize(frame.state.viewport);
    }
    if (before.state.view !== frame.state.view && dashesWait(frame.state, frame.subject)) this.#move();
    for (const name of staleLayers(before, frame, OVERLAYS)) {
      if (name === 'boxes') this.#spoil(damageOf(before, frame, OVERLAYS));
      this.#canvases?.refresh(name);
    }
  }

  /** Notes that the view has moved; when it rests, the boxes are drawn in full. */
  #move() {
    if (this.#moving !== null) clearTimeout(this.#moving);
    this.#moving = setTimeout(() => {
      this.#moving = null;
      this.#damage = null;
      this.#canvases?.refresh('boxes');
    }, REST_MS);
  }

  /** Adds to what the next frame has to draw of the boxes. */
  #spoil(part: Box | null) {
    this.#damage = part && this.#damage && [...this.#damage, part];
  }

  #drawPaper(context: Context) {
    const { state, subject, palette, image } = this.#frame;
    const { x, y, width, height } = boxOnScreen(state.view, { x: 0, y: 0, ...subject.image });
    context.fillStyle = palette.sheet;
    context.fillRect(x, y, width, height);
    context.imageSmoothingEnabled = state.view.scale < SMOOTH_BELOW;
    if (image) context.drawImage(image, x, y, width, height);
  }

  #drawOver(name: 'boxes' | 'active', context: Context, part: Box | undefined) {
    const frame = this.#frame;
    if (name === 'boxes') {
      if (frame.state.stage !== 'converter')
        drawBoxes(context, frame, { within: part, moving: this.#moving !== null });
    } else drawSelected(context, frame);
    for (const overlay of OVERLAYS) {
      if ((overlay.layer ?? 'active') !== name || !overlay.shown(frame)) continue;
      context.save();
      overlay.draw(context, frame);
      context.restore();
    }
    if (name === 'active') drawPointedAt(context, frame);
  }

  #count(name: LayerName) {
    if (this.#drawn.size === LAYERS.length || (name === 'paper' && !this.#frame.image)) return;
    this.#drawn.add(name);
    if (this.#drawn.size < LAYERS.length) return;
    notePainted(this.editor);
    this.onComplete();
  }
}
