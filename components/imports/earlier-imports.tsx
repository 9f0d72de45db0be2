import { useFormatter, useTranslations } from 'next-intl';
import { CellName } from '@/components/formulas/cell-name';
import { Badge } from '@/components/ui/badge';
import { Table, Td } from '@/components/ui/table';
import type { Axis, CategoryValues } from '@/lib/domain/quotas';

export type EarlierImport = {
  id: string;
  source: string;
  by: string | null;
  options: { values: CategoryValues; truth: 'gold' | 'prediction' | 'ignore' };
  createdAt: string;
  finishedAt: string | null;
  counts: { added: number; exists: number; failed: number };
};

/** What was imported before, newest first. */
export function EarlierImports({ imports, axes }: { imports: EarlierImport[]; axes: Axis[] }) {
  const t = useTranslations('imports');
  const format = useFormatter();
  if (imports.length === 0) return <p className="p-4 text-sm text-muted">{t('noneEarlier')}</p>;
  return (
    <Table>
      <tbody>
        {imports.map((batch) => (
          <tr key={batch.id}>
            <Td className="whitespace-nowrap">
              {format.dateTime(new Date(batch.createdAt), 'moment')}{' '}
              {batch.by && <span className="text-muted">{t('by', { name: batch.by })}</span>}
            </Td>
            <Td className="max-w-72 truncate text-muted" title={batch.source}>
              {batch.source === 'browser' ? t('fromBrowser') : batch.source}
            </Td>
            <Td className="text-muted">
              <CellName values={batch.options.values} axes={axes} />
            </Td>
            <Td className="tabular-nums">{t('summary', batch.counts)}</Td>
            <Td>{!batch.finishedAt && <Badge tone="warning">{t('unfinished')}</Badge>}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
