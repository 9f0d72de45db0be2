import { useFormatter, useTranslations } from 'next-intl';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { includeOf, totalOf, type SnapshotSummary } from './snapshot-summary';
import { SplitBar } from './split-bar';

/** Every snapshot of a project, newest first. */
export function SnapshotTable({ snapshots, project }: { snapshots: SnapshotSummary[]; project: string }) {
  const t = useTranslations('snapshots');
  const format = useFormatter();
  return (
    <Table>
      <thead>
        <tr>
          <Th>{t('name')}</Th>
          <Th>{t('include')}</Th>
          <Th align="right">{t('formulas')}</Th>
          <Th className="w-40">{t('split')}</Th>
          <Th>{t('when')}</Th>
        </tr>
      </thead>
      <tbody>
        {snapshots.map((snapshot) => (
          <tr key={snapshot.id} className="hover:bg-sunken/60">
            <Td>
              <Link
                href={`/p/${project}/snapshots/${snapshot.id}`}
                className="font-medium text-accent hover:underline"
              >
                {snapshot.name}
              </Link>
            </Td>
            <Td>
              <Badge>{t(includeOf(snapshot))}</Badge>
            </Td>
            <Td numeric>{format.number(totalOf(snapshot.counts))}</Td>
            <Td>
              <SplitBar counts={snapshot.counts} />
            </Td>
            <Td className="whitespace-nowrap text-muted">
              {format.dateTime(new Date(snapshot.createdAt), 'moment')}
              <span className="block text-xs">{t('by', { name: snapshot.by })}</span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
