import { Grid3x3 } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, loadProject, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { cellParameter } from '@/components/formulas/cell-address';
import { CellName } from '@/components/formulas/cell-name';
import { StateBar, StateLegend } from '@/components/formulas/state-bar';
import { arrange, sum, type QuotaCell } from '@/components/quotas/matrix';
import { QuotaMatrix } from '@/components/quotas/quota-matrix';
import { SetAllTargets } from '@/components/quotas/set-all-targets';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { listCells } from '@/lib/server/projects/list-cells';
import { saveAllTargets, saveTarget } from './actions';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'quotas');
}

export default async function QuotasPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const { axes, cells } = await load((actor) => listCells(actor, { project: slug }));
  const mayEdit = (await loadProject(slug)).actions.includes('quota.edit');
  const { matrix, others } = arrange(axes, cells);
  const t = await getTranslations('quotas');
  const formulasOf = (cell: QuotaCell) =>
    `/p/${slug}/formulas?cell=${encodeURIComponent(cellParameter(cell.key))}`;
  const setTarget = mayEdit ? saveTarget.bind(null, slug) : undefined;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          mayEdit &&
          matrix && (
            <SetAllTargets
              action={saveAllTargets.bind(null, slug)}
              targets={matrix.rows.flatMap((row) => row.cells.map(({ target }) => target))}
            />
          )
        }
      />
      <Panel flush>
        {matrix ? (
          <>
            <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3">
              <StateLegend
                counts={sum(cells, {}).counts}
                href={(state) => `/p/${slug}/formulas?state=${state}`}
              />
            </div>
            <QuotaMatrix matrix={matrix} axes={axes} href={formulasOf} setTarget={setTarget} />
          </>
        ) : (
          <EmptyState
            icon={<Grid3x3 />}
            title={t('empty.title')}
            action={
              mayEdit && (
                <LinkButton look="primary" href={`/p/${slug}/settings/categories`}>
                  {t('empty.action')}
                </LinkButton>
              )
            }
          >
            {t('empty.text')}
          </EmptyState>
        )}
      </Panel>
      {others.length > 0 && (
        <Panel title={t('otherCells')} hint={t('otherCellsHint')} flush className="mt-4">
          <ul className="divide-y divide-line/60">
            {others.map((cell) => (
              <li key={cell.key}>
                <a
                  href={formulasOf(cell)}
                  className="grid grid-cols-[minmax(0,1fr)_14rem_4rem] items-center gap-4 px-4 py-2 text-sm hover:bg-sunken"
                >
                  <CellName values={cell.values} axes={axes} />
                  <StateBar counts={cell.counts} target={cell.target} />
                  <span className="text-right tabular-nums">{cell.counts.approved}</span>
                </a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
