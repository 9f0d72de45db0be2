/** Images that were decoded ahead of time, so that the next formula is there without a flash. */
const decoded = new Map<string, HTMLImageElement>();
const KEPT = 6;

/** An image that can be drawn at once, if there is one. */
export function readyImage(url: string): HTMLImageElement | undefined {
  return decoded.get(url);
}

/** Loads and decodes an image; keeps the last few. @throws when it cannot be loaded. */
export async function loadImage(url: string): Promise<HTMLImageElement> {
  const ready = decoded.get(url);
  if (ready) return ready;
  const image = new Image();
  image.src = url;
  await image.decode();
  decoded.set(url, image);
  for (const old of [...decoded.keys()].slice(0, -KEPT)) decoded.delete(old);
  return image;
}
