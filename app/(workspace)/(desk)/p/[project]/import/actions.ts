'use server';
import { z } from 'zod';
import { runAction } from '@/app/_shared/run-action';
import type { ImportChoices } from '@/components/imports/import-options';
import type { ActionResult } from '@/components/ui/action-result';
import { ImportOptionsSchema } from '@/lib/server/imports/import-options';
import { finishImport } from '@/lib/server/imports/import-status';
import { startImport } from '@/lib/server/imports/start-import';

/** A batch for the files of one drop; they follow one request each, to /api/v1. */
export async function begin(
  project: string,
  { split, ...choices }: ImportChoices,
): Promise<ActionResult<{ batchId: string }>> {
  const input = { ...choices, ...(split && { split }) };
  return runAction(ImportOptionsSchema, input, (actor, options) =>
    startImport(actor, { project, source: 'browser', options }),
  );
}

export async function finish(batchId: string): Promise<ActionResult> {
  return runAction(z.uuid(), batchId, async (actor, id) => {
    await finishImport(actor, { batchId: id });
    return null;
  });
}
