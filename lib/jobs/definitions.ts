import { z } from 'zod';
import { defineJob } from './definition';

/** Ask the models about one formula that waits for it. */
export const preannotate = defineJob({
  name: 'preannotate',
  schema: z.object({ formulaId: z.uuid() }).strict(),
  key: ({ formulaId }) => formulaId,
  retries: 8,
  retryDelaySeconds: 5,
  expireSeconds: 600,
});

/** Score four candidates on the formulas of an evaluation that have no result yet. */
export const evaluate = defineJob({
  name: 'evaluate',
  schema: z.object({ evaluationId: z.uuid() }).strict(),
  key: ({ evaluationId }) => evaluationId,
  retries: 3,
  retryDelaySeconds: 2,
  expireSeconds: 900,
});

/** Every queue there is: made at start, so that jobs can be sent before any worker runs. */
export const JOB_DEFINITIONS = [preannotate, evaluate] as const;
