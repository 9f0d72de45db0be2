import type { ComponentProps } from 'react';
import { cx } from './cx';

/** A dense table. Columns of numbers are headed `align="right"` and hold `numeric` cells, which line up. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table className={cx('w-full border-collapse text-sm', className)} {...rest} />;
}

const ALIGN = { left: 'text-left', right: 'text-right', center: 'text-center' };

export function Th({
  align = 'left',
  className,
  ...rest
}: { align?: keyof typeof ALIGN } & Omit<ComponentProps<'th'>, 'align'>) {
  return (
    <th
      scope="col"
      className={cx(
        'border-b border-line px-4 py-1.5 text-xs font-medium whitespace-nowrap text-muted',
        ALIGN[align],
        className,
      )}
      {...rest}
    />
  );
}

export function Td({ numeric, className, ...rest }: { numeric?: boolean } & ComponentProps<'td'>) {
  return (
    <td
      className={cx(
        'border-b border-line/60 px-4 py-1.5 align-middle',
        numeric && 'text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
