import { crc32, inflateRawSync } from 'node:zlib';

/** Members of a zip by path, by the central directory, which is what unpackers go by (APPNOTE.TXT 4.3.12). */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('not a zip, or cut off');
  const found = new Map<string, Buffer>();
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x0201_4b50;) {
    const [packed, nameLength, extra] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    const bytes = zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data);
    if (crc32(bytes) !== zip.readUInt32LE(at + 16)) throw new Error('damaged');
    found.set(zip.toString('utf8', at + 46, at + 46 + nameLength), bytes);
    at += 46 + nameLength + extra;
  }
  return found;
}
