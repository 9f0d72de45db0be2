import { useFormatter, useTranslations } from 'next-intl';
import type { Reliability } from '@/lib/domain/comparison/types';
import { FILL, STROKE } from './series';

/** Pixels of the drawing: the square of confidence × share right, below it how many answers a bin holds. */
const LEFT = 56;
const TOP = 8;
const SIDE = 208;
const STRIP = 30;
const STRIP_TOP = TOP + SIDE + 6;
const WIDTH = LEFT + SIDE + 24;
const HEIGHT = STRIP_TOP + STRIP + 36;
const x = (share: number) => LEFT + share * SIDE;
const y = (share: number) => TOP + (1 - share) * SIDE;
const MARKS = [0, 0.25, 0.5, 0.75, 1];

/** Share right against confidence: on the diagonal, a confidence says how often it is right. */
export function ReliabilityPlot({
  reliability,
  series,
  label,
}: {
  reliability: Reliability;
  series: 'a' | 'b';
  /** Whose confidence, in words; ECE and the number of answers are added. */
  label: string;
}) {
  const t = useTranslations('compare.calibration');
  const format = useFormatter();
  const share = (value: number) => format.number(value, 'share');
  const bins = reliability.bins.filter(({ count }) => count > 0);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <svg
      role="img"
      aria-label={`${label}: ${t('ece')} ${share(reliability.ece.value)}`}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-auto max-w-full"
      data-reliability={series}
    >
      {MARKS.map((mark) => (
        <g key={mark} className="fill-muted text-[0.6875rem] tabular-nums">
          <line x1={x(mark)} x2={x(mark)} y1={TOP} y2={TOP + SIDE} className="stroke-line" />
          <line x1={LEFT} x2={LEFT + SIDE} y1={y(mark)} y2={y(mark)} className="stroke-line" />
          <text x={LEFT - 6} y={y(mark) + 3.5} textAnchor="end">
            {share(mark)}
          </text>
          <text x={x(mark)} y={STRIP_TOP + STRIP + 14} textAnchor="middle">
            {share(mark)}
          </text>
        </g>
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="stroke-line-strong [stroke-dasharray:4_3]" />
      {bins.map((bin) => (
        <g key={bin.low}>
          <title>
            {t('bin', {
              low: share(bin.low),
              high: share(bin.high),
              count: bin.count,
              confidence: share(bin.confidence),
              accuracy: share(bin.accuracy),
            })}
          </title>
          <line
            x1={x(bin.confidence)}
            x2={x(bin.confidence)}
            y1={y(bin.confidence)}
            y2={y(bin.accuracy)}
            strokeWidth={2}
            className={`${STROKE[series]} opacity-50`}
          />
          <circle
            cx={x(bin.confidence)}
            cy={y(bin.accuracy)}
            r={3 + 4 * Math.sqrt(bin.count / most)}
            className={`${FILL[series]} stroke-raised`}
          />
          <rect
            x={x(bin.low) + 0.5}
            width={Math.max(1, x(bin.high) - x(bin.low) - 1)}
            y={STRIP_TOP + STRIP * (1 - bin.count / most)}
            height={(STRIP * bin.count) / most}
            className={`${FILL[series]} opacity-60`}
          />
        </g>
      ))}
      {bins.length > 1 && (
        <polyline
          points={bins.map(({ confidence, accuracy }) => `${x(confidence)},${y(accuracy)}`).join(' ')}
          fill="none"
          strokeWidth={1.5}
          className={STROKE[series]}
        />
      )}
      <text x={x(0.5)} y={HEIGHT - 4} textAnchor="middle" className="fill-muted text-xs">
        {t('confidence')}
      </text>
      <text
        transform={`translate(12 ${y(0.5)}) rotate(-90)`}
        textAnchor="middle"
        className="fill-muted text-xs"
      >
        {t('right')}
      </text>
    </svg>
  );
}
