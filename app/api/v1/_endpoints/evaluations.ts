import { z } from 'zod';
import { OutcomeSchema, StartEvaluationSchema } from '@/lib/domain/evaluations';
import { cancelEvaluation } from '@/lib/server/evaluations/cancel';
import { compareEvaluations } from '@/lib/server/evaluations/compare';
import { listDisagreements } from '@/lib/server/evaluations/disagreements';
import { listEvaluations } from '@/lib/server/evaluations/list';
import { showEvaluation } from '@/lib/server/evaluations/show';
import { startEvaluation } from '@/lib/server/evaluations/start';
import { endpoint } from '../_lib/endpoint';
import {
  ComparisonSchema,
  DisagreementPageSchema,
  EvaluationRowSchema,
  EvaluationViewSchema,
  LeakSchema,
  WhoSchema,
} from '../_lib/evaluation-schemas';
import { ById, ByProject, LimitSchema } from '../_lib/schemas';

const tag = 'evaluations';
const With = z.object({ with: z.uuid().describe('The evaluation beside it: b') });

export const getEvaluations = endpoint({
  method: 'get',
  path: '/projects/{slug}/evaluations',
  summary: 'The evaluations of a project, newest first',
  tag,
  params: ByProject,
  answer: z.object({ items: z.array(EvaluationRowSchema) }),
  handle: async ({ actor, params }) => ({ items: await listEvaluations(actor, { project: params.slug }) }),
});

export const postEvaluation = endpoint({
  method: 'post',
  path: '/projects/{slug}/evaluations',
  summary: 'Score four candidates on a locked split of a snapshot; what is not named is the one in use',
  tag,
  params: ByProject,
  body: StartEvaluationSchema,
  answer: z.object({ id: z.uuid(), leaks: z.array(LeakSchema) }),
  status: 202,
  handle: ({ actor, params, body }) => startEvaluation(actor, { project: params.slug, ...body }),
});

export const getEvaluation = endpoint({
  method: 'get',
  path: '/evaluations/{id}',
  summary: 'How far an evaluation is, and its numbers when it is done',
  tag,
  params: ById,
  answer: EvaluationViewSchema,
  handle: ({ actor, params }) => showEvaluation(actor, params),
});

export const deleteEvaluation = endpoint({
  method: 'delete',
  path: '/evaluations/{id}',
  summary: 'Cancel an evaluation that is not done',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => cancelEvaluation(actor, params),
});

export const getComparison = endpoint({
  method: 'get',
  path: '/evaluations/{id}/comparison',
  summary: 'An evaluation (a) beside another one (b) of the same split of the same snapshot',
  tag,
  params: ById,
  query: With,
  answer: ComparisonSchema,
  handle: ({ actor, params, query }) => compareEvaluations(actor, { a: params.id, b: query.with }),
});

export const getDisagreements = endpoint({
  method: 'get',
  path: '/evaluations/{id}/disagreements',
  summary: 'Formulas in which only a, only b, both or neither is right, stage by stage',
  tag,
  params: ById,
  query: With.extend({
    stage: OutcomeSchema,
    who: WhoSchema,
    cursor: z.string().max(1000).optional(),
    limit: LimitSchema.optional(),
  }),
  answer: DisagreementPageSchema,
  handle: ({ actor, params, query: { with: b, ...query } }) =>
    listDisagreements(actor, { a: params.id, b, ...query }),
});
