import sharp from 'sharp';

/** Darkness 0..1, row-major: 1 = ink, 0 = paper. */
export interface Drawing {
  ink: Float32Array;
  width: number;
  height: number;
}

/** A drawing in dark ink on white (or on nothing). */
export async function readDrawing(image: Uint8Array): Promise<Drawing> {
  const { data, info } = await sharp(image)
    .flatten({ background: 'white' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    ink: Float32Array.from(data, (value) => 1 - value / 255),
    width: info.width,
    height: info.height,
  };
}

/** Brightness 0..1, one or three values a pixel, as a PNG; what is beyond is cut off. */
export function writePng(light: Float32Array, width: number, height: number): Promise<Uint8Array> {
  const channels = light.length === width * height ? 1 : 3;
  const bytes = Buffer.from(Uint8ClampedArray.from(light, (value) => Math.round(value * 255)).buffer);
  return sharp(bytes, { raw: { width, height, channels } }).png().toBuffer();
}
