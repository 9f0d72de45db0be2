import { Readable } from 'node:stream';
import { z } from 'zod';
import { TextSchema } from '@/lib/domain/text';
import { listCandidates } from '@/lib/server/candidates/list';
import { readCandidateModel } from '@/lib/server/candidates/read-model';
import { registerCandidate, requireMayRegister } from '@/lib/server/candidates/register';
import { showCandidate } from '@/lib/server/candidates/show';
import { readCandidateForm } from '../_lib/candidate-form';
import { CandidateRowSchema, CandidateViewSchema } from '../_lib/candidate-schemas';
import { endpoint } from '../_lib/endpoint';
import { ById, ByProject } from '../_lib/schemas';

const tag = 'candidates';

export const getCandidates = endpoint({
  method: 'get',
  path: '/projects/{slug}/candidates',
  summary: 'What a project can use for its stages, and what it uses; by stage, newest first',
  tag,
  params: ByProject,
  answer: z.object({ items: z.array(CandidateRowSchema) }),
  handle: async ({ actor, params }) => ({ items: await listCandidates(actor, { project: params.slug }) }),
});

export const postCandidate = endpoint({
  method: 'post',
  path: '/projects/{slug}/candidates',
  summary: 'Check a candidate against the contract of its stage by running it, and add it; again is no other',
  tag,
  params: ByProject,
  body: z.object({
    card: z.string().meta({ contentMediaType: 'application/json' }),
    model: z.string().meta({ format: 'binary' }).optional(),
  }),
  bodyType: 'multipart/form-data',
  answer: z.object({ id: z.uuid(), existed: z.boolean(), warnings: z.array(z.string()) }),
  status: 201,
  handle: async ({ actor, params, request }) => {
    // Nothing large is read for whoever may not send it.
    await requireMayRegister(actor, params.slug);
    return registerCandidate(actor, { project: params.slug, ...(await readCandidateForm(request)) });
  },
});

export const getCandidate = endpoint({
  method: 'get',
  path: '/candidates/{id}',
  summary: 'Everything about a candidate; `project` says for whom "released" is meant where it is shipped',
  tag,
  params: ById,
  query: z.object({ project: TextSchema.optional() }),
  answer: CandidateViewSchema,
  handle: ({ actor, params, query }) => showCandidate(actor, { ...params, ...query }),
});

export const getCandidateModel = endpoint({
  method: 'get',
  path: '/candidates/{id}/model',
  summary: 'model.onnx of a candidate',
  tag,
  params: ById,
  answer: null,
  answerType: 'application/octet-stream',
  handle: async ({ actor, params }) => {
    const { stream, bytes, name, sha256 } = await readCandidateModel(actor, params);
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        etag: `"${sha256}"`,
        'cache-control': 'private, no-cache',
        'x-content-type-options': 'nosniff',
      },
    });
  },
});
