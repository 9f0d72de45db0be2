import { load } from '@/app/_shared/load';
import { EngineerHome } from '@/components/home/engineer-home';
import { LeadHome } from '@/components/home/lead-home';
import { listCandidatesInUse } from '@/lib/server/candidates/in-use';
import { listCells } from '@/lib/server/projects/list-cells';
import { listSnapshots } from '@/lib/server/snapshots/list-snapshots';
import { showPace } from '@/lib/server/projects/show-pace';
import { retryPredictions } from './actions';

type Project = { slug: string };

export async function LeadOverview({ project: { slug } }: { project: Project }) {
  const { axes, cells } = await load((actor) => listCells(actor, { project: slug }));
  const pace = await load((actor) => showPace(actor, { project: slug }));
  return (
    <LeadHome
      project={slug}
      axes={axes}
      cells={cells}
      {...pace}
      retry={retryPredictions.bind(null, slug)}
      now={new Date()}
    />
  );
}

export async function EngineerOverview({ project: { slug } }: { project: Project }) {
  const candidates = await load((actor) => listCandidatesInUse(actor, { project: slug }));
  const snapshots = await load((actor) => listSnapshots(actor, { project: slug }));
  return <EngineerHome project={slug} snapshots={snapshots} candidates={candidates} />;
}
