import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * The environment, parsed once. Every variable has a default that fits one machine and one team;
 * a value that does not fit stops the process at boot with a sentence that names the variable.
 */

/** The folder that holds package.json. Processes are started there; the fallback is for the bundled server. */
export const PROJECT_ROOT = (() => {
  const url = import.meta.url;
  return url.startsWith('file:') && url.endsWith('/lib/env.ts')
    ? path.resolve(path.dirname(fileURLToPath(url)), '..')
    : process.cwd();
})();

/** An unset variable and an empty one mean the same: `PORT= npm start` is `npm start`. */
const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(inner: T) => z.preprocess(blankIsUnset, inner.optional());
const count = (fallback: number, minimum: number, maximum: number) =>
  z.preprocess(blankIsUnset, z.coerce.number().int().min(minimum).max(maximum).default(fallback));
const flag = z.preprocess(
  blankIsUnset,
  z
    .enum(['0', '1', 'true', 'false'])
    .default('0')
    .transform((value) => value === '1' || value === 'true'),
);

const schema = z
  .object({
    NODE_ENV: z.preprocess(
      blankIsUnset,
      z.enum(['development', 'production', 'test']).default('development'),
    ),
    PORT: count(3000, 1, 65_535),
    HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
    FORMULARY_HOME: z.preprocess(blankIsUnset, z.string().default('.formulary')),
    DATABASE_URL: optional(
      z.url({
        protocol: /^postgres(ql)?$/,
        error: 'must look like postgresql://user:password@host:5432/name',
      }),
    ),
    DATABASE_POOL_SIZE: count(10, 1, 200),
    FORMULARY_INFERENCE_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    FORMULARY_INFERENCE_PORT: optional(z.coerce.number().int().min(1).max(65_535)),
    FORMULARY_PUBLIC_URL: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    FORMULARY_TRUST_PROXY: flag,
    FORMULARY_BENCH: flag,
    FORMULARY_SKIP_SAMPLE: flag,
    LOG_LEVEL: z.preprocess(
      blankIsUnset,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ),
    ORT_THREADS: count(2, 1, 64),
    /** Largest model.onnx that may be registered, in 2^20 bytes. */
    FORMULARY_MODEL_MAX_MB: count(64, 1, 2047),
    /** A process of models that holds more after a task is replaced. */
    FORMULARY_MODEL_MEMORY_MB: count(1500, 100, 1_000_000),
    OIDC_ISSUER: optional(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' })),
    OIDC_CLIENT_ID: optional(z.string()),
    OIDC_CLIENT_SECRET: optional(z.string()),
    /** Some providers say nothing of whether an address was verified: then only an administrator can vouch for them. */
    OIDC_TRUST_EMAIL: flag,
    OIDC_NAME: z.preprocess(blankIsUnset, z.string().default('OpenID Connect')),
  })
  .superRefine((value, context) => {
    const given = [value.OIDC_ISSUER, value.OIDC_CLIENT_ID, value.OIDC_CLIENT_SECRET];
    if (given.some(Boolean) && !given.every(Boolean)) {
      context.addIssue({
        code: 'custom',
        path: ['OIDC_ISSUER'],
        message: 'set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET together, or none of them',
      });
    }
  })
  .transform((value) => ({ ...value, FORMULARY_HOME: path.resolve(PROJECT_ROOT, value.FORMULARY_HOME) }));

export type Env = z.infer<typeof schema>;

/** Thrown when the environment cannot be used; `message` lists every variable and what is wrong with it. */
export class EnvironmentError extends Error {}

/**
 * Parse an environment.
 * @throws {EnvironmentError} naming each variable that does not fit.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new EnvironmentError(`The environment cannot be used:\n${lines.join('\n')}`);
}

let cached: Env | undefined;

/** The environment of this process, parsed at first use. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/**
 * Set variables of this process and of what it starts, once they are known: the launcher and the commands
 * learn the database's address only when they have started it.
 */
export function setEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  cached = undefined;
}
