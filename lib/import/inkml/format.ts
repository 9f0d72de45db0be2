import type { ImportFormat } from '../format';
import { sha256 } from '../hash';
import { fingerprint } from '../image/fingerprint';
import { MAX_PIXELS } from '../image/read';
import { drawInk, inkPng } from './draw';
import { parseInkml } from './parse';

const OPENS_XML = /^[\ufeff\s]*</u;

export const inkmlFormat: ImportFormat = {
  name: 'inkml',
  extensions: ['inkml'],
  recognises(bytes) {
    const start = bytes.subarray(0, 256);
    const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
    return utf16 || OPENS_XML.test(new TextDecoder('utf-8').decode(start));
  },
  async read(bytes, name) {
    const { ink, truth, latexRaw, writer, warnings } = parseInkml(bytes, name);
    const drawing = drawInk(ink);
    const png = await inkPng(drawing);
    return {
      name,
      sourceHash: sha256(bytes),
      image: {
        bytes: png,
        hash: sha256(png),
        format: 'png',
        width: drawing.width,
        height: drawing.height,
        fingerprint: await fingerprint(png, MAX_PIXELS),
      },
      ink,
      truth,
      latexRaw,
      writer,
      document: null,
      warnings,
    };
  },
};
