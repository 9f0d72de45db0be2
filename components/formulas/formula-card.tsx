import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import type { Axis, CategoryValues, FormulaState } from '@/lib/domain/quotas';
import { CellName } from './cell-name';
import { TalkBadges, type TalkedAbout } from './talk-badges';
import { StateBadge } from './state-badge';
import { Thumbnail } from './thumbnail';

/** A formula as lists show it. */
export type FormulaListItem = TalkedAbout & {
  id: string;
  name: string;
  state: FormulaState;
  imageUrl: string;
  /** Image pixels. */
  width: number;
  height: number;
  cell: { values: CategoryValues };
  predictionStatus: 'pending' | 'done' | 'failed';
  latex: string;
  /** Who works on it now. */
  heldBy: string | null;
};

/** One formula of the gallery: its image first, below it what it is and where it stands. */
export function FormulaCard({
  formula,
  href,
  axes,
  eager,
}: {
  formula: FormulaListItem;
  href: string;
  axes: Axis[];
  /** Among the first, which are on the screen from the start. */
  eager: boolean;
}) {
  const t = useTranslations('formulas');
  return (
    <Link
      href={href}
      prefetch={false} // opening takes the lease: only a click may
      className="group flex flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-panel transition-colors [contain-intrinsic-size:auto_11.5rem] [content-visibility:auto] hover:border-accent"
    >
      <span className="sr-only">{t('open', { name: formula.name })}</span>
      <Thumbnail
        src={formula.imageUrl}
        alt={formula.latex}
        width={formula.width}
        height={formula.height}
        eager={eager}
        className="h-28 border-b border-line p-3"
      />
      <span className="flex flex-col gap-1 px-3 py-2">
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-sm font-medium" title={formula.name}>
            {formula.name}
          </span>
          {formula.predictionStatus === 'failed' && (
            <span title={t('predictionFailed')} className="text-warning">
              <TriangleAlert aria-label={t('predictionFailed')} className="size-4" />
            </span>
          )}
          <StateBadge state={formula.state} />
        </span>
        <span className="truncate text-xs text-muted">
          <CellName values={formula.cell.values} axes={axes} />
          {formula.heldBy && ` · ${t('heldBy', { name: formula.heldBy })}`}
        </span>
        {(formula.flags.length > 0 || formula.openComments > 0) && (
          <span className="flex flex-wrap items-center gap-1.5">
            <TalkBadges {...formula} />
          </span>
        )}
      </span>
    </Link>
  );
}
