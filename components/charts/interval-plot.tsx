import { cx } from '@/components/ui/cx';
import type { Interval } from '@/lib/domain/comparison/types';
import { percentScale, type Domain } from './scale';
import { FILL, STROKE, type Series } from './series';

export interface IntervalMark {
  series: Series;
  interval: Interval;
}

/** A value to hold intervals against. */
export interface Reference {
  kind: 'zero' | 'baseline' | 'aim';
  value: number;
}

const ROW = 11;
const REFERENCE: Record<Reference['kind'], string> = {
  zero: 'stroke-line-strong',
  baseline: 'stroke-muted [stroke-dasharray:2_2]',
  aim: 'stroke-positive [stroke-width:2]',
};

/** The point of a series at (x %, y px): a disc, a diamond, a bar. */
function Point({ series, x, y }: { series: Series; x: number; y: number }) {
  if (series === 'a') return <circle cx={`${x}%`} cy={y} r={4} className={FILL.a} />;
  // A nested svg takes a position in percent, which a path cannot.
  return (
    <svg x={`${x}%`} y={y} overflow="visible">
      {series === 'b' ? (
        <path d="M0 -5 5 0 0 5 -5 0Z" className={FILL.b} />
      ) : (
        <rect x={-2.5} y={-4.5} width={5} height={9} rx={1} className={FILL.difference} />
      )}
    </svg>
  );
}

/**
 * Values with their 95 % intervals on one axis, each on a line of its own; an interval that leaves the
 * axis ends at its edge. References (zero, the constant baseline, the aim) run through all lines.
 */
export function IntervalPlot({
  marks,
  references = [],
  domain,
  label,
  className,
}: {
  marks: IntervalMark[];
  references?: Reference[];
  domain: Domain;
  /** What is drawn, in words with its numbers. */
  label: string;
  className?: string;
}) {
  const at = percentScale(domain);
  const height = ROW * marks.length + 4;
  return (
    <svg
      role="img"
      aria-label={label}
      height={height}
      className={cx('block w-full overflow-visible', className)}
    >
      <line x1="0" x2="100%" y1={height - 0.5} y2={height - 0.5} className="stroke-line" />
      {references
        .filter(({ value }) => value >= domain[0] && value <= domain[1])
        .map(({ kind, value }) => (
          <line
            key={kind}
            x1={`${at(value)}%`}
            x2={`${at(value)}%`}
            y1={0}
            y2={height}
            className={REFERENCE[kind]}
          />
        ))}
      {marks.map(({ series, interval }, row) => {
        const y = ROW * row + ROW / 2 + 1;
        return (
          <g key={series}>
            <line
              x1={`${at(interval.low)}%`}
              x2={`${at(interval.high)}%`}
              y1={y}
              y2={y}
              strokeWidth={2}
              strokeLinecap="round"
              className={STROKE[series]}
            />
            <Point series={series} x={at(interval.value)} y={y} />
          </g>
        );
      })}
    </svg>
  );
}
