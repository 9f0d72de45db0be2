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

/** Every queue there is: made at start, so that jobs can be sent before any worker runs. */
export const JOB_DEFINITIONS = [preannotate] as const;
