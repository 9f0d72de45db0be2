import sharp from 'sharp';
import { toSvgPath, type Outline } from '../outline';
import type { Random } from '../random';
import { INKS, PAPERS, type DrawingStyle } from './style';

/** How much of each pixel is inked, 0..255, row by row; `width * height` bytes. */
export async function inkCoverage(
  outlines: readonly Outline[],
  width: number,
  height: number,
): Promise<Uint8Array> {
  const paths = outlines.flat().map((layer) => `<path d="${toSvgPath(layer)}"/>`);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="${width}" height="${height}" fill="#000"/><g fill="#fff">${paths.join('')}</g></svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return data;
}

/** Puts ink on paper and encodes the picture as PNG. */
export async function paint(
  coverage: Uint8Array,
  width: number,
  height: number,
  style: DrawingStyle,
  random: Random,
): Promise<Uint8Array> {
  const ink = INKS[style.ink];
  const paper = PAPERS[style.paper];
  const light = shading(random.fork('light'), width, height, paper.shading);
  const grain = random.fork('grain');
  const squares = squaresOf(random.fork('squares'), paper.squares !== null);
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x;
      const base = paper.squares !== null && squares(x, y) ? paper.squares : paper;
      const change = light(x, y) + (paper.noise === 0 ? 0 : grain.range(-paper.noise, paper.noise));
      const inked = (coverage[index] ?? 0) / 255;
      const alpha = ink.texture === 0 || inked === 0 ? inked : inked * (1 - ink.texture * grain.range(0, 1));
      pixels[index * 3] = mixed(base.red + change, ink.red, alpha);
      pixels[index * 3 + 1] = mixed(base.green + change, ink.green, alpha);
      pixels[index * 3 + 2] = mixed(base.blue + change, ink.blue, alpha);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 8 })
    .toBuffer();
}

function mixed(paper: number, ink: number, alpha: number): number {
  return Math.round(Math.max(0, Math.min(255, paper + (ink - paper) * alpha)));
}

/** Light falls a little unevenly: a slope and one broad wave, at most `depth` grey levels darker. */
function shading(
  random: Random,
  width: number,
  height: number,
  depth: number,
): (x: number, y: number) => number {
  const angle = random.range(0, 2 * Math.PI);
  const phase = random.range(0, 2 * Math.PI);
  const kx = Math.cos(angle) / width;
  const ky = Math.sin(angle) / height;
  return (x, y) => {
    const across = kx * x + ky * y;
    return depth === 0 ? 0 : (-depth * (2 + across + Math.sin(2.5 * across + phase))) / 4;
  };
}

/** The lines of squared paper, about five to the height of a letter's size. */
function squaresOf(random: Random, drawn: boolean): (x: number, y: number) => boolean {
  if (!drawn) return () => false;
  const pitch = Math.round(random.range(30, 42));
  const left = Math.floor(random.range(0, pitch));
  const top = Math.floor(random.range(0, pitch));
  return (x, y) => (x + left) % pitch === 0 || (y + top) % pitch === 0;
}
