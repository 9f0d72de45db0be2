import type { ErrorCode } from '@/lib/errors';

/** A refused action, as it reaches the browser: a closed code and a sentence for people. */
export type Failure = { code: ErrorCode; message: string; details?: unknown };

/** What a server action answers. Expected errors are values, so that the form that caused them can say so. */
export type ActionResult<Value = null> = { ok: true; value: Value } | { ok: false; failure: Failure };

/** Where an action stands: null before the first try. */
export type ActionState<Value = null> = ActionResult<Value> | null;

/** A form's action, for `useActionState`. */
export type FormAction<Value = null> = (
  previous: ActionState<Value>,
  form: FormData,
) => Promise<ActionState<Value>>;
