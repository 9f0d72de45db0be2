import { useTranslations } from 'next-intl';
import { LinkButton } from '@/components/ui/button';

/** An address that leads nowhere, or where this person may not look. */
export function NothingHere() {
  const t = useTranslations('errors.notFound');
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-3 px-6 py-20">
      <h1 className="text-xl font-semibold">{t('title')}</h1>
      <p className="text-muted">{t('text')}</p>
      <LinkButton href="/" className="mt-2">
        {t('home')}
      </LinkButton>
    </div>
  );
}
