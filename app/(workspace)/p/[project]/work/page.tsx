import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import { load, loadProject, type ProjectParams } from '@/app/_shared/load';
import { FormulaWork } from '@/components/editor/formula-work';
import { EditorPreferences } from '@/components/editor/personal/preferences';
import { QueueEnd } from '@/components/editor/queue-end';
import { requireActor } from '@/lib/auth/actor';
import { nextFormula } from '@/lib/server/formulas/next-formula';
import { getPreferences } from '@/lib/server/people/preferences';

export async function generateMetadata({ params }: ProjectParams): Promise<Metadata> {
  const t = await getTranslations('editor');
  return { title: `${t('work')} · ${(await loadProject((await params).project)).name}` };
}

/** The person's next formula, leased to them, and after it one after the other. */
export default async function WorkPage({ params }: ProjectParams) {
  const { project: slug } = await params;
  const project = await loadProject(slug);
  if (!project.actions.includes('formula.annotate')) notFound();
  const actor = await requireActor();
  const first = await load((who) => nextFormula(who, { project: slug }));
  const mayExplain = project.actions.includes('formula.see_any') && project.actions.includes('candidate.see');
  if (!first) return <QueueEnd project={project} />;
  return (
    <EditorPreferences userId={actor.userId} stored={await getPreferences(actor)}>
      <FormulaWork first={first} userId={actor.userId} mayExplain={mayExplain} />
    </EditorPreferences>
  );
}
