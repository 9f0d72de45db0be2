import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hasExternalData, NotOnnxError } from '@/models/registration/onnx-file';
import { SQUARE_MODELS } from '../../support/squares';

/** Reading a file that anybody may have sent: it is a model, or it is none, and nothing else happens. */

let model: Uint8Array;
beforeAll(async () => {
  model = await readFile(path.join(SQUARE_MODELS, 'aligner', 'squares', 'model.onnx'));
});

function outcome(bytes: Uint8Array): string {
  try {
    return String(hasExternalData(bytes));
  } catch (error) {
    if (error instanceof NotOnnxError) return 'none';
    throw error;
  }
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

/** A length-delimited field (wire type 2). */
const field = (number: number, content: Uint8Array) =>
  Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(content.length)]), content]);

describe('the bytes of a model', () => {
  it('are told from any others, without an accident', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(['true', 'false', 'none']).toContain(outcome(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('may have any byte changed, or be cut anywhere, and are still read to an end', () => {
    expect(outcome(model)).toBe('false');
    fc.assert(
      fc.property(fc.nat(model.length - 1), fc.nat(255), fc.nat(model.length - 1), (at, byte, length) => {
        const changed = Uint8Array.from(model);
        changed[at] = byte;
        expect(['true', 'false', 'none']).toContain(outcome(changed));
        // Whole without what comes behind its graph; ONNX Runtime misses that.
        expect(['false', 'none']).toContain(outcome(model.subarray(0, length)));
      }),
      { numRuns: 2000 },
    );
  });

  it('are none when graphs lie in graphs without end, or a number goes on for ever', () => {
    let graph = Buffer.alloc(0);
    // A node (1) with an attribute (5) with a graph (6).
    for (let depth = 0; depth < 5000; depth += 1) graph = field(1, field(5, field(6, graph)));
    expect(outcome(field(7, graph))).toBe('none');
    expect(outcome(Buffer.alloc(40, 0xff))).toBe('none');
    expect(outcome(Buffer.from([0x3a, ...Array<number>(9).fill(0xff), 0x7f]))).toBe('none');
  });

  it('show weights that lie elsewhere, wherever a tensor may stand', () => {
    const outside = field(13, field(1, Buffer.from('location')));
    const tensors: Record<string, Buffer> = {
      initializer: field(7, field(5, outside)),
      'attribute of a node': field(7, field(1, field(5, field(5, outside)))),
      'list in an attribute': field(7, field(1, field(5, field(10, outside)))),
      'graph of an attribute': field(7, field(1, field(5, field(6, field(5, outside))))),
      'node of a function': Buffer.concat([
        field(7, Buffer.alloc(0)),
        field(25, field(7, field(5, field(5, outside)))),
      ]),
      'values of a sparse initializer': field(7, field(15, field(1, outside))),
    };
    for (const [where, bytes] of Object.entries(tensors)) expect(outcome(bytes), where).toBe('true');
    // data_location EXTERNAL (field 14, a number) without the entries.
    expect(outcome(field(7, field(5, Buffer.from([14 * 8, 1]))))).toBe('true');
    expect(outcome(field(7, field(5, Buffer.from([14 * 8, 0]))))).toBe('false');
  });
});
