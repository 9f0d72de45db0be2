import { getDb } from '@/lib/db/client';
import { imagesByHash, readSnapshotPage } from '@/lib/db/snapshot';
import { InkDocumentSchema, type InkDocument } from '@/lib/domain/ink';
import type { ExportItem } from '@/lib/export';
import { AppError } from '@/lib/errors';
import { blobs } from '@/lib/storage';
import { RevisionContentSchema } from '../formulas/revision-content';

/** Items that are in memory at the same time. */
const PAGE = 200;

type Row = Awaited<ReturnType<typeof readSnapshotPage>>[number];
type Images = Awaited<ReturnType<typeof imagesByHash>>;

async function readInk(hash: string): Promise<InkDocument> {
  const bytes = await blobs().read(hash);
  return InkDocumentSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

function imageFormat(format: string): ExportItem['image']['format'] {
  if (format === 'png' || format === 'jpeg' || format === 'webp') return format;
  throw new AppError('internal', `An image is stored as ${format}, which no export knows.`);
}

async function exportItem(row: Row, images: Images, withInk: boolean): Promise<ExportItem> {
  const { annotation, imageHash, latexCanonical } = RevisionContentSchema.parse(row.revision.content);
  const image = images.get(imageHash);
  if (!image) throw new AppError('internal', `Formula ${row.formulaId} has lost its image.`);
  return {
    formulaId: row.formulaId,
    name: row.name,
    split: row.split,
    writer: row.writer,
    document: row.document,
    source: row.source,
    annotation,
    latexCanonical: latexCanonical === '' ? null : latexCanonical,
    image: {
      hash: imageHash,
      width: image.width,
      height: image.height,
      format: imageFormat(image.format),
      read: () => blobs().read(imageHash),
    },
    ink: withInk && row.inkHash ? await readInk(row.inkHash) : null,
    revision: { id: row.revision.id, contentHash: row.revision.contentHash },
  };
}

/**
 * The items of a snapshot in the order of their formula ids, page by page, so that memory stays flat. Can be gone
 * through any number of times, each time from the start.
 * @param withInk also read the ink of those that came with it, which costs a file each
 */
export function snapshotItems(snapshotId: string, withInk: boolean): AsyncIterable<ExportItem> {
  return {
    async *[Symbol.asyncIterator]() {
      for (let after: string | null = null; ;) {
        const rows: Row[] = await readSnapshotPage(getDb(), { snapshotId, after, limit: PAGE });
        const hashes = rows.map(({ revision }) => RevisionContentSchema.parse(revision.content).imageHash);
        const images = await imagesByHash(getDb(), hashes);
        for (const row of rows) yield exportItem(row, images, withInk);
        after = rows.at(-1)?.formulaId ?? null;
        if (rows.length < PAGE || after === null) return;
      }
    },
  };
}
