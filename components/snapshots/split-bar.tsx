import { useFormatter, useTranslations } from 'next-intl';
import { StackedBar } from '@/components/ui/bar';
import { cx } from '@/components/ui/cx';
import type { SplitCounts } from './snapshot-summary';

const SPLITS = ['train', 'val', 'test', 'held'] as const;
const SPLIT_CLASS = {
  train: 'bg-state-approved',
  val: 'bg-state-submitted',
  test: 'bg-state-in-progress',
  held: 'bg-state-skipped hatched',
};

/** How a snapshot is split, as one bar. */
export function SplitBar({ counts, className }: { counts: SplitCounts; className?: string }) {
  const t = useTranslations('words.split');
  const parts = SPLITS.map((split) => ({
    key: split,
    value: counts[split],
    className: SPLIT_CLASS[split],
    label: `${t(split)}: ${counts[split]}`,
  }));
  return (
    <StackedBar
      parts={parts}
      of={SPLITS.reduce((total, split) => total + counts[split], 0)}
      label={parts.map((part) => part.label).join(', ')}
      className={className ?? ''}
    />
  );
}

export function SplitLegend({ counts }: { counts: SplitCounts }) {
  const t = useTranslations('words.split');
  const format = useFormatter();
  const total = SPLITS.reduce((sum, split) => sum + counts[split], 0);
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {SPLITS.map((split) => (
        <li key={split} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={cx('size-3 rounded-[3px]', SPLIT_CLASS[split])} />
          <span className="text-muted">{t(split)}</span>
          <span className="font-medium tabular-nums">{format.number(counts[split])}</span>
          {total > 0 && (
            <span className="text-muted tabular-nums">{format.number(counts[split] / total, 'share')}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
