import sharp, { type Metadata, type Sharp } from 'sharp';
import { AppError } from '@/lib/errors';

/** Luminance 0..255, row-major. */
export interface GrayImage {
  data: Uint8Array;
  width: number;
  height: number;
}

export interface DecodedImage {
  gray: GrayImage;
  /** Size of the image in pixels, after EXIF orientation; `gray` may be smaller. */
  width: number;
  height: number;
}

/** A larger image is refused; a larger side is reduced before anything else is done. */
const MAX_PIXELS = 120_000_000;
const MAX_SIDE = 1400;
const MIN_SIDE = 4;

/**
 * The luminance of an image file on white, EXIF orientation applied, reduced to at most 1400 pixels a side.
 * @throws AppError unsupported_file (no image), broken_file (cut off), too_large, invalid_input (too small).
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  if (bytes.length === 0) throw new AppError('broken_file', 'The file is empty.');
  const input = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', pages: 1 });
  let metadata;
  try {
    metadata = await input().metadata();
  } catch (error) {
    throw decodingError(
      error,
      'unsupported_file',
      'This is not an image that can be read (PNG, JPEG, WebP or TIFF).',
    );
  }
  const size = metadata.autoOrient;
  if (size.width < MIN_SIDE || size.height < MIN_SIDE) {
    throw new AppError(
      'invalid_input',
      `The image is ${size.width}×${size.height} pixels: too small to hold a formula.`,
      size,
    );
  }
  try {
    const oriented = reduced(input());
    return { gray: await (isPlainGray(metadata) ? grayAsItIs(oriented) : luminance(oriented)), ...size };
  } catch (error) {
    throw decodingError(error, 'broken_file', 'The image is damaged or cut off and cannot be read.');
  }
}

function decodingError(error: unknown, code: 'unsupported_file' | 'broken_file', message: string): AppError {
  if (error instanceof Error && /pixel limit/iu.test(error.message)) {
    return new AppError(
      'too_large',
      `The image has more than ${MAX_PIXELS / 1e6} million pixels.`,
      undefined,
      { cause: error },
    );
  }
  return new AppError(code, message, undefined, { cause: error });
}

/** Upright, and at most 1400 pixels a side. */
function reduced(input: Sharp): Sharp {
  return input.rotate().resize({
    width: MAX_SIDE,
    height: MAX_SIDE,
    fit: 'inside',
    withoutEnlargement: true,
    kernel: 'mitchell',
  });
}

/** One opaque channel of bytes without a colour profile, as the importer draws ink: luminance already. */
function isPlainGray({ space, channels, depth, hasAlpha, hasProfile }: Metadata): boolean {
  return space === 'b-w' && channels === 1 && depth === 'uchar' && !hasAlpha && !hasProfile;
}

async function grayAsItIs(input: Sharp): Promise<GrayImage> {
  const { data, info } = await input
    .toColourspace('b-w')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function luminance(input: Sharp): Promise<GrayImage> {
  const { data, info } = await input
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return onPaper(data, info.width, info.height);
}

/** Composes RGBA on the paper that shows its ink: white, or black where what is opaque is mostly bright. */
function onPaper(rgba: Uint8Array, width: number, height: number): GrayImage {
  const gray = new Uint8Array(width * height);
  let opaque = 0;
  let brightness = 0;
  for (let p = 0, q = 0; p < gray.length; p++, q += 4) {
    const luma = 0.299 * rgba[q]! + 0.587 * rgba[q + 1]! + 0.114 * rgba[q + 2]!;
    const alpha = rgba[q + 3]! / 255;
    gray[p] = Math.round(luma);
    opaque += alpha;
    brightness += alpha * luma;
  }
  const brightOnGlass = opaque < gray.length / 2 && brightness > 160 * opaque;
  const paper = brightOnGlass ? 0 : 255;
  for (let p = 0, q = 3; p < gray.length; p++, q += 4) {
    const alpha = rgba[q]! / 255;
    if (alpha < 1) gray[p] = Math.round(gray[p]! * alpha + paper * (1 - alpha));
  }
  return { data: gray, width, height };
}
