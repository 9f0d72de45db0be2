import { readFile } from 'node:fs/promises';

/** Readers of NumPy's element types. */
const READERS: Record<string, (bytes: DataView) => Float32Array> = {
  '<f4': (bytes) =>
    Float32Array.from({ length: bytes.byteLength / 4 }, (_, k) => bytes.getFloat32(4 * k, true)),
  '<f2': (bytes) =>
    Float32Array.from({ length: bytes.byteLength / 2 }, (_, k) => fromHalf(bytes.getUint16(2 * k, true))),
  '|u1': (bytes) => Float32Array.from({ length: bytes.byteLength }, (_, k) => bytes.getUint8(k) / 255),
};

/** A half-precision number (IEEE 754 binary16) of 16 bits. */
function fromHalf(bits: number): number {
  const [exponent, fraction] = [(bits >> 10) & 0x1f, bits & 0x3ff];
  const size = exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15);
  return (bits & 0x8000 ? -1 : 1) * (exponent === 0x1f ? (fraction ? NaN : Infinity) : size);
}

/**
 * An array as NumPy saves it (format 1.0, C order) in float32: of float32 and float16 the values, of uint8, as pictures
 * are kept, 255ths. @throws Error for any other kind.
 */
export async function readNpy(file: string): Promise<{ data: Float32Array; dims: number[] }> {
  const bytes = await readFile(file);
  if (bytes.toString('latin1', 1, 6) !== 'NUMPY' || bytes[6] !== 1) throw new Error(`${file}: not NumPy 1.0`);
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, start);
  const read = READERS[/'descr': '([^']*)'/u.exec(header)?.[1] ?? ''];
  if (!read || !header.includes("'fortran_order': False")) throw new Error(`${file}: ${header}`);
  const dims = [...(/'shape': \(([^)]*)\)/u.exec(header)?.[1] ?? '').matchAll(/\d+/gu)].map(([n]) =>
    Number(n),
  );
  return { data: read(new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start)), dims };
}
