import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from './cx';

const BOX =
  'w-full rounded-md border border-line-strong bg-raised px-2.5 text-sm text-ink placeholder:text-muted ' +
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-muted';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cx(BOX, 'h-8', className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cx(BOX, 'min-h-20 py-1.5', className)} {...rest} />;
}

/** The browser's own select: fast with the keyboard, right on touch, nothing to load. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={cx('relative inline-flex w-full', className)}>
      <select className={cx(BOX, 'h-8 appearance-none pr-8')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
