'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { fieldsOf, runAction } from '@/app/_shared/run-action';
import type { MadeInvitation } from '@/components/settings/invite-form';
import type { ActionResult, ActionState } from '@/components/ui/action-result';
import { ClassNameSchema } from '@/lib/domain/annotation/schema';
import { ROLES, type Role } from '@/lib/domain/permissions';
import { CategoryKeySchema, type Axis } from '@/lib/domain/quotas';
import { defineAxes } from '@/lib/server/projects/define-axes';
import { disableUser } from '@/lib/server/people/disable-user';
import { inviteMember } from '@/lib/server/people/invite-member';
import { revokeInvitation } from '@/lib/server/people/revoke-invitation';
import { removeMember, setMemberRoles } from '@/lib/server/people/set-member-roles';
import { updateProject } from '@/lib/server/projects/create-project';

/** Settings are shown all over the project (names, axes, classes): everything of it is read again. */
const refresh = (project: string) => revalidatePath(`/p/${project}`, 'layout');

const Details = z.object({ name: z.string().trim().min(1).max(100), guidelines: z.string().max(20_000) });

export async function saveProject(
  project: string,
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const result = await runAction(Details, fieldsOf(form), async (actor, input) => {
    await updateProject(actor, { project, ...input });
    return null;
  });
  refresh(project);
  return result;
}

const Classes = z.object({
  classes: z
    .string()
    .max(10_000)
    .transform((text) => text.split(/\s+/).filter(Boolean))
    .pipe(z.array(ClassNameSchema).min(1)),
});

export async function addClasses(
  project: string,
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const result = await runAction(Classes, fieldsOf(form), async (actor, { classes }) => {
    await updateProject(actor, { project, addClasses: classes });
    return null;
  });
  refresh(project);
  return result;
}

const Named = { key: CategoryKeySchema, name: z.string().trim().min(1).max(100) };
const Axes = z.array(z.object({ ...Named, values: z.array(z.object(Named)).max(200) })).max(8);

export async function saveAxes(project: string, axes: Axis[]): Promise<ActionResult<Axis[]>> {
  const result = await runAction(Axes, axes, (actor, parsed) => defineAxes(actor, { project, axes: parsed }));
  refresh(project);
  return result;
}

const Roles = z.array(z.enum(ROLES));
const Invitation = z.object({
  email: z.union([z.literal('').transform(() => undefined), z.email().max(320)]),
  roles: Roles.min(1),
});

export async function invite(
  project: string,
  _previous: ActionState<MadeInvitation>,
  form: FormData,
): Promise<ActionState<MadeInvitation>> {
  const result = await runAction(Invitation, fieldsOf(form, ['roles']), (actor, input) =>
    inviteMember(actor, { project, ...input }),
  );
  refresh(project);
  return result;
}

export async function takeBackInvitation(project: string, input: { id: string }): Promise<ActionResult> {
  const result = await runAction(z.object({ id: z.uuid() }), input, async (actor, { id }) => {
    await revokeInvitation(actor, { project, id });
    return null;
  });
  refresh(project);
  return result;
}

export async function saveRoles(
  project: string,
  input: { userId: string; roles: Role[] },
): Promise<ActionResult> {
  const schema = z.object({ userId: z.uuid(), roles: Roles.min(1) });
  const result = await runAction(schema, input, async (actor, member) => {
    await setMemberRoles(actor, { project, ...member });
    return null;
  });
  refresh(project);
  return result;
}

export async function endMembership(project: string, input: { userId: string }): Promise<ActionResult> {
  const result = await runAction(z.object({ userId: z.uuid() }), input, async (actor, { userId }) => {
    await removeMember(actor, { project, userId });
    return null;
  });
  refresh(project);
  return result;
}

export async function setAccountDisabled(
  project: string,
  input: { userId: string; disabled: boolean },
): Promise<ActionResult> {
  const schema = z.object({ userId: z.uuid(), disabled: z.boolean() });
  const result = await runAction(schema, input, async (actor, account) => {
    await disableUser(actor, account);
    return null;
  });
  refresh(project);
  return result;
}
