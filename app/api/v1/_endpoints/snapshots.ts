import { Readable } from 'node:stream';
import { z } from 'zod';
import { StageSchema } from '@/lib/domain/stages';
import { createSnapshot } from '@/lib/server/snapshots/create-snapshot';
import { exportSnapshotZip } from '@/lib/server/snapshots/export-snapshot';
import { listSnapshots } from '@/lib/server/snapshots/list-snapshots';
import { showSnapshot } from '@/lib/server/snapshots/show-snapshot';
import { SnapshotChoicesSchema, SnapshotOptionsSchema } from '@/lib/server/snapshots/snapshot-options';
import { endpoint } from '../_lib/endpoint';
import { ById, ByProject, NameSchema } from '../_lib/schemas';

const tag = 'snapshots';

const Summary = z.object({
  id: z.uuid(),
  name: z.string(),
  include: z.string(),
  contentHash: z.string(),
  createdAt: z.string(),
  by: z.string(),
  counts: z.object({ train: z.number(), val: z.number(), test: z.number(), held: z.number() }),
});

export const getSnapshots = endpoint({
  method: 'get',
  path: '/projects/{slug}/snapshots',
  summary: 'The snapshots of a project, newest first',
  tag,
  params: ByProject,
  answer: z.object({ items: z.array(Summary) }),
  handle: async ({ actor, params }) => ({ items: await listSnapshots(actor, { project: params.slug }) }),
});

export const postSnapshot = endpoint({
  method: 'post',
  path: '/projects/{slug}/snapshots',
  summary: 'Freeze a named list of revisions with a split each',
  tag,
  params: ByProject,
  body: z.object({ name: NameSchema, choices: SnapshotChoicesSchema.prefault({}) }).strict(),
  answer: z.object({ id: z.uuid(), contentHash: z.string(), items: z.number() }),
  status: 201,
  handle: ({ actor, params, body }) => createSnapshot(actor, { project: params.slug, ...body }),
});

export const getSnapshot = endpoint({
  method: 'get',
  path: '/snapshots/{id}',
  summary: 'What is in a snapshot, how it is split, what changed since the one before',
  tag,
  params: ById,
  answer: Summary.extend({
    project: z.object({ slug: z.string(), name: z.string() }),
    options: SnapshotOptionsSchema,
    held: z.array(z.object({ formulaId: z.uuid(), name: z.string(), reason: z.string().nullable() })),
    changes: z
      .object({
        since: z.object({ id: z.uuid(), name: z.string() }),
        added: z.number(),
        removed: z.number(),
        changed: z.number(),
      })
      .nullable(),
    formats: z.array(z.object({ stage: z.string(), format: z.string(), description: z.string() })),
  }),
  handle: ({ actor, params }) => showSnapshot(actor, params),
});

export const getExport = endpoint({
  method: 'get',
  path: '/snapshots/{id}/export',
  summary: 'A snapshot as the training set of a stage, streamed as a zip',
  tag,
  params: ById,
  query: z.object({ stage: z.union([StageSchema, z.literal('any')]), format: z.string().max(40).optional() }),
  answer: null,
  answerType: 'application/zip',
  handle: async ({ actor, params, query }) => {
    const { name, bytes } = await exportSnapshotZip(actor, { snapshotId: params.id, ...query });
    return new Response(Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  },
});
