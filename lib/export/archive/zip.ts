import { createDeflateRaw, crc32 } from 'node:zlib';
import { Readable } from 'node:stream';
import { AppError } from '@/lib/errors';
import type { ExportFile } from '../snapshot';

/**
 * A zip archive (PKWARE APPNOTE 6.3.9) as a stream: sizes follow each file in a data descriptor, ZIP64 records
 * are written when there are more than 65,535 files or 4 GiB. All dates are 1980-01-01, so that the same files
 * give the same bytes.
 */
export async function* zipStream(files: AsyncIterable<ExportFile>): AsyncGenerator<Uint8Array> {
  const entries: Entry[] = [];
  let offset = 0;
  for await (const file of files) {
    const entry: Entry = {
      name: Buffer.from(file.path, 'utf8'),
      method: COMPRESSED_ALREADY.test(file.path) ? STORE : DEFLATE,
      crc: 0,
      packed: 0,
      size: 0,
      offset,
    };
    for await (const chunk of member(entry, file.bytes)) {
      offset += chunk.length;
      yield chunk;
    }
    entries.push(entry);
  }
  const start = offset;
  for (const entry of entries) {
    const header = centralHeader(entry);
    offset += header.length;
    yield header;
  }
  yield endOfDirectory(entries.length, offset - start, start);
}

interface Entry {
  name: Buffer;
  method: number;
  crc: number;
  /** Bytes in the archive and as they were. */
  packed: number;
  size: number;
  offset: number;
}

const COMPRESSED_ALREADY = /\.(?:png|jpe?g|webp)$/iu;
const STORE = 0;
const DEFLATE = 8;
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
const VERSION_ZIP64 = 45;
/** Sizes follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
/** 1980-01-01 00:00. */
const DATE = 0x0021;

async function* member(entry: Entry, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(VERSION_ZIP64, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(entry.method, 8);
  header.writeUInt16LE(DATE, 12);
  header.writeUInt16LE(entry.name.length, 26);
  yield Buffer.concat([header, entry.name]);
  async function* counted() {
    for await (const chunk of bytes) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      yield chunk;
    }
  }
  const packed: AsyncIterable<Uint8Array> =
    entry.method === STORE ? counted() : Readable.from(counted()).pipe(createDeflateRaw({ level: 6 }));
  for await (const chunk of packed) {
    entry.packed += chunk.length;
    yield chunk;
  }
  if (entry.size > MAX_32 || entry.packed > MAX_32) {
    throw new AppError(
      'too_large',
      `${entry.name.toString()} is larger than 4 GiB; export into a folder instead.`,
    );
  }
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(entry.crc, 4);
  descriptor.writeUInt32LE(entry.packed, 8);
  descriptor.writeUInt32LE(entry.size, 12);
  yield descriptor;
}

function centralHeader({ name, method, crc, packed, size, offset }: Entry): Buffer {
  const far = offset > MAX_32;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x0201_4b50, 0);
  header.writeUInt16LE(VERSION_ZIP64, 4);
  header.writeUInt16LE(VERSION_ZIP64, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(method, 10);
  header.writeUInt16LE(DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(far ? 12 : 0, 30);
  header.writeUInt32LE(far ? MAX_32 : offset, 42);
  if (!far) return Buffer.concat([header, name]);
  const extra = Buffer.alloc(12);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8, 2);
  extra.writeBigUInt64LE(BigInt(offset), 4);
  return Buffer.concat([header, name, extra]);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(Math.min(count, MAX_16), 8);
  end.writeUInt16LE(Math.min(count, MAX_16), 10);
  end.writeUInt32LE(Math.min(size, MAX_32), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32), 16);
  if (count < MAX_16 && size < MAX_32 && offset < MAX_32) return end;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x0606_4b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(VERSION_ZIP64, 12);
  record.writeUInt16LE(VERSION_ZIP64, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator, end]);
}
