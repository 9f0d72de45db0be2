import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { SplitBar } from '@/components/snapshots/split-bar';
import { totalOf, type SnapshotSummary } from '@/components/snapshots/snapshot-summary';
import { LinkButton } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import type { CandidateSummary } from '@/lib/domain/candidate-card';
import type { Stage } from '@/lib/domain/stages';

/** The last snapshots and the candidates in use. */
export function EngineerHome({
  project,
  snapshots,
  candidates,
}: {
  project: string;
  snapshots: SnapshotSummary[];
  candidates: { stage: Stage; card: CandidateSummary | null }[];
}) {
  const t = useTranslations('home.engineer');
  const stages = useTranslations('words.stageModel');
  const common = useTranslations('common');
  const format = useFormatter();
  const base = `/p/${project}`;
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Panel
        title={t('snapshots')}
        flush
        action={
          <LinkButton href={`${base}/snapshots`} size="small">
            {t('create')}
          </LinkButton>
        }
      >
        {snapshots.length === 0 ? (
          <p className="p-4 text-sm text-muted">{t('noSnapshots')}</p>
        ) : (
          <ul className="divide-y divide-line/60">
            {snapshots.slice(0, 5).map((snapshot) => (
              <li key={snapshot.id}>
                <Link
                  href={`${base}/snapshots/${snapshot.id}`}
                  className="grid grid-cols-[minmax(0,1fr)_7rem_auto] items-center gap-3 px-4 py-2 text-sm hover:bg-sunken"
                >
                  <span className="truncate font-medium">{snapshot.name}</span>
                  <SplitBar counts={snapshot.counts} />
                  <span className="text-right text-xs text-muted">
                    {common('formulaCount', { count: totalOf(snapshot.counts) })}
                    <span className="block">{format.dateTime(new Date(snapshot.createdAt), 'moment')}</span>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      <Panel
        title={t('release')}
        flush
        action={
          <LinkButton href={`${base}/candidates`} size="small" look="quiet">
            {t('compare')}
          </LinkButton>
        }
      >
        <ul className="divide-y divide-line/60">
          {candidates.map(({ stage, card }) => (
            <li key={stage} className="flex items-baseline gap-3 px-4 py-2 text-sm">
              <span className="w-24 text-muted">{stages(stage)}</span>
              <span className="flex-1 font-medium">{card?.name ?? common('none')}</span>
              <span className="text-muted tabular-nums">{card?.version}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
