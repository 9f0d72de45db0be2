import { z } from 'zod';
import { TextSchema } from '@/lib/domain/text';
import { MAX_IMPORT_BYTES, importFormula } from '@/lib/server/imports/import-formula';
import { ImportOptionsSchema } from '@/lib/server/imports/import-options';
import { finishImport, importStatus, listImports } from '@/lib/server/imports/import-status';
import { preannotate, preannotationProgress } from '@/lib/server/predictions/preannotate';
import { startImport } from '@/lib/server/imports/start-import';
import { endpoint } from '../_lib/endpoint';
import { ById, ByProject } from '../_lib/schemas';
import { readUpload } from '../_lib/upload';

const tag = 'imports';

const Status = z.enum(['added', 'exists', 'failed']);
const Failure = z.object({ code: z.string(), message: z.string() }).nullable();
const Summary = z.object({
  id: z.uuid(),
  source: z.string(),
  by: z.string().nullable(),
  options: ImportOptionsSchema,
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  counts: z.object({ added: z.number(), exists: z.number(), failed: z.number() }),
});
const Item = z.object({
  path: z.string(),
  status: Status,
  error: Failure,
  formulaId: z.uuid().nullable(),
});

export const getImports = endpoint({
  method: 'get',
  path: '/projects/{slug}/imports',
  summary: 'The last imports into a project',
  tag,
  params: ByProject,
  answer: z.object({ items: z.array(Summary) }),
  handle: async ({ actor, params }) => ({ items: await listImports(actor, { project: params.slug }) }),
});

export const postImport = endpoint({
  method: 'post',
  path: '/projects/{slug}/imports',
  summary: 'Begin an import, or with `resume` go on with one that was cut off',
  tag,
  params: ByProject,
  body: z
    .object({
      source: TextSchema.min(1).max(1000).default('browser'),
      resume: z.boolean().default(false),
      options: ImportOptionsSchema.prefault({}),
    })
    .strict(),
  answer: z.object({ batchId: z.uuid(), done: z.number() }),
  status: 201,
  handle: ({ actor, params, body }) => startImport(actor, { project: params.slug, ...body }),
});

export const getImport = endpoint({
  method: 'get',
  path: '/imports/{id}',
  summary: 'How an import is going: counts, and its files with their outcome',
  tag,
  params: ById,
  query: z.object({ status: Status.optional() }),
  answer: Summary.extend({ items: z.array(Item) }),
  handle: ({ actor, params, query }) => importStatus(actor, { batchId: params.id, status: query.status }),
});

export const postImportFile = endpoint({
  method: 'post',
  path: '/imports/{id}/files',
  summary: 'Import one file: a form with one file in it, or its bare bytes with ?path=',
  tag,
  params: ById,
  query: z.object({ path: TextSchema.min(1).max(1000).optional() }),
  body: z.object({ file: z.string().meta({ format: 'binary' }) }),
  bodyType: 'multipart/form-data',
  answer: Item.extend({ sourceHash: z.string().nullable(), warnings: z.array(z.string()) }),
  handle: async ({ actor, params, query, request }) => {
    const upload = await readUpload(request, MAX_IMPORT_BYTES, query.path);
    return importFormula(actor, { batchId: params.id, ...upload });
  },
});

export const postImportFinish = endpoint({
  method: 'post',
  path: '/imports/{id}/finish',
  summary: 'Say that no more files will come',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => finishImport(actor, { batchId: params.id }),
});

export const postPreannotation = endpoint({
  method: 'post',
  path: '/projects/{slug}/preannotation',
  summary: 'Send every formula that waits for its first prediction to the models',
  tag,
  params: ByProject,
  body: z.object({ retry: z.boolean().default(false) }).strict(),
  bodyOptional: true,
  answer: z.object({ queued: z.number() }),
  handle: ({ actor, params, body }) => preannotate(actor, { project: params.slug, retry: body.retry }),
});

export const getPreannotation = endpoint({
  method: 'get',
  path: '/projects/{slug}/preannotation',
  summary: 'How far pre-annotation has come',
  tag,
  params: ByProject,
  answer: z.object({ waiting: z.number(), done: z.number(), failed: z.number() }),
  handle: ({ actor, params }) => preannotationProgress(actor, { project: params.slug }),
});
