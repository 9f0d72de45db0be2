import type { ComponentProps } from 'react';
import { cx } from './cx';

/** The browser's own box to tick. One that cannot be ticked is pale, in the dark theme too. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <input
      type="checkbox"
      className={cx('size-4 accent-accent disabled:cursor-not-allowed disabled:opacity-40', className)}
      {...rest}
    />
  );
}
