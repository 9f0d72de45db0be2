'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { usePreferences } from '../personal/preferences';
import { useAction } from '../state/context';

/** Offers the tour to who has not seen it, where nothing else is shown; the keys mean what they always mean. */
export function TourInvitation() {
  const t = useTranslations('tour');
  const { tourSeen, markTourSeen } = usePreferences();
  const tour = useAction('view.tour');
  if (tourSeen || !tour.enabled) return null;
  return (
    <div className="mx-3 mb-3 flex flex-col gap-2 rounded-md bg-accent-soft p-3 text-sm text-on-accent-soft">
      <p>{t('invite')}</p>
      <div className="flex gap-2">
        <Button size="small" look="primary" onClick={tour.run}>
          {t('start')}
        </Button>
        <Button size="small" onClick={markTourSeen}>
          {t('notNow')}
        </Button>
      </div>
    </div>
  );
}
