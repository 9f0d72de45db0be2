import type { ComponentProps, ReactNode } from 'react';

/** A checkbox or radio button with its label, and a line that says what choosing it means. */
export function Choice({
  label,
  hint,
  type = 'checkbox',
  ...rest
}: { label: ReactNode; hint?: ReactNode; type?: 'checkbox' | 'radio' } & Omit<
  ComponentProps<'input'>,
  'type'
>) {
  return (
    <label className="flex items-start gap-2 text-sm has-disabled:opacity-60">
      <input type={type} className="mt-0.5 size-4 shrink-0 accent-accent" {...rest} />
      <span>
        {label}
        {hint && <span className="block text-xs text-muted">{hint}</span>}
      </span>
    </label>
  );
}
