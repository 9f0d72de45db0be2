import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { ReleaseRow } from '@/lib/domain/release/types';

/** Losses and unknowns that a release went over. */
const overruled = ({ guard }: ReleaseRow) =>
  guard?.values.filter(({ verdict }) => verdict === 'lost').length ?? 0;

/** Which candidates a project released and took back, newest first. */
export function ReleaseHistory({ releases, project }: { releases: ReleaseRow[]; project: string }) {
  const t = useTranslations('candidates.history');
  const stages = useTranslations('words.stageModel');
  const format = useFormatter();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('when')}</Th>
          <Th>{t('stage')}</Th>
          <Th>{t('candidate')}</Th>
          <Th>{t('note')}</Th>
        </tr>
      </thead>
      <tbody>
        {releases.map((release) => {
          const lost = overruled(release);
          return (
            <tr key={release.id}>
              <Td className="whitespace-nowrap">
                {format.dateTime(new Date(release.at), 'moment')}
                <span className="block text-xs text-muted">{release.by.name}</span>
              </Td>
              <Td>{stages(release.stage)}</Td>
              <Td>
                <span className="flex items-center gap-2">
                  <Link
                    href={`/p/${project}/candidates/${release.candidate.id}`}
                    className="font-medium text-accent hover:underline"
                  >
                    {release.candidate.ref}
                  </Link>
                  {release.inUse && <Badge tone="positive">{t('inUse')}</Badge>}
                  {release.rollback && <Badge>{t('rollback')}</Badge>}
                  {lost > 0 && <Badge tone="danger">{t('lost', { count: lost })}</Badge>}
                </span>
              </Td>
              <Td>
                {release.note}
                {release.because && (
                  <span className="block text-muted">{t('because', { because: release.because })}</span>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
