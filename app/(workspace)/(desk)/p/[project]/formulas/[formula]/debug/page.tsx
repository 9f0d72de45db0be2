import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { cache, Suspense } from 'react';
import { load } from '@/app/_shared/load';
import { answer } from '@/app/_shared/run-action';
import { readChoice, type DebugChoice } from '@/components/debug/address';
import { CandidateChoice } from '@/components/debug/candidate-choice';
import { DebugView } from '@/components/debug/debug-view';
import { Problem } from '@/components/debug/problem';
import { LinkButton } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/states';
import { requireActor } from '@/lib/auth/actor';
import { listCandidates } from '@/lib/server/candidates/list';
import { explainFormula, showExplainable } from '@/lib/server/evaluations/explain-formula';

interface DebugParams {
  params: Promise<{ project: string; formula: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const show = cache(async (slug: string, formulaId: string) => {
  const formula = await load((actor) => showExplainable(actor, { formulaId }));
  if (formula.project.slug !== slug) notFound();
  return formula;
});

export async function generateMetadata({ params }: DebugParams): Promise<Metadata> {
  const { project, formula } = await params;
  const [{ name }, t] = [await show(project, formula), await getTranslations('debug')];
  return { title: `${t('title')} · ${name}` };
}

/** Asks the models while the rest of the screen is already there. */
async function Explained({
  formula: { id: formulaId, name, imageUrl: url },
  choice,
}: {
  formula: { id: string; name: string; imageUrl: string };
  choice: DebugChoice;
}) {
  const actor = await requireActor();
  const result = await answer(() =>
    Promise.all([
      explainFormula(actor, { formulaId, candidates: choice.a }),
      choice.b && explainFormula(actor, { formulaId, candidates: choice.b }),
    ]),
  );
  if (!result.ok) {
    return (
      <Panel>
        <Problem failure={result.failure} />
      </Panel>
    );
  }
  const [a, b] = result.value;
  return <DebugView image={{ url, name }} a={a} b={b} />;
}

export default async function DebugPage({ params, searchParams }: DebugParams) {
  const { project: slug, formula: id } = await params;
  const formula = await show(slug, id);
  const candidates = await load((actor) => listCandidates(actor, { project: slug }));
  const options = candidates.map(({ id: candidate, stage, name, version, released }) => ({
    id: candidate,
    stage,
    name,
    version,
    released,
  }));
  const choice = readChoice(await searchParams);
  const t = await getTranslations('debug');
  return (
    <>
      <PageHeader
        title={t('title')}
        description={formula.name}
        actions={
          <LinkButton href={`/p/${slug}/formulas/${id}`} prefetch={false}>
            {t('open')}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-4">
        <Panel>
          <CandidateChoice choice={choice} options={options} />
        </Panel>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Explained formula={formula} choice={choice} />
        </Suspense>
      </div>
    </>
  );
}
