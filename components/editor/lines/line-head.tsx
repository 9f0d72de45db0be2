'use client';
import { ArrowDown, ArrowUp, ArrowUpToLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import type { Annotation } from '@/lib/domain/annotation/schema';
import { joinWithPrevious, shiftLine } from '@/lib/editor/changes/lines';
import { dropEmptyLine } from '@/lib/editor/changes/places';
import { useActionName } from '../panels/action-name';
import { useKeyOf } from '../panels/use-key-of';
import { useEditing } from '../state/context';
import type { LineItem } from './items';

function HeadButton({
  label,
  disabled = false,
  onClick,
  children,
}: {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink disabled:opacity-35"
    >
      {children}
    </button>
  );
}

/** The head of a line: which it is, and what can be done with it as a whole. */
export function LineHead({ item, editable }: { item: LineItem; editable: boolean }) {
  const t = useTranslations('editor.lines');
  const { editor } = useEditing();
  const name = useActionName();
  const keyOf = useKeyOf();
  const { line, index, of, empty } = item;
  const number = index + 1;
  const label = (id: string) => {
    const key = keyOf(id);
    return `${t('line', { number })}: ${name(id)}${key ? ` (${key})` : ''}`;
  };
  const change = (action: string, apply: (annotation: Annotation) => Annotation) => () =>
    void editor.change(action, apply);
  return (
    <div role="gridcell" className="flex h-full items-center gap-0.5 px-1.5">
      <span className="min-w-0 flex-1 truncate text-xs font-semibold text-muted">
        {t('line', { number })}
        {empty && <span className="ml-2 font-normal">{t('empty')}</span>}
      </span>
      {editable && of > 1 && (
        <>
          {empty && (
            <Button size="small" onClick={change('line.remove', (now) => dropEmptyLine(now, line))}>
              {t('remove', { number })}
            </Button>
          )}
          <HeadButton
            label={label('order.line_up')}
            disabled={index === 0}
            onClick={change('line.move', (now) => shiftLine(now, line, -1))}
          >
            <ArrowUp aria-hidden="true" className="size-3.5" />
          </HeadButton>
          <HeadButton
            label={label('order.line_down')}
            disabled={index === of - 1}
            onClick={change('line.move', (now) => shiftLine(now, line, 1))}
          >
            <ArrowDown aria-hidden="true" className="size-3.5" />
          </HeadButton>
          <HeadButton
            label={label('order.join_line')}
            disabled={index === 0}
            onClick={change('line.join', (now) => joinWithPrevious(now, line))}
          >
            <ArrowUpToLine aria-hidden="true" className="size-3.5" />
          </HeadButton>
        </>
      )}
    </div>
  );
}
