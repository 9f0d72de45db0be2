import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { isNearDuplicate } from '@/lib/domain/splits';
import { AppError } from '@/lib/errors';
import { fingerprint, IMPORT_EXTENSIONS, importFile } from '@/lib/import';
import { asBytes, paper, pixelsOf, pngHead } from '@/tests/support/images';

const refusal = async (bytes: Uint8Array, name: string) => {
  const failure: unknown = await importFile(bytes, name).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AppError);
  expect((failure as AppError).message).toContain(name);
  return (failure as AppError).code;
};

describe('an image', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('that is %s is stored as it came', async (format) => {
    const bytes = await paper().toFormat(format).toBuffer();
    const { image, ink, truth, warnings } = await importFile(bytes, `a.${format}`);
    expect(image).toMatchObject({ format, width: 120, height: 60 });
    expect(Buffer.from(image.bytes).equals(bytes)).toBe(true);
    expect([ink, truth, warnings]).toEqual([null, null, []]);
  });

  it('that is a TIFF becomes a PNG with the same pixels', async () => {
    const { image } = await importFile(await paper().tiff({ compression: 'lzw' }).toBuffer(), 'a.tif');
    expect(image.format).toBe('png');
    const [before, after] = await Promise.all([
      pixelsOf(await paper().png().toBuffer()),
      pixelsOf(image.bytes),
    ]);
    expect(Buffer.compare(before.data, after.data)).toBe(0);
  });

  it('of several pages gives the first, and says so', async () => {
    const frames = await Promise.all(
      [paper(120, 60), paper(60, 120)].map((page) => page.resize(120, 60, { fit: 'fill' }).raw().toBuffer()),
    );
    const joined = sharp(Buffer.concat(frames), {
      raw: { width: 120, height: 120, channels: 3, pageHeight: 60 },
    });
    const bytes = await joined.tiff().toBuffer();
    expect((await sharp(bytes).metadata()).pages).toBe(2);
    const { image, warnings } = await importFile(bytes, 'pages.tiff');
    expect(image).toMatchObject({ width: 120, height: 60, format: 'png' });
    expect(warnings).toEqual(['of 2 pages the first was taken']);
  });

  it.each([3, 6, 8])('turned by EXIF orientation %i stands upright in storage', async (orientation) => {
    const bytes = await paper().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const { image } = await importFile(bytes, 'photo.jpg');
    const sideways = orientation > 4;
    expect(image).toMatchObject({ width: sideways ? 60 : 120, height: sideways ? 120 : 60, format: 'png' });
    expect((await sharp(image.bytes).metadata()).orientation ?? 1).toBe(1);
    const upright = await pixelsOf(await sharp(bytes).autoOrient().png().toBuffer());
    expect(Buffer.compare((await pixelsOf(image.bytes)).data, upright.data)).toBe(0);
  });

  it('is known by its content, not by its name', async () => {
    const { image } = await importFile(await paper().png().toBuffer(), 'really-a-png.jpg');
    expect(image.format).toBe('png');
  });

  it('gives the same hashes every time', async () => {
    const bytes = await paper().webp().toBuffer();
    const [first, second] = [await importFile(bytes, 'a.webp'), await importFile(bytes, 'b.webp')];
    expect([first.sourceHash, first.image.hash, first.image.fingerprint]).toEqual([
      second.sourceHash,
      second.image.hash,
      second.image.fingerprint,
    ]);
    expect(first.image.hash).toMatch(/^[0-9a-f]{64}$/u);
  });
});

describe('a file that is no usable image', () => {
  it('is empty', async () => expect(await refusal(new Uint8Array(), 'empty.png')).toBe('broken_file'));

  it('is 1 × 1', async () => {
    const dot = await paper().resize(1, 1).png().toBuffer();
    expect(await refusal(dot, 'dot.png')).toBe('broken_file');
  });

  it('is a text renamed to .png', async () => {
    expect(await refusal(asBytes('Dear diary, today I drew no formula.'), 'diary.png')).toBe(
      'unsupported_file',
    );
  });

  it('is an SVG renamed to .png', async () => {
    expect(
      await refusal(asBytes('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"/>'), 'a.png'),
    ).toBe('broken_file');
  });

  it('is a GIF', async () =>
    expect(await refusal(await paper().gif().toBuffer(), 'a.gif')).toBe('unsupported_file'));

  it.each(['png', 'jpeg', 'webp', 'tiff'] as const)('is a %s that was cut off', async (format) => {
    const bytes = await paper(900, 450).toFormat(format).toBuffer();
    expect(await refusal(bytes.subarray(0, Math.floor(bytes.length / 2)), `half.${format}`)).toBe(
      'broken_file',
    );
  });

  it('is larger than any page', async () => {
    expect(await refusal(pngHead(40_000, 40_000), 'huge.png')).toBe('too_large');
  });

  it('is named a format that nobody knows', async () => {
    await expect(importFile(asBytes('x'), 'x', { format: 'docx' })).rejects.toMatchObject({
      code: 'unsupported_file',
    });
  });
});

describe('the fingerprint', () => {
  const print = async (image: Sharp) => fingerprint(await image.png().toBuffer(), 1e8);

  it('is alike for copies that were scaled, lightened, recompressed or framed', async () => {
    const original = await print(paper(480, 240));
    const copies = [
      sharp(await paper(480, 240).resize(360, 180).jpeg({ quality: 60 }).toBuffer()),
      sharp(await paper(480, 240).linear(0.7, 70).png().toBuffer()),
      sharp(
        await paper(480, 240)
          .extend({ top: 40, bottom: 10, left: 25, right: 60, background: '#fff' })
          .png()
          .toBuffer(),
      ),
    ];
    for (const copy of copies) expect(isNearDuplicate(original, await print(copy))).toBe(true);
  });

  it('differs for other ink', async () => {
    expect(isNearDuplicate(await print(paper(480, 240)), await print(paper(480, 240).flop()))).toBe(false);
    expect(
      isNearDuplicate(
        await print(paper(480, 240)),
        await print(sharp(await paper(480, 240).png().toBuffer()).resize(240, 240, { fit: 'fill' })),
      ),
    ).toBe(false);
  });

  it('can be taken of an image that is white all over', async () => {
    expect(
      await print(sharp({ create: { width: 90, height: 40, channels: 3, background: '#fff' } })),
    ).toMatch(/^\d+:0{64}$/u);
  });
});

it('a file chooser offers every format', () => {
  expect(IMPORT_EXTENSIONS).toEqual(['inkml', 'png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff']);
});
