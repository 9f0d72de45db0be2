/** Calls `run` later; the returned function calls it off. */
export type Later = (run: () => void) => () => void;

/** A page that nobody sees paints no frames. */
const UNSEEN_MS = 100;

/** Once the next frame was painted. */
export const afterPaint: Later = (run) => {
  if (document.hidden) {
    const timer = setTimeout(run, UNSEEN_MS);
    return () => clearTimeout(timer);
  }
  const { port1, port2 } = new MessageChannel();
  const request = requestAnimationFrame(() => port2.postMessage(null));
  port1.onmessage = () => {
    port1.close();
    run();
  };
  return () => {
    cancelAnimationFrame(request);
    port1.onmessage = null;
    port1.close();
  };
};
