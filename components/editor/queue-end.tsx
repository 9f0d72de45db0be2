'use client';
import { CheckCheck, CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { LocaleSwitch } from '@/components/shell/locale-switch';
import { ThemeToggle } from '@/components/shell/theme-toggle';
import { LinkButton } from '@/components/ui/button';

/** No next formula: because there is none, or because it could not be fetched. Its frame is the editor's. */
export function QueueEnd({
  project,
  failed = false,
}: {
  project: { slug: string; name: string };
  failed?: boolean;
}) {
  const t = useTranslations('editor.queue');
  const editor = useTranslations('editor');
  const Icon = failed ? CloudOff : CheckCheck;
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-raised px-3">
        <nav aria-label={editor('breadcrumb')} className="flex min-w-0 flex-1 items-center text-sm">
          <Link href={`/p/${project.slug}`} className="truncate font-medium text-accent hover:underline">
            {project.name}
          </Link>
        </nav>
        <LocaleSwitch />
        <ThemeToggle />
      </header>
      <main className="grid flex-1 place-items-center bg-sunken p-6">
        <div className="flex max-w-md flex-col items-center text-center">
          <span className="mb-4 grid size-14 place-items-center rounded-full bg-raised text-accent shadow-float">
            <Icon aria-hidden="true" className="size-7" />
          </span>
          <h1 className="text-xl font-semibold">{t(failed ? 'failed' : 'empty')}</h1>
          <p className="mt-2 text-muted">{t(failed ? 'failedHint' : 'emptyHint')}</p>
          <div className="mt-5 flex justify-center gap-2">
            <LinkButton href={`/p/${project.slug}`}>{t('home')}</LinkButton>
            {/* A new visit to the same address asks the queue again. */}
            <a
              href={`/p/${project.slug}/work`}
              className="inline-flex h-8 items-center rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:bg-accent-hover"
            >
              {t(failed ? 'retry' : 'again')}
            </a>
          </div>
        </div>
      </main>
    </div>
  );
}
