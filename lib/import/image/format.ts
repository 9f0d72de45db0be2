import type { ImportFormat } from '../format';
import { sha256 } from '../hash';
import { fingerprint } from './fingerprint';
import { MAX_PIXELS, readImage } from './read';

export const imageFormat: ImportFormat = {
  name: 'image',
  extensions: ['png', 'jpg', 'jpeg', 'webp', 'tif', 'tiff'],
  // Whatever is nothing else is tried as an image, so that the answer names what is wrong with it.
  recognises: () => true,
  async read(bytes, name) {
    const { bytes: stored, format, width, height, warnings } = await readImage(bytes, name);
    return {
      name,
      sourceHash: sha256(bytes),
      image: {
        bytes: stored,
        hash: sha256(stored),
        format,
        width,
        height,
        fingerprint: await fingerprint(stored, MAX_PIXELS),
      },
      ink: null,
      truth: null,
      latexRaw: null,
      writer: null,
      document: null,
      warnings,
    };
  },
};
