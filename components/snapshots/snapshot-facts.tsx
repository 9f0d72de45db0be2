import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Panel } from '@/components/ui/panel';
import { includeOf, type SnapshotSummary } from './snapshot-summary';
import { SplitBar, SplitLegend } from './split-bar';

export type SnapshotFacts = SnapshotSummary & {
  options: { seed: number; classes: string[]; sameLatexAcrossSplits: number };
  held: { formulaId: string; name: string; reason: string | null }[];
  changes: { since: { id: string; name: string }; added: number; removed: number; changed: number } | null;
};

/** What is in a snapshot, how it is split, what changed since the one before, and what is held back. */
export function SnapshotFactsView({ snapshot, project }: { snapshot: SnapshotFacts; project: string }) {
  const t = useTranslations('snapshots');
  const base = `/p/${project}`;
  const { options, changes, held } = snapshot;
  return (
    <>
      <Panel title={t('detail.splits')}>
        <div className="flex flex-col gap-3">
          <SplitBar counts={snapshot.counts} className="h-4" />
          <SplitLegend counts={snapshot.counts} />
          <p className="text-sm text-muted">
            {t('detail.sharedLatex', { count: options.sameLatexAcrossSplits })}
          </p>
        </div>
      </Panel>
      <Panel title={t('contents')}>
        <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1.5 text-sm">
          <dt className="text-muted">{t('detail.include')}</dt>
          <dd>
            {t(includeOf(snapshot))} · {t('detail.classes', { count: options.classes.length })} ·{' '}
            {t('detail.seed', { seed: options.seed })}
          </dd>
          {changes && (
            <>
              <dt className="text-muted">
                <Link href={`${base}/snapshots/${changes.since.id}`} className="underline">
                  {t('detail.changes', { name: changes.since.name })}
                </Link>
              </dt>
              <dd>
                {t('detail.changed', {
                  added: changes.added,
                  changed: changes.changed,
                  removed: changes.removed,
                })}
              </dd>
            </>
          )}
          <dt className="text-muted">{t('detail.contentHash')}</dt>
          <dd>
            <code className="font-mono text-xs break-all">{snapshot.contentHash}</code>
          </dd>
        </dl>
      </Panel>
      {held.length > 0 && (
        <Panel title={`${t('detail.held')} · ${snapshot.counts.held}`} hint={t('detail.heldHint')} flush>
          <ul className="max-h-80 divide-y divide-line/60 overflow-y-auto">
            {held.map(({ formulaId, name, reason }) => (
              <li key={formulaId}>
                <Link
                  href={`${base}/formulas/${formulaId}`}
                  prefetch={false}
                  className="flex gap-4 px-4 py-1.5 text-sm hover:bg-sunken"
                >
                  <span className="min-w-0 flex-1 truncate">{name}</span>
                  <span className="text-muted">
                    {reason === 'same_latex' || reason === 'linked_to_two_splits' || reason === 'rules_broken'
                      ? t(`heldReason.${reason}`)
                      : reason}
                  </span>
                </Link>
              </li>
            ))}
            {held.length < snapshot.counts.held && (
              <li className="px-4 py-1.5 text-sm text-muted">{t('detail.more')}</li>
            )}
          </ul>
        </Panel>
      )}
    </>
  );
}
