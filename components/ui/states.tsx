import type { ReactNode } from 'react';
import { cx } from './cx';

/** Nothing here yet: says what would be here and what to do next. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-12 text-center">
      {icon && <div className="mb-1 text-muted [&>svg]:size-8 [&>svg]:stroke-[1.5]">{icon}</div>}
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="text-sm text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** A grey shape that stands where something will be. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx('animate-pulse rounded-md bg-sunken', className)} />;
}
