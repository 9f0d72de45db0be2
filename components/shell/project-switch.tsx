'use client';
import { Check, ChevronsUpDown, Layers } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';

export type ProjectName = { slug: string; name: string };

/** The project one is in, and the way to the others. */
export function ProjectSwitch({
  current,
  projects,
}: {
  current: ProjectName | null;
  projects: ProjectName[];
}) {
  const t = useTranslations('shell');
  const label = current?.name ?? t('noProject');
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          title={label}
          aria-label={`${t('switchProject')}: ${label}`}
          className="flex h-9 w-full items-center gap-2 rounded-md border border-line px-2.5 text-left text-sm font-medium hover:bg-sunken"
        >
          <Layers aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 truncate max-[1199px]:sr-only">{label}</span>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-muted max-[1199px]:hidden" />
        </button>
      }
    >
      <MenuLabel>{t('project')}</MenuLabel>
      {projects.map((project) => (
        <MenuItem key={project.slug} asChild>
          <Link href={`/p/${project.slug}`}>
            <span className="min-w-0 flex-1 truncate">{project.name}</span>
            {project.slug === current?.slug && <Check aria-hidden="true" className="size-4" />}
          </Link>
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/projects">{t('allProjects')}</Link>
      </MenuItem>
    </Menu>
  );
}
