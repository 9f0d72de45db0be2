'use client';
import { useCallback, useState, useTransition } from 'react';
import type { ActionResult, Failure } from './action-result';

/**
 * Runs an action outside a form: `run` starts it, `pending` while it goes on, `failure` when it was
 * refused. A server that cannot be reached is a failure like any other. `then` gets the value;
 * `meanwhile` shows what is expected (useOptimistic) until the answer is there.
 */
export function useAction() {
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    <Value>(
      action: () => Promise<ActionResult<Value>>,
      then?: (value: Value) => void,
      meanwhile?: () => void,
    ) => {
      setFailure(null);
      startTransition(async () => {
        meanwhile?.();
        const result = await action().catch((): ActionResult<Value> => ({
          ok: false,
          failure: { code: 'not_ready', message: '' },
        }));
        if (result.ok) then?.(result.value);
        else setFailure(result.failure);
      });
    },
    [],
  );
  return { run, pending, failure };
}
