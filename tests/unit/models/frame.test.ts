import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { frameFromImage } from '@/models/frame/fit';
import { FrameMapping } from '@/models/frame/mapping';
import { frameOfSquares, squaresPng } from '../../support/squares';

const problem = (bytes: Uint8Array) =>
  frameFromImage(bytes).then(
    () => 'no error',
    (error: { code: string }) => error.code,
  );

/** Sum of ink in the frame box of an image box, as a share of its area. */
function inkIn(
  frame: Awaited<ReturnType<typeof frameFromImage>>,
  box: { x: number; y: number; width: number; height: number },
) {
  const [x1, y1, x2, y2] = frame.mapping.boxToFrame(box).map(Math.round) as [number, number, number, number];
  let sum = 0;
  for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) sum += frame.data[y * frame.paddedWidth + x]!;
  return sum / ((x2 - x1) * (y2 - y1));
}

describe('the frame', () => {
  it('is the drawing itself when the importer drew it, padded to multiples of 64', async () => {
    const image = await frameOfSquares([{ x: 40, y: 40, gray: 40 }], 100);
    const frame = await frameFromImage(image);
    const { data } = await sharp(image).raw().toBuffer({ resolveWithObject: true });
    const channels = data.length / (768 * 100);
    expect([frame.width, frame.height, frame.paddedWidth, frame.paddedHeight]).toEqual([768, 100, 768, 128]);
    expect(frame.mapping.boxToFrame({ x: 1, y: 2, width: 3, height: 4 })).toEqual([1, 2, 4, 6]);
    for (let y = 0; y < 128; y++) {
      for (let x = 0; x < 768; x++) {
        const paper = y < 100 ? data[(y * 768 + x) * channels]! : 255;
        if (Math.abs(frame.data[y * 768 + x]! - (1 - paper / 255)) > 1e-6)
          expect.fail(`differs at ${x}, ${y}`);
      }
    }
  });

  it('is the same for one channel of grey, for three, and for bright ink on black', async () => {
    const squares = [
      { x: 60, y: 50, side: 40, gray: 90 },
      { x: 1200, y: 160, side: 60 },
    ];
    for (const width of [1400, 2000]) {
      const gray = sharp(await squaresPng(width, 300, squares)).toColourspace('b-w');
      const one = await gray.png().toBuffer();
      expect((await sharp(one).metadata()).channels).toBe(1);
      const three = await sharp(one).toColourspace('srgb').png().toBuffer();
      expect((await sharp(three).metadata()).channels).toBe(3);
      const frame = await frameFromImage(one);
      expect(frame).toEqual(await frameFromImage(three));
      expect(frame.blank).toBe(false);
      const dark = await sharp(one).negate().toColourspace('b-w').png().toBuffer();
      expect((await frameFromImage(dark)).data).toEqual(frame.data);
    }
  });

  it('fits ink of any size and place into its content, and maps boxes there and back', async () => {
    const square = { x: 900, y: 300, side: 90 };
    const frame = await frameFromImage(await squaresPng(1500, 900, [square, { x: 1200, y: 500, side: 90 }]));
    expect(frame.height).toBeLessThanOrEqual(256);
    expect(inkIn(frame, { x: 905, y: 305, width: 80, height: 80 })).toBeGreaterThan(0.98);
    expect(inkIn(frame, { x: 1000, y: 305, width: 80, height: 80 })).toBeLessThan(0.02);
  });

  it('maps every box back to where it came from', () => {
    const coordinate = fc.double({ min: 0, max: 4000, noNaN: true });
    const side = fc.double({ min: 1, max: 500, noNaN: true });
    fc.assert(
      fc.property(
        coordinate,
        coordinate,
        side,
        side,
        fc.double({ min: 0.05, max: 8, noNaN: true }),
        coordinate,
        (x, y, width, height, scale, origin) => {
          const mapping = new FrameMapping(scale, origin, origin / 2, 14.75, 5000, 5000);
          const back = mapping.boxToImage(mapping.boxToFrame({ x, y, width, height }));
          return (['x', 'y', 'width', 'height'] as const).every(
            (k) => Math.abs(back[k] - { x, y, width, height }[k]) <= 0.02,
          );
        },
      ),
    );
  });

  it('takes white on black, transparent paper, EXIF rotation and pale pencil as ink on paper', async () => {
    const squares = [
      { x: 20, y: 20 },
      { x: 200, y: 60 },
    ];
    const plain = await squaresPng(300, 120, squares);
    const variants = {
      inverted: await sharp(plain).negate().png().toBuffer(),
      transparent: await sharp(plain).toColourspace('srgb').unflatten().png().toBuffer(),
      turned: await sharp(plain)
        .rotate(90)
        .withMetadata({ orientation: 8 })
        .jpeg({ quality: 100 })
        .toBuffer(),
      pale: await squaresPng(
        300,
        120,
        squares.map((square) => ({ ...square, gray: 150 })),
        252,
      ),
    };
    for (const [name, image] of Object.entries(variants)) {
      const frame = await frameFromImage(image);
      expect([frame.imageWidth, frame.imageHeight], name).toEqual([300, 120]);
      expect(inkIn(frame, { x: 22, y: 22, width: 12, height: 12 }), name).toBeGreaterThan(0.9);
      expect(inkIn(frame, { x: 80, y: 22, width: 12, height: 12 }), name).toBeLessThan(0.1);
    }
  });

  it('cuts pale lines that go from edge to edge, and keeps what somebody wrote palely', async () => {
    const dark = { x: 40, y: 40, side: 24 };
    const pale = { x: 200, y: 40, side: 24, gray: 185 };
    const rule = { x: 0, y: 90, side: 2, width: 300, gray: 185 };
    const inside = { x: 202, y: 42, width: 20, height: 20 };
    const written = await frameFromImage(await squaresPng(300, 120, [dark, pale]));
    // As strong as it was drawn: 1 - 185/255.
    expect(inkIn(written, inside)).toBeGreaterThan(0.25);
    const ruled = await frameFromImage(await squaresPng(300, 120, [dark, rule]));
    expect(inkIn(ruled, { x: 42, y: 42, width: 20, height: 20 })).toBeGreaterThan(0.9);
    const line = ruled.mapping.boxToFrame({ x: 0, y: 88, width: 300, height: 6 });
    // The frame ends where the ink does: no line is in it.
    expect(line[1]).toBeGreaterThan(ruled.height);
  });

  it('finds ink under uneven light and grain', async () => {
    const [width, height] = [600, 240];
    const flat = await sharp(
      await squaresPng(width, height, [
        { x: 60, y: 60, side: 24 },
        { x: 480, y: 150, side: 24 },
      ]),
    )
      .greyscale()
      .raw()
      .toBuffer();
    const photo = Buffer.alloc(width * height);
    let seed = 7;
    for (let p = 0; p < photo.length; p++) {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      const light = 0.35 + (0.5 * (p % width)) / width;
      photo[p] = Math.round(Math.min(255, light * (60 + 0.76 * flat[p]!) + (seed / 2 ** 31 - 0.5) * 12));
    }
    const frame = await frameFromImage(
      await sharp(photo, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer(),
    );
    expect(inkIn(frame, { x: 62, y: 62, width: 20, height: 20 })).toBeGreaterThan(0.9);
    expect(inkIn(frame, { x: 482, y: 152, width: 20, height: 20 })).toBeGreaterThan(0.9);
    expect(inkIn(frame, { x: 250, y: 60, width: 100, height: 100 })).toBeLessThan(0.02);
  });

  it('is blank for empty paper', async () => {
    for (const paper of [255, 0, 128]) {
      expect((await frameFromImage(await squaresPng(200, 100, [], paper))).blank, `paper ${paper}`).toBe(
        true,
      );
    }
  });

  it('answers one clear error for what is no image', async () => {
    expect(await problem(new Uint8Array())).toBe('broken_file');
    expect(await problem(Buffer.from('just text, renamed to .png'))).toBe('unsupported_file');
    expect(await problem(await squaresPng(1, 1, []))).toBe('invalid_input');
    const whole = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 120, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(await problem(whole.subarray(0, whole.length / 2))).toBe('broken_file');
  });
});
