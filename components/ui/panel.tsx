import type { ReactNode } from 'react';
import { cx } from './cx';

/** A titled part of a screen. */
export function Panel({
  title,
  hint,
  action,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
  /** The content brings its own padding (a table, a list). */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cx('rounded-lg border border-line bg-raised shadow-panel', className)}>
      {(title || action) && (
        <header className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-2">
          <div className="min-w-0 flex-1">
            <h2 className="text-base font-semibold">{title}</h2>
            {hint && <p className="text-xs text-muted">{hint}</p>}
          </div>
          {action}
        </header>
      )}
      <div className={flush ? 'overflow-x-auto' : 'p-4'}>{children}</div>
    </section>
  );
}
