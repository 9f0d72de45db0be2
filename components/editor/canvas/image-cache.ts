/** A picture that is drawn without being decoded first. */
export type Picture = ImageBitmap | HTMLImageElement;

/** Pictures that were decoded ahead of time, so that the next formula is there without a flash. */
const decoded = new Map<string, Picture>();
/** The one before, the one on the screen, and those that come next. */
const KEPT = 5;

/** A picture that can be drawn at once, if there is one. */
export function readyImage(url: string): Picture | undefined {
  return decoded.get(url);
}

/** Of an image element a browser may throw the pixels away again, and decode it within the first frame. */
async function decode(image: HTMLImageElement): Promise<Picture> {
  await image.decode();
  // Without a size of its own (SVG) there is no bitmap of it.
  return image.naturalWidth > 0 ? createImageBitmap(image).catch(() => image) : image;
}

async function load(url: string): Promise<Picture> {
  const image = new Image();
  image.src = url;
  const picture = await decode(image);
  keep(url, picture);
  return picture;
}

/** Keeps a picture as the one that was asked for last. */
function keep(url: string, picture: Picture): void {
  decoded.delete(url);
  decoded.set(url, picture);
  evict();
}

/** How many have each picture on the screen, or may read it yet. */
const held = new Map<string, number>();

/** Lets go of all but the last few, and of no picture that is held: a closed one cannot be drawn. */
function evict(): void {
  for (const [url, picture] of [...decoded].slice(0, -KEPT)) {
    if (held.has(url)) continue;
    decoded.delete(url);
    // Megabytes of pixels, which the collector does not see.
    if ('close' in picture) picture.close();
  }
}

/**
 * Keeps a picture from being let go of, whether it is loaded already or not.
 * @returns a function that ends this
 */
export function holdImage(url: string): () => void {
  held.set(url, (held.get(url) ?? 0) + 1);
  let holding = true;
  return () => {
    if (!holding) return;
    holding = false;
    const others = (held.get(url) ?? 1) - 1;
    if (others > 0) held.set(url, others);
    else held.delete(url);
    evict();
  };
}

/** Those under way: what shows a picture and what reads its ink ask for it in the same moment. */
const loading = new Map<string, Promise<Picture>>();

/** Loads and decodes a picture; keeps the last few, so whoever draws it later holds it. @throws when it cannot be loaded. */
export async function loadImage(url: string): Promise<Picture> {
  const ready = decoded.get(url);
  if (ready) {
    keep(url, ready);
    return ready;
  }
  const underWay = loading.get(url) ?? load(url).finally(() => loading.delete(url));
  loading.set(url, underWay);
  return underWay;
}
