import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountMenu } from './account-menu';
import { Mark } from './brand';
import { LocaleSwitch } from './locale-switch';
import { NavLinks } from './nav-links';
import type { NavigationEntry } from './navigation';
import { ProjectSwitch, type ProjectName } from './project-switch';
import { ThemeToggle } from './theme-toggle';

/** The frame of every screen but the editor: places at the left, the screen beside them. */
export function AppShell({
  person,
  projects,
  current,
  entries,
  children,
}: {
  person: { name: string; email: string };
  projects: ProjectName[];
  current: ProjectName | null;
  entries: NavigationEntry[];
  children: ReactNode;
}) {
  const t = useTranslations('shell');
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('skipToContent')}
      </a>
      <aside className="sticky top-0 flex h-dvh w-14 shrink-0 flex-col gap-3 border-r border-line bg-raised p-2.5 min-[1200px]:w-56">
        <Link href="/" className="flex h-9 items-center gap-2 rounded-md px-1.5 text-accent">
          <Mark className="size-6 shrink-0" />
          <span className="text-lg font-semibold tracking-tight text-ink max-[1199px]:sr-only">
            Formulary
          </span>
        </Link>
        <ProjectSwitch current={current} projects={projects} />
        <nav aria-label={t('menu')} className="min-h-0 flex-1 overflow-y-auto">
          <NavLinks entries={entries} />
        </nav>
        <div className="flex items-center gap-0.5 border-t border-line pt-2.5 max-[1199px]:flex-col">
          <AccountMenu name={person.name} email={person.email} />
          <LocaleSwitch />
          <ThemeToggle />
        </div>
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 px-6 py-6 outline-none min-[1200px]:px-8">
        <div className="mx-auto max-w-[1360px]">{children}</div>
      </main>
    </div>
  );
}
