import type { Readable } from 'node:stream';

/**
 * Content-hashed storage: a blob's name is the SHA-256 of its bytes (64 hexadecimal digits), so the same
 * bytes twice are one blob, and nothing is ever overwritten.
 */
export interface BlobStore {
  /**
   * Keep bytes; they are on disk when the promise resolves.
   * @returns their hash
   */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws {AppError} `not_found` when there is no such blob */
  read(hash: string): Promise<Uint8Array>;
  /** The bytes as a stream. @throws {AppError} `not_found` when there is no such blob */
  stream(hash: string): Promise<Readable>;
  /** The size in bytes, null when there is no such blob. */
  size(hash: string): Promise<number | null>;
  /** Every hash in the store, in ascending order. */
  list(): AsyncIterable<string>;
}
