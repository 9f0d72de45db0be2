import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import type { CandidateView } from '@/lib/domain/candidate';
import { useSizeText } from './size-text';

/** Lighter versions of a candidate, each with what it saves. */
export function VariantList({ candidate, project }: { candidate: CandidateView; project: string }) {
  const t = useTranslations('candidates.detail');
  const size = useSizeText();
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {candidate.variants.map(({ id, name, version, variant, bytes }) => (
        <li key={id} className="flex items-center gap-2">
          <Link href={`/p/${project}/candidates/${id}`} className="font-medium text-accent hover:underline">
            {name} <span className="font-normal text-muted">{version}</span>
          </Link>
          {variant && <Badge>{variant}</Badge>}
          <span className="ml-auto text-muted tabular-nums">
            {t('variantSize', {
              size: size(bytes),
              percent: Math.round((100 * bytes) / Math.max(1, candidate.bytes)),
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
