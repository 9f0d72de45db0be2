import type { z } from 'zod';

/**
 * A kind of job: its name and what it is about, without the code that does it, so that whoever asks for it
 * does not load the models. Payloads are ids; handlers read everything else again.
 */
export interface JobDefinition<Data extends object> {
  name: string;
  schema: z.ZodType<Data>;
  /** Jobs with the same key wait only once. */
  key(data: Data): string;
  /** How often it is tried again when the handler throws; seconds before the first of these. */
  retries: number;
  retryDelaySeconds: number;
  /** A handler that needs longer is taken for dead. */
  expireSeconds: number;
}

export function defineJob<Data extends object>(definition: JobDefinition<Data>): JobDefinition<Data> {
  return definition;
}
