import type { ComponentProps } from 'react';
import { cx } from './cx';

/** A dense table. Numbers stand right and line up (`numeric`). */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table className={cx('w-full border-collapse text-sm', className)} {...rest} />;
}

export function Th({ numeric, className, ...rest }: { numeric?: boolean } & ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cx(
        'border-b border-line px-4 py-1.5 text-xs font-medium whitespace-nowrap text-muted',
        numeric ? 'text-right' : 'text-left',
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
