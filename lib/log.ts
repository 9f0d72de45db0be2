import { randomUUID } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/** What is worth knowing of an error. Errors of database drivers carry their whole connection along. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return { name, message, stack, code, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}

const loggers = new Map<string, Logger>();

/**
 * The log of one part of the program, as JSON lines on stderr: stdout belongs to what a command prints.
 * Secrets that a caller might hand over by mistake are cut out.
 * @param part what is speaking, e.g. `web`, `worker`, `import`
 */
export function log(part: string): Logger {
  let logger = loggers.get(part);
  if (!logger) {
    logger = pino(
      {
        name: part,
        level: env().LOG_LEVEL,
        serializers: { err: describeError },
        redact: [
          'password',
          '*.password',
          'passwordHash',
          '*.passwordHash',
          'authorization',
          '*.authorization',
        ],
      },
      pino.destination({ dest: 2, sync: true }),
    );
    loggers.set(part, logger);
  }
  return logger;
}

/**
 * What people may see of an error. An expected one speaks for itself; anything else is logged under an
 * id, and only that id is shown.
 */
export function publicError(error: unknown, part: string): AppError {
  if (error instanceof AppError) return error;
  const id = randomUUID();
  log(part).error({ id, err: error }, 'unexpected error');
  return new AppError('internal', `Something went wrong on our side. Error id ${id}.`, { id });
}
