'use client';
import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/components/ui/button';

/** What happened, what is safe, and what to do. `digest` finds the error in the log of the server. */
export function ErrorScreen({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('errors.page');
  const common = useTranslations('common');
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-start gap-3 px-6 py-20">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="text-muted">{t('text')}</p>
      {error.digest && <p className="font-mono text-sm">{t('reference', { id: error.digest })}</p>}
      <div className="mt-2 flex gap-2">
        <Button look="primary" onClick={reset}>
          {common('retry')}
        </Button>
        <LinkButton href="/">{t('home')}</LinkButton>
      </div>
    </div>
  );
}
