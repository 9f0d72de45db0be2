import { getDb } from '@/lib/db/client';
import { revokeInvitation as revoke } from '@/lib/db/people';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { requireProject } from '../projects/require-project';

/** Take back an invitation that nobody has accepted. @throws AppError not_found | forbidden */
export async function revokeInvitation(
  actor: Actor,
  { project: slug, id }: { project: string; id: string },
): Promise<void> {
  const project = await requireProject(actor, slug, 'member.manage');
  if (!(await revoke(getDb(), { id, projectId: project.id, now: new Date() }))) {
    throw new AppError('not_found', 'There is no such invitation, or it was accepted already.');
  }
}
