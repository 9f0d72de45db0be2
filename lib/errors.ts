/**
 * The closed list of errors that people may see, each with its HTTP status. Anything else is
 * unexpected: it is logged under an id, and only that id is shown.
 */
export const ERROR_STATUS = {
  invalid_input: 400,
  unsupported_file: 400,
  broken_file: 422,
  too_large: 413,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 409,
  lease_lost: 409,
  rules_broken: 422,
  rate_limited: 429,
  not_ready: 503,
  inference_failed: 502,
  internal: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/** An expected error. `message` is a sentence for people that says what to do; `details` is JSON. */
export class AppError extends Error {
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details?: unknown,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'AppError';
    this.status = ERROR_STATUS[code];
  }
}
