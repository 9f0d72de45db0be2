import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { ariaKeys } from './aria-keys';
import { KeyHint } from './key-hint';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line-strong/60 bg-raised text-ink hover:border-line-strong hover:bg-sunken',
  quiet: 'text-ink hover:bg-sunken',
  danger: 'bg-danger text-on-danger hover:bg-danger-hover',
};

const SIZES: Record<ButtonSize, string> = {
  small: 'h-7 gap-1.5 px-2 text-sm',
  medium: 'h-8 gap-1.5 px-3 text-sm',
  large: 'h-11 gap-2.5 px-5 text-lg',
};

/** The classes of a button, for elements that must look like one (links, menu triggers). */
export function buttonClass(
  look: ButtonLook = 'secondary',
  size: ButtonSize = 'medium',
  extra?: string,
): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center rounded-md font-medium whitespace-nowrap transition-colors select-none',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50',
    LOOKS[look],
    SIZES[size],
    extra,
  );
}

type Common = { look?: ButtonLook; size?: ButtonSize; icon?: ReactNode; keys?: string };

export function Button({
  look,
  size,
  icon,
  keys,
  className,
  children,
  type = 'button',
  ...rest
}: Common & ComponentProps<'button'>) {
  return (
    <button
      type={type}
      className={buttonClass(look, size, className)}
      aria-keyshortcuts={ariaKeys(keys)}
      {...rest}
    >
      {icon}
      {children}
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}

export function LinkButton({
  look,
  size,
  icon,
  keys,
  className,
  children,
  ...rest
}: Common & ComponentProps<typeof Link>) {
  return (
    <Link className={buttonClass(look, size, className)} aria-keyshortcuts={ariaKeys(keys)} {...rest}>
      {icon}
      {children}
      {keys && <KeyHint keys={keys} />}
    </Link>
  );
}

/** A square button that holds an icon; `label` is its name for assistive technology and its tooltip. */
export function IconButton({
  label,
  className,
  children,
  type = 'button',
  ...rest
}: { label: string } & ComponentProps<'button'>) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'inline-grid size-8 shrink-0 place-items-center rounded-md text-muted transition-colors hover:bg-sunken hover:text-ink',
        'disabled:pointer-events-none disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
