import { readFile } from 'node:fs/promises';

/** A float32 array as NumPy saves it (format 1.0, C order). @throws Error for any other kind. */
export async function readNpy(file: string): Promise<{ data: Float32Array; dims: number[] }> {
  const bytes = await readFile(file);
  if (bytes.toString('latin1', 1, 6) !== 'NUMPY' || bytes[6] !== 1) throw new Error(`${file}: not NumPy 1.0`);
  const start = 10 + bytes.readUInt16LE(8);
  const header = bytes.toString('latin1', 10, start);
  if (!header.includes("'<f4'") || !header.includes("'fortran_order': False"))
    throw new Error(`${file}: ${header}`);
  const dims = [...(/'shape': \(([^)]*)\)/u.exec(header)?.[1] ?? '').matchAll(/\d+/gu)].map(([n]) =>
    Number(n),
  );
  return {
    data: new Float32Array(bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length)),
    dims,
  };
}
