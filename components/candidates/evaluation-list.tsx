import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { StatusBadge } from '@/components/compare/status-badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { EvaluationRow } from '@/lib/domain/evaluations';

/** The evaluations that a candidate took part in, newest first, each a way to its numbers. */
export function EvaluationList({ evaluations, project }: { evaluations: EvaluationRow[]; project: string }) {
  const t = useTranslations('candidates.detail');
  const splits = useTranslations('words.split');
  const format = useFormatter();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('evaluation')}</Th>
          <Th>{t('status')}</Th>
          <Th align="right">{t('exprate')}</Th>
          <Th align="right">{t('zeroTouch')}</Th>
          <Th align="right">{t('corrections')}</Th>
        </tr>
      </thead>
      <tbody>
        {evaluations.map(({ id, snapshot, split, status, createdAt, headline }) => (
          <tr key={id}>
            <Td>
              <Link
                href={`/p/${project}/evaluations/${id}`}
                className="font-medium text-accent hover:underline"
              >
                {snapshot.name} · {splits(split)}
              </Link>
              <span className="block text-xs text-muted">
                {format.dateTime(new Date(createdAt), 'moment')}
              </span>
            </Td>
            <Td>
              <StatusBadge status={status} />
            </Td>
            <Td numeric>{headline ? format.number(headline.exprate, 'share') : '–'}</Td>
            <Td numeric>{headline ? format.number(headline.zeroTouch, 'share') : '–'}</Td>
            <Td numeric>
              {headline ? format.number(headline.meanCorrections, { maximumFractionDigits: 2 }) : '–'}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
