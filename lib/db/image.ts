import type { Db } from '@/lib/db/client';

export type ImageRow = {
  hash: string;
  format: string;
  bytes: number;
  width: number;
  height: number;
  fingerprint: string | null;
};

/** What is known about an image's bytes; null when there is no such image. */
export async function findImage(db: Db, hash: string) {
  return db.image.findUnique({ where: { hash } });
}

/** Note images whose bytes are in blob storage; the same bytes twice are one image. */
export async function insertImages(db: Db, images: readonly ImageRow[]): Promise<void> {
  await db.image.createMany({ data: [...images], skipDuplicates: true });
}
