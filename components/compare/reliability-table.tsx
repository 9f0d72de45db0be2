import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/components/ui/table';
import type { Reliability } from '@/lib/domain/comparison/types';

/** The numbers of a reliability plot, for who cannot see it or wants them exactly. */
export function ReliabilityTable({ reliability }: { reliability: Reliability }) {
  const t = useTranslations('compare.calibration');
  const format = useFormatter();
  return (
    <details className="text-sm">
      <summary className="text-xs text-muted hover:text-ink">{t('asTable')}</summary>
      <Table className="mt-1">
        <thead>
          <tr>
            <Th>{t('confidence')}</Th>
            <Th align="right">{t('count')}</Th>
            <Th align="right">{t('mean')}</Th>
            <Th align="right">{t('right')}</Th>
          </tr>
        </thead>
        <tbody>
          {reliability.bins
            .filter(({ count }) => count > 0)
            .map((bin) => (
              <tr key={bin.low}>
                <Td className="tabular-nums">
                  {format.number(bin.low, 'share')}–{format.number(bin.high, 'share')}
                </Td>
                <Td numeric>{format.number(bin.count)}</Td>
                <Td numeric>{format.number(bin.confidence, 'share')}</Td>
                <Td numeric>{format.number(bin.accuracy, 'share')}</Td>
              </tr>
            ))}
        </tbody>
      </Table>
    </details>
  );
}
