import type { PrismaClient } from '@/lib/db/client';

/** Load the sample project into an installation that has no project yet. */
export async function loadSample(db: PrismaClient): Promise<void> {
  if ((await db.project.count()) > 0) return;
}
