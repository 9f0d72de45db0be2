import { z } from 'zod';
import { SaveRequestSchema, SaveResponseSchema } from '@/lib/domain/annotation/edit';
import { PredictionSchema } from '@/lib/domain/annotation/prediction';
import { EditorPayloadSchema } from '@/lib/domain/editor-payload';
import { FLAG_KINDS, FlagKindSchema } from '@/lib/domain/flags';
import { CategoryValuesSchema, FormulaStateSchema } from '@/lib/domain/quotas';
import { StageSchema } from '@/lib/domain/stages';
import { applyDraft, discardDraft } from '@/lib/server/edits/apply-draft';
import { heartbeatLease } from '@/lib/server/formulas/heartbeat-lease';
import { FORMULA_ORDERS, listFormulas } from '@/lib/server/formulas/list-formulas';
import { listRevisions } from '@/lib/server/formulas/list-revisions';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { releaseLease } from '@/lib/server/formulas/release-lease';
import { requestCascade } from '@/lib/server/predictions/request-cascade';
import { returnFormula } from '@/lib/server/formulas/return-formula';
import { reviewFormula } from '@/lib/server/formulas/review-formula';
import { saveEdits } from '@/lib/server/edits/save-edits';
import { skipFormula } from '@/lib/server/formulas/skip-formula';
import { submitFormula } from '@/lib/server/formulas/submit-formula';
import { AnnotationSchema } from '@/lib/domain/annotation/schema';
import { TextSchema } from '@/lib/domain/text';
import { endpoint } from '../_lib/endpoint';
import { many } from '../_lib/read';
import { ById, ByProject, LimitSchema, ReasonSchema } from '../_lib/schemas';

const tag = 'formulas';

export const nextInQueue = endpoint({
  method: 'post',
  path: '/projects/{slug}/queue/next',
  summary: 'Lease the next formula of one’s queue; `except` names those that are open already',
  tag,
  params: ByProject,
  body: z.object({ except: z.array(z.uuid()).max(20).default([]) }).strict(),
  bodyOptional: true,
  answer: z.object({ next: EditorPayloadSchema.nullable() }),
  handle: async ({ actor, params, body }) => ({
    next: await nextFormula(actor, { project: params.slug, except: body.except }),
  }),
});

export const getFormulas = endpoint({
  method: 'get',
  path: '/projects/{slug}/formulas',
  summary: 'The formulas that one may see, by name or the oldest first, page by page',
  tag,
  params: ByProject,
  query: z.object({
    cell: many(z.uuid()),
    state: many(FormulaStateSchema),
    class: TextSchema.optional(),
    text: TextSchema.max(200).optional(),
    flag: z.enum([...FLAG_KINDS, 'any', 'none']).optional(),
    comments: z.literal('open').optional(),
    order: z.enum(FORMULA_ORDERS).default('name'),
    cursor: z.string().optional(),
    limit: LimitSchema.default(60),
  }),
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        state: FormulaStateSchema,
        cell: z.object({ id: z.uuid(), key: z.string(), values: CategoryValuesSchema }),
        imageUrl: z.string(),
        width: z.number(),
        height: z.number(),
        latex: z.string(),
        symbols: z.number(),
        predictionStatus: z.enum(['pending', 'done', 'failed']),
        assignee: z.string().nullable(),
        heldBy: z.string().nullable(),
        flags: z.array(
          z.object({
            id: z.uuid(),
            kind: FlagKindSchema,
            note: z.string(),
            by: z.string(),
            at: z.string(),
          }),
        ),
        openComments: z.number(),
        updatedAt: z.string(),
      }),
    ),
    next: z.string().nullable(),
    total: z.number().nullable(),
  }),
  handle: ({ actor, params, query: { cell, state, comments, ...query } }) =>
    listFormulas(actor, {
      project: params.slug,
      cells: cell,
      states: state,
      openComments: comments === 'open',
      ...query,
    }),
});

export const getFormula = endpoint({
  method: 'get',
  path: '/formulas/{id}',
  summary: 'A formula with its annotation and prediction, as the editor shows it',
  tag,
  params: ById,
  answer: EditorPayloadSchema,
  handle: ({ actor, params }) => openFormula(actor, { formulaId: params.id }),
});

export const holdFormula = endpoint({
  method: 'post',
  path: '/formulas/{id}/open',
  summary: 'The same, and lease it if it is free and one may work on it',
  tag,
  params: ById,
  answer: EditorPayloadSchema,
  handle: ({ actor, params }) => openFormula(actor, { formulaId: params.id, hold: true }),
});

