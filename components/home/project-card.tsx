import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { StateBar } from '@/components/formulas/state-bar';
import { Badge } from '@/components/ui/badge';
import type { Role } from '@/lib/domain/permissions';
import { totalCount, type StateCounts } from '@/lib/domain/quotas';

/** A project among others: how far it is, and as what one works in it. */
export function ProjectCard({
  project,
}: {
  project: { slug: string; name: string; roles: Role[]; counts: StateCounts };
}) {
  const t = useTranslations('home.projects');
  const words = useTranslations('words.role');
  const common = useTranslations('common');
  const total = totalCount(project.counts);
  return (
    <Link
      href={`/p/${project.slug}`}
      className="flex h-full flex-col gap-3 rounded-lg border border-line bg-raised p-4 shadow-panel transition-colors hover:border-accent"
    >
      <span className="sr-only">{t('open', { name: project.name })}</span>
      <span className="text-lg font-semibold">{project.name}</span>
      <span className="flex flex-wrap gap-1">
        {project.roles.map((role) => (
          <Badge key={role}>{words(role)}</Badge>
        ))}
      </span>
      <span className="mt-auto flex flex-col gap-1.5">
        <span className="text-sm text-muted">
          {total > 0
            ? t('approvedOf', { approved: project.counts.approved, total })
            : common('formulaCount', { count: 0 })}
        </span>
        <StateBar counts={project.counts} />
      </span>
    </Link>
  );
}
