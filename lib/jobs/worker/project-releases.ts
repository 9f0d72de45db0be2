import type { Stage } from '@/lib/domain/stages';
import { STAGES } from '@/lib/domain/stages';
import type { ReleasedStage } from '@/lib/server/candidates/release-in-use';
import type { ProjectRelease } from '../handlers/preannotate';

/** Releases kept by heart: those of the projects that are worked on in turns. */
const KEPT = 100;

export interface ReleaseSource {
  /** Cheap: asked for every formula. */
  state(projectId: string): Promise<string | null>;
  inUse(projectId: string): Promise<Record<Stage, ReleasedStage>>;
}

/**
 * What each project uses, asked again only when it has released something: a model is not read and checked anew for
 * every formula.
 */
export function projectReleases({ state, inUse }: ReleaseSource): (id: string) => Promise<ProjectRelease> {
  const kept = new Map<string, ProjectRelease>();
  return async (projectId) => {
    const now = await state(projectId);
    const known = kept.get(projectId);
    if (known?.state === now && known) return known;
    // One that is made between the two questions counts at the next formula.
    const stages = await inUse(projectId);
    const release: ProjectRelease = {
      state: now,
      // The shipped ones are one set for every project that uses them.
      folders: Object.fromEntries(
        STAGES.filter((stage) => !stages[stage].shipped).map((stage) => [stage, stages[stage].folder]),
      ),
      speakers: Object.fromEntries(STAGES.map((stage) => [stage, stages[stage].ref])),
    };
    kept.delete(projectId);
    kept.set(projectId, release);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return release;
  };
}
