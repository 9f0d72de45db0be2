import sharp, { type Sharp } from 'sharp';

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

/** Brightness 0..1, one or three values a pixel, as an image to be written; what is beyond is cut off. */
export function fromLight(light: Float32Array, width: number, height: number): Sharp {
  const channels = light.length === width * height ? 1 : 3;
  const bytes = new Uint8ClampedArray(light.length);
  for (let p = 0; p < light.length; p++) bytes[p] = light[p]! * 255;
  return sharp(bytes, { raw: { width, height, channels } });
}
