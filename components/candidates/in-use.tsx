import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import type { CandidateRow } from '@/lib/domain/candidate';
import type { ReleaseRow } from '@/lib/domain/release/types';
import { isNonCommercial } from './licence';
import { useSizeText } from './size-text';

/** What a stage uses now: its card in short, since when, by whom and why. */
export function InUse({
  candidate,
  release,
  project,
}: {
  candidate: CandidateRow;
  /** null while the project has released nothing for this stage. */
  release: ReleaseRow | null;
  project: string;
}) {
  const t = useTranslations('candidates');
  const format = useFormatter();
  const size = useSizeText();
  const { card } = candidate;
  const facts = [
    t(`kinds.${candidate.kind}`),
    candidate.bytes > 0 && size(candidate.bytes),
    card.classes !== null && t('classCount', { count: card.classes }),
    card.data && t('trainedOnData', { name: card.data.name }),
  ].filter((fact) => fact !== false && fact !== null);
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            href={`/p/${project}/candidates/${candidate.id}`}
            className="text-lg font-semibold hover:underline"
          >
            {candidate.name} <span className="font-normal text-muted tabular-nums">{candidate.version}</span>
          </Link>
          <Badge tone="positive">{t('inUse')}</Badge>
          {candidate.shipped && <Badge>{t('shipped')}</Badge>}
          {candidate.variant && <Badge>{candidate.variant}</Badge>}
          {isNonCommercial(card.licence) && <Badge tone="warning">{t('nonCommercialShort')}</Badge>}
        </p>
        <p className="text-sm text-muted">{facts.join(' · ')}</p>
      </div>
      <div className="min-w-0 flex-1 basis-72 text-sm">
        {release ? (
          <>
            <p className="text-muted">
              {t(release.rollback ? 'rolledBackSince' : 'since', {
                day: format.dateTime(new Date(release.at), 'moment'),
                name: release.by.name,
              })}
            </p>
            <p className="line-clamp-2" title={release.note}>
              {release.note}
            </p>
            {release.because && (
              <p className="line-clamp-2 text-muted" title={release.because}>
                {t('becauseSaid', { because: release.because })}
              </p>
            )}
          </>
        ) : (
          <p className="text-muted">{t('neverReleased')}</p>
        )}
      </div>
    </div>
  );
}
