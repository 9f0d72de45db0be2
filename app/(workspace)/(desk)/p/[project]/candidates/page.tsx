import { CircleOff } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { load, projectTitle, type ProjectParams } from '@/app/_shared/load';
import { CandidateCardView } from '@/components/candidates/card-view';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/states';
import { listCandidatesInUse } from '@/lib/server/list-candidates';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  return projectTitle((await params).project, 'candidates');
}

export default async function CandidatesPage({ params }: ProjectParams) {
  const { project } = await params;
  const candidates = await load((actor) => listCandidatesInUse(actor, { project }));
  const t = await getTranslations('candidates');
  const stages = await getTranslations('words');
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid gap-4 lg:grid-cols-2">
        {candidates.map(({ stage, shipped, card }) =>
          card ? (
            <CandidateCardView key={stage} card={card} shipped={shipped} />
          ) : (
            <Panel key={stage} title={stages(`stageModel.${stage}`)} hint={stages(`stageDoes.${stage}`)}>
              <EmptyState icon={<CircleOff />} title={t('missing.title')}>
                {t('missing.text')}
              </EmptyState>
            </Panel>
          ),
        )}
      </div>
    </>
  );
}
