'use client';
import { memo } from 'react';
import { cx } from '@/components/ui/cx';
import { signOf } from '@/lib/domain/symbol-classes/signs';
import { ClassSign } from '../latex/class-sign';

/** One class of the list. What is clicked is read from the list, so that hundreds of these never render again. */
export const ClassOption = memo(function ClassOption({
  id,
  name,
  active,
  current,
}: {
  id: string;
  name: string;
  active: boolean;
  current: boolean;
}) {
  const sign = signOf(name);
  return (
    <div
      id={id}
      role="option"
      data-class={name}
      aria-selected={active}
      aria-label={name}
      title={name}
      className={cx(
        'grid h-7 cursor-pointer place-items-center overflow-hidden rounded-md px-1 font-mono',
        sign.length > 3 ? 'text-xs' : 'text-base',
        active
          ? 'bg-accent text-on-accent'
          : current
            ? 'bg-accent-soft text-on-accent-soft'
            : 'hover:bg-sunken',
      )}
    >
      <ClassSign name={name} />
    </div>
  );
});
