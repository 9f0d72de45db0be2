import sharp from 'sharp';
import { AppError } from '@/lib/errors';

export const STORED_FORMATS = ['png', 'jpeg', 'webp'] as const;
export type StoredFormat = (typeof STORED_FORMATS)[number];

export interface ImageRead {
  /** What to store: the file's own bytes where browsers and loaders show them as they are, else a PNG of them. */
  bytes: Uint8Array;
  format: StoredFormat;
  /** Pixels, after EXIF orientation. */
  width: number;
  height: number;
  warnings: string[];
}

/** 64 megapixels: more than a page at 600 dpi. */
export const MAX_PIXELS = 64_000_000;
/** Nothing smaller holds a formula that anybody could read. */
export const MIN_SIDE = 8;

const READABLE = new Set(['png', 'jpeg', 'webp', 'tiff']);

/** How the files of the four formats begin (PNG, JPEG, RIFF…WEBP, TIFF of either byte order), as Latin-1. */
const BEGINNINGS = /^(?:\x89PNG|\xff\xd8\xff|RIFF[^]{4}WEBP|II\*\x00|MM\x00\*)/u;

function unreadable(name: string, bytes: Uint8Array, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/pixel limit/iu.test(reason)) {
    return new AppError('too_large', `${name}: more than ${MAX_PIXELS / 1e6} megapixels.`, undefined, {
      cause,
    });
  }
  const begins = BEGINNINGS.test(Buffer.from(bytes.subarray(0, 12)).toString('latin1'));
  if (/unsupported image format/iu.test(reason) && !begins) {
    return new AppError(
      'unsupported_file',
      `${name}: this is not a PNG, JPEG, WebP, TIFF or InkML file.`,
      undefined,
      { cause },
    );
  }
  return new AppError('broken_file', `${name}: the image is damaged.`, undefined, { cause });
}

/**
 * Reads an image by its content, whatever its name says. EXIF orientation is applied once and for all (the
 * stored image is upright for every loader), TIFF becomes PNG, of several pages the first is taken.
 * @throws AppError `broken_file` (empty, damaged, smaller than 8×8), `unsupported_file`, `too_large`.
 */
export async function readImage(bytes: Uint8Array, name: string): Promise<ImageRead> {
  if (bytes.length === 0) throw new AppError('broken_file', `${name}: the file is empty.`);
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'error' as const };
  const metadata = await sharp(bytes, options)
    .metadata()
    .catch((cause: unknown) => {
      throw unreadable(name, bytes, cause);
    });
  if (!READABLE.has(metadata.format)) {
    throw new AppError(
      'unsupported_file',
      `${name}: ${metadata.format} images are not accepted; PNG, JPEG, WebP and TIFF are.`,
    );
  }
  const warnings: string[] = [];
  if ((metadata.pages ?? 1) > 1) warnings.push(`of ${metadata.pages} pages the first was taken`);
  if (metadata.width * metadata.height > MAX_PIXELS) throw unreadable(name, bytes, new Error('pixel limit'));
  const turned = (metadata.orientation ?? 1) !== 1;
  const convert = turned || metadata.format === 'tiff' || (metadata.pages ?? 1) > 1;
  try {
    // Decoded in full either way: a damaged file is found here and not on an annotator's screen.
    const upright = sharp(bytes, options).autoOrient();
    const { data, info } = convert
      ? await upright.toColourspace('srgb').png().toBuffer({ resolveWithObject: true })
      : await upright.raw().toBuffer({ resolveWithObject: true });
    if (Math.min(info.width, info.height) < MIN_SIDE) {
      throw new AppError(
        'broken_file',
        `${name}: ${info.width}×${info.height} pixels are too few to hold a formula.`,
      );
    }
    return {
      bytes: convert ? data : bytes,
      format: convert ? 'png' : (metadata.format as StoredFormat),
      width: info.width,
      height: info.height,
      warnings,
    };
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(name, bytes, cause);
  }
}
