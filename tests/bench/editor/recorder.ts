import type { Page } from '@playwright/test';

/** What the page itself records: for every input the milliseconds to the end of the frame after it, and frames. */
export interface Recorder {
  /** Milliseconds by kind of event. */
  inputs: Record<string, number[]>;
  frames: number[];
  recording: boolean;
  /** Milliseconds from handing the data over until the page said that it was ready. */
  load: Promise<number> | null;
}

declare global {
  interface Window {
    __recorder: Recorder;
  }
}

const EVENTS = ['pointerdown', 'pointermove', 'wheel', 'keydown'];

/**
 * Has every page of this window time its inputs from the event (the time the browser got it) to the end of the frame
 * that follows: script, style, layout, paint and the drawing of canvases are in it. The same for every page.
 */
export async function record(page: Page): Promise<void> {
  // What runs this file marks the names of functions by a helper that pages do not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await page.addInitScript((events: string[]) => {
    const recorder: Recorder = { inputs: {}, frames: [], recording: false, load: null };
    window.__recorder = recorder;
    // Noted when it happens, and not when somebody gets round to asking.
    let probe: Window['__canvasProbe'];
    Object.defineProperty(window, '__canvasProbe', {
      get: () => probe,
      set: (given: NonNullable<typeof probe>) => {
        probe = given;
        recorder.load = given.ready.then(() => performance.now() - given.loadStart);
      },
    });
    const afterFrame = (then: (frame: number) => void) =>
      requestAnimationFrame((frame) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => then(frame);
        port2.postMessage(null);
      });
    for (const name of events) {
      window.addEventListener(
        name,
        ({ timeStamp }) =>
          afterFrame(() => (recorder.inputs[name] ??= []).push(performance.now() - timeStamp)),
        { capture: true, passive: true },
      );
    }
    const tick = (frame: number) => {
      if (recorder.recording) recorder.frames.push(frame);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, EVENTS);
}

/** What was recorded while `work` went on; frames as the time from one to the next. */
export async function during(
  page: Page,
  work: () => Promise<void>,
): Promise<{ inputs: Record<string, number[]>; frames: number[] }> {
  await page.evaluate(() => {
    Object.assign(window.__recorder, { inputs: {}, frames: [], recording: true });
  });
  await work();
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await frame();
    await frame();
    const { inputs, frames } = window.__recorder;
    window.__recorder.recording = false;
    return { inputs, frames: frames.slice(1).map((time, index) => time - frames[index]!) };
  });
}
