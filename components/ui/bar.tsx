import { cx } from './cx';

export type BarPart = { key: string; value: number; className: string; label: string };

/**
 * A horizontal bar of stacked parts on a scale from 0 to `of`. `target` is drawn as a tick, so that a
 * bar beyond it still says where it was. The parts are decoration: the numbers stand beside it as text.
 */
export function StackedBar({
  parts,
  of,
  target,
  label,
  className,
}: {
  parts: BarPart[];
  of: number;
  target?: number;
  label: string;
  className?: string;
}) {
  const scale = Math.max(of, 1);
  return (
    <div role="img" aria-label={label} className={cx('relative h-2.5', className)}>
      <div className="flex h-full overflow-hidden rounded-[3px] bg-sunken">
        {parts
          .filter((part) => part.value > 0)
          .map((part) => (
            <span
              key={part.key}
              title={part.label}
              className={cx('h-full', part.className)}
              style={{ width: `${(100 * part.value) / scale}%` }}
            />
          ))}
      </div>
      {target !== undefined && target > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-0.5 -bottom-0.5 w-0.5 bg-ink"
          style={{ left: `calc(${Math.min(100, (100 * target) / scale)}% - 1px)` }}
        />
      )}
    </div>
  );
}

/** How far along something long is, 0…1; null while nobody can say. */
export function Progress({ value, label }: { value: number | null; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(value * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={cx(
          'h-full rounded-full bg-accent transition-[width]',
          value === null && 'w-1/3 animate-pulse',
        )}
        style={value === null ? undefined : { width: `${value * 100}%` }}
      />
    </div>
  );
}
