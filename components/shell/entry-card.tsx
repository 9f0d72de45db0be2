import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Mark } from './brand';
import { LocaleSwitch } from './locale-switch';
import { ThemeToggle } from './theme-toggle';

/** The frame of the screens before the door: sign-in and invitations. */
export function EntryCard({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations('shell');
  return (
    <div className="flex min-h-dvh flex-col">
      <div className="flex justify-end gap-1 p-3" aria-label={t('menu')}>
        <LocaleSwitch />
        <ThemeToggle />
      </div>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col px-4 pt-[8vh] pb-16">
        <p className="mb-6 flex items-center gap-2 text-accent">
          <Mark className="size-8" />
          <span className="text-xl font-semibold tracking-tight text-ink">Formulary</span>
        </p>
        <div className="rounded-lg border border-line bg-raised p-6 shadow-panel">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead && <p className="mt-0.5 mb-5 text-sm text-muted">{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
