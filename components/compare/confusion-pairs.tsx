import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Table, Td, Th } from '@/components/ui/table';
import type { ConfusionCell } from '@/lib/domain/comparison/types';

const SHOWN = 15;

/** The most frequent confusions as a list: what it is, what it was called, how often. */
export function ConfusionPairs({
  pairs,
  name,
  sides,
}: {
  pairs: readonly ConfusionCell[];
  name: (key: string | null, nothing: string) => ReactNode;
  sides: readonly ('a' | 'b')[];
}) {
  const t = useTranslations('compare.confusion');
  return (
    <div className="min-w-0 overflow-x-auto">
      <h3 className="pb-1 text-sm font-medium">{t('top')}</h3>
      <Table>
        <thead>
          <tr>
            <Th>{t('gold')}</Th>
            <Th>{t('said')}</Th>
            {sides.length === 1 ? (
              <Th align="right">{t('times')}</Th>
            ) : (
              <>
                <Th align="right">A</Th>
                <Th align="right">B</Th>
                <Th align="right">B − A</Th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {pairs.slice(0, SHOWN).map(({ gold, said, a, b }) => (
            <tr key={JSON.stringify([gold, said])}>
              <Td>{name(gold, t('extra'))}</Td>
              <Td>{name(said, t('missed'))}</Td>
              {sides.length === 1 ? (
                <Td numeric>{a}</Td>
              ) : (
                <>
                  <Td numeric>{a}</Td>
                  <Td numeric>{b}</Td>
                  <Td numeric className="text-muted">
                    {b > a ? `+${b - a}` : b < a ? `−${a - b}` : '0'}
                  </Td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
