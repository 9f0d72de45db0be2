import { z } from 'zod';
import type { Actor } from '@/lib/domain/permissions';
import { AppError } from '@/lib/errors';
import { listProjects } from '@/lib/server/projects/list-projects';
import { listSnapshots, type SnapshotSummary } from '@/lib/server/snapshots/list-snapshots';

/**
 * The snapshot that a command line names: by its id, or by its name, with the project where several
 * projects have one of that name.
 * @throws AppError not_found | invalid_input
 */
export async function findSnapshotId(actor: Actor, named: string, project?: string): Promise<string> {
  if (z.uuid().safeParse(named).success) return named;
  const slugs = project ? [project] : (await listProjects(actor)).map(({ slug }) => slug);
  const found: (SnapshotSummary & { slug: string })[] = [];
  for (const slug of slugs) {
    const snapshots = await listSnapshots(actor, { project: slug });
    found.push(...snapshots.filter(({ name }) => name === named).map((snapshot) => ({ ...snapshot, slug })));
  }
  const [first, second] = found;
  if (!first) throw new AppError('not_found', `There is no snapshot "${named}".`);
  if (second) {
    throw new AppError(
      'invalid_input',
      `Several projects have a snapshot "${named}": name one with --project.`,
    );
  }
  return first.id;
}