export const getRevisions = endpoint({
  method: 'get',
  path: '/formulas/{id}/revisions',
  summary: 'The frozen revisions of a formula with the verdicts on them, newest first',
  tag,
  params: ById,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        number: z.number(),
        version: z.number(),
        contentHash: z.string(),
        createdAt: z.string(),
        by: z.string(),
        verdicts: z.array(
          z.object({ verdict: z.string(), reason: z.string(), by: z.string(), at: z.string() }),
        ),
      }),
    ),
  }),
  handle: async ({ actor, params }) => ({ items: await listRevisions(actor, { formulaId: params.id }) }),
});

export const saveAnnotation = endpoint({
  method: 'post',
  path: '/annotations/{id}/edits',
  summary:
    'Save a batch of edits, all or nothing. 409 `stale` carries the current annotation, 409 `lease_lost` the draft’s id',
  tag,
  params: ById,
  body: SaveRequestSchema,
  answer: SaveResponseSchema,
  handle: ({ actor, params, body }) => saveEdits(actor, { annotationId: params.id, request: body }),
});

export const submit = endpoint({
  method: 'post',
  path: '/formulas/{id}/submit',
  summary: 'Hand a formula in for review. 422 `rules_broken` names the problems, and the warnings to confirm',
  tag,
  params: ById,
  body: z
    .object({
      version: z.number().int().min(0),
      confirmedWarnings: z.array(TextSchema.max(64)).max(100).default([]),
    })
    .strict(),
  answer: z.object({
    revisionId: z.uuid(),
    number: z.number(),
    contentHash: z.string(),
    sentBackWaiting: z.boolean(),
  }),
  handle: ({ actor, params, body }) => submitFormula(actor, { formulaId: params.id, ...body }),
});

export const skip = endpoint({
  method: 'post',
  path: '/formulas/{id}/skip',
  summary: 'Put a formula aside that one cannot work on, with the reason',
  tag,
  params: ById,
  body: z.object({ reason: ReasonSchema }).strict(),
  answer: z.object({ sentBackWaiting: z.boolean() }),
  handle: ({ actor, params, body }) => skipFormula(actor, { formulaId: params.id, reason: body.reason }),
});

export const returnToQueue = endpoint({
  method: 'post',
  path: '/formulas/{id}/return',
  summary: 'As a lead, put a skipped formula back into the queue',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => returnFormula(actor, { formulaId: params.id }),
});

export const heartbeat = endpoint({
  method: 'post',
  path: '/formulas/{id}/heartbeat',
  summary: 'Prolong one’s lease',
  tag,
  params: ById,
  answer: z.object({ expiresAt: z.string() }),
  handle: ({ actor, params }) => heartbeatLease(actor, { formulaId: params.id }),
});

export const release = endpoint({
  method: 'post',
  path: '/formulas/{id}/release',
  summary: 'Give one’s formula back to the queue; as a lead, with `anyone`, take it from whoever holds it',
  tag,
  params: ById,
  body: z.object({ anyone: z.boolean().default(false) }).strict(),
  bodyOptional: true,
  answer: null,
  handle: ({ actor, params, body }) => releaseLease(actor, { formulaId: params.id, anyone: body.anyone }),
});

export const review = endpoint({
  method: 'post',
  path: '/formulas/{id}/review',
  summary: 'A lead’s verdict: approve, or send back to its author with a reason',
  tag,
  params: ById,
  body: z.discriminatedUnion('verdict', [
    z
      .object({
        verdict: z.literal('approve'),
        version: z.number().int().min(0).optional(),
        confirmedWarnings: z.array(TextSchema.max(64)).max(100).default([]),
      })
      .strict(),
    z.object({ verdict: z.literal('send_back'), reason: ReasonSchema }).strict(),
  ]),
  answer: null,
  handle: ({ actor, params, body }) => reviewFormula(actor, { formulaId: params.id, review: body }),
});

export const cascade = endpoint({
  method: 'post',
  path: '/formulas/{id}/cascade',
  summary: 'What the stages after a changed one say now, around the pinned values; nothing is stored',
  tag,
  params: ById,
  body: z.object({ annotation: AnnotationSchema, changedStage: StageSchema }).strict(),
  answer: z.object({ prediction: PredictionSchema }),
  handle: ({ actor, params, body }) => requestCascade(actor, { formulaId: params.id, ...body }),
});

export const applyDraftEndpoint = endpoint({
  method: 'post',
  path: '/drafts/{id}/apply',
  summary: 'Apply edits that arrived after the lease was lost; those that no longer fit are named',
  tag,
  params: ById,
  answer: z.object({ version: z.number(), applied: z.array(z.uuid()), skipped: z.array(z.uuid()) }),
  handle: ({ actor, params }) => applyDraft(actor, { draftId: params.id }),
});

export const discardDraftEndpoint = endpoint({
  method: 'post',
  path: '/drafts/{id}/discard',
  summary: 'Put a draft aside without applying it',
  tag,
  params: ById,
  answer: null,
  handle: ({ actor, params }) => discardDraft(actor, { draftId: params.id }),
});
