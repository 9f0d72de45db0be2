import { Readable } from 'node:stream';
import { z } from 'zod';
import { readImage } from '@/lib/server/formulas/read-image';
import { endpoint } from '../_lib/endpoint';

export const getImage = endpoint({
  method: 'get',
  path: '/images/{hash}',
  summary: 'The bytes of an image, for whoever may see a formula that has it',
  tag: 'images',
  params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  answer: null,
  answerType: 'image/*',
  handle: async ({ actor, params, request }) => {
    const etag = `"${params.hash}"`;
    const { stream, contentType, bytes } = await readImage(actor, params);
    // The name is the hash of the content: what a browser has it may keep, for this person only.
    const headers = { etag, 'cache-control': 'private, max-age=31536000, immutable', vary: 'cookie' };
    if (request.headers.get('if-none-match') === etag) {
      stream.destroy();
      return new Response(null, { status: 304, headers });
    }
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        ...headers,
        'content-type': contentType,
        'content-length': String(bytes),
        'x-content-type-options': 'nosniff',
      },
    });
  },
});
