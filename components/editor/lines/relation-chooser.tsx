'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { cx } from '@/components/ui/cx';
import { RELATIONS, type Relation } from '@/lib/domain/annotation/schema';
import { hangUnder } from '@/lib/editor/changes/places';
import { relationTo } from '@/lib/editor/kernels/relation';
import { RELATION_MARKS } from '../canvas/draw-order';
import { signOf } from '../canvas/glyphs';
import { useEditing } from '../state/context';
import type { Hanging } from './use-list-drag';

/** How what was dropped onto a symbol stands to it: the relation that geometry suggests is ready to be taken. */
export function RelationChooser({
  hanging: { children, parent },
  top,
  onDone,
}: {
  hanging: Hanging;
  /** Where it opens, in pixels from the top of the list. */
  top: number;
  onDone: () => void;
}) {
  const t = useTranslations('ordering.list');
  const names = useTranslations('editor.relation');
  const { editor } = useEditing();
  const suggested = useRef<HTMLButtonElement>(null);
  useEffect(() => suggested.current?.focus(), []);
  const { symbols } = editor.state.annotation;
  const [first] = children;
  const [child, above] = [first && symbols[first], symbols[parent]];
  if (!child || !above) return null;
  const fits = relationTo(above, child);
  const leave = () => {
    onDone();
    editor.requestFocus('canvas');
  };
  const take = (relation: Relation) => {
    editor.change('symbol.place', (now) => hangUnder(now, children, parent, relation), {
      selection: children,
    });
    leave();
  };
  return (
    <div
      role="dialog"
      aria-label={t('relation', { child: signOf(child.class), parent: signOf(above.class) })}
      style={{ top }}
      onKeyDown={(event) => {
        const chosen = RELATIONS[Number(event.key) - 1];
        if (event.key === 'Escape') leave();
        else if (chosen) take(chosen);
        else return;
        event.preventDefault();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onDone();
      }}
      className="absolute right-2 left-2 z-10 rounded-lg border border-line bg-raised p-1.5 shadow-float"
    >
      <p className="px-1 pb-1 text-xs text-muted">
        {t('relation', { child: signOf(child.class), parent: signOf(above.class) })}
      </p>
      <div className="grid grid-cols-2 gap-1">
        {RELATIONS.map((relation, index) => (
          <button
            key={relation}
            ref={relation === fits ? suggested : undefined}
            type="button"
            onClick={() => take(relation)}
            className={cx(
              'flex h-7 items-center gap-1.5 rounded-md border px-2 text-sm',
              relation === fits
                ? 'border-accent bg-accent-soft text-on-accent-soft'
                : 'border-line hover:bg-sunken',
            )}
          >
            <kbd className="font-sans text-xs text-muted">{index + 1}</kbd>
            <span aria-hidden="true">{RELATION_MARKS[relation]}</span>
            {names(relation)}
          </button>
        ))}
      </div>
    </div>
  );
}
