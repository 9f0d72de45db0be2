'use client';
import { useTranslations } from 'next-intl';
import { useMemo, useState, type ReactNode } from 'react';
import { HeatMap } from '@/components/charts/heat-map';
import { SeriesMark } from '@/components/charts/series';
import { Select } from '@/components/ui/input';
import { CLASS_HEADS, type ClassHead, type ConfusionComparison } from '@/lib/domain/comparison/types';
import { confusionGrid } from './confusion-grid';
import { ConfusionPairs } from './confusion-pairs';

const SIZE = 12;

/** The classes that are confused most: truth down, said across; A, B and what B does more (+) or less (−). */
export function ConfusionPanel({
  confusions,
  names,
  sides,
}: {
  confusions: Record<ClassHead, ConfusionComparison>;
  names: Record<string, ReactNode>;
  /** One evaluation alone has only A. */
  sides: readonly ('a' | 'b')[];
}) {
  const t = useTranslations('compare.confusion');
  const classes = useTranslations('compare.classes');
  const [head, setHead] = useState<ClassHead>('recognizer');
  const { cells, top } = confusions[head];
  const grid = useMemo(() => confusionGrid(cells, SIZE), [cells]);
  const name = (key: string | null, nothing: string) => (key === null ? nothing : (names[key] ?? key));
  const heads = (nothing: string) =>
    grid.classes.map((key) => ({ key: key ?? '', name: name(key, nothing) }));
  const maps = [...sides, ...(sides.length > 1 ? (['difference'] as const) : [])];
  return (
    <>
      <label className="flex w-72 flex-col px-4 py-2 text-xs text-muted">
        {classes('head')}
        <Select
          value={head}
          onChange={(event) =>
            setHead(CLASS_HEADS.find((one) => one === event.currentTarget.value) ?? 'recognizer')
          }
        >
          {CLASS_HEADS.map((one) => (
            <option key={one} value={one}>
              {classes(`heads.${one}`)}
            </option>
          ))}
        </Select>
      </label>
      {top.length === 0 ? (
        <p className="px-4 pb-6 text-sm text-muted">{t('none')}</p>
      ) : (
        <div className="grid items-start gap-x-6 gap-y-4 px-4 pb-4 xl:grid-cols-2">
          {maps.map((map) => (
            <figure key={map} className="min-w-0 overflow-x-auto" data-confusion={map}>
              <figcaption className="flex items-center gap-1.5 pb-1 text-sm font-medium">
                {map !== 'difference' && sides.length > 1 && <SeriesMark series={map} />}
                {sides.length > 1 && (map === 'difference' ? t('difference') : map.toUpperCase())}
              </figcaption>
              <HeatMap
                caption={t('caption')}
                corner={t('corner')}
                rows={heads(t('extra'))}
                columns={heads(t('missed'))}
                hue={map}
                most={map === 'difference' ? grid.mostDifference : grid.most}
                cells={grid.cells.map((row, y) =>
                  row.map((cell, x) => {
                    if (cell === null) return null;
                    const value = map === 'difference' ? cell.b - cell.a : cell[map];
                    const title = t('cell', {
                      gold: grid.classes[y] ?? t('extra'),
                      said: grid.classes[x] ?? t('missed'),
                      count: value,
                    });
                    return { value, title };
                  }),
                )}
              />
            </figure>
          ))}
          <ConfusionPairs pairs={top} name={name} sides={sides} />
        </div>
      )}
    </>
  );
}
