'use client';
import { useTranslations } from 'next-intl';
import { memo, useMemo } from 'react';
import { ClassOption } from './class-option';
import type { ClassSection } from './class-sections';

/** The name of an option's element: its place among all options, since a class may stand in two sections. */
export const optionId = (listId: string, at: number) => `${listId}-${at}`;

/** All classes that may be chosen, in sections. `at` is the option that Enter takes; none when negative. */
export const ClassList = memo(function ClassList({
  listId,
  sections,
  at,
  current,
  onChoose,
}: {
  listId: string;
  sections: readonly ClassSection[];
  at: number;
  current: string;
  onChoose: (name: string) => void;
}) {
  const t = useTranslations('editor.class');
  const starts = useMemo(() => {
    let before = 0;
    return sections.map(({ names }) => (before += names.length) - names.length);
  }, [sections]);
  const title = (name: ClassSection['title']) => {
    if (name === 'recent') return t('recentTitle');
    if (name === 'look') return t('look');
    return name === 'found' ? t('all') : t(`group.${name}`);
  };
  return (
    <div
      id={listId}
      role="listbox"
      aria-label={t('all')}
      // As high as there is room beside the list of symbols, whatever is found: nothing below it moves.
      className="min-h-16 flex-[1_1_4rem] overflow-y-auto overscroll-contain"
      onClick={(event) => {
        const option = event.target instanceof Element && event.target.closest<HTMLElement>('[data-class]');
        if (option && option.dataset.class) onChoose(option.dataset.class);
      }}
    >
      {sections.map(({ title: name, names }, section) => (
        <div key={name} role="group" aria-label={title(name)}>
          {name !== 'found' && (
            <p aria-hidden="true" className="px-1 pt-1 text-xs text-muted">
              {title(name)}
            </p>
          )}
          <div className="grid grid-cols-[repeat(auto-fill,minmax(1.9rem,1fr))] gap-0.5">
            {names.map((one, index) => {
              const place = (starts[section] ?? 0) + index;
              return (
                <ClassOption
                  key={one}
                  id={optionId(listId, place)}
                  name={one}
                  active={place === at}
                  current={one === current}
                />
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
});
