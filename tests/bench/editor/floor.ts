import type { Page } from '@playwright/test';

/** A box as the floor draws it, in image pixels. */
export interface FloorBox {
  x: number;
  y: number;
  width: number;
  height: number;
  sign: string;
}

export interface FloorInput {
  boxes: FloorBox[];
  /** The same picture as the editor's, as an address of its bytes. */
  image: string;
  /** Where the editor's canvas is on the screen. */
  canvas: { x: number; y: number; width: number; height: number };
}

/**
 * The least that can be done: one canvas, all of it drawn again with canvas 2D for every frame: the picture, N boxes
 * and their labels. Selects by a click, drags with the mouse, zooms by the wheel with Control, moves by arrow keys,
 * takes back by Control+Z; keeps no list, no rules and no journal. Has the same probe as the editor's page.
 */
export async function openFloor(page: Page, input: FloorInput): Promise<void> {
  await page.goto('about:blank');
  await page.evaluate(async ({ boxes, image, canvas: at }) => {
    document.body.style.margin = '0';
    const picture = new Image();
    picture.src = image;
    await picture.decode();
    const bitmap = await createImageBitmap(picture);
    const past: { index: number; x: number; y: number }[] = [];
    let selected = -1;
    let grabbed: { dx: number; dy: number } | null = null;
    let asked = false;
    const scale = Math.min((at.width - 104) / bitmap.width, (at.height - 104) / bitmap.height);
    let view = {
      scale,
      x: (at.width - bitmap.width * scale) / 2,
      y: (at.height - bitmap.height * scale) / 2,
    };

    const draw = (context: CanvasRenderingContext2D) => {
      asked = false;
      context.fillStyle = '#e4e8e4';
      context.fillRect(0, 0, at.width, at.height);
      context.drawImage(bitmap, view.x, view.y, bitmap.width * view.scale, bitmap.height * view.scale);
      context.lineWidth = 1.25;
      context.font = '600 13px sans-serif';
      context.textBaseline = 'middle';
      boxes.forEach(({ x, y, width, height, sign }, index) => {
        const [left, top] = [x * view.scale + view.x, y * view.scale + view.y];
        context.strokeStyle = index === selected ? '#1660d0' : '#0f5c70';
        context.strokeRect(left, top, width * view.scale, height * view.scale);
        context.fillStyle = 'rgb(255 255 255 / 85%)';
        context.fillRect(left - 1, top - 18, context.measureText(sign).width + 6, 17);
        context.fillStyle = context.strokeStyle;
        context.fillText(sign, left + 2, top - 9);
      });
    };

    const loadStart = performance.now();
    const element = document.createElement('canvas');
    element.width = at.width;
    element.height = at.height;
    element.style.cssText = `position:absolute;left:${at.x}px;top:${at.y}px`;
    document.body.append(element);
    const context = element.getContext('2d')!;
    draw(context);
    const refresh = () => {
      if (!asked) requestAnimationFrame(() => draw(context));
      asked = true;
    };
    const pointOf = (event: MouseEvent) => ({
      x: (event.clientX - at.x - view.x) / view.scale,
      y: (event.clientY - at.y - view.y) / view.scale,
    });
    element.addEventListener('pointerdown', (event) => {
      const point = pointOf(event);
      selected = boxes.findLastIndex(
        ({ x, y, width, height }) =>
          point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height,
      );
      const box = boxes[selected];
      grabbed = box ? { dx: point.x - box.x, dy: point.y - box.y } : null;
      if (box) past.push({ index: selected, x: box.x, y: box.y });
      refresh();
    });
    element.addEventListener('pointermove', (event) => {
      const box = boxes[selected];
      if (!grabbed || !box) return;
      const point = pointOf(event);
      [box.x, box.y] = [point.x - grabbed.dx, point.y - grabbed.dy];
      refresh();
    });
    element.addEventListener('pointerup', () => (grabbed = null));
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const factor = Math.exp(-event.deltaY * 0.0022);
        const [x, y] = [event.clientX - at.x, event.clientY - at.y];
        view = {
          scale: view.scale * factor,
          x: x - (x - view.x) * factor,
          y: y - (y - view.y) * factor,
        };
        refresh();
      },
      { passive: false },
    );
    window.addEventListener('keydown', (event) => {
      const box = boxes[selected];
      if (event.key === 'ArrowRight' && box) {
        past.push({ index: selected, x: box.x, y: box.y });
        box.x += 1;
      }
      const last = event.key === 'z' && event.ctrlKey ? past.pop() : undefined;
      if (last) Object.assign(boxes[last.index]!, { x: last.x, y: last.y });
      refresh();
    });
    const painted = new Promise<void>((resolve) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
    );
    Object.assign(window, {
      __canvasProbe: {
        loadStart,
        ready: painted,
        boxRect: (i: number) => ({
          x: boxes[i]!.x * view.scale + view.x + at.x,
          y: boxes[i]!.y * view.scale + view.y + at.y,
          width: boxes[i]!.width * view.scale,
          height: boxes[i]!.height * view.scale,
        }),
      },
    });
  }, input);
}
