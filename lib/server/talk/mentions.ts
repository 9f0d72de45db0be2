import { getDb } from '@/lib/db/client';
import { listMentions as list, markSeen } from '@/lib/db/talk/mentions';
import type { Actor } from '@/lib/domain/permissions';
import { requireProject } from '../projects/require-project';

export type MentionView = {
  /** Of the comment. */
  id: string;
  text: string;
  by: string;
  at: string;
  seen: boolean;
  formula: { id: string; name: string };
  project: { slug: string; name: string };
};

/**
 * Comments that address the actor, newest first; those on formulas that they may no longer see are left out.
 * @param input.project slug, for those of one project
 * @throws AppError not_found
 */
export async function listMentions(
  actor: Actor,
  { project: slug, unseen = false, limit = 50 }: { project?: string; unseen?: boolean; limit?: number },
): Promise<MentionView[]> {
  const project = slug === undefined ? null : await requireProject(actor, slug, 'project.see');
  const rows = await list(getDb(), actor, { projectId: project?.id, unseen, limit });
  return rows.map(({ seenAt, comment: { id, text, author, createdAt, formula } }) => ({
    id,
    text,
    by: author.name,
    at: createdAt.toISOString(),
    seen: seenAt !== null,
    formula: { id: formula.id, name: formula.name },
    project: formula.project,
  }));
}

/** The actor has seen what addresses them in these comments. */
export async function markMentionsSeen(actor: Actor, { comments }: { comments: string[] }): Promise<void> {
  await markSeen(getDb(), actor, { commentIds: comments, now: new Date() });
}
