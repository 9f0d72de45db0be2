'use server';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { ActionState } from '@/components/ui/action-result';
import { createProject } from '@/lib/server/projects/create-project';

const NewProject = z.object({
  name: z.string().trim().min(1).max(100),
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
});

export async function create(_previous: ActionState, form: FormData): Promise<ActionState> {
  const result = await runAction(NewProject, fieldsOf(form), async (actor, input) => {
    await createProject(actor, input);
    return input.slug;
  });
  if (!result.ok) return result;
  redirect(`/p/${result.value}`);
}
