import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { z } from 'zod';
import { load, loadProject } from '@/app/_shared/load';
import { FormulaWork, SingleFormula } from '@/components/editor/formula-work';
import { EditorPreferences } from '@/components/editor/personal/preferences';
import { requireActor } from '@/lib/auth/actor';
import { openFormula } from '@/lib/server/formulas/open-formula';
import { getPreferences } from '@/lib/server/people/preferences';

interface FormulaParams {
  params: Promise<{ project: string; formula: string }>;
  searchParams: Promise<{ queue?: string }>;
}

/** Opens the formula once per request; an address that names none, or one of another project, is nothing. */
const open = cache(async (slug: string, formula: string) => {
  const formulaId = z.uuid().safeParse(formula);
  if (!formulaId.success) notFound();
  const payload = await load((actor) => openFormula(actor, { formulaId: formulaId.data, hold: true }));
  if (payload.project.slug !== slug) notFound();
  return payload;
});

export async function generateMetadata({ params }: FormulaParams): Promise<Metadata> {
  const { project, formula } = await params;
  const payload = await open(project, formula);
  return { title: `${payload.formula.name} · ${payload.project.name}` };
}

/** One formula in the editor: to correct, to review, or to look at, as the person's role and the lease say. */
export default async function FormulaPage({ params, searchParams }: FormulaParams) {
  const { project: slug, formula } = await params;
  const payload = await open(slug, formula);
  const [actor, project] = [await requireActor(), await loadProject(slug)];
  const annotates = project.actions.includes('formula.annotate');
  const mayExplain = project.actions.includes('formula.see_any') && project.actions.includes('candidate.see');
  const stored = await getPreferences(actor);
  const queued = annotates && payload.mode === 'edit' && (await searchParams).queue !== undefined;
  const back = annotates ? `/p/${slug}/work` : `/p/${slug}/formulas`;
  const shared = { userId: actor.userId, mayExplain };
  return (
    <EditorPreferences userId={actor.userId} stored={stored}>
      {queued ? (
        <FormulaWork first={payload} {...shared} />
      ) : (
        <SingleFormula payload={payload} back={back} {...shared} />
      )}
    </EditorPreferences>
  );
}
