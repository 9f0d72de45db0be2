import { getTranslations } from 'next-intl/server';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { loadProject, type ProjectParams } from '@/app/_shared/load';
import { PageHeader } from '@/components/ui/page-header';
import { PartTabs } from '@/components/ui/part-tabs';

const PARTS = ['project', 'members', 'categories', 'classes'] as const;

export default async function SettingsLayout({ params, children }: ProjectParams & { children: ReactNode }) {
  const project = await loadProject((await params).project);
  if (!project.actions.includes('member.see')) notFound();
  const t = await getTranslations('settings');
  const base = `/p/${project.slug}/settings`;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={project.actions.includes('project.edit') ? undefined : t('readOnly')}
      />
      <PartTabs
        label={t('title')}
        parts={PARTS.map((part) => ({
          href: part === 'project' ? base : `${base}/${part}`,
          name: t(`parts.${part}`),
        }))}
      />
      {children}
    </>
  );
}
