import { cx } from '@/components/ui/cx';

export interface BarPair {
  key: string;
  label: string;
  a: number | null;
  b?: number | null;
}

const BAR: Record<'a' | 'b', string> = { a: 'bg-series-a', b: 'bg-series-b hatched' };

/** Values of a above those of b, on one scale from 0; each says its number, and B is hatched. */
export function PairedBars({ pairs, text }: { pairs: BarPair[]; text: (value: number) => string }) {
  const most = Math.max(0, ...pairs.flatMap(({ a, b }) => [a ?? 0, b ?? 0]));
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-sm">
      {pairs.map(({ key, label, ...values }) => (
        <div key={key} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="flex flex-col gap-0.5">
            {(['a', 'b'] as const).map((side) => {
              const value = values[side];
              return value === undefined ? null : (
                <span key={side} className="flex items-center gap-2">
                  <span className="h-2 min-w-0 flex-1">
                    <span
                      className={cx('block h-full min-w-px rounded-[2px]', BAR[side])}
                      style={{ width: `${most > 0 ? (100 * (value ?? 0)) / most : 0}%` }}
                    />
                  </span>
                  <span className="w-20 text-right text-xs leading-4 tabular-nums">
                    <span className="sr-only">{side.toUpperCase()} </span>
                    {value === null ? '–' : text(value)}
                  </span>
                </span>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
