'use client';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useEditing } from '../state/context';
import { useTalk } from './use-talk';

/** Comments that were written on other formulas and have not arrived: to be sent, or let go of. */
export function LeftBehind() {
  const t = useTranslations('talk');
  const { talk } = useEditing();
  const drafts = useTalk((state) => state.leftBehind);
  if (drafts.length === 0) return null;
  return (
    <ul className="border-t border-line">
      {drafts.map((draft) => (
        <li key={draft.id} className="flex flex-col gap-1 bg-warning-soft px-2.5 py-1.5 text-warning">
          <p className="text-xs font-medium">
            {t(draft.sent ? 'waitingElsewhere' : 'unsentElsewhere', { name: draft.formula.name })}
          </p>
          <p className="line-clamp-2 text-sm break-words text-ink">{draft.text}</p>
          <span className="flex gap-1">
            <Button size="small" onClick={() => void talk.sendLeftBehind(draft)}>
              {t('send')}
            </Button>
            <Button size="small" look="quiet" onClick={() => talk.discardLeftBehind(draft)}>
              {t('discard')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}
