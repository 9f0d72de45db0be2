'use client';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { useFocusReturn } from './use-focus-return';

/** A dialog, for what must be decided before anything else. Prefer a panel. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  closeLabel,
  wide = false,
  onEscapeKeyDown,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  closeLabel: string;
  /** For what needs a table to be decided. */
  wide?: boolean;
  /** Called before Escape closes it; `preventDefault` keeps it open. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}) {
  const focus = useFocusReturn();
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-[rgb(10_14_12/0.45)]" />
        <Primitive.Content
          aria-describedby={description ? undefined : ''}
          onEscapeKeyDown={onEscapeKeyDown}
          {...focus}
          className={cx(
            'fixed left-1/2 z-50 -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-float',
            wide
              ? 'top-[6vh] max-h-[88vh] w-[min(52rem,calc(100vw-2rem))]'
              : 'top-[12vh] max-h-[76vh] w-[min(34rem,calc(100vw-2rem))]',
          )}
        >
          <div className="mb-3 flex items-start gap-4">
            <div className="flex-1">
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-sm text-muted">{description}</Primitive.Description>
              )}
            </div>
            <Primitive.Close
              aria-label={closeLabel}
              className="grid size-7 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden="true" className="size-4" />
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
