import { z } from 'zod';
import { StageSchema } from '@/lib/domain/stages';
import { guardRelease } from '@/lib/server/candidates/guard';
import { listReleases } from '@/lib/server/candidates/list-releases';
import { releaseCandidate } from '@/lib/server/candidates/release';
import { rollbackRelease } from '@/lib/server/candidates/rollback';
import { endpoint } from '../_lib/endpoint';
import { many } from '../_lib/read';
import { CandidateRefSchema, GuardReportSchema, ReleaseRowSchema } from '../_lib/release-schemas';
import { ByProject, ReasonSchema } from '../_lib/schemas';

const tag = 'candidates';

const ReleasedSchema = z.object({
  id: z.uuid(),
  stage: StageSchema,
  candidate: CandidateRefSchema,
  together: z.array(z.object({ stage: StageSchema, candidate: CandidateRefSchema })),
  again: z.number().int(),
});

export const getReleases = endpoint({
  method: 'get',
  path: '/projects/{slug}/releases',
  summary: 'What a project released and took back: which candidate, when, by whom and why; newest first',
  tag,
  params: ByProject,
  answer: z.object({ items: z.array(ReleaseRowSchema) }),
  handle: async ({ actor, params }) => ({ items: await listReleases(actor, { project: params.slug }) }),
});

export const postRelease = endpoint({
  method: 'post',
  path: '/projects/{slug}/releases',
  summary:
    'Use a candidate for its stage from now on, with those for other stages in `together`; `because` is needed where the guard finds something lost or not known',
  tag,
  params: ByProject,
  body: z
    .object({
      candidateId: z.uuid(),
      note: ReasonSchema,
      because: ReasonSchema.optional(),
      together: z.array(z.uuid()).max(3).optional(),
    })
    .strict(),
  answer: ReleasedSchema,
  status: 201,
  handle: ({ actor, params, body }) => releaseCandidate(actor, { project: params.slug, ...body }),
});

export const postRollback = endpoint({
  method: 'post',
  path: '/projects/{slug}/releases/rollback',
  summary: 'Take the newest release of a stage back',
  tag,
  params: ByProject,
  body: z.object({ stage: StageSchema, note: ReasonSchema }).strict(),
  answer: ReleasedSchema,
  status: 201,
  handle: ({ actor, params, body }) => rollbackRelease(actor, { project: params.slug, ...body }),
});

export const getGuard = endpoint({
  method: 'get',
  path: '/projects/{slug}/candidates/{id}/guard',
  summary: 'What a release of a candidate would win, lose or leave open beside the one in use',
  tag,
  params: ByProject.extend({ id: z.uuid() }),
  query: z.object({ together: many(z.uuid()) }),
  answer: GuardReportSchema,
  handle: ({ actor, params, query }) =>
    guardRelease(actor, { project: params.slug, candidateId: params.id, ...query }),
});
