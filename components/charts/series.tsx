import { cx } from '@/components/ui/cx';

/** The two sides of a comparison and what lies between them. Each has a colour and a shape of its own. */
export type Series = 'a' | 'b' | 'difference';

export const STROKE: Record<Series, string> = {
  a: 'stroke-series-a',
  b: 'stroke-series-b',
  difference: 'stroke-ink',
};
export const FILL: Record<Series, string> = {
  a: 'fill-series-a',
  b: 'fill-series-b',
  difference: 'fill-ink',
};

/** The mark of a series in text and legends: a filled disc is A, a diamond B. */
export function SeriesMark({ series, className }: { series: 'a' | 'b'; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={cx('inline-block size-3 shrink-0', FILL[series], className)}
    >
      {series === 'a' ? <circle cx="6" cy="6" r="4.5" /> : <path d="M6 0.5 11.5 6 6 11.5 0.5 6Z" />}
    </svg>
  );
}
