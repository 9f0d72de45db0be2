'use client';
import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';

/** No next formula: because there is none, or because it could not be fetched. */
export function QueueEnd({ project, failed = false }: { project: string; failed?: boolean }) {
  const t = useTranslations('editor.queue');
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-md text-center">
        <h1 className="text-xl font-semibold">{t(failed ? 'failed' : 'empty')}</h1>
        <p className="mt-2 text-muted">{t(failed ? 'failedHint' : 'emptyHint')}</p>
        <div className="mt-5 flex justify-center gap-2">
          <LinkButton href={`/p/${project}`}>{t('home')}</LinkButton>
          {/* A new visit to the same address asks the queue again. */}
          <a
            href={`/p/${project}/work`}
            className="inline-flex h-8 items-center rounded-md bg-accent px-3 text-sm font-medium text-on-accent hover:bg-accent-hover"
          >
            {t(failed ? 'retry' : 'again')}
          </a>
        </div>
      </div>
    </main>
  );
}
