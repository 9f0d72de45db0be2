import { z } from 'zod';
import { ROLES } from '@/lib/domain/permissions';
import { CategoryValuesSchema, StateCountsSchema } from '@/lib/domain/quotas';
import { TextSchema } from '@/lib/domain/text';
import { createProject, updateProject } from '@/lib/server/projects/create-project';
import { defineAxes } from '@/lib/server/projects/define-axes';
import { listCells } from '@/lib/server/projects/list-cells';
import { listProjects } from '@/lib/server/projects/list-projects';
import { myDay } from '@/lib/server/formulas/my-day';
import { setTarget } from '@/lib/server/projects/set-target';
import { showProject } from '@/lib/server/projects/show-project';
import { endpoint } from '../_lib/endpoint';
import { AxesSchema, ByProject, ClassesSchema, NameSchema, SlugSchema } from '../_lib/schemas';

const tag = 'projects';

export const getProjects = endpoint({
  method: 'get',
  path: '/projects',
  summary: 'The projects that one may see',
  tag,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        slug: z.string(),
        name: z.string(),
        roles: z.array(z.enum(ROLES)),
        counts: StateCountsSchema,
      }),
    ),
  }),
  handle: async ({ actor }) => ({ items: await listProjects(actor) }),
});

export const postProject = endpoint({
  method: 'post',
  path: '/projects',
  summary: 'Make a project (administrators); who makes it leads it',
  tag,
  body: z
    .object({
      slug: SlugSchema,
      name: NameSchema,
      guidelines: TextSchema.max(100_000).default(''),
      axes: AxesSchema.default([]),
      classes: ClassesSchema.default([]),
    })
    .strict(),
  answer: z.object({ id: z.uuid() }),
  status: 201,
  handle: ({ actor, body }) => createProject(actor, body),
});

export const getProject = endpoint({
  method: 'get',
  path: '/projects/{slug}',
  summary: 'A project with its axes, classes, guidelines, and what one may do in it',
  tag,
  params: ByProject,
  answer: z.object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    guidelines: z.string(),
    axes: AxesSchema,
    classes: z.array(z.string()),
    actions: z.array(z.string()),
  }),
  handle: ({ actor, params }) => showProject(actor, { project: params.slug }),
});

export const patchProject = endpoint({
  method: 'patch',
  path: '/projects/{slug}',
  summary: 'Rename a project, rewrite its guidelines, add classes',
  tag,
  params: ByProject,
  body: z
    .object({
      name: NameSchema.optional(),
      guidelines: TextSchema.max(100_000).optional(),
      addClasses: ClassesSchema.optional(),
    })
    .strict(),
  answer: null,
  handle: ({ actor, params, body }) => updateProject(actor, { project: params.slug, ...body }),
});

const CellSchema = z.object({
  id: z.uuid().nullable(),
  key: z.string(),
  values: CategoryValuesSchema,
  counts: StateCountsSchema,
  target: z.number(),
  approved: z.number(),
  onTheWay: z.number(),
  missing: z.number(),
  uncovered: z.number(),
  met: z.boolean(),
});

export const getCells = endpoint({
  method: 'get',
  path: '/projects/{slug}/cells',
  summary: 'The category cells with their targets and what is in each state',
  tag,
  params: ByProject,
  answer: z.object({ axes: AxesSchema, cells: z.array(CellSchema) }),
  handle: ({ actor, params }) => listCells(actor, { project: params.slug }),
});

export const postCell = endpoint({
  method: 'post',
  path: '/projects/{slug}/cells',
  summary: 'Set the target of a cell, named by its category values',
  tag,
  params: ByProject,
  body: z.object({ values: CategoryValuesSchema, target: z.number().int().min(0).max(10_000_000) }).strict(),
  answer: z.object({ cellId: z.uuid() }),
  handle: ({ actor, params, body }) => setTarget(actor, { project: params.slug, ...body }),
});

export const putAxes = endpoint({
  method: 'put',
  path: '/projects/{slug}/axes',
  summary: 'Say by which category axes the formulas are told apart',
  tag,
  params: ByProject,
  body: z.object({ axes: AxesSchema }).strict(),
  answer: z.object({ axes: AxesSchema }),
  handle: async ({ actor, params, body }) => ({
    axes: await defineAxes(actor, { project: params.slug, axes: body.axes }),
  }),
});

export const getDay = endpoint({
  method: 'get',
  path: '/projects/{slug}/day',
  summary: 'How one’s own day in the project went, since a moment',
  tag,
  params: ByProject,
  query: z.object({ since: z.iso.datetime({ offset: true }) }),
  answer: z.object({
    submitted: z.number(),
    edits: z.number(),
    activeMs: z.number(),
    skipped: z.number(),
    waiting: z.number(),
    sentBack: z.number(),
    held: z.number(),
    counts: StateCountsSchema,
  }),
  handle: ({ actor, params, query }) => myDay(actor, { project: params.slug, since: new Date(query.since) }),
});
